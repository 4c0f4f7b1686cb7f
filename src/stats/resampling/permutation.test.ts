import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { ordersOf, signsOf } from "./arrangements.ts";
import { inOrder, planBlocks } from "./blocks.ts";
import { permutationJobTwoSamples, permutationTestTwoSamples } from "./permutation-two-samples.ts";
import { permutationTestCorrelation } from "./permutation-correlation.ts";
import { permutationTestSeveralSamples } from "./permutation-several-samples.ts";
import { signFlipTest } from "./sign-flip.ts";
import {
  meanStatistic,
  medianStatistic,
  pearsonStatistic,
  type Statistic,
  varianceRatioStatistic,
} from "./statistic.ts";

type Tails = Readonly<Record<"less" | "greater" | "two-sided", number>>;
const reference = JSON.parse(
  readFileSync(new URL("../../../test/reference/permutation.json", import.meta.url), "utf8"),
) as {
  readonly source: string;
  readonly twoSamples: readonly { x: number[]; y: number[]; mean: Tails; median: Tails }[];
  readonly severalSamples: readonly { samples: number[][]; pValue: number }[];
  readonly signFlips: readonly { differences: number[]; mean: Tails; median: Tails }[];
  readonly correlation: readonly { x: number[]; y: number[]; r: Tails }[];
};

const alternatives = ["less", "greater", "two-sided"] as const;
const all = { draws: 1_000_000, seed: 1 };
const near = (got: number | null, want: number): void =>
  expect(relativeError(got ?? Number.NaN, want)).toBeLessThan(1e-14);

describe(`permutation tests against ${reference.source}`, () => {
  it.each(reference.twoSamples)("two samples $x v $y", ({ x, y, mean, median }) => {
    for (const alternative of alternatives) {
      const byMean = permutationTestTwoSamples(x, y, { ...all, statistic: meanStatistic, alternative });
      expect(byMean.variant).toBe("exact");
      near(byMean.pValue, mean[alternative]);
      const byMedian = permutationTestTwoSamples(x, y, { ...all, statistic: medianStatistic, alternative });
      near(byMedian.pValue, median[alternative]);
    }
  });

  it.each(reference.severalSamples)("several samples $samples", ({ samples, pValue }) => {
    near(
      permutationTestSeveralSamples(samples, { ...all, statistic: varianceRatioStatistic }).pValue,
      pValue,
    );
  });

  it.each(reference.signFlips)("sign flips $differences", ({ differences, mean, median }) => {
    for (const alternative of alternatives) {
      near(
        signFlipTest(differences, { ...all, statistic: meanStatistic, alternative }).pValue,
        mean[alternative],
      );
      near(
        signFlipTest(differences, { ...all, statistic: medianStatistic, alternative }).pValue,
        median[alternative],
      );
    }
  });

  it.each(reference.correlation)("correlation $x with $y", ({ x, y, r }) => {
    for (const alternative of alternatives)
      near(
        permutationTestCorrelation(x, y, { ...all, statistic: pearsonStatistic, alternative }).pValue,
        r[alternative],
      );
  });
});

describe("permutation tests by hand", () => {
  it("two samples: 3 of the 10 ways to choose two of 1, 2, 4, 7, 9 differ as much as 1, 4 from 2, 7, 9", () => {
    // Total 23; a pair of sum s differs from the rest by s/2 - (23 - s)/3 = (5 s - 46) / 6. Sums: 1+2 3, 1+4 5, 2+4 6, 1+7 8,
    // 2+7 9, 1+9 10, 4+7 11, 2+9 11, 4+9 13, 7+9 16. Observed s = 5: |5 s - 46| = 21. As large: 3 (31), 5 (21), 16 (34).
    const got = permutationTestTwoSamples([1, 4], [2, 7, 9], {
      statistic: meanStatistic,
      alternative: "two-sided",
      draws: 10,
      seed: 1,
    });
    expect(got).toEqual({
      method: "permutation-two-samples",
      alternative: "two-sided",
      n1: 2,
      n2: 3,
      variant: "exact",
      statistic: "difference of mean",
      observed: 2.5 - 6,
      pValue: 0.3,
      reason: null,
      arrangements: 10,
      extreme: 3,
      undefinedArrangements: 0,
      monteCarlo: null,
    });
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });

  it("sign flips: 2 of 8 signs of 1, 2, 4 reach the sum 7; a zero changes nothing", () => {
    const options = { statistic: meanStatistic, alternative: "two-sided", draws: 8, seed: 1 } as const;
    expect(signFlipTest([1, 2, 4], options)).toMatchObject({
      pValue: 2 / 8,
      arrangements: 8,
      zeros: 0,
      n: 3,
    });
    expect(signFlipTest([1, 0, 2, 4], options)).toMatchObject({
      pValue: 2 / 8,
      arrangements: 8,
      zeros: 1,
      n: 4,
    });
  });
});

describe("Monte Carlo", () => {
  const x = [3.1, 4.4, 5, 6.7, 8.8, 9.1, 12];
  const y = [1, 2.2, 4.4, 4.4, 5.5, 6, 7.1, 7.3];
  const options = { statistic: meanStatistic, alternative: "two-sided" } as const;

  it("law: p is (b + 1) / (m + 1), and its limits hold the exact p", () => {
    const exact = permutationTestTwoSamples(x, y, { ...options, draws: 10_000, seed: 1 });
    // 15! / (7! 8!) = 6435 ways.
    expect(exact).toMatchObject({ variant: "exact", arrangements: 6435 });
    for (const seed of [1, 2, 3]) {
      const got = permutationTestTwoSamples(x, y, { ...options, draws: 6434, seed });
      expect(got.variant).toBe("monte-carlo");
      expect(got.pValue).toBe((got.extreme + 1) / 6435);
      expect(got.monteCarlo!.lower).toBeLessThan(exact.pValue!);
      expect(got.monteCarlo!.upper).toBeGreaterThan(exact.pValue!);
      expect(permutationTestTwoSamples(x, y, { ...options, draws: 6434, seed })).toEqual(got);
      expect(JSON.parse(JSON.stringify(got))).toEqual(got);
    }
  });

  it("law: the p of the other tests has the exact p within its limits", () => {
    const d = [1.5, -0.3, 2.2, 4.1, -1.1, 0.4, 3.3, 2.8, -0.9, 1.2, 0.1, 2.4];
    const flip = { ...options, seed: 5 };
    const exactFlip = signFlipTest(d, { ...flip, draws: 4096 });
    const drawnFlip = signFlipTest(d, { ...flip, draws: 4095 });
    expect([exactFlip.variant, drawnFlip.variant]).toEqual(["exact", "monte-carlo"]);
    expect(drawnFlip.monteCarlo!.lower).toBeLessThan(exactFlip.pValue!);
    expect(drawnFlip.monteCarlo!.upper).toBeGreaterThan(exactFlip.pValue!);

    const r = { statistic: pearsonStatistic, alternative: "two-sided", seed: 5 } as const;
    const exactR = permutationTestCorrelation(x, [1, 2, 1, 3, 5, 4, 2], { ...r, draws: 5040 });
    const drawnR = permutationTestCorrelation(x, [1, 2, 1, 3, 5, 4, 2], { ...r, draws: 1200 });
    // 7! / (2! 2!) different orders.
    expect(exactR).toMatchObject({ variant: "exact", arrangements: 1260 });
    expect(drawnR.monteCarlo!.lower).toBeLessThan(exactR.pValue!);
    expect(drawnR.monteCarlo!.upper).toBeGreaterThan(exactR.pValue!);

    const f = { statistic: varianceRatioStatistic, seed: 5 };
    const groups = [x.slice(0, 3), y.slice(0, 3), [9, 10, 11]];
    const exactF = permutationTestSeveralSamples(groups, { ...f, draws: 1680 });
    const drawnF = permutationTestSeveralSamples(groups, { ...f, draws: 1500 });
    expect([exactF.variant, drawnF.variant]).toEqual(["exact", "monte-carlo"]);
    expect(drawnF.monteCarlo!.lower).toBeLessThan(exactF.pValue!);
    expect(drawnF.monteCarlo!.upper).toBeGreaterThan(exactF.pValue!);
  });

  it("law: other orders of rows, and counts for repeated rows, give the same bytes", () => {
    const drawn = { ...options, draws: 2000, seed: 9 };
    const got = permutationTestTwoSamples(x, y, drawn);
    expect(permutationTestTwoSamples(x.toReversed(), y.toReversed(), drawn)).toEqual(got);
    const counted = { values: [4.4, 1, 2.2, 5.5, 6, 7.1, 7.3, 99], counts: [2, 1, 1, 1, 1, 1, 1, 0] };
    expect(permutationTestTwoSamples(x, counted, drawn)).toEqual(got);
  });

  it("law: half the two-sided p on either side when the pooled values are symmetric", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }), (d) => {
        const p = (alternative: "two-sided" | "greater" | "less"): number =>
          signFlipTest(d, { statistic: meanStatistic, alternative, draws: 64, seed: 1 }).pValue!;
        expect(p("two-sided")).toBe(2 * p("greater"));
        expect(p("less")).toBe(1);
      }),
      { numRuns: 50 },
    );
  });
});

describe("arrangements", () => {
  it.each([
    { list: [0, 0, 1, 1, 1], count: 10 },
    { list: [0, 0, 0], count: 1 },
    { list: [2, 1, 0, 1], count: 12 },
  ])("visits each of the $count orders of $list once", ({ list, count }) => {
    const orders = ordersOf(list);
    const seen = new Set<string>();
    let visits = 0;
    do {
      seen.add(orders.current.join());
      visits++;
    } while (orders.next());
    expect([orders.count, seen.size, visits]).toEqual([count, count, count]);
  });

  it("visits all signs, and counts beyond whole numbers as infinite", () => {
    const signs = signsOf(3);
    const seen = new Set<string>();
    do seen.add(signs.current.join());
    while (signs.next());
    expect([signs.count, seen.size]).toEqual([8, 8]);
    expect(signsOf(60).count).toBe(Infinity);
    expect(ordersOf(Array.from({ length: 200 }, (_, i) => i % 2)).count).toBe(Infinity);
  });
});

describe("boundaries and missing answers", () => {
  const options = { statistic: meanStatistic, alternative: "two-sided", draws: 100, seed: 1 } as const;
  it("one subject a group, all tied, no difference but zeros", () => {
    expect(permutationTestTwoSamples([1], [2], options).pValue).toBe(1);
    expect(permutationTestTwoSamples([5, 5], [5, 5, 5], options)).toMatchObject({
      pValue: 1,
      arrangements: 10,
    });
    expect(signFlipTest([0, 0], options)).toMatchObject({ pValue: 1, arrangements: 1, zeros: 2 });
  });

  it("an undefined statistic is counted, said and gives no p", () => {
    const log: Statistic<[ArrayLike<number>]> = {
      name: "log of the least",
      of: (v) => Math.log(Math.min(...Array.from(v))),
    };
    const got = permutationTestTwoSamples([2, 3], [0, 4, 5], { ...options, statistic: log });
    expect(got).toMatchObject({
      pValue: null,
      observed: null,
      reason: "difference of log of the least is undefined in the data",
    });
    const some: Statistic<[ArrayLike<number>]> = {
      name: "s",
      of: (v) => (v[0] === 1 && v[1] === 2 ? Number.NaN : v[0]!),
    };
    // 1, 2 stand first in x in 1 way, in y in the 2 ways that put 1 and 2 and one more there ... of 10.
    const part = permutationTestTwoSamples([1, 3], [2, 4, 5], { ...options, statistic: some });
    expect(part).toMatchObject({
      pValue: null,
      reason: "difference of s is undefined in 4 of 10 arrangements",
      undefinedArrangements: 4,
    });
  });
});

describe("refusals", () => {
  it("names every fault at once", () => {
    const run = (): unknown =>
      permutationTestTwoSamples([Number.NaN], [], {
        statistic: { name: "", of: meanStatistic.of },
        alternative: "both" as "less",
        draws: 0,
        seed: -1,
      });
    for (const text of [
      "x[0]: expected a finite number",
      "y: expected at least 1 values",
      "statistic: expected one of { name, of }",
      "alternative: expected one of",
      "draws: expected a value in whole numbers >= 1, got 0",
      "seed: expected a value in whole numbers >= 0, got -1",
    ])
      expect(run).toThrow(text);
  });

  it("wants two groups, and pairs", () => {
    expect(() =>
      permutationTestSeveralSamples([[1, 2]], { ...all, statistic: varianceRatioStatistic }),
    ).toThrow("samples: expected at least 2 groups, got 1");
    const r = { ...all, statistic: pearsonStatistic, alternative: "less" } as const;
    expect(() => permutationTestCorrelation([1, 2, 3], [1, 2], r)).toThrow("y: expected 3 entries, got 2");
    expect(() => permutationTestCorrelation([1, 2], [1, 2], r)).toThrow(
      "x: expected at least 3 pairs, got 2",
    );
    expect(() => signFlipTest([], { ...all, statistic: meanStatistic, alternative: "less" })).toThrow(
      "differences: expected at least 1 values",
    );
  });
});

describe("blocks", () => {
  it("law: cover the draws once, whatever the count", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (draws) => {
        const blocks = planBlocks(draws, 3);
        expect(blocks.reduce((sum, block) => sum + block.draws, 0)).toBe(draws);
        expect(blocks.every((block, i) => block.index === i && block.draws >= 1)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("law: parts in any order, and a job made anew for each block, give the same answer", () => {
    const make = () =>
      permutationJobTwoSamples([1, 2, 5, 8, 13, 3, 2], [4, 4, 9, 10, 11, 1, 7, 5], {
        statistic: medianStatistic,
        alternative: "less",
        draws: 2300,
        seed: 4,
      });
    const job = make();
    const parts = job.blocks.map(
      (block) => JSON.parse(JSON.stringify(make().run(block))) as ReturnType<typeof job.run>,
    );
    expect(job.blocks.length).toBe(5);
    expect(job.combine(parts.toReversed())).toEqual(job.combine(job.blocks.map((block) => job.run(block))));
  });

  it("refuses parts that are missing or there twice", () => {
    expect(() => inOrder([{ block: 0 }, { block: 0 }], 2)).toThrow("one part of each of 2 blocks, got 0, 0");
    expect(() => inOrder([{ block: 1 }], 2)).toThrow("one part of each of 2 blocks, got 1");
  });
});
