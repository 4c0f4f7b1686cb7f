import { describe, expect, it } from "vitest";
import { describeIssue } from "../../core/issues/issue.ts";
import type { Cohort } from "../cohort.ts";
import { deriveColumns } from "./derive.ts";

const level = (value: string) => ({ value, label: value.toUpperCase() });
const cohort: Cohort = {
  subjects: 3,
  ids: ["1", "2", "3"],
  rowNumbers: [2, 3, 4],
  file: "cohort.csv",
  columns: new Map([
    ["subject", { kind: "id", values: ["1", "2", "3"] }],
    ["age", { kind: "number", values: Float64Array.of(25, 60, NaN) }],
    ["visit", { kind: "date", days: Float64Array.of(0, NaN, 365) }],
    [
      "sex",
      { kind: "category", levels: [level("F"), level("M")], ordered: false, codes: Int32Array.of(1, 0, -1) },
    ],
    [
      "stage",
      { kind: "category", levels: [level("I"), level("II")], ordered: true, codes: Int32Array.of(1, -1, 0) },
    ],
    ["il6", { kind: "measurement", analyte: "il6", records: [], limits: [] }],
  ]),
};

const derive = (columns: Readonly<Record<string, string>>, binary?: ReadonlySet<string>) => {
  const derived = Object.entries(columns).map(([name, expression]) => ({ name, label: name, expression }));
  const result = deriveColumns(cohort, derived, new Map(), binary);
  return { ...result, messages: result.issues.map(describeIssue) };
};

describe("derived columns", () => {
  it.each([
    ["age > 40", { kind: "boolean", values: Int8Array.of(0, 1, -1) }],
    ["age / 10", { kind: "number", values: Float64Array.of(2.5, 6, NaN) }],
    ["visit + 1", { kind: "date", days: Float64Array.of(1, NaN, 366) }],
    [
      "if(age < 30, 'young', if(age < 50, 'middle', 'young at heart'))",
      {
        kind: "category",
        ordered: false,
        codes: Int32Array.of(0, 2, -1),
        levels: ["young", "middle", "young at heart"].map((value) => ({ value, label: value })),
      },
    ],
    [
      "if(sex == 'F', 'woman', 'man')",
      {
        kind: "category",
        ordered: false,
        codes: Int32Array.of(1, 0, -1),
        levels: ["woman", "man"].map((value) => ({ value, label: value })),
      },
    ],
    ["stage", cohort.columns.get("stage")],
    [
      "if(age is known, sex, 'none')",
      {
        kind: "category",
        ordered: false,
        codes: Int32Array.of(1, 0, 2),
        levels: [level("F"), level("M"), { value: "none", label: "none" }],
      },
    ],
  ])("%s", (text, column) => {
    const { cohort: grown, messages } = derive({ derived: text });
    expect(messages).toEqual([]);
    expect(grown.columns.get("derived")).toEqual(column);
  });

  it("may use one another in any order and stand as they are listed", () => {
    const { cohort: grown, messages } = derive({ c: "b and a", a: "age > 30", b: "not a or sex == 'M'" });
    expect(messages).toEqual([]);
    expect([...grown.columns.keys()].slice(-3)).toEqual(["c", "a", "b"]);
    expect(grown.columns.get("c")).toEqual({ kind: "boolean", values: Int8Array.of(0, 0, -1) });
  });

  it("leaves the cohort that it was given as it was", () => {
    const before = [...cohort.columns.keys()];
    derive({ a: "age > 30" });
    expect([...cohort.columns.keys()]).toEqual(before);
  });
});

describe("refusals", () => {
  it.each([
    [
      { a: "b + 1", b: "c + 1", c: "a + 1" },
      [
        "derived.a: expected derived columns that do not need themselves, got a -> b -> c -> a; break the circle: one of them must be stated by columns of the data alone",
      ],
    ],
    [
      { a: "a + 1" },
      [
        "derived.a: expected derived columns that do not need themselves, got a -> a; break the circle: one of them must be stated by columns of the data alone",
      ],
    ],
    [
      { age: "1" },
      [
        "derived.age: expected a name that no other column has, got age; give the derived column another name",
      ],
    ],
    [
      { a: "il6" },
      [
        "line 1:1, derived.a: expected a number, a text, a date or a condition, got the concentration il6; write value(il6) for its number, or detected(il6)",
      ],
    ],
    [
      { a: "subject" },
      [
        "line 1:1, derived.a: expected a number, a text, a date or a condition, got the identifier subject; identifiers find a row again; they are not analysed",
      ],
    ],
    [
      { a: "unknown" },
      [
        "line 1:1, derived.a: expected an expression that can be known, got one that is unknown for every subject; write what the value is for some subjects",
      ],
    ],
    [
      { a: "age = 3", b: "a > 2 and agee > 3", c: "a" },
      [
        'line 1:5, derived.a: expected a name, a value or an operator, got "="; write == to compare',
        "line 1:11, derived.b: expected a column of the data, got agee; did you mean age?",
      ],
    ],
  ])("%o", (columns, messages) => {
    const result = derive(columns);
    expect(result.messages).toEqual(messages);
    expect([...result.cohort.columns.keys()]).toEqual([...cohort.columns.keys()]);
  });

  it("keeps the sound columns beside a refused one", () => {
    const { cohort: grown, messages } = derive({ bad: "agee", good: "age" });
    expect(messages).toHaveLength(1);
    expect([...grown.columns.keys()].slice(-1)).toEqual(["good"]);
  });

  it("takes only declared variables as conditions", () => {
    expect(derive({ a: "not sex" }).messages).toEqual([]);
    expect(derive({ a: "not sex" }, new Set(["sex"])).messages).toEqual([]);
    expect(derive({ a: "not sex" }, new Set()).messages).toEqual([
      'line 1:5, derived.a: expected a condition, true or false, after not, got the category sex; compare it, for instance == "M"',
    ]);
  });

  it("reports a name that is declared twice", () => {
    const twice = ["age", "age + 1"].map((expression) => ({ name: "a", label: "a", expression }));
    const result = deriveColumns(cohort, twice, new Map());
    expect(result.issues.map((issue) => issue.code)).toEqual(["derived-name-taken"]);
  });
});
