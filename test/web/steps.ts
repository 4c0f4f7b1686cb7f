/** What a person does on the page, step by step; the tests say what should come of it. */
import { readFileSync } from "node:fs";
import type { Download, Locator, Page } from "playwright-core";

export interface ExampleStudy {
  readonly card: string;
  readonly questions: number;
}

export const EXAMPLES: readonly ExampleStudy[] = [
  { card: "Interleukin-6 in multiple sclerosis", questions: 9 },
  { card: "A CSF protein panel", questions: 4 },
];

/** The machine may be busy: nothing here is about speed. */
const PATIENCE = 40_000;

export const questions = (page: Page): Locator => page.locator("section.question");

export const answersCounted = (page: Page, n: number): Promise<void> =>
  questions(page)
    .nth(n - 1)
    .waitFor({ timeout: PATIENCE });

export const view = (page: Page, name: "Data" | "Protocol" | "Answers" | "Report"): Locator =>
  page.getByRole("navigation", { name: "Views of the study" }).getByRole("button", { name });

export async function openExample(page: Page, { card, questions: n }: ExampleStudy): Promise<void> {
  await page.getByRole("button", { name: card }).click();
  await answersCounted(page, n);
}

/** What is saved when `act` is done. */
export async function savedBy(
  page: Page,
  act: () => Promise<void>,
): Promise<{ readonly name: string; readonly path: string; readonly text: string }> {
  const saving = page.waitForEvent("download", { timeout: PATIENCE });
  await act();
  const download: Download = await saving;
  const path = await download.path();
  return { name: download.suggestedFilename(), path, text: readFileSync(path, "utf8") };
}

/** Moves the mouse over a figure until it lies on a mark with people behind it. */
export async function hoverMark(page: Page, figure: Locator): Promise<void> {
  await figure.scrollIntoViewIfNeeded();
  const surface = figure.locator(".surface");
  let box = (await surface.boundingBox())!;
  // The page may still be scrolling to what was asked.
  for (let before = -1; before !== box.y; box = (await surface.boundingBox())!) {
    before = box.y;
    await page.waitForTimeout(300);
  }
  const offer = page.locator(".tip small");
  for (let y = 10; y < box.height; y += 14)
    for (let x = 10; x < box.width; x += 28) {
      await page.mouse.move(box.x + x, box.y + y);
      if ((await offer.allTextContents()).some((words) => words.includes("these people"))) return;
    }
  throw new Error("no mark with people under the mouse");
}

/** Name of what has the focus, as `aria-label` or its text says it. */
export const focusedName = (page: Page): Promise<string> =>
  page.evaluate<string>(
    `(() => { const e = document.activeElement; return e === document.body ? "" :
      (e.getAttribute("aria-label") ?? document.querySelector('label[for="' + e.id + '"]')?.textContent ?? e.textContent).trim(); })()`,
  );

/** Presses Tab (or Shift+Tab) until the focus is on something of that name. */
export async function tabTo(page: Page, name: RegExp, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < 600; i++) {
    await page.keyboard.press(key);
    const focused = await focusedName(page);
    if (name.test(focused)) return;
    passed.push(focused.slice(0, 30));
  }
  throw new Error(`nothing named ${name} has the focus by ${key}; passed ${passed.slice(0, 40).join(" | ")}`);
}

/** A cohort of `n` people as a laboratory sends it: statuses beside numbers, a missing age here and there. */
export function cohortCsv(n: number): string {
  const rows = Array.from({ length: n }, (_, i) => {
    const group = ["control", "RR", "SP", "PP"][i % 4]!;
    const draw = (i * 7919 + 13) % 1000;
    const il6 = draw < 550 - 60 * (i % 4) ? "<0.5" : (0.5 + draw / 250).toFixed(2);
    return [
      `P${String(i + 1).padStart(4, "0")}`,
      group,
      i % 97 === 5 ? "" : 18 + ((i * 31) % 60),
      i % 3 === 0 ? "male" : "female",
      il6,
      // Measured so finely that no two people are alike.
      (20 + ((i * 389) % 70_000) / 3000).toFixed(4),
    ].join(",");
  });
  return `id,diagnosis,age,sex,il6_pg_ml,bmi\n${rows.join("\n")}\n`;
}

/** Drops a file from the disk on the page, as a person drags it from a folder. */
export async function dropFile(page: Page, path: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const box = (await page.locator(".drop").boundingBox())!;
  const drag = {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    data: { items: [], files: [path], dragOperationsMask: 1 },
  };
  await cdp.send("Input.dispatchDragEvent", { type: "dragEnter", ...drag });
  await cdp.send("Input.dispatchDragEvent", { type: "dragOver", ...drag });
  await cdp.send("Input.dispatchDragEvent", { type: "drop", ...drag });
  await cdp.detach();
}
