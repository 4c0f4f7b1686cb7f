import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import type { Alternative } from "../describe/options.ts";
import { runJob } from "../resampling/blocks.ts";
import { brunnerMunzelPermutation, brunnerMunzelPermutationJob } from "./brunner-munzel-permutation.ts";
import { kruskalWallis } from "./kruskal-wallis.ts";
import { probabilityOfSuperiority } from "./probability-of-superiority.ts";

type Case =
  | {
      readonly test: "kruskal-wallis";
      readonly groups: readonly (readonly number[])[];
      readonly pValue: number;
    }
  | ({
      readonly test: "brunner-munzel-permutation";
      readonly x: readonly number[];
      readonly y: readonly number[];
    } & Readonly<Record<Alternative, number>>);

const golden = JSON.parse(
  readFileSync(new URL("../../../test/reference/rank-tests.json", import.meta.url), "utf8"),
) as { source: string; cases: readonly Case[] };

const options = { alternative: "two-sided", draws: 20_000, seed: 5 } as const;

describe(`golden: ${golden.source}`, () => {
  it.each(golden.cases)("$test $x $y $groups", (item) => {
    if (item.test === "kruskal-wallis") {
      const { exactPValue, exactReason } = kruskalWallis(item.groups);
      expect(relativeError(exactPValue!, item.pValue)).toBeLessThanOrEqual(1e-14);
      expect(exactReason).toBeNull();
      return;
    }
    for (const alternative of ["two-sided", "less", "greater"] as const) {
      const answer = brunnerMunzelPermutation(item.x, item.y, { ...options, alternative });
      expect(answer.variant).toBe("exact");
      expect(relativeError(answer.pValue!, item[alternative])).toBeLessThanOrEqual(1e-15);
    }
  });
});

describe("derived by hand", () => {
  // Of the 20 ways to choose 3 of 6 places, all values distinct, only two leave no overlap.
  it("three against three without overlap: 2 of 20 arrangements, and no bound on the statistic", () => {
    expect(brunnerMunzelPermutation([4, 5, 6], [1, 2, 3], options)).toMatchObject({
      variant: "exact",
      pValue: 0.1,
      arrangements: 20,
      extreme: 2,
      observed: null,
      isSeparated: true,
      estimate: 1,
    });
  });

  it("the statistic is that of the t form", () => {
    const [x, y] = [
      [1, 5, 7, 9],
      [2, 2, 6, 8, 3],
    ];
    const { statistic, estimate } = probabilityOfSuperiority(x, y, { confidence: 0.95 });
    const permuted = brunnerMunzelPermutation(x, y, options);
    expect(relativeError(permuted.observed!, statistic!)).toBeLessThanOrEqual(1e-14);
    expect(permuted.estimate).toBe(estimate);
  });

  // Six values, each group of two: 15 * 6 = 90 arrangements. H is largest when the pairs are neighbours: 3! of them.
  it("Kruskal-Wallis of 1 2 | 3 4 | 5 6: 6 of 90 arrangements", () => {
    expect(
      relativeError(
        kruskalWallis([
          [1, 2],
          [3, 4],
          [5, 6],
        ]).exactPValue!,
        6 / 90,
      ),
    ).toBeLessThanOrEqual(1e-15);
  });
});

const lists = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 4 });

describe("laws", () => {
  it("swapping the groups turns less into greater", () => {
    fc.assert(
      fc.property(lists, lists, (x, y) => {
        const less = brunnerMunzelPermutation(x, y, { ...options, alternative: "less" });
        const greater = brunnerMunzelPermutation(y, x, { ...options, alternative: "greater" });
        expect(less.pValue).toBe(greater.pValue);
      }),
      { numRuns: 30 },
    );
  });

  it("the order of the groups does not matter to the exact Kruskal-Wallis p, nor does a rising transformation", () => {
    fc.assert(
      fc.property(fc.array(lists, { minLength: 3, maxLength: 3 }), (groups) => {
        const own = kruskalWallis(groups).exactPValue;
        for (const other of [groups.toReversed(), groups.map((g) => g.map((v) => v ** 3 + 1))]) {
          const p = kruskalWallis(other).exactPValue;
          if (own === null) expect(p).toBeNull();
          else expect(relativeError(p!, own)).toBeLessThanOrEqual(1e-13);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("counts say the same as repeated values", () => {
    const x = { values: [1, 2], counts: [2, 1] };
    expect(brunnerMunzelPermutation(x, [2, 3, 5], options)).toEqual(
      brunnerMunzelPermutation([1, 2, 1], [2, 3, 5], options),
    );
    expect(kruskalWallis([x, [2, 3, 5], [1, 1]])).toEqual(
      kruskalWallis([
        [1, 1, 2],
        [2, 3, 5],
        [1, 1],
      ]),
    );
  });
});

describe("many arrangements", () => {
  const x = Array.from({ length: 12 }, (_, i) => (i * i) % 17);
  const y = Array.from({ length: 15 }, (_, i) => ((i * 7) % 19) + 3);

  it("the same seed gives the same p, another seed one within the limits", () => {
    const first = brunnerMunzelPermutation(x, y, { ...options, draws: 2000 });
    expect(first.variant).toBe("monte-carlo");
    expect(brunnerMunzelPermutation(x, y, { ...options, draws: 2000 })).toEqual(first);
    const other = brunnerMunzelPermutation(x, y, { ...options, draws: 2000, seed: 6 });
    expect(other.pValue).not.toBe(first.pValue);
    expect(other.pValue!).toBeGreaterThan(first.monteCarlo!.lower);
    expect(other.pValue!).toBeLessThan(first.monteCarlo!.upper);
  });

  it("as a job it gives the same answer", () => {
    expect(runJob(brunnerMunzelPermutationJob(x, y, { ...options, draws: 500 }))).toEqual(
      brunnerMunzelPermutation(x, y, { ...options, draws: 500 }),
    );
  });

  it("Kruskal-Wallis says why it has no exact p, before it begins", () => {
    const groups = [x, y, x.map((v) => v + 0.5)];
    expect(kruskalWallis(groups)).toMatchObject({
      exactPValue: null,
      exactReason: "the exact distribution would need more than 20000000 additions",
    });
    expect(kruskalWallis([[1, 1], [1], [1, 1]])).toMatchObject({
      exactPValue: null,
      exactReason: "all values are tied: there is but one arrangement",
    });
  });
});

describe("boundaries", () => {
  it("all tied: p is 1", () => {
    expect(brunnerMunzelPermutation([4, 4], [4, 4, 4], options)).toMatchObject({ pValue: 1, observed: 0 });
  });

  it("every fault is refused at once", () => {
    expect(() =>
      brunnerMunzelPermutation([1], [2, Number.NaN], { alternative: "both" as "less", draws: 0, seed: -1 }),
    ).toThrow(/x: expected at least 2 values.*\n.*y\[1\].*NaN.*\n.*alternative.*\n.*draws.*\n.*seed/);
  });

  it("survives JSON", () => {
    const answer = brunnerMunzelPermutation([1, 5, 7], [2, 2, 6], options);
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  });

  it("without overlap the t form says what is left to do", () => {
    expect(probabilityOfSuperiority([4, 5, 6], [1, 2, 3], { confidence: 0.95 }).testReason).toBe(
      "the groups do not overlap: the variance is 0, and the permutation form or an exact rank test is left",
    );
  });
});
