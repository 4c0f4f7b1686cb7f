import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import { phi } from "../two-by-two/phi.ts";
import { nMinusOneChiSquare, yatesChiSquare } from "./chi-square-2x2.ts";
import { chiSquareTest } from "./chi-square.ts";
import { cochranArmitage } from "./cochran-armitage.ts";
import { cramersV } from "./cramers-v.ts";
import { likelihoodRatioTest } from "./likelihood-ratio.ts";
import { linearByLinear } from "./linear-by-linear.ts";
import { type CountTable, margins, type Table2x2 } from "./table.ts";

const tables = (rows: number, columns: number, most: number) =>
  fc
    .array(fc.array(fc.nat(most), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    })
    .filter((table) => [...margins(table).rows, ...margins(table).columns].every((total) => total > 0));

const codesOf = (call: () => unknown): string[] => {
  try {
    call();
  } catch (problem) {
    if (problem instanceof InputError) return problem.issues.map((issue) => issue.code);
    throw problem;
  }
  return [];
};

describe("hand-worked 2x2 table [[10, 20], [30, 40]]", () => {
  const table: Table2x2 = [
    [10, 20],
    [30, 40],
  ];
  // n (ad - bc)^2 / (r1 r2 c1 c2) = 100 * 200^2 / (30 * 70 * 40 * 60)
  const pearson = (100 * 200 ** 2) / (30 * 70 * 40 * 60);

  it("has the statistics of the closed forms", () => {
    expect(relativeError(chiSquareTest(table).statistic, pearson)).toBeLessThan(1e-14);
    expect(relativeError(nMinusOneChiSquare(table).statistic, 0.99 * pearson)).toBeLessThan(1e-14);
    expect(
      relativeError(yatesChiSquare(table).statistic, (100 * 150 ** 2) / (30 * 70 * 40 * 60)),
    ).toBeLessThan(1e-14);
    expect(relativeError(phi(table).phi, -Math.sqrt(pearson / 100))).toBeLessThan(1e-14);
    expect(relativeError(cramersV(table).v, Math.sqrt(pearson / 100))).toBeLessThan(1e-14);
    expect(chiSquareTest(table).expected).toEqual([
      [12, 18],
      [28, 42],
    ]);
  });

  it("has standardised residuals of one size, the root of chi-square", () => {
    for (const residual of chiSquareTest(table).standardisedResiduals.flat())
      expect(relativeError(Math.abs(residual), Math.sqrt(pearson))).toBeLessThan(1e-14);
  });
});

describe("tests of independence", () => {
  it("are 0 for proportional rows, whatever their size", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 5 }),
        fc.integer({ min: 1, max: 1000 }),
        (row, times) => {
          const table = [row, row.map((count) => count * times)];
          expect(chiSquareTest(table)).toMatchObject({ statistic: 0, pValue: 1 });
          expect(likelihoodRatioTest(table)).toMatchObject({ statistic: 0, pValue: 1 });
          expect(cramersV(table).v).toBe(0);
        },
      ),
    );
  });

  it("do not change with the order of rows or with transposition", () => {
    fc.assert(
      fc.property(tables(3, 4, 200), (table) => {
        const transposed: CountTable = table[0]!.map((_, j) => table.map((row) => row[j]!));
        for (const other of [transposed, [...table].reverse()]) {
          expect(relativeError(chiSquareTest(other).statistic, chiSquareTest(table).statistic)).toBeLessThan(
            1e-11,
          );
          expect(
            relativeError(likelihoodRatioTest(other).statistic, likelihoodRatioTest(table).statistic),
          ).toBeLessThan(1e-11);
        }
      }),
    );
  });

  it("grow with the table, and V does not", () => {
    fc.assert(
      fc.property(tables(2, 3, 50), fc.integer({ min: 2, max: 9 }), (table, times) => {
        const larger = table.map((row) => row.map((count) => count * times));
        expect(
          relativeError(chiSquareTest(larger).statistic, times * chiSquareTest(table).statistic),
        ).toBeLessThan(1e-11);
        expect(Math.abs(cramersV(larger).v - cramersV(table).v)).toBeLessThan(1e-12);
      }),
    );
  });

  it("keep the logarithm of a p-value that is 0", () => {
    const { pValue, logPValue } = chiSquareTest([
      [1_000_000, 0],
      [0, 1_000_000],
    ]);
    expect(pValue).toBe(0);
    expect(logPValue).toBeLessThan(-999_000);
    expect(logPValue).toBeGreaterThan(-1_001_000);
  });

  it("warn of small expected counts", () => {
    expect(
      chiSquareTest([
        [3, 1],
        [1, 3],
      ]).warnings,
    ).toHaveLength(1);
    expect(
      chiSquareTest([
        [30, 10],
        [10, 30],
      ]).warnings,
    ).toEqual([]);
  });

  it.each([
    { name: "one row", table: [[1, 2]], codes: ["too-few"] },
    { name: "rows of unequal length", table: [[1, 2], [3]], codes: ["too-few"] },
    { name: "no cells", table: [], codes: ["too-few", "too-few"] },
    {
      name: "an empty row and column",
      table: [
        [0, 0],
        [0, 4],
      ],
      codes: ["empty-margin", "empty-margin"],
    },
    {
      name: "bad cells",
      table: [
        [0.5, 1],
        [-1, 4],
      ],
      codes: ["not-a-count", "not-a-count"],
    },
  ])("refuse $name", ({ table, codes }) => {
    expect(codesOf(() => chiSquareTest(table))).toEqual(codes);
    expect(codesOf(() => likelihoodRatioTest(table))).toEqual(codes);
    expect(codesOf(() => cramersV(table))).toEqual(codes);
  });

  it("survive JSON", () => {
    const got = chiSquareTest([
      [3, 1, 4],
      [1, 5, 9],
    ]);
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});

describe("cochranArmitage", () => {
  /** The exact p-values by counting in whole numbers. */
  function enumerated(events: readonly number[], totals: readonly number[], scores: readonly number[]) {
    const choose = (n: number, k: number): bigint => {
      let product = 1n;
      for (let i = 1; i <= k; i++) product = (product * BigInt(n - k + i)) / BigInt(i);
      return product;
    };
    let states = new Map([["0,0", 1n]]);
    for (const [i, total] of totals.entries()) {
      const next = new Map<string, bigint>();
      for (const [key, ways] of states)
        for (let e = 0; e <= total; e++) {
          const [count, sum] = key.split(",").map(Number) as [number, number];
          const to = `${count + e},${sum + e * scores[i]!}`;
          next.set(to, (next.get(to) ?? 0n) + ways * choose(total, e));
        }
      states = next;
    }
    const all = events.reduce((a, b) => a + b, 0);
    const n = totals.reduce((a, b) => a + b, 0);
    const observed = events.reduce((sum, e, i) => sum + e * scores[i]!, 0);
    const centre = all * totals.reduce((sum, total, i) => sum + total * scores[i]!, 0);
    const sums = { twoSided: 0n, increasing: 0n, decreasing: 0n };
    for (const [key, ways] of states) {
      const [count, sum] = key.split(",").map(Number) as [number, number];
      if (count !== all) continue;
      if (sum >= observed) sums.increasing += ways;
      if (sum <= observed) sums.decreasing += ways;
      if (Math.abs(n * sum - centre) >= Math.abs(n * observed - centre)) sums.twoSided += ways;
    }
    const share = (part: bigint): number => Number((part * 10n ** 60n) / choose(n, all)) / 1e60;
    return {
      twoSided: share(sums.twoSided),
      increasing: share(sums.increasing),
      decreasing: share(sums.decreasing),
    };
  }

  const trends = fc
    .array(fc.tuple(fc.nat(14), fc.nat(14), fc.nat(6)), { minLength: 2, maxLength: 4 })
    .map((groups) => ({
      events: groups.map(([a, b]) => Math.min(a, b)),
      totals: groups.map(([a, b]) => Math.max(a, b)),
      scores: groups.map(([, , score]) => score),
    }))
    .filter(
      ({ events, totals, scores }) => codesOf(() => cochranArmitage(events, totals, { scores })).length === 0,
    );

  it("agrees with counting in whole numbers", () => {
    fc.assert(
      fc.property(trends, ({ events, totals, scores }) => {
        const got = cochranArmitage(events, totals, { scores });
        const want = enumerated(events, totals, scores);
        expect(relativeError(got.exactPValue!, want.twoSided)).toBeLessThan(1e-11);
        expect(relativeError(got.exactIncreasing!, want.increasing)).toBeLessThan(1e-11);
        expect(relativeError(got.exactDecreasing!, want.decreasing)).toBeLessThan(1e-11);
      }),
      { numRuns: 60 },
    );
  });

  it("keeps the digits of an extreme tail", () => {
    // The only tables as far out: all events in the last group, or all in the first.
    const got = cochranArmitage([0, 0, 150], [150, 150, 150], { scores: [0, 1, 2] });
    let ways = 0;
    for (let i = 1; i <= 150; i++) ways += Math.log((300 + i) / i);
    expect(got.exactPValue).toBeGreaterThan(0);
    expect(relativeError(got.logExactPValue!, Math.LN2 - ways)).toBeLessThan(1e-12);
    expect(relativeError(got.exactIncreasing!, Math.exp(-ways))).toBeLessThan(1e-11);
    expect(got.exactDecreasing).toBe(1);
  });

  it("does not change with shift and unit of the scores, and turns over with their sign", () => {
    fc.assert(
      fc.property(trends, ({ events, totals, scores }) => {
        const one = cochranArmitage(events, totals, { scores });
        const moved = cochranArmitage(events, totals, { scores: scores.map((s) => 0.1 * s - 7.3) });
        const turned = cochranArmitage(events, totals, { scores: scores.map((s) => -s) });
        expect(Math.abs(moved.z - one.z)).toBeLessThan(1e-9);
        expect(relativeError(moved.exactPValue!, one.exactPValue!)).toBeLessThan(1e-11);
        expect(relativeError(turned.exactIncreasing!, one.exactDecreasing!)).toBeLessThan(1e-11);
      }),
      { numRuns: 60 },
    );
  });

  it("is the linear-by-linear test but for (N - 1)/N", () => {
    fc.assert(
      fc.property(trends, ({ events, totals, scores }) => {
        const filled = totals.flatMap((total, i) => (total > 0 ? [i] : []));
        const table = filled.map((i) => [events[i]!, totals[i]! - events[i]!]);
        const trend = cochranArmitage(events, totals, { scores });
        const linear = linearByLinear(table, {
          rowScores: filled.map((i) => scores[i]!),
          columnScores: [1, 0],
        });
        expect(Math.abs(linear.z - trend.z * Math.sqrt((trend.n - 1) / trend.n))).toBeLessThan(1e-9);
      }),
    );
  });

  it("says why the exact distribution was not enumerated", () => {
    const scores = [1, Math.SQRT2, 5];
    const noUnit = cochranArmitage([1, 2, 3], [10, 10, 10], { scores });
    expect([noUnit.exactPValue, noUnit.exactReason]).toEqual([
      null,
      "the scores have no common unit, so the exact distribution cannot be enumerated",
    ]);
    const large = cochranArmitage([4e5, 5e5, 5e5, 6e5], [1e6, 1e6, 1e6, 1e6], { scores: [0, 1, 2, 3] });
    expect(large.exactPValue).toBeNull();
    expect(large.exactReason).toContain("too large");
    expect(Number.isFinite(large.z)).toBe(true);
  });

  it.each([
    { name: "one group", input: [[1], [2], [1]], codes: ["too-few"] },
    {
      name: "unequal lengths",
      input: [[1, 1], [2], [1, 2, 3]],
      codes: ["length-mismatch", "length-mismatch"],
    },
    {
      name: "equal scores",
      input: [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
      codes: ["no-variation"],
    },
    {
      name: "no event and NaN",
      input: [
        [0, 0],
        [2, 2],
        [1, Number.NaN],
      ],
      codes: ["not-finite"],
    },
    {
      name: "no event",
      input: [
        [0, 0],
        [2, 2],
        [1, 2],
      ],
      codes: ["no-variation"],
    },
    {
      name: "only events",
      input: [
        [2, 2],
        [2, 2],
        [1, 2],
      ],
      codes: ["no-variation"],
    },
    {
      name: "more events than subjects",
      input: [
        [3, 1],
        [2, 2],
        [1, 2],
      ],
      codes: ["out-of-range"],
    },
  ])("refuses $name", ({ input, codes }) => {
    const [events, totals, scores] = input as [number[], number[], number[]];
    expect(codesOf(() => cochranArmitage(events, totals, { scores }))).toEqual(codes);
  });

  it("survives JSON", () => {
    const got = cochranArmitage([1, 3, 5, 9], [20, 20, 20, 20], { scores: [0, 1, 2, 5] });
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});
