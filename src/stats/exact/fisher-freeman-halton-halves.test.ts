import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byDefinition, factorial, sum, transpose } from "../../../test/all-tables.ts";
import { relativeError } from "../../../tools/conform/compare.ts";
import { tailByHalves } from "./fisher-freeman-halton-halves.ts";
import { tailSum } from "./fisher-freeman-halton-kernel.ts";
import { TIE_SLACK } from "./fisher-freeman-halton-monte-carlo.ts";

type Rows = readonly (readonly number[])[];
const BUDGET = 1e8;
const isFull = (table: Rows): boolean => [...table, ...transpose(table)].every((line) => sum(line) > 0);

const tableOf = (rows: number, columns: number, most: number): fc.Arbitrary<number[][]> =>
  fc
    .array(fc.array(fc.integer({ min: 0, max: most }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    })
    .filter(isFull);

/** log p; both bounds must be the same for a table whose sums are all decided. */
function logP(table: Rows): number {
  const { tail } = tailByHalves(table, TIE_SLACK, BUDGET);
  expect(tail!.logLower).toBe(tail!.logUpper);
  return tail!.logLower;
}

/** By the kernel of few rows, which wants the largest row last. */
function logPByParts(table: Rows): number {
  const sorted = [...table].sort((a, b) => sum(a) - sum(b));
  const { tail } = tailSum(sorted, TIE_SLACK, 1e9);
  expect(tail!.logLower).toBe(tail!.logUpper);
  return tail!.logLower;
}

const shapes = [
  [3, 3, 2, 12],
  [3, 4, 2, 10],
  [4, 4, 1, 9],
  [3, 6, 1, 9],
  [5, 5, 1, 7],
] as const;

describe("tailByHalves", () => {
  it.each(shapes)(
    "law: the sum over all tables in whole numbers, %i x %i",
    (rows, columns, most, largest) => {
      fc.assert(
        fc.property(
          tableOf(rows, columns, most).filter((table) => sum(table.flat()) <= largest),
          (table) => {
            expect(relativeError(Math.exp(logP(table)), byDefinition(table))).toBeLessThan(2e-13);
          },
        ),
        { numRuns: 8, seed: 21 },
      );
    },
  );

  it.each([
    [3, 3, 12],
    [4, 4, 4],
    [4, 6, 1],
    [5, 5, 1],
    [3, 5, 5],
  ] as const)("law: what the kernel of few rows finds, %i x %i, cells up to %i", (rows, columns, most) => {
    fc.assert(
      fc.property(tableOf(rows, columns, most), (table) => {
        expect(Math.abs(logP(table) - logPByParts(table))).toBeLessThan(1e-12);
      }),
      { numRuns: 4, seed: 22 },
    );
  });

  it.each<{ name: string; table: Rows }>([
    {
      name: "equal rows and columns",
      table: [
        [4, 1, 1, 2],
        [1, 4, 2, 1],
        [1, 2, 4, 1],
        [2, 1, 1, 4],
      ],
    },
    {
      name: "zero cells",
      table: [
        [9, 0, 0, 0],
        [0, 7, 1, 0],
        [0, 0, 8, 0],
        [1, 0, 0, 9],
      ],
    },
    {
      name: "one large row, small columns",
      table: [
        [1, 0, 0, 2],
        [0, 1, 1, 0],
        [0, 2, 0, 0],
        [30, 20, 1, 9],
      ],
    },
    {
      name: "rows of one",
      table: [
        [1, 0, 0, 0, 0],
        [0, 1, 0, 0, 0],
        [0, 0, 1, 0, 0],
        [12, 3, 5, 6, 2],
      ],
    },
  ])("law: what the kernel of few rows finds, with $name", ({ table }) => {
    expect(Math.abs(logP(table) - logPByParts(table))).toBeLessThan(1e-12);
  });

  it("law: neither the order of the rows nor that of the columns matters", () => {
    fc.assert(
      fc.property(tableOf(4, 4, 4), (table) => {
        const p = logP(table);
        expect(Math.abs(logP([...table].reverse()) - p)).toBeLessThan(1e-12);
        expect(Math.abs(logP(table.map((row) => [...row.slice(1), row[0]!])) - p)).toBeLessThan(1e-12);
      }),
      { numRuns: 4, seed: 23 },
    );
  });

  it("hand-derived: a diagonal has only its own orders beside it, down to 1e-335", () => {
    // Rows and columns of k: one of the m! orders of the diagonal, each of probability k!^m / (m k)!.
    for (const [m, k] of [
      [4, 12],
      [3, 40],
      [2, 560],
      [5, 4],
    ] as const) {
      const table = Array.from({ length: m }, (_, i) =>
        Array.from({ length: m }, (__, j) => (i === j ? k : 0)),
      );
      const digits = ((factorial(m) * factorial(k) ** BigInt(m) * 10n ** 400n) / factorial(m * k)).toString();
      const log = Math.log(Number(`0.${digits}`)) + (digits.length - 400) * Math.LN10;
      expect(Math.abs(logP(table) - log)).toBeLessThan(1e-11);
    }
  });

  it("law: the most probable table leaves nothing out, p = 1", () => {
    for (const table of [
      [
        [5, 5, 5],
        [5, 5, 5],
        [5, 5, 5],
        [5, 5, 5],
      ],
      Array.from({ length: 5 }, () => [2, 2, 2, 2, 2]),
    ])
      expect(Math.abs(logP(table))).toBeLessThan(1e-12);
  });

  it("law: tables within the tie slack count, beyond it they do not", () => {
    // Margins 2, 2, 2 and 2, 2, 2 hold 90 arrangements: 1 in each of 6 tables like this one, 4 in each of 9 with a single 2,
    // 8 in each of 6 without any.
    const table = [
      [2, 0, 0],
      [0, 2, 0],
      [0, 0, 2],
    ];
    for (const [factor, ways] of [
      [1.01, 6],
      [3.9, 6],
      [4.1, 42],
      [7.9, 42],
      [8.1, 90],
    ] as const) {
      const { logLower, logUpper } = tailByHalves(table, Math.log(factor), BUDGET).tail!;
      expect(logLower).toBe(logUpper);
      expect(Math.abs(logUpper - Math.log(ways / 90))).toBeLessThan(1e-13);
    }
    // With no slack rounding leaves the ties undecided: between the bounds.
    const { logLower, logUpper } = tailByHalves(table, 0, BUDGET).tail!;
    expect(logLower).toBe(-Infinity);
    expect(Math.abs(logUpper - Math.log(6 / 90))).toBeLessThan(1e-13);
  });

  it("budget: gives up soon after the work it is given", () => {
    const table = [
      [9, 5, 7, 4],
      [5, 9, 4, 8],
      [6, 3, 9, 6],
      [4, 8, 5, 9],
    ];
    const whole = tailByHalves(table, TIE_SLACK, 1e9);
    expect(whole.tail).not.toBeNull();
    expect(tailByHalves(table, TIE_SLACK, 2 * whole.work).tail).toEqual(whole.tail);
    // What is missing is foretold by the first vectors of row totals.
    for (const share of [0.8, 0.5]) {
      const { tail, work } = tailByHalves(table, TIE_SLACK, share * whole.work);
      expect(tail).toBeNull();
      expect(work).toBeLessThan(0.35 * whole.work);
    }
    for (const budget of [1, 1e5, whole.work / 20]) {
      const { tail, work } = tailByHalves(table, TIE_SLACK, budget);
      expect(tail).toBeNull();
      expect(work).toBeGreaterThan(budget);
      expect(work).toBeLessThan(Math.max(2 * budget, 0.3 * whole.work));
    }
  });

  it("boundary: nothing beyond what memory and numbers hold", () => {
    // 3,000^3 vectors of row totals; a table of probability e^-1386.
    const many = Array.from({ length: 4 }, () => [1000, 1000, 1000]);
    expect(tailByHalves(many, TIE_SLACK, BUDGET).tail).toBeNull();
    const deep = Array.from({ length: 4 }, (_, i) =>
      Array.from({ length: 4 }, (__, j) => (i === j ? 255 : 0)),
    );
    expect(tailByHalves(deep, TIE_SLACK, 1e9)).toEqual({ tail: null, work: 0 });
  });
});
