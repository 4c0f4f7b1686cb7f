// Pictures of every view, light and dark, at three widths: `npm run screenshots -- FOLDER` (default: /tmp).
// `npm run pictures` renews the two of the README.
import { mkdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";

const PAGE = pathToFileURL(resolve("dist/cistern.html")).href;
const WIDTHS = [1440, 900, 420];
const MOST_BYTES = 250_000;

async function start(browser: Browser, width: number, colorScheme: "light" | "dark"): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  await page.goto(PAGE);
  await page.getByRole("heading", { name: "Cistern", level: 1 }).waitFor();
  return page;
}

async function openExample(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Interleukin-6 in multiple sclerosis" }).click();
  await page.locator("section.question").nth(8).waitFor();
  // A message is shown for a while over the corner.
  await page.getByText("Kept in this browser", { exact: true }).waitFor({ state: "attached" });
}

async function show(page: Page, view: string): Promise<void> {
  await page
    .getByRole("navigation", { name: "Views of the study" })
    .getByRole("button", { name: view })
    .click();
  await page.waitForTimeout(600);
}

async function screenshots(browser: Browser, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const width of WIDTHS)
    for (const scheme of ["light", "dark"] as const) {
      const page = await start(browser, width, scheme);
      const shot = (name: string) =>
        page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`) });
      await shot("start");
      await openExample(page);
      await shot("answers");
      const question = page.locator("section.question").nth(2);
      await question.getByText("Change this question").click();
      await question.locator(".surface").first().focus();
      await page.waitForTimeout(800);
      await shot("answers-figure");
      await question.locator("details.change").scrollIntoViewIfNeeded();
      await shot("answers-change");
      await page.locator("#ask").scrollIntoViewIfNeeded();
      await shot("answers-ask");
      for (const view of ["Data", "Protocol", "Report"]) {
        await show(page, view);
        if (view === "Report") await page.frameLocator("iframe").getByRole("heading", { level: 1 }).waitFor();
        await shot(view.toLowerCase());
      }
      await page.context().close();
    }
}

async function pictures(browser: Browser): Promise<void> {
  mkdirSync("docs/pictures", { recursive: true });
  const page = await start(browser, 1200, "light");
  await page.setViewportSize({ width: 1200, height: 760 });
  await openExample(page);
  const question = page.locator("section.question").nth(2);
  await question.locator("figure").first().scrollIntoViewIfNeeded();
  await question.evaluate((section) => section.scrollIntoView({ behavior: "instant" as "auto" }));
  await question.locator(".surface").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(400);
  await page.screenshot({ path: "docs/pictures/answers.png" });
  await show(page, "Data");
  // A problem leads to its cell: the column of concentrations, beside what it means.
  await page.locator(".problems .issues .link").first().click();
  await page.evaluate("scrollTo(0, 0)");
  await page.waitForTimeout(600);
  await page.screenshot({ path: "docs/pictures/data.png" });
  for (const name of ["answers", "data"]) {
    const { size } = statSync(`docs/pictures/${name}.png`);
    if (size > MOST_BYTES)
      throw new Error(`docs/pictures/${name}.png has ${size} bytes, more than ${MOST_BYTES}`);
  }
}

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const [argument] = process.argv.slice(2);
if (argument === "--pictures") await pictures(browser);
else await screenshots(browser, argument ?? "/tmp");
await browser.close();
