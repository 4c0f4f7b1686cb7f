import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import * as noncentral from "../../distributions/fisher-noncentral-hypergeometric.ts";
import { logChoose } from "../../num/gamma.ts";
import type { Table2x2 } from "../contingency/table.ts";
import type { Alternative } from "../describe/options.ts";
import { fisherExact } from "./fisher.ts";

const twoSided = { alternative: "two-sided", confidence: 0.95 } as const;

/** All three p-values by counting tables with whole numbers. */
function enumerated([[a, b], [c, d]]: Table2x2): { twoSided: number; less: number; greater: number } {
  const choose = (n: number, k: number): bigint => {
    let product = 1n;
    for (let i = 1; i <= k; i++) product = (product * BigInt(n - k + i)) / BigInt(i);
    return product;
  };
  const ways = (x: number): bigint => choose(a + c, x) * choose(b + d, a + b - x);
  const from = Math.max(0, a - d);
  const to = Math.min(a + b, a + c);
  const sums = { twoSided: 0n, less: 0n, greater: 0n };
  let all = 0n;
  for (let x = from; x <= to; x++) {
    const w = ways(x);
    all += w;
    if (w <= ways(a)) sums.twoSided += w;
    if (x <= a) sums.less += w;
    if (x >= a) sums.greater += w;
  }
  const digits = 10n ** 340n;
  const share = (part: bigint): number => {
    const scaled = ((part * digits) / all).toString();
    return Number(`${scaled[0]}.${scaled.slice(1, 20)}e${scaled.length - 341}`);
  };
  return { twoSided: share(sums.twoSided), less: share(sums.less), greater: share(sums.greater) };
}

const tables = (most: number) =>
  fc
    .tuple(fc.nat(most), fc.nat(most), fc.nat(most), fc.nat(most))
    .map(
      ([a, b, c, d]): Table2x2 => [
        [a, b],
        [c, d],
      ],
    )
    .filter(([[a, b], [c, d]]) => a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0);

describe("fisherExact", () => {
  it("gives the hand-worked p-values of the tea tasting", () => {
    const tea = fisherExact(
      [
        [3, 1],
        [1, 3],
      ],
      twoSided,
    );
    expect(relativeError(tea.pValue, 34 / 70)).toBeLessThan(1e-14);
    expect(relativeError(tea.pGreater, 17 / 70)).toBeLessThan(1e-14);
    expect(relativeError(tea.pLess, 69 / 70)).toBeLessThan(1e-14);
    expect(relativeError(tea.midPMinimumLikelihood, 26 / 70)).toBeLessThan(1e-14);
    expect(relativeError(tea.midPCentral, 18 / 70)).toBeLessThan(1e-14);
  });

  it("agrees with counting in whole numbers", () => {
    fc.assert(
      fc.property(tables(60), (table) => {
        const want = enumerated(table);
        const got = fisherExact(table, twoSided);
        expect(relativeError(got.pTwoSided, want.twoSided)).toBeLessThan(1e-12);
        expect(relativeError(got.pLess, want.less)).toBeLessThan(1e-12);
        expect(relativeError(got.pGreater, want.greater)).toBeLessThan(1e-12);
      }),
      { numRuns: 100 },
    );
  });

  it("keeps the digits of an extreme tail", () => {
    for (const table of [
      [
        [18, 147],
        [123, 58],
      ],
      [
        [3, 190],
        [260, 5],
      ],
      [
        [0, 400],
        [400, 0],
      ],
    ] satisfies Table2x2[]) {
      const want = enumerated(table);
      const got = fisherExact(table, twoSided);
      expect(want.twoSided).toBeLessThan(1e-27);
      expect(relativeError(got.pTwoSided, want.twoSided)).toBeLessThan(1e-12);
      expect(relativeError(got.logPTwoSided, Math.log(want.twoSided))).toBeLessThan(1e-12);
    }
  });

  it("says by its logarithm what no number can hold", () => {
    const got = fisherExact(
      [
        [500_000, 1],
        [1, 500_000],
      ],
      twoSided,
    );
    const want = Math.log(500_001 ** 2 + 1) - logChoose(1_000_002, 500_001);
    expect(got.pGreater).toBe(0);
    expect(relativeError(got.logPGreater, want)).toBeLessThan(1e-12);
    expect(got.converged).toBe(true);
  });

  it("gives limits that reproduce their own tails", () => {
    fc.assert(
      fc.property(tables(80), fc.double({ min: 0.5, max: 0.9999, noNaN: true }), (table, confidence) => {
        const [[a, b], [c, d]] = table;
        const got = fisherExact(table, { alternative: "two-sided", confidence });
        const at = (oddsRatio: number) =>
          noncentral.around({ draws: a + b, successes: a + c, failures: b + d, oddsRatio }, a);
        const tail = (1 - confidence) / 2;
        if (got.lower > 0) expect(relativeError(at(got.lower).atLeast.value, tail)).toBeLessThan(1e-11);
        if (got.upper !== null) expect(relativeError(at(got.upper).atMost.value, tail)).toBeLessThan(1e-11);
        if (got.midPLower > 0) {
          const { above, mass } = at(got.midPLower);
          expect(relativeError(above.value + mass.value / 2, tail)).toBeLessThan(1e-11);
        }
        if (got.oddsRatio !== null && got.oddsRatio > 0) {
          const mean = noncentral.mean({
            draws: a + b,
            successes: a + c,
            failures: b + d,
            oddsRatio: got.oddsRatio,
          });
          expect(relativeError(mean, a)).toBeLessThan(1e-11);
        }
        expect(got.converged).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("turns over with the rows", () => {
    fc.assert(
      fc.property(tables(60), ([top, bottom]) => {
        const one = fisherExact([top, bottom], twoSided);
        const other = fisherExact([bottom, top], twoSided);
        expect(relativeError(other.pTwoSided, one.pTwoSided)).toBeLessThan(1e-12);
        expect(relativeError(other.pLess, one.pGreater)).toBeLessThan(1e-12);
        if (one.upper !== null) expect(relativeError(other.lower, 1 / one.upper)).toBeLessThan(1e-12);
        else expect(other.lower).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it("is the same for the transposed table", () => {
    fc.assert(
      fc.property(tables(60), (table) => {
        const [[a, b], [c, d]] = table;
        const one = fisherExact(table, twoSided);
        const other = fisherExact(
          [
            [a, c],
            [b, d],
          ],
          twoSided,
        );
        expect(relativeError(other.pTwoSided, one.pTwoSided)).toBeLessThan(1e-12);
        expect(relativeError(other.lower, one.lower)).toBeLessThan(1e-12);
      }),
      { numRuns: 60 },
    );
  });

  it("answers a table with a zero cell", () => {
    const none = fisherExact(
      [
        [0, 5],
        [8, 7],
      ],
      twoSided,
    );
    expect([none.oddsRatio, none.lower, none.medianUnbiasedOddsRatio, none.midPLower]).toEqual([0, 0, 0, 0]);
    const all = fisherExact(
      [
        [8, 7],
        [0, 5],
      ],
      twoSided,
    );
    expect([all.oddsRatio, all.upper, all.medianUnbiasedOddsRatio, all.midPUpper]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(all.oddsRatioReason).toBe("no bound above: a cell is 0");
  });

  it("answers one subject per group", () => {
    expect(
      fisherExact(
        [
          [1, 0],
          [0, 1],
        ],
        twoSided,
      ).pValue,
    ).toBe(1);
  });

  it("gives one-sided limits with a one-sided alternative", () => {
    const table: Table2x2 = [
      [16, 12],
      [4, 17],
    ];
    const wide = fisherExact(table, { alternative: "two-sided", confidence: 0.9 });
    const less = fisherExact(table, { alternative: "less", confidence: 0.95 });
    const greater = fisherExact(table, { alternative: "greater", confidence: 0.95 });
    expect([less.lower, greater.upper]).toEqual([0, null]);
    expect(relativeError(less.upper ?? 0, wide.upper ?? 0)).toBeLessThan(1e-13);
    expect(relativeError(greater.lower, wide.lower)).toBeLessThan(1e-13);
    expect([less.pValue, greater.pValue]).toEqual([less.pLess, greater.pGreater]);
  });

  it("warns where p-value and limits disagree about odds ratio 1", () => {
    expect(
      fisherExact(
        [
          [0, 5],
          [9, 6],
        ],
        twoSided,
      ).warnings,
    ).toHaveLength(1);
    expect(
      fisherExact(
        [
          [10, 10],
          [10, 10],
        ],
        twoSided,
      ).warnings,
    ).toEqual([]);
  });

  it.each([
    {
      name: "a fraction",
      table: [
        [1.5, 2],
        [3, 4],
      ],
      confidence: 0.95,
      codes: ["not-a-count"],
    },
    {
      name: "two bad cells at once",
      table: [
        [-1, Number.NaN],
        [3, 4],
      ],
      confidence: 0.95,
      codes: ["not-a-count", "not-a-count"],
    },
    {
      name: "an empty column",
      table: [
        [0, 2],
        [0, 4],
      ],
      confidence: 0.95,
      codes: ["empty-margin"],
    },
    {
      name: "an empty table",
      table: [
        [0, 0],
        [0, 0],
      ],
      confidence: 0.95,
      codes: ["empty-margin", "empty-margin", "empty-margin", "empty-margin"],
    },
    {
      name: "a level of 95",
      table: [
        [1, 2],
        [3, 4],
      ],
      confidence: 95,
      codes: ["out-of-range"],
    },
  ])("refuses $name", ({ table, confidence, codes }) => {
    const call = () => fisherExact(table as unknown as Table2x2, { alternative: "two-sided", confidence });
    expect(call).toThrow(InputError);
    try {
      call();
    } catch (problem) {
      expect((problem as InputError).issues.map((issue) => issue.code)).toEqual(codes);
    }
  });

  it("refuses an unknown alternative and a one-sided level of a half", () => {
    expect(() =>
      fisherExact(
        [
          [1, 2],
          [3, 4],
        ],
        { alternative: "both" as Alternative, confidence: 0.95 },
      ),
    ).toThrow(/one of two-sided, less, greater/);
    expect(() =>
      fisherExact(
        [
          [1, 2],
          [3, 4],
        ],
        { alternative: "less", confidence: 0.5 },
      ),
    ).toThrow(/confidence: expected a value in \(0\.5, 1\)/);
  });

  it("says what it did and to what", () => {
    const table: Table2x2 = [
      [3, 17],
      [8, 9],
    ];
    expect(fisherExact(table, { alternative: "less", confidence: 0.9 })).toMatchObject({
      method: "fisher-exact",
      alternative: "less",
      twoSidedRule: "min-likelihood",
      confidence: 0.9,
      n: 37,
      table,
      oddsRatioReason: null,
      converged: true,
      criterion: "bracket-width",
    });
  });

  it("answers a two-sided confidence of a half and less, where both limits exist still", () => {
    const { lower, upper, oddsRatio } = fisherExact(
      [
        [8, 5],
        [4, 9],
      ],
      { alternative: "two-sided", confidence: 0.3 },
    );
    expect(lower).toBeLessThan(oddsRatio!);
    expect(upper).toBeGreaterThan(oddsRatio!);
  });

  it("gives medians and mid-p limits that reproduce their own tails, whole or half", () => {
    fc.assert(
      fc.property(tables(60), fc.constantFrom(0.6, 0.95, 0.999), (table, confidence) => {
        const [[a, b], [c, d]] = table;
        const got = fisherExact(table, { alternative: "two-sided", confidence });
        const midPAt = (oddsRatio: number, side: "above" | "below"): number => {
          const around = noncentral.around({ draws: a + b, successes: a + c, failures: b + d, oddsRatio }, a);
          return around[side].value + around.mass.value / 2;
        };
        const tail = (1 - confidence) / 2;
        if (got.midPUpper !== null)
          expect(relativeError(midPAt(got.midPUpper, "below"), tail)).toBeLessThan(1e-11);
        const median = got.medianUnbiasedOddsRatio;
        if (median !== null && median > 0) {
          expect(relativeError(midPAt(median, "below"), 0.5)).toBeLessThan(1e-11);
          expect(relativeError(midPAt(median, "above"), 0.5)).toBeLessThan(1e-11);
        }
        // Half of the observed mass is left out, so the interval is shorter, and both hold the median.
        expect(got.midPLower).toBeGreaterThanOrEqual(got.lower);
        if (got.upper !== null) expect(got.midPUpper!).toBeLessThanOrEqual(got.upper);
        if (median !== null) expect(got.midPLower).toBeLessThanOrEqual(median);
      }),
      { numRuns: 60 },
    );
  });

  it("gives mid-p limits to one side with a one-sided alternative", () => {
    const table: Table2x2 = [
      [16, 12],
      [4, 17],
    ];
    const wide = fisherExact(table, { alternative: "two-sided", confidence: 0.9 });
    const less = fisherExact(table, { alternative: "less", confidence: 0.95 });
    const greater = fisherExact(table, { alternative: "greater", confidence: 0.95 });
    expect([less.midPLower, greater.midPUpper]).toEqual([0, null]);
    expect(relativeError(less.midPUpper!, wide.midPUpper!)).toBeLessThan(1e-13);
    expect(relativeError(greater.midPLower, wide.midPLower)).toBeLessThan(1e-13);
    expect([less.logPValue, greater.logPValue]).toEqual([less.logPLess, greater.logPGreater]);
    expect(wide.logPValue).toBe(wide.logPTwoSided);
    for (const [p, log] of [
      [wide.pTwoSided, wide.logPTwoSided],
      [wide.pLess, wide.logPLess],
      [wide.pGreater, wide.logPGreater],
    ] as const)
      expect(Math.abs(Math.log(p) - log)).toBeLessThan(1e-13);
  });

  it("cost: five searches that start near the end", () => {
    for (const table of [
      [
        [1, 1],
        [1, 1],
      ],
      [
        [9, 1],
        [1, 9],
      ],
      [
        [800, 1],
        [2, 900],
      ],
    ] satisfies Table2x2[]) {
      const { iterations } = fisherExact(table, twoSided);
      expect(iterations).toBeGreaterThan(5);
      expect(iterations).toBeLessThan(40);
    }
    expect(
      fisherExact(
        [
          [1, 1],
          [1, 1],
        ],
        twoSided,
      ).iterations,
    ).toBeLessThan(38);
  });

  it("warns in words of the way in which p-value and limits disagree", () => {
    const { pValue, upper, warnings } = fisherExact(
      [
        [0, 5],
        [9, 6],
      ],
      twoSided,
    );
    expect(pValue).toBeLessThan(0.05);
    expect(upper).toBeGreaterThan(1);
    expect(warnings).toEqual([
      "The p-value and the interval disagree about odds ratio 1 (p below the level, interval with 1): the p-value sums the tables at most as probable as the observed one, the limits share the error equally between the sides.",
    ]);
    // One-sided p and limits are the same test: they never disagree.
    fc.assert(
      fc.property(tables(30), fc.constantFrom("less", "greater"), (table, alternative) => {
        expect(fisherExact(table, { alternative, confidence: 0.9 }).warnings).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("survives JSON", () => {
    const got = fisherExact(
      [
        [8, 7],
        [0, 5],
      ],
      twoSided,
    );
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});
