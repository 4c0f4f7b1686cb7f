import { describe, expect, it } from "vitest";
import type { Analyte, Variable, VariableType } from "../cohort/dictionary.ts";
import type { TextTable } from "../cohort/text-table.ts";
import { compareReadings, summarize } from "./column-reading.ts";

const table: TextTable = {
  file: "cohort.csv",
  columns: ["il6", "lod", "age", "sex", "when"],
  records: [
    ["1.25", "0.5", "40", "F", "2020-02-29"],
    ["<0.5", "0.5", "-9", "M", "29.02.2020"],
    ["ND", "0.7", "x", "F", "-"],
    ["", "0.5", null, "f", ""],
    ["1,5", "0.5", "41", "F", "soon"],
    [">500", "0.5", "40", "F", "2020-03-01"],
    ["*0.3", "0.5", "40", "F", "2020-03-01"],
  ],
  rowNumbers: [2, 3, 4, 5, 6, 7, 8],
  dialect: { decimal: "." },
};

const variable = (column: string, type: VariableType, more: Partial<Variable> = {}): Variable => ({
  name: column,
  column,
  label: column,
  type,
  missing: [],
  ...more,
});
const analyte: Analyte = {
  name: "il6",
  label: "IL-6",
  unit: "pg/mL",
  limits: { lod: { column: "lod" } },
  detection: { id: "above-lod" },
  notDetected: [],
  notMeasured: [],
};

describe("summarize", () => {
  it("counts the cells of a measured column as a run reads them", () => {
    const found = summarize(table, 0, { variable: variable("il6", "concentration"), analyte });
    expect(found.kinds).toEqual({ number: 2, text: 0, marked: 4, missing: 0, blank: 1, refused: 0 });
    expect(found.distinct).toBe(6);
    expect(found.examples).toEqual([
      { cell: "1.25", reading: { kind: "number", words: "1.25 pg/mL" } },
      { cell: "<0.5", reading: { kind: "marked", words: "not detected (< 0.5 pg/mL)" } },
    ]);
  });

  it("counts codes as unknown and what is no number as an error", () => {
    const found = summarize(table, 2, {
      variable: variable("age", "count", { missing: ["-9"] }),
      analyte: null,
    });
    expect(found.kinds).toEqual({ number: 4, text: 0, marked: 0, missing: 1, blank: 1, refused: 1 });
    expect(found.values[0]).toEqual({ text: "40", n: 3 });
  });

  it("gives levels by their labels, and refuses what is none", () => {
    const levels = [
      { value: "F", label: "women" },
      { value: "M", label: "men" },
    ];
    const found = summarize(table, 3, { variable: variable("sex", "nominal", { levels }), analyte: null });
    expect(found.kinds).toMatchObject({ text: 6, refused: 1 });
    expect(found.examples[0]).toEqual({ cell: "F", reading: { kind: "text", words: "women" } });
  });

  it("gives dates as yyyy-mm-dd", () => {
    const found = summarize(table, 4, {
      variable: variable("when", "date", { missing: ["-"] }),
      analyte: null,
    });
    expect(found.kinds).toMatchObject({ text: 4, missing: 1, blank: 1, refused: 1 });
    expect(found.examples[0]?.reading.words).toBe("2020-02-29");
  });

  it("says of a column that is not used only what is a number", () => {
    const found = summarize(table, 2, { variable: null, analyte: null });
    expect(found.kinds).toMatchObject({ number: 5, text: 1, blank: 1 });
  });

  it("gives the 200 most frequent cells of a column with more", () => {
    const many: TextTable = {
      ...table,
      columns: ["a"],
      records: Array.from({ length: 500 }, (_, i) => [i < 100 ? "often" : String(i)]),
      rowNumbers: Array.from({ length: 500 }, (_, i) => i + 2),
    };
    const found = summarize(many, 0, { variable: null, analyte: null });
    expect(found.values.length).toBe(200);
    expect(found.values[0]).toEqual({ text: "often", n: 100 });
    expect(found.distinct).toBe(401);
  });
});

describe("numbers with their operator in another column", () => {
  const beside: TextTable = {
    ...table,
    columns: ["crp", "sign"],
    records: [
      ["5", "<"],
      ["7", "="],
      ["<5", "="],
      ["9", ""],
    ],
    rowNumbers: [2, 3, 4, 5],
  };
  const operator = { column: "sign", below: ["<"], above: [">"], exact: ["="] };

  it("are read as the limits that they are; one that its operator contradicts is an error", () => {
    const found = summarize(beside, 0, {
      variable: variable("crp", "concentration"),
      analyte: { ...analyte, name: "crp", limits: {}, operator },
    });
    expect(found.kinds).toEqual({ number: 2, text: 0, marked: 1, missing: 0, blank: 0, refused: 1 });
    expect(found.examples.map(({ reading }) => reading.words)).toEqual([
      "7 pg/mL",
      "not detected (< 5 pg/mL)",
      "an error",
    ]);
  });

  it("are not values for a plain number, where the file itself makes them limits", () => {
    const results = ["<5", "7", null, "9"];
    const described: TextTable = { ...beside, descriptions: [{ results }, {}] };
    const found = summarize(described, 0, { variable: variable("crp", "continuous"), analyte: null });
    expect(found.kinds).toMatchObject({ number: 2, refused: 2 });
  });
});

describe("compareReadings", () => {
  it("names the cells that a change reads otherwise, before and after", () => {
    const il6 = variable("il6", "concentration");
    const found = compareReadings(
      table,
      0,
      { variable: il6, analyte },
      { variable: il6, analyte: { ...analyte, notMeasured: ["ND"] } },
    );
    expect(found).toEqual({
      changed: 1,
      examples: [{ cell: "ND", n: 1, before: "not detected, below 0.7 pg/mL", after: "not measured" }],
    });
  });

  it("finds nothing where nothing changes", () => {
    const age = { variable: variable("age", "count"), analyte: null };
    expect(compareReadings(table, 2, age, age)).toEqual({ changed: 0, examples: [] });
  });
});
