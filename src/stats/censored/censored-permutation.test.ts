import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { mannWhitney } from "../ranks/mann-whitney.ts";
import { type CensoredPermutationOptions, censoredPermutation } from "./censored-permutation.ts";
import type { CensoredSample } from "./censored-sample.ts";
import { petoPeto } from "./peto-peto.ts";
import { realScoreTails } from "./real-score-sums.ts";
import type { CensoredScores } from "./weighted-log-rank.ts";

const exact = JSON.parse(readFileSync("test/reference/nondetects.json", "utf8")) as {
  readonly source: string;
  readonly permutations: readonly {
    readonly scores: CensoredScores;
    readonly groups: readonly CensoredSample[];
    readonly pValue: number;
    readonly less: number;
    readonly greater: number;
  }[];
};

const options = (scores: CensoredScores): CensoredPermutationOptions => ({ scores, draws: 2000, seed: 7 });
const detects = (values: readonly number[]): CensoredSample => ({
  values,
  nondetect: values.map(() => false),
});
const group = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.boolean()), { minLength: 1, maxLength: 6 })
  .map((rows): CensoredSample => ({ values: rows.map(([v]) => v), nondetect: rows.map(([, f]) => f) }));
const scores = fc.constantFrom<CensoredScores>("peto-peto", "gehan", "log-rank");

describe(`censoredPermutation against ${exact.source}, every arrangement listed`, () => {
  it.each(exact.permutations.map((want, i) => ({ ...want, i })))("case $i, $scores", (want) => {
    const got = censoredPermutation(want.groups, options(want.scores));
    expect(got.variant).toBe("exact");
    expect(relativeError(got.pValue!, want.pValue)).toBeLessThan(1e-13);
    if (want.groups.length === 2) {
      expect(relativeError(got.less!, want.less)).toBeLessThan(1e-13);
      expect(relativeError(got.greater!, want.greater)).toBeLessThan(1e-13);
    } else expect([got.less, got.greater]).toEqual([null, null]);
  });
});

describe("censoredPermutation", () => {
  it("hand-worked: <1 2 3 below 4 5 6 is 1 of 20 arrangements, and so is its mirror image", () => {
    const groups = [{ values: [1, 2, 3], nondetect: [true, false, false] }, detects([4, 5, 6])];
    expect(censoredPermutation(groups, options("gehan"))).toMatchObject({
      pValue: 0.1,
      less: 0.05,
      greater: 1,
      variant: "exact",
      method: "censored-permutation",
      scores: "gehan",
      twoSidedRule: "distance-from-mean",
      reason: null,
      // All nine pairs across the groups are ordered one way: 81 / 3 twice.
      scoreSums: [-9, 9],
      spread: 54,
      monteCarlo: null,
      sizes: [3, 3],
      n: 6,
      nondetects: 1,
    });
    expect(
      relativeError(censoredPermutation(groups, options("gehan")).logPValue!, Math.log(0.1)),
    ).toBeLessThan(1e-14);
  });

  it("without non-detects, by Gehan's scores, it is the exact Mann-Whitney test", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 }),
        (x, y) => {
          const want = mannWhitney(x, y, { alternative: "two-sided", confidence: 0.95 }).exact!;
          const got = censoredPermutation([detects(x), detects(y)], options("gehan"));
          if (got.pValue === null) expect(new Set([...x, ...y]).size).toBe(1);
          else {
            expect(relativeError(got.pValue, want.twoSided)).toBeLessThan(1e-12);
            expect(relativeError(got.less!, want.less)).toBeLessThan(1e-12);
          }
        },
      ),
    );
  });

  it("lists of sums: what is chosen and what is left over have mirror tails", () => {
    const scores = Array.from({ length: 30 }, (_, i) => ({ score: i * 0.7, count: 1 + (i % 2) }));
    const total = scores.reduce((sum, { score, count }) => sum + score * count, 0);
    const chosen = realScoreTails(scores, 20)!;
    const left = realScoreTails(scores, 25)!;
    for (const at of [120, 170, 203, 230, 260])
      expect(relativeError(chosen.lowerTail(at), left.upperTail(total - at))).toBeLessThan(1e-12);
  });

  it("laws: the order of the groups turns the sides round; rising transformations change nothing; JSON", () => {
    fc.assert(
      fc.property(fc.tuple(group, group), scores, ([a, b], kind) => {
        const one = censoredPermutation([a, b], options(kind));
        const other = censoredPermutation([b, a], options(kind));
        if (one.pValue === null)
          expect(other.reason).toBe("all subjects have one score: nothing can be ranked");
        else {
          expect(relativeError(other.pValue!, one.pValue)).toBeLessThan(1e-12);
          expect(relativeError(other.less!, one.greater!)).toBeLessThan(1e-12);
          expect(one.pValue).toBeGreaterThanOrEqual(Math.min(one.less!, one.greater!) * (1 - 1e-12));
        }
        const moved = [a, b].map((g) => ({ ...g, values: g.values.map(Math.exp) }));
        expect(censoredPermutation(moved, options(kind))).toEqual(one);
        expect(JSON.parse(JSON.stringify(one))).toEqual(one);
      }),
      { numRuns: 50 },
    );
  });

  it("at the mean p is 1, whatever the scores", () => {
    // The two groups are mirror images within each level, or the same.
    const same = { values: [1, 2, 3, 5], nondetect: [true, false, true, false] };
    for (const kind of ["peto-peto", "gehan", "log-rank"] as const)
      expect(censoredPermutation([same, same], options(kind)).pValue).toBe(1);
  });

  it("without ties the sum is as likely on either side of its mean: p is twice the smaller tail, at the mean 1", () => {
    // The mean of the scores is rounded for most of these sizes; a mirror image that is missed halves p or more.
    for (let n1 = 1; n1 <= 7; n1++)
      for (let n2 = 1; n2 <= 7; n2++)
        for (const step of [1, 3, 5, 8]) {
          const values = Array.from({ length: n1 + n2 }, (_, k) => (k * step) % 17);
          const groups = [detects(values.slice(0, n1)), detects(values.slice(n1))];
          for (const kind of ["gehan", "peto-peto"] as const) {
            const { pValue, less, greater } = censoredPermutation(groups, options(kind));
            expect(relativeError(pValue!, Math.min(1, 2 * Math.min(less!, greater!)))).toBeLessThan(1e-12);
          }
        }
  });

  it("three groups, out of reach by the number of tables alone: hits counted against the same spread", () => {
    // Nine untied values in threes: 280 ways to share them out; all three groups apart in 1 of them.
    const apart = [detects([1, 2, 3]), detects([4, 5, 6]), detects([7, 8, 9])];
    const { pValue, variant } = censoredPermutation(apart, options("gehan"));
    expect(variant).toBe("exact");
    expect(relativeError(pValue!, 1 / 280)).toBeLessThan(1e-12);
  });

  it("counts are repeated rows", () => {
    const counted = [
      { values: [1, 2, 4], nondetect: [true, false, false], counts: [3, 2, 1] },
      { values: [3, 5], nondetect: [true, false], counts: [2, 3] },
    ];
    const repeated = [
      { values: [1, 1, 1, 2, 2, 4], nondetect: [true, true, true, false, false, false] },
      { values: [3, 3, 5, 5, 5], nondetect: [true, true, false, false, false] },
    ];
    for (const kind of ["peto-peto", "gehan", "log-rank"] as const)
      expect(censoredPermutation(counted, options(kind))).toEqual(
        censoredPermutation(repeated, options(kind)),
      );
  });

  const many = (shift: number, n: number): CensoredSample => ({
    values: Array.from({ length: n }, (_, i) => (i % 4 === 0 ? 5 + (i % 3) * 3 : shift + ((i * 37) % 101))),
    nondetect: Array.from({ length: n }, (_, i) => i % 4 === 0),
  });

  it("out of reach: seeded permutations whose limits hold the exact p, the same for the same seed", () => {
    const groups = [many(4, 8), many(60, 9)];
    const truth = censoredPermutation(groups, options("gehan"));
    expect(truth.variant).toBe("exact");
    const drawn = censoredPermutation(groups, { ...options("gehan"), largestExactCost: 0 });
    expect(drawn).toMatchObject({
      variant: "monte-carlo",
      monteCarlo: { draws: 2000, seed: 7, confidence: 0.99 },
    });
    expect(drawn.monteCarlo!.reason).toBe("the score sum takes too many values");
    expect(drawn.monteCarlo!.lower).toBeLessThan(truth.pValue!);
    expect(drawn.monteCarlo!.upper).toBeGreaterThan(truth.pValue!);
    expect(drawn.pValue).toBe((1 + drawn.monteCarlo!.hits) / 2001);
    expect(drawn.logPValue).toBe(Math.log(drawn.pValue!));
    expect(drawn).toMatchObject({
      method: "censored-permutation",
      scores: "gehan",
      reason: null,
      sizes: [8, 9],
      n: 17,
      nondetects: 5,
    });
    // Five standard errors of a share of 2000 draws.
    const turned = censoredPermutation(groups.toReversed(), { ...options("gehan"), largestExactCost: 0 });
    for (const [p, got] of [
      [truth.less, drawn.less],
      [truth.greater, drawn.greater],
      [truth.greater, turned.less],
      [truth.less, turned.greater],
    ] as const)
      expect(Math.abs(got! - p!)).toBeLessThan(5 * Math.sqrt((p! * (1 - p!)) / 2000) + 1 / 2000);
    expect(Math.abs(drawn.pValue! - truth.pValue!)).toBeLessThan(
      5 * Math.sqrt((truth.pValue! * (1 - truth.pValue!)) / 2000) + 1 / 2000,
    );
    expect(censoredPermutation(groups, { ...options("gehan"), largestExactCost: 0 })).toEqual(drawn);
  });

  it("sums that differ by rounding alone are ties, drawn as they are listed", () => {
    // Thirds and sevenths, most arrangements sharing their sum with many others: P(sum = observed) is some 10 %.
    const [a, b] = [
      { values: [1, 1, 2, 2, 3, 3], nondetect: [true, false, false, true, false, false] },
      { values: [1, 2, 2, 3, 3, 3, 3], nondetect: [true, false, true, false, false, false, false] },
    ];
    for (const kind of ["peto-peto", "log-rank"] as const) {
      const truth = censoredPermutation([a, b], options(kind));
      const drawn = censoredPermutation([a, b], { ...options(kind), draws: 20_000, largestExactCost: 0 });
      for (const [p, got] of [
        [truth.less!, drawn.less!],
        [truth.greater!, drawn.greater!],
        [truth.pValue!, drawn.pValue!],
      ] as const)
        expect(Math.abs(got - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / 20_000) + 1e-4);
      expect(truth.less! + truth.greater!).toBeGreaterThan(1.05);
    }
  });

  it("three groups too large to list: permutations, near chi-square", () => {
    const groups = [many(4, 40), many(8, 50), many(20, 30)];
    const got = censoredPermutation(groups, { scores: "peto-peto", draws: 4000, seed: 3 });
    expect(got).toMatchObject({
      variant: "monte-carlo",
      less: null,
      monteCarlo: { reason: "too many tables of scores by groups" },
    });
    const chi = petoPeto(groups).permutation.pValue!;
    expect(got.monteCarlo!.lower).toBeLessThan(chi * 1.1);
    expect(got.monteCarlo!.upper).toBeGreaterThan(chi * 0.9);
  });

  it("nothing to rank: null and why", () => {
    const below = { values: [2, 2], nondetect: [true, true] };
    expect(censoredPermutation([below, below], options("peto-peto"))).toMatchObject({
      pValue: null,
      logPValue: null,
      less: null,
      greater: null,
      variant: "exact",
      monteCarlo: null,
      scoreSums: [0, 0],
      spread: 0,
      reason: "all subjects have one score: nothing can be ranked",
    });
    // A group wholly below the limit beside detects is an answer like any other.
    const { pValue } = censoredPermutation([below, detects([3, 4])], options("peto-peto"));
    expect(relativeError(pValue as number, 1 / 3)).toBeLessThan(1e-14);
  });

  it("refuses a flag that is neither true nor false", () => {
    const group = { values: [1, 2], nondetect: [true, 1 as unknown as boolean] };
    expect(() => censoredPermutation([group, detects([3])], options("gehan"))).toThrow(
      "groups[0].nondetect[1]: expected one of true, false, got 1",
    );
  });

  it("refuses what it cannot use, all at once", () => {
    expect(() =>
      censoredPermutation([detects([1])], { scores: "savage" as "gehan", draws: 0, seed: -1 }),
    ).toThrow(
      'groups: expected at least 2 groups, got 1; collect more, or describe the data without this method\nscores: expected one of peto-peto, gehan, log-rank, got "savage"; choose one of them\ndraws: expected a value in whole numbers >= 1, got 0; correct the value\nseed: expected a value in whole numbers >= 0, got -1; correct the value',
    );
  });
});
