/** A new person's whole way through the page: by mouse, by keyboard alone, and from a file of the laboratory's. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium, openPage, startChromium } from "./browser.ts";
import {
  answersCounted,
  cohortCsv,
  dropFile,
  EXAMPLES,
  focusedName,
  hoverMark,
  openExample,
  questions,
  savedBy,
  tabTo,
  view,
} from "./steps.ts";

describe.skipIf(!hasChromium)("the whole way", () => {
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), "cistern-path-"));
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The grid shows the people of a mark and nobody else. */
  async function expectPeople(page: Page): Promise<void> {
    const said = await page
      .getByRole("status")
      .filter({ hasText: /^\d+ people: / })
      .textContent();
    const people = Number(/^\d+/.exec(said!)![0]);
    expect(people).toBeGreaterThan(0);
    await expect.poll(() => page.getByRole("grid").getAttribute("aria-rowcount")).toBe(String(people + 1));
  }

  it.each(EXAMPLES)("by mouse: $card", async (example) => {
    const { page, problems, context } = await openPage(browser);
    await openExample(page, example);
    const first = questions(page).first();
    expect(await first.locator(".headline").innerText()).toMatch(/\w/);
    await first.getByText("The same numbers in R").click();
    expect(await first.locator("details.code pre").innerText()).toMatch(/\w/);

    await page.locator(".outline").getByRole("link", { name: "Ask a question" }).click();
    await page.locator("#ask").getByRole("button", { name: "Ask", exact: true }).click();
    await answersCounted(page, example.questions + 1);
    const asked = questions(page).last();
    await expect.poll(() => asked.locator("h2:focus").count()).toBe(1);

    const figure = asked.locator("figure").first();
    await hoverMark(page, figure);
    await page.mouse.down();
    await page.mouse.up();
    await expectPeople(page);
    await page.getByRole("button", { name: "Show everybody" }).click();
    await view(page, "Answers").click();

    const now = (): Promise<readonly string[]> => asked.locator("h2, .headline").allInnerTexts();
    const before = await now();
    await asked.getByText("Change this question").click();
    await asked.getByLabel("Subjects", { exact: true }).selectOption({ index: 1 });
    await expect.poll(now).not.toEqual(before);
    const changed = await now();
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect.poll(now).toEqual(before);
    await page.getByRole("button", { name: "Redo", exact: true }).click();
    await expect.poll(now).toEqual(changed);

    const question = await asked.locator("h2").innerText();
    await view(page, "Report").click();
    await page.frameLocator("iframe").getByRole("heading", { name: question }).waitFor();
    const report = await savedBy(page, () =>
      page.getByRole("button", { name: "Save report (HTML)" }).click(),
    );
    expect(report.name).toMatch(/report\.html$/);
    expect(report.text.slice(0, 15).toLowerCase()).toBe("<!doctype html>");
    expect(problems).toEqual([]);
    await context.close();
  });

  it.each(EXAMPLES)("by keyboard alone: $card", async (example) => {
    const { page, problems, context } = await openPage(browser);
    await tabTo(page, new RegExp(example.card));
    await page.keyboard.press("Enter");
    await answersCounted(page, example.questions);

    await tabTo(page, /^Ask a question$/);
    await page.keyboard.press("Enter");
    await tabTo(page, /^Groups$/);
    await tabTo(page, /^Ask$/);
    await page.keyboard.press("Enter");
    await answersCounted(page, example.questions + 1);
    const asked = questions(page).last();
    const question = await asked.locator("h2").innerText();
    await expect.poll(() => focusedName(page)).toBe(question);

    await tabTo(page, /^Marks of /);
    const offer = page.locator(".tip small");
    for (let i = 0; i < 40 && !(await offer.allTextContents()).join("").includes("these people"); i++)
      await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expectPeople(page);
    // The figure is gone; the focus is on what took its place.
    expect(await page.locator("main:focus").count()).toBe(1);
    await tabTo(page, /^Answers$/, "Shift+Tab");
    await page.keyboard.press("Space");

    const before = await asked.locator("h2, .headline").allInnerTexts();
    const now = (): Promise<readonly string[]> => asked.locator("h2, .headline").allInnerTexts();
    await tabTo(page, /^Change this question/, "Shift+Tab");
    await page.keyboard.press("Enter");
    await tabTo(page, /^Subjects$/);
    await page.keyboard.press("ArrowDown");
    await expect.poll(now).not.toEqual(before);
    const changed = await now();
    await tabTo(page, /^Undo$/, "Shift+Tab");
    await page.keyboard.press("Enter");
    await expect.poll(now).toEqual(before);
    await tabTo(page, /^Redo$/);
    await page.keyboard.press("Enter");
    await expect.poll(now).toEqual(changed);

    await tabTo(page, /^Report$/);
    await page.keyboard.press("Enter");
    await page.frameLocator("iframe").getByRole("heading", { level: 1 }).waitFor();
    const report = await savedBy(page, async () => {
      await tabTo(page, /^Save report/);
      await page.keyboard.press("Enter");
    });
    expect(report.text.split("<h2").length).toBeGreaterThan(example.questions);
    expect(problems).toEqual([]);
    await context.close();
  });

  it.each(["dropped", "chosen"])("from a table of 700 people that is %s", async (how) => {
    const table = join(folder, "cohort.csv");
    writeFileSync(table, cohortCsv(700));
    const { page, problems, context } = await openPage(browser);
    if (how === "dropped") await dropFile(page, table);
    else {
      const choosing = page.waitForEvent("filechooser");
      await page.getByRole("button", { name: "Choose files" }).click();
      await (await choosing).setFiles(table);
    }
    const grid = page.getByRole("grid");
    await grid.waitFor();
    expect(await grid.getAttribute("aria-rowcount")).toBe("701");
    await view(page, "Answers").click();
    await answersCounted(page, 1);
    expect(await questions(page).first().innerText()).toContain("700");
    await view(page, "Report").click();
    const report = await savedBy(page, () =>
      page.getByRole("button", { name: "Save report (HTML)" }).click(),
    );
    expect(report.name).toBe("cohort-report.html");
    expect(report.text.includes("cohort.csv")).toBe(true);
    expect(problems).toEqual([]);
    await context.close();
  });

  it("from a study's folder that is dropped", async () => {
    const { page, problems, context } = await openPage(browser);
    await dropFile(page, resolve(import.meta.dirname, "../../examples/csf-panel"));
    await answersCounted(page, 4);
    expect(problems).toEqual([]);
    await context.close();
  });
});
