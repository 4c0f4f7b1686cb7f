import { describe, expect, it } from "vitest";
import type { Column } from "../../core/column.ts";
import { InputError } from "../../core/issues/issue.ts";
import type { Limits, Measurement } from "../../core/measurement.ts";
import type { Cohort } from "../cohort.ts";
import { type AnalyteRules, type Cell, evaluator } from "./evaluate.ts";
import { parseExpression } from "./parse.ts";

const level = (value: string) => ({ value, label: value });
const cell = (part: Partial<Measurement>): Measurement => ({
  status: "quantified",
  raw: "",
  unit: "pg/mL",
  dilution: 1,
  ...part,
});

const measurements: readonly (readonly [Measurement, Limits])[] = [
  [cell({ value: 2.5 }), { lod: 0.5, lloq: 1 }],
  [cell({ status: "belowLod", bound: { op: "<", limit: 0.7, limitType: "lod" } }), {}],
  [cell({ status: "notMeasured" }), {}],
];

const cohort: Cohort = {
  subjects: 3,
  ids: ["P1", "P2", "P3"],
  rowNumbers: [2, 3, 4],
  file: "cohort.csv",
  columns: new Map<string, Column>([
    ["subject", { kind: "id", values: ["P1", "P2", "P3"] }],
    ["truth", { kind: "boolean", values: Int8Array.of(1, 0, -1) }],
    ["age", { kind: "number", values: Float64Array.of(40, 0, NaN) }],
    ["visit", { kind: "date", days: Float64Array.of(18_292, -1, NaN) }],
    [
      "stage",
      {
        kind: "category",
        levels: [level("low"), level("high"), level("extreme")],
        ordered: true,
        codes: Int32Array.of(0, 2, -1),
      },
    ],
    [
      "relapse",
      {
        kind: "category",
        levels: [level("no"), level("yes")],
        ordered: false,
        codes: Int32Array.of(1, 0, -1),
      },
    ],
    [
      "il6",
      {
        kind: "measurement",
        analyte: "il6",
        records: measurements.map(([record]) => record),
        limits: measurements.map(([, limits]) => limits),
      },
    ],
  ]),
};
const rules: AnalyteRules = new Map([["il6", { rule: { id: "above-lod" as const } }]]);

/** The expression's value for each of the three subjects. */
const values = (text: string, analyteRules: AnalyteRules = rules): Cell[] => {
  const parsed = parseExpression(text);
  if ("issues" in parsed) throw new InputError(parsed.issues);
  const value = evaluator(parsed.expression, cohort, analyteRules);
  return [0, 1, 2].map((row) => value(row));
};

describe("logic of three values", () => {
  const T = "true";
  const F = "false";
  const U = "unknown";
  it.each([
    [T, T, true, true],
    [T, F, false, true],
    [T, U, null, true],
    [F, T, false, true],
    [F, F, false, false],
    [F, U, false, null],
    [U, T, null, true],
    [U, F, false, null],
    [U, U, null, null],
  ])("%s with %s", (a, b, and, or) => {
    expect(values(`${a} and ${b}`)[0]).toBe(and);
    expect(values(`${a} or ${b}`)[0]).toBe(or);
  });

  it("negates what is known", () => {
    expect(values("not truth")).toEqual([false, true, null]);
  });

  it.each([
    ["if(true, 1, 2)", 1],
    ["if(false, 1, 2)", 2],
    ["if(unknown, 1, 2)", null],
    ["if(unknown, 1, 1)", 1],
    ["if(unknown, 1, unknown)", null],
    ["if(true, unknown, 2)", null],
    ["if(false, unknown, 2)", 2],
  ])("%s", (text, value) => {
    expect(values(text)[0]).toBe(value);
  });

  it.each(["==", "!=", "<", "<=", ">", ">="])("leaves a comparison by %s with the unknown open", (op) => {
    expect(values(`age ${op} unknown`)).toEqual([null, null, null]);
    expect(values(`unknown ${op} age`)).toEqual([null, null, null]);
  });

  it.each([
    ["age in (40, unknown)", [true, null, null]],
    ["age in (1, 2)", [false, false, null]],
    ["age not in (40, 1)", [false, true, null]],
    ["age between 0 and 39", [false, true, null]],
    ["age between unknown and 39", [false, null, null]],
    ["age between 1 and unknown", [null, false, null]],
    ["unknown between 1 and 2", [null, null, null]],
    ["age is known", [true, true, false]],
    ["age is unknown", [false, false, true]],
    ["(age > 5) is known", [true, true, false]],
    ["(truth or true) is known", [true, true, true]],
  ])("%s", (text, expected) => {
    expect(values(text)).toEqual(expected);
  });
});

describe("values", () => {
  it.each([
    ["age / age", [1, null, null]],
    ["1 / age", [0.025, null, null]],
    ["log(age)", [Math.log(40), null, null]],
    ["log10(age - 40)", [null, null, null]],
    ["log2(8)", [3, 3, 3]],
    ["sqrt(age - 1)", [Math.sqrt(39), null, null]],
    ["exp(1000 + age)", [null, null, null]],
    ["-age", [-40, 0, null]],
    ["abs(-age)", [40, 0, null]],
    ["min(age, 3)", [3, 0, null]],
    ["max(age, 3, unknown)", [null, null, null]],
    ["visit", [18_292, -1, null]],
    ["year(visit)", [2020, 1969, null]],
    ["month(visit)", [1, 12, null]],
    ["visit - 2020-01-01", [30, -18_263, null]],
    ["visit + 29 == 2020-02-29", [true, false, null]],
    ["visit + 29.9 == 2020-02-29", [true, false, null]],
    ["30 + visit - 30 == visit", [true, true, null]],
    ["max(visit, 2000-01-01) == visit", [true, false, null]],
    ["stage", ["low", "extreme", null]],
    ["stage < 'high'", [true, false, null]],
    ["'high' <= stage", [false, true, null]],
    ["stage between 'high' and 'extreme'", [false, true, null]],
    ["stage == 'low'", [true, false, null]],
    ["relapse", ["yes", "no", null]],
    ["relapse and true", [true, false, null]],
    ["not relapse", [false, true, null]],
    ["if(relapse, 'a', 'b')", ["a", "b", null]],
    ["truth == true", [true, false, null]],
    ["subject in ('P1', 'P3')", [true, false, true]],
  ])("%s", (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it("has no negative zero", () => {
    expect(Object.is(values("-age")[1], 0)).toBe(true);
    expect(Object.is(values("0 * -1")[0], 0)).toBe(true);
  });
});

describe("concentrations", () => {
  it.each([
    ["il6", [2.5, null, null]],
    ["value(il6)", [2.5, null, null]],
    ["limit(il6)", [0.5, 0.7, null]],
    ["status(il6)", ["quantified", "belowLod", "notMeasured"]],
    ["detected(il6)", [true, false, null]],
    ["detected(il6, 'above-lloq')", [true, false, null]],
    ["detected(il6, 'any-number')", [true, false, null]],
  ])("%s", (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it("takes a threshold from the analyte's own rule", () => {
    const own: AnalyteRules = new Map([["il6", { rule: { id: "above-threshold" as const, threshold: 3 } }]]);
    expect(values("detected(il6)", own)).toEqual([false, false, null]);
    expect(values("detected(il6, 'above-threshold')", own)).toEqual([false, false, null]);
    expect(values("detected(il6, 'above-lod')", own)).toEqual([true, false, null]);
  });

  it("compares with the highest limit of the study", () => {
    const own: AnalyteRules = new Map([
      ["il6", { rule: { id: "above-highest-lod" as const }, highestLod: 3 }],
    ]);
    expect(values("detected(il6)", own)).toEqual([false, false, null]);
  });
});

describe("refusals", () => {
  it.each([
    [
      "detected(il6, 'above-threshold')",
      "line 1:1: expected a threshold stated for il6, got none; state the threshold in the detection rule of il6, or choose another rule",
    ],
    ["age + bage", "line 1:7: expected a column of the data, got bage; did you mean age?"],
    [
      "stage and age",
      'line 1:1: expected a condition, true or false, before and, got the category stage; compare it, for instance == "extreme"\nline 1:11: expected a condition, true or false, after and, got the number age; compare it, for instance > 0',
    ],
  ])("%s", (text, message) => {
    expect(() => values(text)).toThrow(InputError);
    expect(() => values(text)).toThrow(message);
  });
});
