import { existsSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allTables, byDefinition, factorial, sum, transpose } from "../../../test/all-tables.ts";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import type { CountTable } from "../contingency/table.ts";
import { fisherExact } from "./fisher.ts";
import { fisherFreemanHalton } from "./fisher-freeman-halton.ts";
import { tailSum } from "./fisher-freeman-halton-kernel.ts";
import { TIE_SLACK } from "./fisher-freeman-halton-monte-carlo.ts";

const pOf = (table: CountTable): number => fisherFreemanHalton(table, { seed: 1 }).pValue;

function partitions(n: number, parts: number, most = n): number[][] {
  if (parts === 1) return n >= 1 && n <= most ? [[n]] : [];
  return Array.from({ length: Math.min(n, most) }, (_, k) => k + 1).flatMap((first) =>
    partitions(n - first, parts - 1, first).map((rest) => [first, ...rest]),
  );
}

const tableOf = (rows: [number, number], columns: [number, number], most: number) =>
  fc
    .tuple(fc.integer({ min: rows[0], max: rows[1] }), fc.integer({ min: columns[0], max: columns[1] }))
    .chain(([r, c]) =>
      fc.array(fc.array(fc.integer({ min: 0, max: most }), { minLength: c, maxLength: c }), {
        minLength: r,
        maxLength: r,
      }),
    )
    .filter(
      (table) => table.every((row) => sum(row) > 0) && transpose(table).every((column) => sum(column) > 0),
    );

describe("fisherFreemanHalton", () => {
  it("golden: reference cases of other software", () => {
    const file = "../shared/reference/engine/fisher_rxc.json";
    if (!existsSync(file)) {
      expect(process.env["CI"]).not.toBe("true");
      return;
    }
    const cases = JSON.parse(readFileSync(file, "utf8")) as {
      input: { table: number[][] };
      expected: { p: number };
    }[];
    expect(cases.length).toBeGreaterThan(10);
    for (const { input, expected } of cases)
      expect(relativeError(pOf(input.table), expected.p)).toBeLessThan(1e-11);
  });

  it("hand-derived: 10 ways out of 210 and the tied table", () => {
    // Rows 5 and 5, columns 3, 4, 3: C(10, 5) = 252 ways. [3, 0, 2] has C(3,3) C(4,0) C(3,2) = 3 ways; as improbable
    // or more are [3,0,2], [2,0,3], [0,4,1], [1,4,0] with 3 ways each: p = 12 / 252.
    expect(
      relativeError(
        pOf([
          [3, 0, 2],
          [0, 4, 1],
        ]),
        12 / 252,
      ),
    ).toBeLessThan(1e-13);
  });

  it("law: equals the sum over all tables in whole numbers, every pair of margins with n = 7, 9, 10 or 12", () => {
    let compared = 0;
    for (const [n, parts] of [
      [7, 4],
      [9, 3],
      [10, 3],
      [12, 3],
    ] as const) {
      const margins = Array.from({ length: parts - 1 }, (_, k) => partitions(n, k + 2)).flat();
      for (const [i, rows] of margins.entries())
        for (const columns of margins.slice(i)) {
          const tables = [...allTables(rows, columns)];
          const observed = [tables[0]!, tables[Math.floor(tables.length / 2)]!, tables.at(-1)!];
          for (const table of observed) {
            const got = fisherFreemanHalton(table, { seed: 1 });
            expect(got.variant).toBe("exact");
            expect(relativeError(got.pValue, byDefinition(table)), JSON.stringify(table)).toBeLessThan(2e-13);
            compared++;
          }
        }
    }
    expect(compared).toBeGreaterThan(1000);
  });

  it("law: equals the sum over all tables, up to six columns and with zeros", () => {
    fc.assert(
      fc.property(tableOf([2, 4], [2, 6], 2), (table) => {
        fc.pre(sum(table.flat()) <= 14);
        expect(relativeError(pOf(table), byDefinition(table))).toBeLessThan(2e-13);
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  it("law: equals the sum over all tables for extreme imbalance", () => {
    for (const table of [
      [
        [500, 1, 1, 0, 1],
        [1, 0, 0, 1, 0],
        [1, 0, 1, 0, 0],
      ],
      [
        [400, 0, 1],
        [0, 1, 0],
        [3, 0, 0],
      ],
      [
        [1, 0, 0, 300],
        [0, 2, 1, 300],
      ],
    ])
      expect(relativeError(pOf(table), byDefinition(table))).toBeLessThan(1e-12);
  });

  it("law: a 2x2 table has Fisher's two-sided p", () => {
    fc.assert(
      fc.property(tableOf([2, 2], [2, 2], 300), (table) => {
        const [[a, b], [c, d]] = table as [[number, number], [number, number]];
        const want = fisherExact(
          [
            [a, b],
            [c, d],
          ],
          { alternative: "two-sided", confidence: 0.95 },
        );
        expect(relativeError(pOf(table), want.pValue)).toBeLessThan(1e-12);
      }),
      { numRuns: 40, seed: 12 },
    );
  });

  it("law: neither order nor orientation matters", () => {
    fc.assert(
      fc.property(tableOf([2, 3], [3, 5], 12), (table) => {
        const p = pOf(table);
        expect(relativeError(pOf(transpose(table)), p)).toBeLessThan(1e-12);
        expect(relativeError(pOf([...table].reverse()), p)).toBeLessThan(1e-12);
        expect(relativeError(pOf(table.map((row) => [...row.slice(1), row[0]!])), p)).toBeLessThan(1e-12);
      }),
      { numRuns: 60, seed: 13 },
    );
  });

  it("law: a table far out in the tail keeps its digits", () => {
    // Both are the only tables as improbable, up to symmetry: each of the 3! (2) orders has the same probability.
    const diagonal = [
      [60, 0, 0],
      [0, 60, 0],
      [0, 0, 60],
    ];
    const all = factorial(180) / factorial(60) ** 3n;
    const want = Number((6n * 10n ** 400n) / all / 10n ** 300n) / 1e100;
    expect(relativeError(pOf(diagonal), want)).toBeLessThan(1e-11);
  });

  it("law: the logarithm goes on where p is below the smallest number", () => {
    // Two rows, cells 0 or 300 alone: 6 equally improbable choices of two columns out of C(1200, 600).
    const table = [
      [300, 0, 300, 0],
      [0, 300, 0, 300],
    ];
    const got = fisherFreemanHalton(table, { seed: 1 });
    const share = (6n * 10n ** 400n * factorial(600) ** 2n) / factorial(1200);
    expect(got.pValue).toBe(0);
    expect(relativeError(got.logPValue!, Math.log(Number(share)) - 400 * Math.LN10)).toBeLessThan(1e-13);
    expect(got.warnings).toEqual(["p is below the smallest number and shown as 0"]);
    const further = fisherFreemanHalton(
      [
        [520, 0, 520, 0, 0],
        [0, 520, 0, 520, 520],
      ],
      { seed: 1 },
    );
    expect([further.variant, further.pValue, further.upperBound, further.logPValue]).toEqual([
      "bounded",
      0,
      0,
      null,
    ]);
  });

  it("boundary: very large counts", () => {
    const big = [
      [300000, 200000],
      [299000, 201000],
    ] as const;
    const want = fisherExact([[...big[0]], [...big[1]]], { alternative: "two-sided", confidence: 0.95 });
    expect(relativeError(pOf(big), want.pValue)).toBeLessThan(1e-12);
  });

  it("boundary: most probable table has p = 1", () => {
    expect(
      pOf([
        [20, 20, 20],
        [20, 20, 20],
        [20, 20, 20],
      ]),
    ).toBeCloseTo(1, 12);
  });

  it("boundary: empty rows and columns are left out and said", () => {
    const got = fisherFreemanHalton(
      [
        [3, 0, 0, 2],
        [0, 0, 0, 0],
        [0, 0, 4, 1],
      ],
      { seed: 1 },
    );
    expect(relativeError(got.pValue, 12 / 252)).toBeLessThan(1e-13);
    expect(got.warnings).toEqual(["left out as empty: row 2", "left out as empty: column 2"]);
  });

  it("boundary: a table too large to enumerate is simulated, with limits", () => {
    const large = Array.from({ length: 10 }, (_, i) =>
      Array.from({ length: 10 }, (_, j) => 40 + ((i * 7 + j * 3) % 21)),
    );
    const got = fisherFreemanHalton(large, { seed: 5 });
    expect(got.variant).toBe("monte-carlo");
    expect([got.lowerBound, got.upperBound, got.logPValue]).toEqual([null, null, null]);
    expect([got.method, got.n, got.table]).toEqual(["fisher-freeman-halton", sum(large.flat()), large]);
    expect([got.monteCarlo!.seed, got.monteCarlo!.confidence]).toEqual([5, 0.99]);
    const { draws } = got.monteCarlo!;
    expect(draws).toBeGreaterThan(20_000);
    expect(draws).toBeLessThan(100_000);
    expect(got.warnings).toEqual([`too large to enumerate: simulated with ${draws} tables`]);
    expect(got.monteCarlo!.lower).toBeLessThan(got.pValue);
    expect(got.monteCarlo!.upper).toBeGreaterThan(got.pValue);
    expect(fisherFreemanHalton(large, { seed: 5 })).toEqual(got);
  });

  it("boundary: many columns, whose first list alone is beyond all work, are simulated too", () => {
    const table = [6, 4, 20, 2, 3].map((size, i) =>
      Array.from({ length: 8 }, (_, j) => size + ((3 * i + 5 * j) % 4)),
    );
    const result = fisherFreemanHalton(table, { seed: 1 });
    expect(result.variant).toBe("monte-carlo");
    // Every row is spread alike over the columns.
    expect(result.pValue).toBeGreaterThan(0.9);
  });

  it("says what it did and to what: an exact p is its own bounds", () => {
    const table = [
      [3, 0, 2],
      [0, 4, 1],
    ];
    const got = fisherFreemanHalton(table, { seed: 1 });
    expect(got).toMatchObject({
      method: "fisher-freeman-halton",
      variant: "exact",
      lowerBound: got.pValue,
      upperBound: got.pValue,
      monteCarlo: null,
      n: 10,
      table,
      warnings: [],
    });
    expect(Math.abs(got.logPValue! - Math.log(12 / 252))).toBeLessThan(1e-13);
  });

  it("boundary: several empty rows and columns are all named, and shape and cells are refused at once", () => {
    const got = fisherFreemanHalton(
      [
        [0, 0, 0],
        [3, 0, 1],
        [0, 0, 0],
        [1, 0, 4],
      ],
      { seed: 1 },
    );
    expect(got.warnings).toEqual(["left out as empty: row 1, 3", "left out as empty: column 2"]);
    expect(got.n).toBe(9);
    const run = (): unknown => fisherFreemanHalton([[1, 2.5], [3]], { seed: 0.5 });
    for (const says of ["table[1]: expected", "table[0][1]: expected", "seed: expected"])
      expect(run).toThrow(says);
  });

  it("refusal: margins of a table with bad cells are not spoken of", () => {
    const messageOf = (table: number[][]): string => {
      try {
        fisherFreemanHalton(table, { seed: 1 });
      } catch (problem) {
        if (problem instanceof InputError) return problem.message;
      }
      return "answered";
    };
    expect(
      messageOf([
        [-1, 0],
        [1, 0],
      ]).split("\n").length,
    ).toBe(1);
    expect(messageOf([[1, -2], [3]]).split("\n").length).toBe(2);
    expect(
      messageOf([
        [0, 0],
        [0, 0],
      ]).split("\n").length,
    ).toBe(2);
  });

  it("budget: work stops where it is told to", () => {
    const { tail, work } = tailSum(
      [
        [20, 25, 20],
        [30, 20, 25],
        [30, 30, 35],
      ],
      TIE_SLACK,
      1e5,
    );
    expect(tail).toBeNull();
    expect(work).toBeLessThan(1e6);
  });

  it.each([
    { table: [[1, 2], [3]], seed: 1, says: "table[1]: expected at least 2 columns, got 1" },
    {
      table: [
        [1.5, 2],
        [3, -4],
      ],
      seed: 1,
      says: "table[1][1]: expected a whole number >= 0, got -4",
    },
    {
      table: [
        [1, 2],
        [0, 0],
      ],
      seed: 1,
      says: "table: expected at least 2 rows that are not empty, got 1",
    },
    {
      table: [
        [1, 0],
        [2, 0],
      ],
      seed: 1,
      says: "table: expected at least 2 columns that are not empty, got 1",
    },
    { table: [], seed: 1, says: "table: expected at least 2 rows that are not empty, got 0" },
    {
      table: [
        [1, 2],
        [3, 4],
      ],
      seed: -1,
      says: "seed: expected a value in whole numbers >= 0, got -1",
    },
  ])("refusal: $says", ({ table, seed, says }) => {
    const run = (): unknown => fisherFreemanHalton(table, { seed });
    expect(run).toThrow(InputError);
    expect(run).toThrow(says);
  });

  it("JSON round trip", () => {
    const got = fisherFreemanHalton(
      [
        [3, 0, 2],
        [0, 4, 1],
      ],
      { seed: 1 },
    );
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});
