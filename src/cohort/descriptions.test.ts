import { expect, it } from "vitest";
import { describeIssue } from "../core/issues/issue.ts";
import { guessDictionary } from "./guess-dictionary.ts";
import type { ColumnDescription, TextTable } from "./text-table.ts";
import { buildCohort } from "./type-columns.ts";

/** Ten subjects with one described column. */
const tableOf = (cells: readonly string[], description: ColumnDescription, name = "x"): TextTable => ({
  file: "a.sav",
  columns: ["id", name],
  descriptions: [{}, description],
  records: cells.map((cell, i) => [`s${i + 1}`, cell]),
  rowNumbers: cells.map((_, i) => i + 1),
  dialect: { decimal: "." },
});

const DX: ColumnDescription = {
  label: "Diagnosis",
  valueLabels: [
    { value: "1", label: "CIS" },
    { value: "2", label: "RR" },
    { value: "5", label: "Control, healthy" },
    { value: "9", label: "unknown" },
  ],
  missing: ["9"],
};

const guessOf = (table: TextTable) => guessDictionary(table).variables[1];

it("labelled values are the levels, declared codes are missing, and the words find the control group", () => {
  expect(guessOf(tableOf(["1", "2", "2", "9", "1", "5"], DX, "dx"))).toMatchObject({
    type: "nominal",
    label: "Diagnosis",
    levels: DX.valueLabels?.slice(0, 3),
    missing: ["9"],
    reference: "5",
  });
});

it("yes stands second whatever its code; an ordered scale is ordinal", () => {
  const yesFirst: ColumnDescription = {
    valueLabels: [
      { value: "1", label: "Yes" },
      { value: "2", label: "No" },
    ],
  };
  expect(guessOf(tableOf(["1", "2", "2"], yesFirst))).toMatchObject({
    type: "binary",
    levels: [
      { value: "2", label: "No" },
      { value: "1", label: "Yes" },
    ],
  });
  const { missing: _, ...graded } = DX;
  expect(guessOf(tableOf(["1", "2", "9"], { ...graded, measure: "ordinal" }))).toMatchObject({
    type: "ordinal",
  });
});

it("labels of some values only are codes beside numbers, and the label may state the unit", () => {
  const edss: ColumnDescription = { valueLabels: [{ value: "99", label: "not done" }], missing: ["99"] };
  expect(guessOf(tableOf(["0", "1.5", "99", "6", "3.5"], edss, "edss"))).toMatchObject({
    type: "edss",
    missing: ["99"],
  });
  const il6 = guessOf(tableOf(["0.5", "1.25", "3"], { label: "IL-6 pg/mL", type: "number" }, "il6"));
  expect(il6).toMatchObject({ type: "concentration", unit: "pg/mL", label: "IL-6" });
});

it("a code or range that the file declares missing is an error until the study states it", () => {
  const table = tableOf(["41", "-9", "-8", "30", "99"], { missing: ["99"], missingRange: [null, -8] }, "age");
  const guess = guessDictionary(table);
  expect(guess.variables[1]?.missing).toEqual(["-9", "-8", "99"]);
  const told = (missing: readonly string[]): string[] =>
    buildCohort(
      [{ table, idColumn: "id" }],
      { ...guess, variables: guess.variables.map((variable) => ({ ...variable, missing })) },
      {},
    ).issues.map(describeIssue);
  expect(told(["-9", "-8", "99"])).toEqual([]);
  expect(told(["-9", "99"])).toEqual([
    'a.sav, row 3, column age: expected every code under `missing:` that the file itself declares to be missing, got "-8", not stated; add it under `missing:` of the variable in study.yaml, or correct the file',
  ]);
});

it("a closed list of choices stays one beside a mistake; a box of a list is a yes or no of its own", () => {
  const stray = tableOf(["1", "2", "1", "3", "2"], {
    ...DX,
    missing: [],
    measure: "nominal",
    valueLabels: DX.valueLabels?.slice(0, 2) ?? [],
  });
  expect(guessOf(stray)).toMatchObject({ type: "nominal", levels: [{ value: "1" }, { value: "2" }] });
  const box: ColumnDescription = {
    type: "boolean",
    label: "Symptoms",
    valueLabels: [
      { value: "0", label: "Unchecked" },
      { value: "1", label: "Optic neuritis" },
    ],
  };
  expect(guessOf(tableOf(["0", "1", "1"], box))).toMatchObject({
    type: "binary",
    label: "Symptoms: Optic neuritis",
  });
});

it("an operator in a column of its own makes limits of numbers", () => {
  const rows = [
    ["s1", "0.5", "2"],
    ["s2", "4.1", "1"],
    ["s3", "4.2", ""],
    ["s4", "5000", "3"],
    ["s5", "BLD", ""],
    ["s6", "0.5", "7"],
    ["s7", "<0.5", "1"],
  ];
  const table: TextTable = {
    file: "a.csv",
    columns: ["id", "il6", "il6_op"],
    records: rows,
    rowNumbers: rows.map((_, i) => i + 2),
    dialect: { decimal: "." },
  };
  const variable = { name: "il6", column: "il6", label: "IL-6", type: "concentration", missing: [] } as const;
  const analyte = {
    name: "il6",
    label: "IL-6",
    unit: "pg/mL",
    limits: {},
    detection: { id: "reported" },
    notDetected: ["BLD"],
    notMeasured: [],
    operator: { column: "il6_op", below: ["2"], above: ["3"], exact: ["1"] },
  } as const;
  const id = { name: "id", column: "id", label: "id", type: "id", missing: [] } as const;
  const { cohort, issues } = buildCohort(
    [{ table, idColumn: "id" }],
    { id: "id", variables: [id, variable], analytes: [analyte] },
    {},
  );
  const column = cohort?.columns.get("il6");
  const records = column?.kind === "measurement" ? column.records : [];
  expect(
    records.map(({ status, bound, value }) => [
      status,
      bound === undefined ? value : `${bound.op}${bound.limit}`,
    ]),
  ).toEqual([
    ["belowLod", "<0.5"],
    ["quantified", 4.1],
    ["quantified", 4.2],
    ["aboveUloq", ">5000"],
    ["belowLod", undefined],
    ["notMeasured", undefined],
    ["notMeasured", undefined],
  ]);
  expect(issues.map(describeIssue)).toEqual([
    expect.stringContaining(
      'a.csv, row 7, column il6_op: expected an operator among 2, 3, 1, or none, got "7"',
    ),
    expect.stringContaining(
      'a.csv, row 8, column il6: expected a cell and an operator that agree, got "<0.5" beside the operator "1"',
    ),
  ]);
});
