import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { kendallTauB } from "../correlation/kendall.ts";
import { binomialTest } from "../proportions/binomial-test.ts";
import { akritasTheilSen } from "./akritas-theil-sen.ts";
import { censoredKendall } from "./censored-kendall.ts";
import type { CensoredPairs } from "./censored-pairs.ts";
import { censoredSignTest } from "./censored-sign-test.ts";
import { pairedPrenticeWilcoxon } from "./paired-prentice-wilcoxon.ts";
import { signFlipTails } from "./sign-flips.ts";

const exact = JSON.parse(readFileSync("test/reference/nondetects.json", "utf8")) as {
  readonly source: string;
  readonly kendall: readonly {
    readonly pairs: CensoredPairs;
    readonly score: number;
    readonly variance: number;
    readonly tauA: number;
    readonly tauB: number;
    readonly z: number;
    readonly logPValue: number;
  }[];
  readonly lines: readonly {
    readonly points: CensoredPairs;
    readonly slopeLower: number;
    readonly slopeUpper: number;
  }[];
  readonly paired: readonly {
    readonly pairs: CensoredPairs;
    readonly z: number;
    readonly twoSided: number;
    readonly less: number;
    readonly greater: number;
    readonly above: number;
    readonly below: number;
    readonly sign: number;
    readonly signLess: number;
    readonly fong: number;
  }[];
};

const atLimit = { nondetectPlace: "at-limit", smallestY: 0 } as const;
const twoSided = { alternative: "two-sided" } as const;
const value = fc.integer({ min: 1, max: 9 });
const rows = (least: number) =>
  fc
    .array(fc.tuple(value, fc.boolean(), value, fc.boolean()), { minLength: least, maxLength: 12 })
    .map((list) => ({
      x: list.map((row) => row[0]),
      xNondetect: list.map((row) => row[1]),
      y: list.map((row) => row[2]),
      yNondetect: list.map((row) => row[3]),
    }));
const swapped = ({ x, xNondetect, y, yNondetect }: Required<Omit<CensoredPairs, "counts">>) => ({
  x: y,
  xNondetect: yNondetect,
  y: x,
  yNondetect: xNondetect,
});
const repeat = <T>(list: readonly T[], copies: readonly number[]): T[] =>
  list.flatMap((entry, i) => Array.from({ length: copies[i]! }, () => entry));
const repeated = (pairs: Required<Omit<CensoredPairs, "counts">>, copies: readonly number[]) => ({
  x: repeat(pairs.x, copies),
  xNondetect: repeat(pairs.xNondetect, copies),
  y: repeat(pairs.y, copies),
  yNondetect: repeat(pairs.yNondetect, copies),
});
const copies = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 12, maxLength: 12 });

describe(`pairs with non-detects against ${exact.source}`, () => {
  it.each(exact.kendall.map((want, i) => ({ ...want, i })))(
    "censoredKendall, case $i",
    ({ pairs, ...want }) => {
      const got = censoredKendall(pairs);
      expect(got.score).toBe(want.score);
      for (const part of ["variance", "tauA", "tauB", "z", "logPValue"] as const)
        expect([part, relativeError(got[part]!, want[part]) < 1e-14]).toEqual([part, true]);
      expect(relativeError(got.pValue!, Math.exp(want.logPValue))).toBeLessThan(1e-13);
    },
  );

  it.each(exact.lines.map((want, i) => ({ ...want, i })))(
    "akritasTheilSen, case $i",
    ({ points, slopeLower, slopeUpper }) => {
      const got = akritasTheilSen(points, atLimit);
      expect(relativeError(got.slopeLower!, slopeLower)).toBeLessThan(1e-15);
      expect(relativeError(got.slopeUpper!, slopeUpper)).toBeLessThan(1e-15);
    },
  );

  it.each(exact.paired.map((want, i) => ({ ...want, i })))("paired tests, case $i", ({ pairs, ...want }) => {
    const got = pairedPrenticeWilcoxon(pairs, twoSided);
    expect(got).toMatchObject({ variant: "exact", above: want.above, below: want.below });
    expect(relativeError(got.z!, want.z)).toBeLessThan(1e-14);
    for (const side of ["twoSided", "less", "greater"] as const)
      expect(relativeError(got.exact![side], want[side])).toBeLessThan(1e-13);
    const sign = censoredSignTest(pairs, twoSided);
    expect(relativeError(sign.pValue!, want.sign)).toBeLessThan(1e-13);
    expect(relativeError(sign.fongPValue!, want.fong)).toBeLessThan(1e-13);
    expect(
      relativeError(censoredSignTest(pairs, { alternative: "less" }).pValue!, want.signLess),
    ).toBeLessThan(1e-13);
  });
});

describe("censoredKendall", () => {
  it("hand-worked: x 1 2 3, y <2 1 3", () => {
    // <2 and 1 are undecided; both lie below 3: two of three pairs, all alike.
    const got = censoredKendall({ x: [1, 2, 3], y: [2, 1, 3], yNondetect: [true, false, false] });
    expect(got).toMatchObject({
      score: 2,
      concordant: 2,
      discordant: 0,
      undecidedX: 0,
      undecidedY: 1,
      tauA: 2 / 3,
      method: "censored-kendall",
      variant: "two-sided normal, continuity-corrected; variance for ties and non-detects",
      reason: null,
      n: 3,
      nondetectsX: 0,
      nondetectsY: 1,
    });
    expect(relativeError(got.tauB!, 2 / Math.sqrt(6))).toBeLessThan(1e-15);
  });

  it("without non-detects it is Kendall's tau-b, corrected for continuity", () => {
    fc.assert(
      fc.property(rows(3), ({ x, y }) => {
        const want = kendallTauB(x, y, { confidence: 0.95 });
        const got = censoredKendall({ x, y });
        expect(got.score).toBe(want.concordant - want.discordant);
        if (want.estimate !== null) {
          expect(Math.abs(got.tauB! - want.estimate)).toBeLessThan(1e-14);
          expect(relativeError(got.pValue!, want.asymptotic!.correctedPValue)).toBeLessThan(1e-12);
        } else expect(got.tauB).toBeNull();
      }),
    );
  });

  it("laws: x and y change places; rising transformations; counts; JSON", () => {
    fc.assert(
      fc.property(rows(3), copies, (pairs, times) => {
        const one = censoredKendall(pairs);
        const other = censoredKendall(swapped(pairs));
        expect([other.score, other.tauB, other.undecidedX]).toEqual([one.score, one.tauB, one.undecidedY]);
        expect(Math.abs(other.variance - one.variance)).toBeLessThan(1e-9);
        expect(censoredKendall({ ...pairs, x: pairs.x.map((v) => v ** 3 - 5) })).toEqual(one);
        const counts = pairs.x.map((_, i) => times[i]!);
        expect(censoredKendall({ ...pairs, counts })).toEqual(censoredKendall(repeated(pairs, counts)));
        expect(JSON.parse(JSON.stringify(one))).toEqual(one);
      }),
    );
  });

  it("a score of 0 or 1 is no evidence: p is 1", () => {
    // Of 1 2 3 against 2 3 1 and 2 1 3 two pairs are opposed and one alike, or the reverse.
    for (const [y, score] of [
      [[2, 3, 1], -1],
      [[2, 1, 3], 1],
    ] as const)
      expect(censoredKendall({ x: [1, 2, 3], y })).toMatchObject({ score, pValue: 1, logPValue: 0 });
    expect(
      censoredKendall({
        x: [1, 1, 5, 2],
        y: [1, 4, 3, 2],
        xNondetect: [true, false, false, false],
        counts: [2, 3, 1, 1],
      }),
    ).toMatchObject({ n: 7, nondetectsX: 2, nondetectsY: 0 });
  });

  it("nothing to order: null and why", () => {
    const all = [true, true, true];
    expect(censoredKendall({ x: [1, 2, 3], y: [5, 6, 7], yNondetect: all })).toMatchObject({
      score: 0,
      tauA: 0,
      tauB: null,
      variance: 0,
      z: null,
      pValue: null,
      logPValue: null,
      reason: "no two subjects can be ordered in y",
      nondetectsY: 3,
    });
    expect(censoredKendall({ x: [2, 2, 2], y: [5, 6, 7] })).toMatchObject({
      tauB: null,
      variance: 0,
      reason: "no two subjects can be ordered in x",
    });
  });

  it("a variance of 0 or less: null and why, whatever rounding leaves of it", () => {
    // Without ties 5 * 4 * 15 / 18 = 50/3; the four equal x take off 4 * 3 * 13 / 18 = 26/3, the two y below 3
    // 2 * 1 * 9 / 18 = 1; below <2 and <3 lie 1 and 7 pairs, less 1 of the tie: 7. Nothing is left.
    expect(
      censoredKendall({
        x: [3, 3, 1, 3, 3],
        y: [3, 1, 2, 2, 3],
        yNondetect: [true, false, false, true, true],
      }),
    ).toMatchObject({
      score: -2,
      variance: 0,
      z: null,
      pValue: null,
      logPValue: null,
      reason: "the variance of the score is not positive: too few pairs can be ordered",
    });
    const less = censoredKendall({
      x: [3, 1, 3, 3, 3],
      y: [2, 3, 3, 1, 3],
      xNondetect: [false, true, false, false, false],
      yNondetect: [false, true, true, true, true],
    });
    expect(less.variance).toBeLessThan(0);
    expect([less.z, less.pValue]).toEqual([null, null]);
  });

  it("refuses what does not fit, all at once", () => {
    expect(() =>
      censoredKendall({ x: [1, Infinity, 3], y: [1, 2], xNondetect: [true], counts: [1, 2.5, 1] }),
    ).toThrow(
      [
        "x[1]: expected a finite number, got Infinity; leave out missing values before calling, and say how many",
        "y: expected 3 entries, got 2; give the arguments the same length",
        "xNondetect: expected 3 entries, got 1; give the arguments the same length",
        "counts[1]: expected a whole number >= 0, got 2.5; give counts of subjects, not shares or percentages",
      ].join("\n"),
    );
    expect(() => censoredKendall({ x: [1, 2], y: [1, 2] })).toThrow("x: expected at least 3 pairs, got 2");
  });
});

describe("akritasTheilSen", () => {
  it("hand-worked: x 1 2 3, y <2 3 4", () => {
    // Slopes 1 (weight 1, starts at 1), 1 (weight 1), 1 (weight 2): the score falls through 0 at 1.
    expect(
      akritasTheilSen({ x: [1, 2, 3], y: [2, 3, 4], yNondetect: [true, false, false] }, atLimit),
    ).toMatchObject({
      slope: 1,
      slopeLower: 1,
      slopeUpper: 1,
      intercept: 1,
      nondetects: 1,
      converged: true,
      method: "akritas-theil-sen",
      variant: "at-limit",
      reason: null,
      n: 3,
      criterion: "Kuhn-Tucker gap of the log-likelihood at most 1e-11 per subject (1e-14 n beyond 1000)",
    });
    // Without a non-detect, four points on two slopes: 2 three times below, 5 thrice above, the middle between.
    expect(akritasTheilSen({ x: [0, 1, 2], y: [0, 1, 5] }, atLimit)).toMatchObject({
      slope: 2.5,
      intercept: 0,
    });
  });

  it("the score of the residuals is 0 within the slopes given and changes sign at their ends", () => {
    fc.assert(
      fc.property(rows(2), ({ x, y, yNondetect }) => {
        const got = akritasTheilSen({ x, y, yNondetect }, atLimit);
        const score = (slope: number): number => {
          const padded = { x: [...x, 0, 0], y: [...y.map((v, i) => v - slope * x[i]!), 0, 0] };
          return (
            censoredKendall({
              x: padded.x,
              y: padded.y,
              xNondetect: [...x.map(() => false), true, true],
              yNondetect: [...yNondetect, true, true],
            }).score - extra(slope)
          );
        };
        // The two rows added so that short lists are long enough count with rows of their own only.
        const extra = (slope: number): number =>
          2 *
          x.reduce((sum, v, i) => {
            const residual = y[i]! - slope * v;
            return sum + (v >= 0 && yNondetect[i] === false && residual >= 0 ? 1 : 0);
          }, 0);
        if (got.slopeLower === null || got.slopeUpper === null) return;
        const step = 1e-4;
        expect(score(got.slopeLower - step)).toBeGreaterThanOrEqual(0);
        expect(score(got.slopeUpper + step)).toBeLessThanOrEqual(0);
        if (got.slopeUpper - got.slopeLower > 1e-9) expect(score(got.slope!)).toBe(0);
        expect(JSON.parse(JSON.stringify(got))).toEqual(got);
      }),
    );
  });

  it("moves with the units of x and y; counts are repeated rows", () => {
    fc.assert(
      fc.property(rows(2), copies, ({ x, y, yNondetect }, times) => {
        const one = akritasTheilSen({ x, y, yNondetect }, atLimit);
        const moved = akritasTheilSen(
          { x: x.map((v) => 2 * v), y: y.map((v) => 8 * v), yNondetect },
          atLimit,
        );
        expect(moved.slope).toBe(one.slope === null ? null : 4 * one.slope);
        if (one.intercept !== null) expect(moved.intercept).toBeCloseTo(8 * one.intercept, 9);
        const counts = x.map((_, i) => times[i]!);
        const many = repeated({ x, xNondetect: x.map(() => false), y, yNondetect }, counts);
        const counted = akritasTheilSen({ x, y, yNondetect, counts }, atLimit);
        const listed = akritasTheilSen({ x: many.x, y: many.y, yNondetect: many.yNondetect }, atLimit);
        expect([counted.slopeLower, counted.slopeUpper, counted.n]).toEqual([
          listed.slopeLower,
          listed.slopeUpper,
          listed.n,
        ]);
      }),
    );
  });

  it("the intercept needs to know how low y can be", () => {
    const points = { x: [0, 0, 0, 1], y: [4, 4, 4, 4], yNondetect: [true, true, true, false] };
    expect(akritasTheilSen(points, atLimit)).toMatchObject({
      slope: null,
      reason: "every slope beyond one bound leaves the score at 0",
    });
    // Slopes -1 and -1/2 from the detect to the later non-detects, 1/2 and 1 from the earlier ones: all from -1/2 to 1/2 do.
    const flat = { x: [0, 1, 2, 3, 4], y: [4, 4, 5, 4, 4], yNondetect: [true, true, false, true, true] };
    expect(akritasTheilSen(flat, atLimit)).toMatchObject({
      slope: 0,
      slopeLower: -0.5,
      slopeUpper: 0.5,
      intercept: 4,
      interceptLower: 0,
    });
    expect(akritasTheilSen(flat, { ...atLimit, smallestY: -Infinity })).toMatchObject({
      slope: 0,
      intercept: 4,
      interceptLower: null,
    });
  });

  it("lowered: a non-detect counts a thousandth of the smallest y below its limit", () => {
    // y <2 and 4 at x 0 and 1: 2 - 0.002, so a slope of 2.002 from it, one of 2 at its limit.
    const points = { x: [0, 1], y: [2, 4], yNondetect: [true, false] };
    expect(akritasTheilSen(points, atLimit)).toMatchObject({ slopeLower: 2, variant: "at-limit" });
    const got = akritasTheilSen(points, { ...atLimit, nondetectPlace: "lowered" });
    expect(got.variant).toBe("lowered");
    expect(relativeError(got.slopeLower!, 2.002)).toBeLessThan(1e-14);
    // A detect stays where it is.
    expect(
      akritasTheilSen({ x: [0, 1], y: [2, 4] }, { ...atLimit, nondetectPlace: "lowered" }),
    ).toMatchObject({ slope: 2, intercept: 2, nondetects: 0 });
  });

  it("thousands of pairs, found by way of a bracket: the slope leaves the score at 0 or jumps over it", () => {
    const n = 500;
    const x = Array.from({ length: n }, (_, i) => (i * 37) % 101);
    const y = x.map((value, i) => 5 + 0.75 * value + ((i * 53) % 89) / 4);
    const yNondetect = y.map((value) => value < 20);
    const limited = y.map((value) => Math.max(value, 20));
    const got = akritasTheilSen({ x, y: limited, yNondetect }, atLimit);
    const score = (slope: number): number =>
      censoredKendall({ x, y: limited.map((value, i) => value - slope * x[i]!), yNondetect }).score;
    expect(score(got.slopeLower! - 1e-7)).toBeGreaterThan(0);
    expect(score(got.slopeUpper! + 1e-7)).toBeLessThan(0);
    expect(Math.abs(got.slope! - 0.75)).toBeLessThan(0.05);
    // Counts of 1 say the same.
    const counts = x.map(() => 1);
    expect(akritasTheilSen({ x, y: limited, yNondetect, counts }, atLimit)).toEqual(got);
  });

  it("the intercept is the median residual: a detect's, or the interval of non-detects along the slope", () => {
    // Slopes 1, 1, 1, 10/3, 9/2, 8: 0 between 1 and 10/3, the middle 13/6. Residuals 0, -7/6, -7/3, 7/2.
    const line = akritasTheilSen({ x: [0, 1, 2, 3], y: [0, 1, 2, 10] }, atLimit);
    expect([line.slopeLower, line.slopeUpper]).toEqual([1, 10 / 3]);
    expect(relativeError(line.slope!, 13 / 6)).toBeLessThan(1e-15);
    expect(relativeError(line.intercept!, -7 / 6)).toBeLessThan(1e-14);
    expect(line.interceptLower).toBe(line.intercept);
    // Detects on 10 + x; two <2 at -5 with slopes to them above 1, two <12 at 5 with as many below: slope 1.
    // Residuals 10, 10, 10; those of the non-detects lie in (5, 7] and (-5, 7], the more of the seven.
    const points = {
      x: [-1, 0, 1, -5, 5],
      y: [9, 10, 11, 2, 12],
      yNondetect: [false, false, false, true, true],
      counts: [1, 1, 1, 2, 2],
    };
    expect(akritasTheilSen(points, atLimit)).toMatchObject({
      slope: 1,
      slopeLower: 1,
      slopeUpper: 1,
      intercept: 7,
      interceptLower: 5,
      n: 7,
      nondetects: 4,
    });
    expect(akritasTheilSen(points, { ...atLimit, smallestY: -Infinity })).toMatchObject({
      slope: 1,
      intercept: 7,
      interceptLower: null,
    });
  });

  it("nothing to go by: null and why; one x", () => {
    expect(akritasTheilSen({ x: [1, 2], y: [3, 4], yNondetect: [true, true] }, atLimit)).toMatchObject({
      slope: null,
      slopeLower: null,
      slopeUpper: null,
      intercept: null,
      interceptLower: null,
      converged: true,
      iterations: 0,
      reason: "no two subjects differ in x with at least one detected y",
    });
    expect(akritasTheilSen({ x: [1, 1], y: [3, 4] }, atLimit).slope).toBeNull();
  });

  it("refuses a y below what y can be, and an unknown place", () => {
    for (const smallestY of [Infinity, Number.NaN])
      expect(() => akritasTheilSen({ x: [1, 2], y: [1, 2] }, { ...atLimit, smallestY })).toThrow(
        `smallestY: expected a value in [-Infinity, Infinity), got ${smallestY}`,
      );
    // At the smallest y itself there is nothing to refuse.
    expect(akritasTheilSen({ x: [1, 2], y: [0, 2] }, atLimit).slope).toBe(2);
    expect(() =>
      akritasTheilSen({ x: [1, 2], y: [-1, 2] }, { nondetectPlace: "half" as "lowered", smallestY: 0 }),
    ).toThrow(
      'y[0]: expected a value in [0, Infinity), as smallestY says, got -1; correct the value\nnondetectPlace: expected one of at-limit, lowered, got "half"',
    );
  });
});

describe("paired tests", () => {
  it("hand-worked: three pairs, x below y in all", () => {
    // Of the eight exchanges the observed one and its mirror image are farthest from 0.
    const got = pairedPrenticeWilcoxon({ x: [1, 2, 3], y: [2, 4, 6] }, twoSided);
    expect(got).toMatchObject({
      pValue: 0.25,
      exact: { less: 0.125, greater: 1 },
      below: 3,
      variant: "exact",
      method: "paired-prentice-wilcoxon",
      alternative: "two-sided",
      reason: null,
      exactReason: null,
      above: 0,
      equal: 0,
      undecided: 0,
      n: 3,
    });
    expect(relativeError(got.logPValue!, Math.log(0.25))).toBeLessThan(1e-15);
    const sign = censoredSignTest({ x: [1, 2, 3], y: [2, 4, 6] }, twoSided);
    expect(relativeError(sign.pValue!, 0.25)).toBeLessThan(1e-15);
    expect(relativeError(sign.fongPValue!, 0.25)).toBeLessThan(1e-15);
    expect(sign).toMatchObject({
      method: "censored-sign-test",
      variant: "exact; equal and undecided pairs left out",
      alternative: "two-sided",
      reason: null,
      below: 3,
      n: 3,
    });
    expect(relativeError(sign.logPValue!, Math.log(0.25))).toBeLessThan(1e-15);
  });

  it("counts equal and undecided pairs apart, and each side's p is its own", () => {
    // Above: 5 over 1 twice, 4 over <2; below: 1 under 3; equal: 7; undecided: <4 and <4, <6 and 2.
    const pairs = {
      x: [5, 4, 1, 7, 4, 6],
      xNondetect: [false, false, false, false, true, true],
      y: [1, 2, 3, 7, 4, 2],
      yNondetect: [false, true, false, false, true, false],
      counts: [2, 1, 1, 3, 1, 2],
    };
    for (const test of [pairedPrenticeWilcoxon, censoredSignTest])
      for (const alternative of ["less", "greater"] as const)
        expect(test(pairs, { alternative })).toMatchObject({
          alternative,
          above: 3,
          below: 1,
          equal: 3,
          undecided: 3,
          n: 10,
        });
    // Three of four: P(K >= 3) = 5/16, P(K <= 3) = 15/16, two-sided 10/16.
    for (const [alternative, p] of [
      ["greater", 5 / 16],
      ["less", 15 / 16],
      ["two-sided", 10 / 16],
    ] as const)
      expect(relativeError(censoredSignTest(pairs, { alternative }).pValue!, p)).toBeLessThan(1e-14);
    // Fong: P(K >= 3) over P(K >= 2), K of ten.
    expect(
      relativeError(censoredSignTest(pairs, twoSided).fongPValue!, (1024 - 56) / (1024 - 11)),
    ).toBeLessThan(1e-14);
  });

  it("the sign test without non-detects is the binomial test of the untied pairs", () => {
    fc.assert(
      fc.property(rows(1), ({ x, y }) => {
        const above = x.filter((v, i) => v > y[i]!).length;
        const decided = x.filter((v, i) => v !== y[i]!).length;
        const got = censoredSignTest({ x, y }, { alternative: "greater" });
        if (decided === 0) expect(got.reason).toBe("no pair can be ordered");
        else
          expect(
            relativeError(
              got.pValue!,
              binomialTest(above, decided, { nullShare: 0.5, alternative: "greater" }).pValue,
            ),
          ).toBeLessThan(1e-12);
      }),
    );
  });

  it.each(Object.entries({ pairedPrenticeWilcoxon, censoredSignTest }))("%s: laws", (_, test) => {
    fc.assert(
      fc.property(rows(1), copies, (pairs, times) => {
        const one = test(pairs, { alternative: "less" });
        const other = test(swapped(pairs), { alternative: "greater" });
        if (one.pValue === null) expect(other.pValue).toBeNull();
        else expect(relativeError(other.pValue!, one.pValue)).toBeLessThan(1e-12);
        expect(
          test(
            { ...pairs, x: pairs.x.map((v) => v ** 3), y: pairs.y.map((v) => v ** 3) },
            { alternative: "less" },
          ),
        ).toEqual(one);
        const counts = pairs.x.map((_, i) => times[i]!);
        const counted = test({ ...pairs, counts }, twoSided);
        const listed = test(repeated(pairs, counts), twoSided);
        if (counted.pValue !== null)
          expect(relativeError(counted.pValue, listed.pValue!)).toBeLessThan(1e-12);
        expect(JSON.parse(JSON.stringify(one))).toEqual(one);
      }),
    );
  });

  it("pairs of which none can be ordered: null and why", () => {
    const undecided = { x: [2, 5], y: [3, 4], xNondetect: [true, true], yNondetect: [true, false] };
    for (const test of [pairedPrenticeWilcoxon, censoredSignTest])
      expect(test(undecided, twoSided)).toMatchObject({
        pValue: null,
        logPValue: null,
        reason: "no pair can be ordered",
        undecided: 2,
      });
    expect(pairedPrenticeWilcoxon(undecided, twoSided)).toMatchObject({
      variant: "asymptotic",
      z: null,
      exact: null,
      exactReason: "no pair can be ordered",
      asymptotic: null,
    });
    expect(censoredSignTest(undecided, twoSided).fongPValue).toBeNull();
  });

  it("too many different differences to list: normal, and says so", () => {
    const x = Array.from({ length: 60 }, (_, i) => 1 + ((i * 37) % 61));
    const y = Array.from({ length: 60 }, (_, i) => 1.5 + ((i * 53) % 61));
    const xNondetect = x.map((_, i) => i % 7 === 0);
    const got = pairedPrenticeWilcoxon({ x, y, xNondetect }, twoSided);
    expect(got).toMatchObject({
      variant: "asymptotic",
      exact: null,
      exactReason: "too many different differences to list their sums",
    });
    expect(got.pValue).toBe(got.asymptotic!.twoSided);
    expect(relativeError(Math.exp(got.logPValue!), got.pValue!)).toBeLessThan(1e-13);
    // The tails of a standard normal at z, by their definition.
    const phi = (t: number): number => Math.exp(-0.5 * t * t) / Math.sqrt(2 * Math.PI);
    const steps = 2000;
    let middle = 0;
    for (let k = 0; k < steps; k++)
      middle +=
        (got.z! / steps / 6) *
        (phi((k / steps) * got.z!) + 4 * phi(((k + 0.5) / steps) * got.z!) + phi(((k + 1) / steps) * got.z!));
    const sides = { less: 0.5 + middle, greater: 0.5 - middle };
    for (const alternative of ["less", "greater"] as const) {
      const one = pairedPrenticeWilcoxon({ x, y, xNondetect }, { alternative });
      expect(relativeError(one.pValue!, sides[alternative])).toBeLessThan(1e-11);
      expect(relativeError(one.logPValue!, Math.log(sides[alternative]))).toBeLessThan(1e-11);
      expect(one.asymptotic![alternative]).toBe(one.pValue);
    }
    expect(relativeError(got.pValue!, 2 * Math.min(sides.less, sides.greater))).toBeLessThan(1e-11);
  });

  it("signFlipTails: 36 numbers, all of one sign, are one in 2^36 and their mirror image", () => {
    const got = signFlipTails(Array.from({ length: 36 }, (_, i) => Math.sqrt(i + 1)));
    expect(relativeError(got!.greater, 2 ** -36)).toBeLessThan(1e-15);
    expect(relativeError(got!.twoSided, 2 ** -35)).toBeLessThan(1e-15);
    expect(signFlipTails([0, 0])).toEqual({ twoSided: 1, less: 1, greater: 1 });
  });

  it("refuse no pairs and an unknown alternative", () => {
    for (const test of [pairedPrenticeWilcoxon, censoredSignTest])
      expect(() => test({ x: [], y: [] }, { alternative: "both" as "less" })).toThrow(
        'x: expected at least 1 pairs, got 0; collect more, or describe the data without this method\nalternative: expected one of two-sided, less, greater, got "both"; choose one of them',
      );
  });
});
