/** What every engine has to do alike. A new engine joins `engines` below. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cohort } from "../cohort/cohort.ts";
import type { Analyte } from "../cohort/dictionary.ts";
import type { Expression } from "../cohort/expression/expression.ts";
import { parseExpression } from "../cohort/expression/parse.ts";
import type { Column } from "../core/column.ts";
import { InputError } from "../core/issues/issue.ts";
import type { Limits, Measurement } from "../core/measurement.ts";
import type { Cell, Engine, Selection, Tally } from "./engine.ts";
import { memoryEngine } from "./memory.ts";

type EngineFactory = (cohort: Cohort, analytes: readonly Analyte[]) => Engine | Promise<Engine>;
const engines: Readonly<Record<string, EngineFactory>> = { memory: memoryEngine };

const level = (value: string) => ({ value, label: value });

/** A subject's own cells; levels as codes, -1 or NaN unknown. */
interface Row {
  readonly sex: number;
  readonly stage: number;
  readonly age: number;
  readonly visit: number;
  readonly treated: number;
  readonly il6: readonly [Measurement, Limits];
}

const cohortOf = (rows: readonly Row[]): Cohort => ({
  subjects: rows.length,
  ids: rows.map((_, i) => `P${i + 1}`),
  rowNumbers: rows.map((_, i) => i + 2),
  file: "cohort.csv",
  columns: new Map<string, Column>([
    ["subject", { kind: "id", values: rows.map((_, i) => `P${i + 1}`) }],
    [
      "sex",
      {
        kind: "category",
        levels: [level("M"), level("F")],
        ordered: false,
        codes: Int32Array.from(rows, (row) => row.sex),
      },
    ],
    [
      "stage",
      {
        kind: "category",
        levels: [level("low"), level("high"), level("extreme")],
        ordered: true,
        codes: Int32Array.from(rows, (row) => row.stage),
      },
    ],
    ["age", { kind: "number", values: Float64Array.from(rows, (row) => row.age) }],
    ["visit", { kind: "date", days: Float64Array.from(rows, (row) => row.visit) }],
    ["treated", { kind: "boolean", values: Int8Array.from(rows, (row) => row.treated) }],
    ...["il6", "tnf"].map((analyte): [string, Column] => [
      analyte,
      {
        kind: "measurement",
        analyte,
        records: rows.map((row) => row.il6[0]),
        limits: rows.map((row) => row.il6[1]),
      },
    ]),
  ]),
});

const analyteNamed = (name: string, part: Partial<Analyte> = {}): Analyte => ({
  name,
  label: name,
  unit: "pg/mL",
  limits: {},
  detection: { id: "above-lod" },
  notDetected: [],
  notMeasured: [],
  ...part,
});
const analytes = [analyteNamed("il6"), analyteNamed("tnf", { detection: { id: "any-number" } })];

const cell = (part: Partial<Measurement>): Measurement => ({
  status: "quantified",
  raw: "",
  unit: "pg/mL",
  dilution: 1,
  ...part,
});
const quantified = (value: number, limits: Limits = { lod: 0.5 }): Row["il6"] => [cell({ value }), limits];
const below = (limit: number): Row["il6"] => [
  cell({ status: "belowLod", bound: { op: "<", limit, limitType: "lod" } }),
  {},
];
const missing: Row["il6"] = [cell({ status: "notMeasured" }), {}];

const six: readonly Row[] = [
  { sex: 1, stage: 2, age: 40, visit: 10, treated: 1, il6: quantified(2) },
  { sex: 0, stage: 0, age: 9, visit: NaN, treated: 0, il6: below(0.7) },
  { sex: 1, stage: 2, age: 40, visit: 10, treated: -1, il6: quantified(2) },
  { sex: -1, stage: 1, age: NaN, visit: -3, treated: 0, il6: missing },
  { sex: 0, stage: -1, age: 100, visit: 10, treated: 1, il6: quantified(0.1, { lod: 0.5 }) },
  { sex: 1, stage: 0, age: 9, visit: 10, treated: 0, il6: quantified(5, { lod: 3 }) },
];

const tree = (text: string): Expression => {
  const parsed = parseExpression(text);
  if ("issues" in parsed) throw new InputError(parsed.issues);
  return parsed.expression;
};
const selected = (...texts: string[]): Selection[] =>
  texts.map((text) => ({ name: text, expression: tree(text) }));
const lines = (tally: Tally): Cell[][] => tally.rows.map(({ cells, count }) => [...cells, count]);
const total = (tally: Tally): number => tally.rows.reduce((sum, row) => sum + row.count, 0);

const row: fc.Arbitrary<Row> = fc.record({
  sex: fc.integer({ min: -1, max: 1 }),
  stage: fc.integer({ min: -1, max: 2 }),
  age: fc.constantFrom(NaN, -0, 0, 1, 2.5, -1e300, 1e300, 5e-324),
  visit: fc.constantFrom(NaN, -1, 0, 1),
  treated: fc.integer({ min: -1, max: 1 }),
  il6: fc.constantFrom(quantified(2), quantified(0.1), below(0.7), missing),
});
const COLUMNS = ["sex", "stage", "age", "visit", "treated", "value(il6)", "detected(il6)", "age + 1"];
const FILTERS = ["treated", "age > 0", "stage >= 'high' or sex == 'F'", "detected(tnf)", "visit is known"];
const request = fc.record(
  {
    select: fc.uniqueArray(fc.constantFrom(...COLUMNS), { maxLength: 4 }).map((texts) => selected(...texts)),
    where: fc.constantFrom(...FILTERS).map(tree),
  },
  { requiredKeys: ["select"] },
);

function contract(make: EngineFactory): void {
  const ask = async (rows: readonly Row[], texts: readonly string[], where?: string): Promise<Tally> => {
    const engine = await make(cohortOf(rows), analytes);
    const tally = await engine.tally({
      select: selected(...texts),
      ...(where === undefined ? {} : { where: tree(where) }),
    });
    await engine.close();
    return tally;
  };

  it("describes its columns", async () => {
    const engine = await make(cohortOf(six), analytes);
    expect(await engine.schema()).toEqual({
      subjects: 6,
      columns: [
        { name: "subject", type: "id" },
        { name: "sex", type: "text", levels: [level("M"), level("F")], ordered: false },
        {
          name: "stage",
          type: "text",
          levels: [level("low"), level("high"), level("extreme")],
          ordered: true,
        },
        { name: "age", type: "number" },
        { name: "visit", type: "date" },
        { name: "treated", type: "boolean" },
        { name: "il6", type: "measurement" },
        { name: "tnf", type: "measurement" },
      ],
    });
  });

  it.each<[string, Cell[][]]>([
    [
      "sex",
      [
        ["M", 2],
        ["F", 3],
        [null, 1],
      ],
    ],
    [
      "stage",
      [
        ["low", 2],
        ["high", 1],
        ["extreme", 2],
        [null, 1],
      ],
    ],
    [
      "age",
      [
        [9, 2],
        [40, 2],
        [100, 1],
        [null, 1],
      ],
    ],
    [
      "visit",
      [
        [-3, 1],
        [10, 4],
        [null, 1],
      ],
    ],
    [
      "treated",
      [
        [false, 3],
        [true, 2],
        [null, 1],
      ],
    ],
    [
      "il6",
      [
        [0.1, 1],
        [2, 2],
        [5, 1],
        [null, 2],
      ],
    ],
    [
      "value(il6)",
      [
        [0.1, 1],
        [2, 2],
        [5, 1],
        [null, 2],
      ],
    ],
    [
      "limit(il6)",
      [
        [0.5, 3],
        [0.7, 1],
        [3, 1],
        [null, 1],
      ],
    ],
    [
      "status(il6)",
      [
        ["quantified", 4],
        ["belowLod", 1],
        ["notMeasured", 1],
      ],
    ],
    [
      "detected(il6)",
      [
        [false, 2],
        [true, 3],
        [null, 1],
      ],
    ],
    [
      "detected(tnf)",
      [
        [false, 1],
        [true, 4],
        [null, 1],
      ],
    ],
    [
      "detected(il6, 'above-highest-lod')",
      [
        [false, 4],
        [true, 1],
        [null, 1],
      ],
    ],
    [
      "if(age > 39, 'older', 'young')",
      [
        ["older", 3],
        ["young", 2],
        [null, 1],
      ],
    ],
    ["unknown", [[null, 6]]],
  ])("sorts and counts %s", async (text, expected) => {
    expect(lines(await ask(six, [text]))).toEqual(expected);
  });

  it("takes a limit stated for the whole study into the highest one", async () => {
    const stated = [analyteNamed("il6", { limits: { lod: { value: 6 } } })];
    const engine = await make(cohortOf(six), stated);
    const tally = await engine.tally({ select: selected("detected(il6, 'above-highest-lod')") });
    expect(lines(tally)).toEqual([
      [false, 5],
      [null, 1],
    ]);
  });

  it("sorts by the first column, then the next", async () => {
    expect(await ask(six, ["sex", "age"])).toEqual({
      names: ["sex", "age"],
      rows: [
        { cells: ["M", 9], count: 1 },
        { cells: ["M", 100], count: 1 },
        { cells: ["F", 9], count: 1 },
        { cells: ["F", 40], count: 2 },
        { cells: [null, null], count: 1 },
      ],
      subjects: 6,
      filteredOut: 0,
      filterUnknown: 0,
    });
  });

  it("tells a filter that is false from one that is unknown", async () => {
    const tally = await ask(six, ["sex"], "treated");
    expect(lines(tally)).toEqual([
      ["M", 1],
      ["F", 1],
    ]);
    expect(tally).toMatchObject({ subjects: 6, filteredOut: 3, filterUnknown: 1 });
  });

  it("takes a binary variable as a filter", async () => {
    const tally = await ask(six, ["treated"], "sex");
    expect(lines(tally)).toEqual([
      [false, 1],
      [true, 1],
      [null, 1],
    ]);
    expect(tally).toMatchObject({ filteredOut: 2, filterUnknown: 1 });
  });

  it("finds subjects by their identifier", async () => {
    expect(lines(await ask(six, ["age"], "subject not in ('P1', 'P4')"))).toEqual([
      [9, 2],
      [40, 1],
      [100, 1],
    ]);
  });

  it("counts subjects where nothing is selected", async () => {
    expect(lines(await ask(six, []))).toEqual([[6]]);
    expect(lines(await ask(six, [], "false"))).toEqual([]);
  });

  it("answers for a cohort without subjects", async () => {
    expect(await ask([], ["sex", "age"], "treated")).toEqual({
      names: ["sex", "age"],
      rows: [],
      subjects: 0,
      filteredOut: 0,
      filterUnknown: 0,
    });
  });

  it("asks the same of every analyte of a panel, in order", async () => {
    const engine = await make(cohortOf(six), analytes);
    const seen: [string, Cell[][]][] = [];
    const panel = engine.tallyEach({
      analytes: ["tnf", "il6"],
      request: (analyte) => ({ select: selected(`detected(${analyte})`) }),
    });
    for await (const [analyte, tally] of panel) seen.push([analyte, lines(tally)]);
    expect(seen).toEqual([
      [
        "tnf",
        [
          [false, 1],
          [true, 4],
          [null, 1],
        ],
      ],
      [
        "il6",
        [
          [false, 2],
          [true, 3],
          [null, 1],
        ],
      ],
    ]);
  });

  it("refuses a request with every fault in it", async () => {
    const engine = await make(cohortOf(six), analytes);
    const refused = engine.tally({
      select: [...selected("agee", "sex"), ...selected("sex"), ...selected("subject")],
      where: tree("age + 1"),
    });
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(
      [
        "line 1:1, select.agee: expected a column of the data, got agee; did you mean age?",
        "select.sex: expected a name of its own for every selected column, got sex; rename one of them",
        "select.subject: expected a column that subjects can share, got the identifier subject; identifiers find a row again; they are not counted",
        "line 1:1, where: expected a condition, true or false, got a number; compare it, for instance > 0",
      ].join("\n"),
    );
  });

  it("counts everybody once: rows, left out and unknown add up to the subjects", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), request, async (rows, asked) => {
        const engine = await make(cohortOf(rows), analytes);
        const tally = await engine.tally(asked);
        expect(total(tally) + tally.filteredOut + tally.filterUnknown).toBe(rows.length);
        expect(tally.rows.every(({ count }) => count > 0)).toBe(true);
        const keys = tally.rows.map(({ cells }) => JSON.stringify(cells));
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 200 },
    );
  });

  it("does not depend on the order of the subjects", async () => {
    const shuffled = fc
      .array(row, { maxLength: 20 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    await fc.assert(
      fc.asyncProperty(shuffled, request, async ([rows, other], asked) => {
        const [one, two] = [await make(cohortOf(rows), analytes), await make(cohortOf(other), analytes)];
        expect(await one.tally(asked)).toEqual(await two.tally(asked));
      }),
      { numRuns: 200 },
    );
  });

  it("counts a column as the sum over a further one", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
        const both = await ask(rows, ["sex", "age"]);
        const alone = await ask(rows, ["sex"]);
        const summed = alone.rows.map(({ cells: [sex] }) =>
          both.rows.filter(({ cells }) => cells[0] === sex).reduce((sum, { count }) => sum + count, 0),
        );
        expect(summed).toEqual(alone.rows.map(({ count }) => count));
      }),
      { numRuns: 100 },
    );
  });

  it("survives JSON", async () => {
    const tally = await ask(six, ["sex", "value(il6)", "treated"], "age is known");
    expect(JSON.parse(JSON.stringify(tally))).toEqual(tally);
  });
}

describe.each(Object.keys(engines))("the engine %s", (name) => {
  contract(engines[name] as EngineFactory);
});
