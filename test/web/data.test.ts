/** The data view in a browser: the grid, its problems, the dictionary beside it. */
import { readFileSync } from "node:fs";
import { writeXlsx } from "hucre/xlsx";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unpackStudy } from "../../src/session/archive.ts";
import { faultsOf } from "./axe.ts";
import { hasChromium, openPage, startChromium } from "./browser.ts";

const HOSTILE = '<img src=x onerror="document.title=1">';
const ROWS = 300;

/** 300 invented people; rows 4 and 9 have a cell in trouble, row 6 a decimal comma. */
const table = [
  ["subject", "group", "age", "il6", HOSTILE.replaceAll('"', "'"), "bmi", "grade"].join(","),
  ...Array.from({ length: ROWS }, (_, i) => {
    const row = i + 2;
    return [
      `P${String(row).padStart(3, "0")}`,
      row === 9 ? "contrl" : row % 2 === 0 ? "control" : "MS",
      row === 4 ? "abc" : String(20 + (row % 50)),
      row === 6 ? '"1,5"' : row % 5 === 0 ? "<0.5" : row % 7 === 0 ? "ND" : `${1 + (row % 9)}.25`,
      `<b>${row}</b>`,
      row === 5 ? "-9" : String(20 + (row % 12)),
      row === 7 ? "" : row % 3 === 0 ? "mild" : "severe",
    ].join(",");
  }),
].join("\n");

const protocol = `cistern: 1
title: A study for the data view
design: cross-sectional
data:
  - file: cohort.csv # exported in May
variables:
  subject: { type: id }
  group:
    type: nominal
    levels: [control, MS] # as the registry has them
    reference: control
  # Age at the puncture.
  age: { label: Age, type: continuous, unit: years }
  il6: { label: IL-6, type: concentration }
analytes:
  il6:
    unit: pg/mL
    # Stated before the data were seen.
    limits: { lod: 0.5 }
    detection: above-lod # DECIDE
questions:
  - { id: table-1, kind: describe, by: group, variables: [age] }
  - { id: detected, kind: detectability, analyte: il6, by: group, compare: none }
settings: { confidence: 0.95, seed: 1 }
`;

const clean = table.replace("contrl", "control").replace("abc", "44");

describe.skipIf(!hasChromium)("the data view", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  async function opened(csv: string, options: Parameters<typeof openPage>[1] = {}) {
    const open = await openPage(browser, options);
    await open.page.getByTestId("files").setInputFiles([
      { name: "study.yaml", mimeType: "text/yaml", buffer: Buffer.from(protocol) },
      { name: "cohort.csv", mimeType: "text/csv", buffer: Buffer.from(csv) },
    ]);
    await open.page.getByRole("button", { name: /^Data/ }).click();
    await open.page.getByRole("gridcell", { name: "P002" }).waitFor();
    return open;
  }

  /** What is saved, as the command line would read it. */
  async function savedProtocol(page: Page): Promise<string> {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save study" }).click(),
    ]);
    const saved = unpackStudy(new Uint8Array(readFileSync(await download.path())), "study.cistern");
    if ("issues" in saved) throw new Error("the saved study cannot be read");
    return new TextDecoder().decode(saved.files.get("study.yaml"));
  }

  const bar = (page: Page) => page.locator(".cell-bar");
  const dictionary = (page: Page) => page.locator(".dictionary");
  const goToColumn = async (page: Page, name: string): Promise<void> => {
    await page.getByLabel("Go to a column").fill(name);
    await page.getByLabel("Go to a column").press("Enter");
    await dictionary(page).getByRole("heading", { level: 2, name }).waitFor();
  };

  it("marks every problem in its cell and leads to it by mouse and by keyboard", async () => {
    const { page, context, problems } = await opened(table);
    const list = page.getByRole("list", { name: "Problems of the data" });
    expect(await list.getByRole("listitem").count()).toBe(4);
    await list.getByRole("button", { name: /row 9, column group/ }).click();
    await expect.poll(() => bar(page).innerText()).toContain("group, row 9");
    expect(await bar(page).innerText()).toContain("contrl");
    expect(await bar(page).getByRole("status").innerText()).toContain(
      "error cohort.csv, row 9, column group",
    );

    await list.getByRole("button", { name: /row 4, column age/ }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => bar(page).innerText()).toContain("age, row 4");
    expect(await page.evaluate(`document.activeElement.getAttribute("role")`)).toBe("grid");
    const cell = page.getByRole("gridcell", { name: ", error abc" });
    expect(await cell.getAttribute("title")).toContain("expected a number");
    expect(await page.getByRole("gridcell", { name: ", warning 1,5" }).count()).toBe(1);
    expect(problems).toEqual([]);
    await context.close();
  });

  it("moves by the keys of the grid pattern, with one tab stop", async () => {
    const { page, context } = await opened(table);
    const grid = page.getByRole("grid");
    expect(await grid.getAttribute("aria-rowcount")).toBe(String(ROWS + 1));
    expect(await grid.getAttribute("aria-colcount")).toBe("8");
    expect(await grid.locator("[tabindex]").count()).toBe(0);
    await grid.focus();
    const at = async (keys: string): Promise<string> => {
      for (const key of keys.split(" ")) await page.keyboard.press(key);
      await page.evaluate(
        "new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))",
      );
      const id = await grid.getAttribute("aria-activedescendant");
      // The focused cell is always on the page.
      await expect.poll(() => page.locator(`[id="${id}"]`).count()).toBe(1);
      return id!.replace("cell-0-", "");
    };
    expect(await at("ArrowDown ArrowRight")).toBe("1-1");
    expect(await at("End")).toBe("1-6");
    expect(await at("Home")).toBe("1-0");
    expect(await at("Control+End")).toBe(`${ROWS - 1}-6`);
    await expect.poll(() => bar(page).innerText()).toContain("grade, row 301");
    expect(await at("Control+Home")).toBe("0-0");
    const [row] = (await at("PageDown")).split("-").map(Number);
    expect(row).toBeGreaterThan(5);
    expect(await at("PageUp")).toBe("0-0");
    expect(await at("ArrowUp")).toBe("-1-0");
    await context.close();
  });

  it("shows labels of files as text", async () => {
    const { page, context, problems } = await opened(table);
    await goToColumn(page, HOSTILE.replaceAll('"', "'"));
    expect(await page.locator(".data img").count()).toBe(0);
    expect(await page.locator(".grid b").count()).toBe(0);
    await expect.poll(() => page.getByRole("gridcell", { name: "<b>2</b>" }).count()).toBe(1);
    expect(problems).toEqual([]);
    await context.close();
  });

  it("changes type, levels, codes and limits in the text, and keeps its comments", async () => {
    const { page, context } = await opened(clean);
    const side = dictionary(page);
    await goToColumn(page, "il6");
    expect(await side.innerText()).toContain("its own limit of detection");
    await side.getByLabel("What ND means").selectOption("not_measured");
    await side.getByText("cells are read otherwise after this change").waitFor();
    expect(await side.locator(".last-change").innerText()).toMatch(
      /ND ×\d+\s+not detected, below 0\.5 pg\/mL\s+not measured/,
    );
    await side.getByLabel("Limit of detection as one number").fill("0.7");
    await side.getByLabel("Limit of detection as one number").press("Enter");
    await side.getByLabel("Detection rule").selectOption("above-threshold");
    await side.getByText("at least the threshold that the protocol states").waitFor();
    await goToColumn(page, "group");
    await side.getByLabel("Label of MS").fill("Multiple sclerosis");
    await side.getByLabel("Label of MS").press("Enter");
    await goToColumn(page, "age");
    await side.getByLabel("from").fill("18");
    await side.getByLabel("from").press("Enter");
    await side.getByLabel("Type").selectOption("count");
    await expect.poll(() => page.getByRole("columnheader", { name: /age/ }).innerText()).toContain("count");

    const text = await savedProtocol(page);
    for (const comment of protocol.match(/#.*/g)!) expect(text).toContain(comment);
    expect(text).toContain("not_measured:");
    expect(text).toContain("lod: 0.7");
    expect(text).toContain("threshold: 0.7");
    expect(text).toContain("Multiple sclerosis");
    expect(text).toMatch(/age: \{ label: Age, type: count, unit: years, range: \[ ?18, null ?\] \}/);
    await context.close();
  });

  it("takes an unused column into the protocol, with a code for unknown, and out again", async () => {
    const { page, context } = await opened(clean);
    const side = dictionary(page);
    await goToColumn(page, "bmi");
    await side.getByRole("button", { name: "Use this column" }).click();
    await side.getByLabel("Type").waitFor();
    expect(await savedProtocol(page)).toContain('bmi: { type: continuous, missing: ["-9"] }');
    await side.getByLabel("What -9 means").selectOption("");
    await side.getByText("1 cell is read otherwise after this change").waitFor();
    expect(await side.locator(".last-change").innerText()).toMatch(/-9 ×1\s+unknown\s+-9/);
    await side.getByRole("button", { name: "Undo this change" }).click();
    expect(await savedProtocol(page)).toContain('"-9"');
    await side.getByRole("button", { name: "Stop using this column" }).click();
    await side.getByRole("button", { name: "Use this column" }).waitFor();
    expect(await savedProtocol(page)).not.toContain("bmi");
    await context.close();
  });

  it("filters rows by a searched text and leads from a problem out of the filter", async () => {
    const { page, context } = await opened(table);
    await page.getByLabel("Search all cells").fill("p10");
    await page.getByText("10 of 300 rows have “p10” in a cell").waitFor();
    expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe("11");
    expect(await page.getByRole("rowheader").first().innerText()).toBe("100");
    await page.getByRole("button", { name: /row 9, column group/ }).click();
    await expect.poll(() => bar(page).innerText()).toContain("group, row 9");
    expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe("301");
    await context.close();
  });

  it("shows the people behind a mark of a figure, and everybody again", async () => {
    const { page, context } = await opened(clean);
    await page.getByRole("button", { name: "Answers" }).click();
    await page.getByRole("listbox").last().focus();
    await page.keyboard.press("Enter");
    const rows = page.locator(".rows-bar");
    await expect.poll(() => rows.innerText()).toMatch(/^\d+ people: /);
    const people = Number(/^\d+/.exec(await rows.innerText())![0]);
    expect(people).toBeLessThan(ROWS);
    expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe(String(people + 1));
    await page.getByRole("button", { name: "Show everybody" }).click();
    await expect.poll(() => page.getByRole("grid").getAttribute("aria-rowcount")).toBe(String(ROWS + 1));
    await context.close();
  });

  it("reads a file otherwise after showing what would change", async () => {
    const csv = ["subject;group;age;il6", "P002;control;40;1,234", "P003;MS;41;2,345"].join("\n");
    const { page, context } = await opened(csv);
    await page
      .getByRole("button", { name: /row 2, column il6/ })
      .first()
      .waitFor();
    await page.getByText("Read as text in UTF-8").click();
    await page.getByLabel("Numbers with").selectOption(",");
    const example = page.locator(".reread").getByRole("row", { name: /1,234/ });
    expect(await example.innerText()).toMatch(/two readings: refused\s+the number 1\.234/);
    await page.getByRole("button", { name: "Read it this way" }).click();
    await page.getByText("none: every cell can be read").waitFor();
    expect(await savedProtocol(page)).toContain('- file: cohort.csv # exported in May\n    decimal: ","');
    await context.close();
  });

  it("reads another sheet of a workbook after showing what would change", async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "Draft",
          rows: [
            ["subject", "group", "age", "il6"],
            ["P009", "control", 40, 9],
          ],
        },
        {
          name: "Final",
          rows: [
            ["subject", "group", "age", "il6"],
            ["P002", "control", 40, 1],
            ["P003", "MS", 41, 2],
          ],
        },
      ],
    });
    const { page, problems, context } = await openPage(browser);
    await page
      .getByTestId("files")
      .setInputFiles([{ name: "cohort.xlsx", mimeType: "", buffer: Buffer.from(bytes) }]);
    await page.getByText("Read as xlsx, sheet Draft of 2").click();
    await page.getByLabel("Sheet", { exact: true }).selectOption("Final");
    await page.locator(".reread").getByText("2 rows and 4 columns").waitFor();
    await page.getByRole("button", { name: "Read it this way" }).click();
    await page.getByText("Read as xlsx, sheet Final of 2").waitFor();
    await page.getByRole("gridcell", { name: "P003" }).waitFor();
    expect(await savedProtocol(page)).toContain("sheet: Final");
    expect(problems).toEqual([]);
    await context.close();
  });

  it("adds a table as one step", async () => {
    const { page, context } = await opened(clean);
    const more = [
      "subject,nfl",
      ...Array.from({ length: ROWS }, (_, i) => `P${String(i + 2).padStart(3, "0")},${i}`),
    ];
    await page
      .getByTestId("add-table")
      .setInputFiles([{ name: "nfl.csv", mimeType: "text/csv", buffer: Buffer.from(more.join("\n")) }]);
    await page.getByLabel("Table", { exact: true }).selectOption({ label: "data/nfl.csv" });
    await page.getByRole("columnheader", { name: /nfl/ }).waitFor();
    expect(await savedProtocol(page)).toContain(
      "- file: cohort.csv # exported in May\n  - file: data/nfl.csv",
    );
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => page.getByLabel("Table", { exact: true }).count()).toBe(0);
    await context.close();
  });

  it("drafts from a REDCap export with its dictionary beside it", async () => {
    const dictionary = [
      '"Variable / Field Name","Form Name","Field Type","Field Label","Choices, Calculations, OR Slider Labels"',
      "record_id,base,text,Record,",
      'dx,base,radio,Diagnosis,"1, Relapsing MS | 2, Control"',
      "age,base,text,Age at puncture,",
    ].join("\n");
    const data = ["record_id,dx,age", ...Array.from({ length: 9 }, (_, i) => `P00${i},${1 + (i % 2)},4${i}`)];
    const { page, problems, context } = await openPage(browser);
    // The dictionary comes first by its name.
    await page.getByTestId("files").setInputFiles([
      { name: "a-dictionary.csv", mimeType: "text/csv", buffer: Buffer.from(dictionary) },
      { name: "data.csv", mimeType: "text/csv", buffer: Buffer.from(data.join("\n")) },
    ]);
    await page.getByRole("gridcell", { name: "P003" }).waitFor();
    const protocol = await savedProtocol(page);
    expect(protocol).toMatch(/file: "?data\/data.csv/);
    expect(protocol).not.toContain("a-dictionary.csv");
    for (const words of ["Relapsing MS", "Age at puncture"]) expect(protocol).toContain(words);
    expect(problems).toEqual([]);
    await context.close();
  });

  it("shows what a draft left open, with a way to each column", async () => {
    const { page, context } = await openPage(browser);
    await page
      .getByTestId("files")
      .setInputFiles([{ name: "new.csv", mimeType: "text/csv", buffer: Buffer.from(clean) }]);
    const list = page.getByRole("region", { name: /To decide before/ });
    const item = list.getByRole("listitem").filter({ hasText: "group: decide the reference" });
    await item.getByRole("button", { name: "Show the column" }).click();
    await dictionary(page).getByRole("heading", { name: "group" }).waitFor();
    await item.getByRole("checkbox").check();
    expect(await list.innerText()).toContain("1 of");
    await list.getByRole("button", { name: "Hide this list" }).click();
    expect(await list.count()).toBe(0);
    await context.close();
  });

  it.each(["light", "dark"] as const)("has no fault that axe finds (%s)", async (colorScheme) => {
    for (const width of [1280, 420]) {
      const { page, context } = await opened(table, { colorScheme, viewport: { width, height: 900 } });
      for (const column of ["il6", "group", "bmi"]) {
        await goToColumn(page, column);
        expect(await faultsOf(page)).toEqual([]);
      }
      await context.close();
    }
  });
});
