// Times of the page in Debian's Chromium: `npm run bench:web` prints them and writes docs/workbench.md. Nothing is asserted.
import { statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type CDPSession, chromium, type Page } from "playwright-core";
import { cohortCsv, dropFile } from "../../test/web/steps.ts";
import { longestTaskAtStart } from "./traced-start.ts";

const FILE = resolve("dist/cistern.html");
const REPEATS = 5;

interface Row {
  readonly what: string;
  readonly value: string;
  readonly target: string;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const ms = (value: number): string => `${Math.round(value)} ms`;

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});

async function opened(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(`
    window.longest = 0; window.shift = 0;
    new PerformanceObserver((list) => { for (const e of list.getEntries()) longest = Math.max(longest, e.duration); }).observe({ type: "longtask", buffered: true });
    new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) shift += e.value; }).observe({ type: "layout-shift", buffered: true });
    // Milliseconds of the page's own clock until the selector matches that often.
    window.until = (selector, n) => new Promise((done) => {
      const look = () => document.querySelectorAll(selector).length >= n ? requestAnimationFrame(() => done(performance.now())) : setTimeout(look, 2);
      look();
    });
    // A card responds as soon as it is there: React draws and listens in one step.
    window.ready = until(".card", 1);`);
  await page.goto(pathToFileURL(FILE).href);
  await page.getByRole("heading", { name: "Cistern", level: 1 }).waitFor();
  return page;
}

const longest = (page: Page): Promise<number> =>
  page.evaluate<number>("(() => { const l = longest; longest = 0; return l; })()");

/** From now on the page's own clock, read before `act`, to the selector's n-th match. */
async function timed(page: Page, act: () => Promise<void>, selector: string, n: number): Promise<number> {
  const started = await page.evaluate<number>("(longest = 0, performance.now())");
  await act();
  return (await page.evaluate<number>(`until(${JSON.stringify(selector)}, ${n})`)) - started;
}

async function heap(cdp: CDPSession): Promise<number> {
  await cdp.send("HeapProfiler.collectGarbage");
  return (await cdp.send("Runtime.getHeapUsage")).usedSize / 1048576;
}

async function repeated(work: () => Promise<{ time: number; task: number }>): Promise<[number, number]> {
  const runs = [];
  for (let i = 0; i < REPEATS; i++) runs.push(await work());
  return [median(runs.map(({ time }) => time)), median(runs.map(({ task }) => task))];
}

const openExample = (page: Page): Promise<number> =>
  timed(page, () => page.getByRole("button", { name: /^Interleukin-6/ }).click(), "section.question", 9);

const [starting, startTask] = await repeated(async () => {
  const page = await opened();
  const time = await page.evaluate<number>("ready");
  const task = await longestTaskAtStart(pathToFileURL(FILE).href);
  await page.context().close();
  return { time, task };
});

const table = join(tmpdir(), "cohort-700.csv");
writeFileSync(table, cohortCsv(700));
const [dropping, dropTask] = await repeated(async () => {
  const page = await opened();
  // The page shows the data first; the answers are there as soon as their view can be.
  const started = await page.evaluate<number>("(longest = 0, performance.now())");
  await dropFile(page, table);
  await page.evaluate(`until(".view-data [role=grid]", 1)`);
  await page.evaluate(
    `[...document.querySelectorAll(".top nav button")].find((b) => b.textContent.startsWith("Answers")).click()`,
  );
  const time = (await page.evaluate<number>(`until("section.question", 1)`)) - started;
  const task = await longest(page);
  await page.context().close();
  return { time, task };
});

let shift = 0;
const [asking, askTask] = await repeated(async () => {
  const page = await opened();
  await openExample(page);
  await page.waitForTimeout(500);
  shift = Math.max(shift, await page.evaluate<number>("shift"));
  const time = await timed(
    page,
    () => page.evaluate(`document.querySelector("#ask button.primary").click()`),
    "section.question:not(.methods)",
    10,
  );
  const task = await longest(page);
  await page.context().close();
  return { time, task };
});

const [example, exampleTask] = await repeated(async () => {
  const page = await opened();
  const time = await openExample(page);
  const task = await longest(page);
  await page.context().close();
  return { time, task };
});

async function scrolled(): Promise<number> {
  const long = join(tmpdir(), "cohort-100000.csv");
  writeFileSync(long, cohortCsv(100_000));
  const page = await opened();
  await page.getByTestId("files").setInputFiles(long);
  await page.locator(".grid-cell").first().waitFor({ timeout: 120_000 });
  await page.waitForFunction("document.querySelector('.running') === null", undefined, { timeout: 300_000 });
  await page.waitForTimeout(1000);
  await longest(page);
  const box = (await page.getByRole("grid").boundingBox())!;
  await page.mouse.move(box.x + 100, box.y + 100);
  for (let i = 0; i < 60; i++) {
    await page.mouse.wheel(0, i % 10 === 9 ? 200_000 : 900);
    await page.waitForTimeout(16);
  }
  const task = await longest(page);
  await page.context().close();
  return task;
}

async function edited(): Promise<readonly [number, number]> {
  const page = await opened();
  const cdp = await page.context().newCDPSession(page);
  await openExample(page);
  const second = page.locator("section.question").nth(1);
  await second.getByText("Change this question").click();
  const groups = second.getByLabel("Groups", { exact: true });
  const before = await heap(cdp);
  for (let i = 0; i < 200; i++) await groups.selectOption(i % 2 === 0 ? "sex" : "diagnosis");
  await page.waitForFunction("document.querySelector('.running') === null");
  await page.waitForTimeout(1500);
  const after = await heap(cdp);
  await page.context().close();
  return [before, after];
}

const scrollTask = await scrolled();
const [before, after] = await edited();
await browser.close();

const rows: readonly Row[] = [
  { what: "Size of `cistern.html`", value: `${(statSync(FILE).size / 1e6).toFixed(2)} MB`, target: "4 MB" },
  { what: "Opening from the disk to a page that responds", value: ms(starting), target: "1.5 s" },
  { what: "Longest task meanwhile", value: ms(startTask), target: "100 ms" },
  { what: "Choosing the example of 637 people to its nine answers", value: ms(example), target: "" },
  { what: "Longest task meanwhile", value: ms(exampleTask), target: "100 ms" },
  { what: "Dropping a table of 700 people to the first answer", value: ms(dropping), target: "1 s" },
  { what: "Longest task meanwhile", value: ms(dropTask), target: "100 ms" },
  { what: "Asking one more question to its answer", value: ms(asking), target: "200 ms" },
  { what: "Longest task meanwhile", value: ms(askTask), target: "100 ms" },
  { what: "Longest task while scrolling over 100,000 rows", value: ms(scrollTask), target: "100 ms" },
  { what: "Layout shift while the answers of the example arrive", value: shift.toFixed(3), target: "0.02" },
  {
    what: "Heap of the page before and after 200 changes of a question",
    value: `${before.toFixed(1)} MB, ${after.toFixed(1)} MB`,
    target: "flat",
  },
];
const text = `# The workbench, measured

Written by \`npm run bench:web\`: ${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} processors, Chromium without a window. Times are medians of ${REPEATS}, each in a fresh profile, on the page's own clock;
a task of less than 50 ms is not counted by browsers and stands here as 0. Targets are those of the design; nothing in the tests depends on a time.

| what | measured | target |
| --- | --- | --- |
${rows.map(({ what, value, target }) => `| ${what} | ${value} | ${target} |`).join("\n")}
`;
writeFileSync("docs/workbench.md", text);
process.stdout.write(text);
