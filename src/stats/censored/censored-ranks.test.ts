import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { kruskalWallis } from "../ranks/kruskal-wallis.ts";
import { censoredLogRank } from "./censored-log-rank.ts";
import type { CensoredSample } from "./censored-sample.ts";
import { gehan } from "./gehan.ts";
import { petoPeto } from "./peto-peto.ts";
import type { CensoredScores } from "./weighted-log-rank.ts";

interface Answer {
  readonly statistic: number;
  readonly df: number;
  readonly logPValue: number;
}

const tests = { "peto-peto": petoPeto, gehan, "log-rank": censoredLogRank } as const;
const exact = JSON.parse(readFileSync("test/reference/nondetects.json", "utf8")) as {
  readonly source: string;
  readonly ranks: readonly {
    readonly scores: CensoredScores;
    readonly groups: readonly CensoredSample[];
    readonly observed: readonly number[];
    readonly expected: readonly number[];
    readonly covariance: readonly (readonly number[])[];
    readonly scoreSums: readonly number[];
    readonly answer: Answer | null;
    readonly permutation: Answer | null;
  }[];
};
const r = JSON.parse(readFileSync("test/reference/nondetects-r.json", "utf8")) as {
  readonly source: string;
  readonly ranks: readonly {
    readonly name: string;
    readonly samples: readonly CensoredSample[];
    readonly petoPeto: Answer & {
      readonly observed: readonly number[];
      readonly expected: readonly number[];
    };
    readonly logRank: Answer & { readonly observed: readonly number[]; readonly expected: readonly number[] };
  }[];
};

const group = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.boolean()), { minLength: 1, maxLength: 9 })
  .map((rows): CensoredSample => ({ values: rows.map(([v]) => v), nondetect: rows.map(([, f]) => f) }));
const groups = fc.array(group, { minLength: 2, maxLength: 4 });
const detects = (values: readonly number[]): CensoredSample => ({
  values,
  nondetect: values.map(() => false),
});

/** The worst relative error of a list; a want of 0 must be met to 1e-13 of the largest. */
const worst = (got: readonly number[], want: readonly number[]): number => {
  const scale = Math.max(...want.map(Math.abs));
  return Math.max(...want.map((w, i) => Math.min(relativeError(got[i]!, w), Math.abs(got[i]! - w) / scale)));
};

describe(`censored rank tests against ${exact.source}`, () => {
  it.each(exact.ranks.map((want, i) => ({ ...want, i })))("case $i, $scores", (want) => {
    const got = tests[want.scores](want.groups);
    expect(
      worst(
        got.groups.map((g) => g.observed),
        want.observed,
      ),
    ).toBeLessThan(1e-13);
    expect(
      worst(
        got.groups.map((g) => g.expected),
        want.expected,
      ),
    ).toBeLessThan(1e-13);
    expect(
      worst(
        got.groups.map((g) => g.scoreSum),
        want.scoreSums,
      ),
    ).toBeLessThan(1e-13);
    expect(worst(got.covariance.flat(), want.covariance.flat())).toBeLessThan(1e-13);
    for (const [answer, wanted] of [
      [got, want.answer],
      [got.permutation, want.permutation],
    ] as const) {
      if (wanted === null) expect(answer.statistic).toBeNull();
      else {
        expect(answer.df).toBe(wanted.df);
        expect(relativeError(answer.statistic!, wanted.statistic)).toBeLessThan(1e-12);
        expect(relativeError(answer.logPValue!, wanted.logPValue)).toBeLessThan(1e-12);
        expect(relativeError(answer.pValue!, Math.exp(wanted.logPValue))).toBeLessThan(1e-11);
      }
    }
  });
});

describe(`censored rank tests against ${r.source}`, () => {
  it.each(r.ranks)("$name", ({ samples, petoPeto: rho1, logRank: rho0 }) => {
    for (const [got, want] of [
      [petoPeto(samples), rho1],
      [censoredLogRank(samples), rho0],
    ] as const) {
      expect(got.df).toBe(want.df);
      expect(relativeError(got.statistic!, want.statistic)).toBeLessThan(1e-11);
      expect(relativeError(got.logPValue!, want.logPValue)).toBeLessThan(1e-11);
      expect(
        worst(
          got.groups.map((g) => g.observed),
          want.observed,
        ),
      ).toBeLessThan(1e-12);
    }
  });
});

describe("censored rank tests", () => {
  it("hand-worked: <1 2 3 against 4 5 6", () => {
    const one = { values: [1, 2, 3], nondetect: [true, false, false] };
    // Gehan: all nine pairs across the groups are surely ordered one way.
    expect(gehan([one, detects([4, 5, 6])]).groups.map((g) => g.scoreSum)).toEqual([-9, 9]);
    // P(X <= x) + P(X < x) - 1 at 6, 5, 4: 5/6, 3/6, 1/6; the rest adds up to as much below 0.
    expect(petoPeto([one, detects([4, 5, 6])]).groups.map((g) => g.scoreSum)[1]).toBeCloseTo(1.5, 14);
  });

  it("gehan without non-detects, in its permutation form, is Kruskal-Wallis", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 8 }), {
          minLength: 2,
          maxLength: 4,
        }),
        (lists) => {
          const want = kruskalWallis(lists);
          const got = gehan(lists.map(detects)).permutation;
          if (want.statistic === null) expect(got.statistic).toBeNull();
          else expect(Math.abs(got.statistic! - want.statistic)).toBeLessThan(1e-10);
        },
      ),
    );
  });

  it.each(Object.entries(tests))("%s: laws", (_, test) => {
    fc.assert(
      fc.property(groups, (list) => {
        const got = test(list);
        // Any rising transformation of the values leaves all as it is; so does the order of the subjects.
        const moved = test(
          list.map((g) => ({
            values: g.values.map((v) => v ** 3 - 2).toReversed(),
            nondetect: g.nondetect.toReversed(),
          })),
        );
        expect(moved).toEqual(got);
        // The order of the groups changes nothing but the order of the answers.
        const turned = test(list.toReversed());
        if (got.statistic === null) expect(turned.reason).toBe(got.reason);
        else
          expect(Math.abs(turned.statistic! - got.statistic)).toBeLessThan(1e-8 * Math.max(1, got.statistic));
        // Score sums are observed less expected, and add up to 0.
        for (const { observed, expected, scoreSum } of got.groups)
          expect(Math.abs(observed - expected - scoreSum)).toBeLessThan(1e-11);
        expect(Math.abs(got.groups.reduce((sum, g) => sum + g.scoreSum, 0))).toBeLessThan(1e-11);
        expect(JSON.parse(JSON.stringify(got))).toEqual(got);
      }),
    );
  });

  it.each(Object.entries(tests))("%s: counts are repeated rows", (_, test) => {
    fc.assert(
      fc.property(
        groups,
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 9, maxLength: 9 }),
        (list, copies) => {
          const counted = list.map((g) => ({
            ...g,
            counts: g.values.map((_, i) => (i === 0 ? 1 : copies[i]!)),
          }));
          const repeated = counted.map((g) => ({
            values: g.values.flatMap((v, i) => Array.from({ length: g.counts[i]! }, () => v)),
            nondetect: g.nondetect.flatMap((f, i) => Array.from({ length: g.counts[i]! }, () => f)),
          }));
          expect(test(counted)).toEqual(test(repeated));
        },
      ),
    );
  });

  it("says which test it was, and of how many", () => {
    const groups = [
      { values: [1, 2, 3], nondetect: [true, false, false], counts: [2, 1, 1] },
      { values: [4, 2], nondetect: [false, true], counts: [3, 2] },
    ];
    const variant = "two-sided chi-square with hypergeometric variance";
    const same = { variant, df: 1, reason: null, n: 9, nondetects: 4 };
    const sizes = [
      { n: 4, nondetects: 2, comparable: true },
      { n: 5, nondetects: 2, comparable: true },
    ];
    for (const [method, scores, test] of [
      ["peto-peto", "peto-peto", petoPeto],
      ["gehan", "gehan", gehan],
      ["censored-log-rank", "log-rank", censoredLogRank],
    ] as const)
      expect(test(groups)).toMatchObject({
        ...same,
        method,
        scores,
        groups: sizes,
        permutation: { df: 1, reason: null },
      });
  });

  it("hand-worked: log-rank of <1 2 3 against 4 5 6", () => {
    const got = censoredLogRank([{ values: [1, 2, 3], nondetect: [true, false, false] }, detects([4, 5, 6])]);
    // At 6, 5, 4 the first group is 3 of 6, 3 of 5, 3 of 4 at risk; at 3 and 2 it is alone.
    const expected = 3 / 6 + 3 / 5 + 3 / 4 + 2;
    const variance = 1 / 4 + 6 / 25 + 3 / 16;
    expect(relativeError(got.groups[0]!.expected, expected)).toBeLessThan(1e-15);
    expect(got.groups.map((g) => g.observed)).toEqual([2, 3]);
    for (const [row, column, sign] of [
      [0, 0, 1],
      [0, 1, -1],
      [1, 0, -1],
      [1, 1, 1],
    ] as const)
      expect(relativeError(got.covariance[row]![column]!, sign * variance)).toBeLessThan(1e-15);
    expect(relativeError(got.statistic!, (2 - expected) ** 2 / variance)).toBeLessThan(1e-14);
  });

  const below = (limit: number, n: number): CensoredSample => ({
    values: Array.from({ length: n }, () => limit),
    nondetect: Array.from({ length: n }, () => true),
  });

  it.each(Object.entries(tests))("%s: what cannot be ranked", (_, test) => {
    expect(test([below(5, 3), below(5, 4)])).toMatchObject({
      statistic: null,
      pValue: null,
      logPValue: null,
      df: 0,
      reason: "every value is a non-detect: nothing can be ranked",
      permutation: {
        statistic: null,
        df: 1,
        pValue: null,
        logPValue: null,
        reason: "every value is a non-detect: nothing can be ranked",
      },
      nondetects: 7,
    });
    expect(test([detects([5, 5]), detects([5, 5, 5])])).toMatchObject({
      statistic: null,
      df: 1,
      reason: "all values that can be ranked are tied",
      permutation: { statistic: null, df: 1, reason: "all values that can be ranked are tied" },
    });
    // All limits of the second group lie above every detect.
    expect(test([detects([1, 2, 3]), below(9, 4)])).toMatchObject({
      statistic: null,
      df: 0,
      reason: "only one group has values that can be ranked against a detect",
      groups: [{ comparable: true }, { comparable: false, expected: 0 }],
    });
  });

  it.each(Object.entries(tests))("%s: a group wholly non-detect at a low limit is no obstacle", (_, test) => {
    const got = test([below(2, 6), detects([3, 4, 5, 6, 7, 8]), detects([4, 5, 6, 7])]);
    expect(got.df).toBe(2);
    expect(got.pValue!).toBeLessThan(0.01);
    expect(got.groups[0]!.scoreSum).toBeLessThan(0);
  });

  it("refuses one group, an empty group and what does not fit, all at once", () => {
    expect(() => petoPeto([detects([1])])).toThrow("groups: expected at least 2 groups, got 1");
    expect(() => gehan([{ values: [1], nondetect: [] }, detects([])])).toThrow(
      "groups[0].nondetect: expected 1 entries, got 0; give the arguments the same length\ngroups[1]: expected at least 1 values, got 0",
    );
  });
});
