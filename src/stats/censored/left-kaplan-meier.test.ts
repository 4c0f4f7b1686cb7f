import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import type { CensoredSample } from "./censored-sample.ts";
import { leftKaplanMeier, type ProbabilityScale } from "./left-kaplan-meier.ts";

interface Golden {
  readonly name: string;
  readonly scale: ProbabilityScale;
  readonly confidence: number;
  readonly sample: CensoredSample;
  readonly value: readonly number[];
  readonly atRisk: readonly number[];
  readonly below: readonly number[];
  readonly standardError: readonly (number | null)[];
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
  readonly probabilities: readonly number[];
  readonly quantiles: readonly (number | null)[];
  readonly quantileLower: readonly (number | null)[];
  readonly quantileUpper: readonly (number | null)[];
}

const golden = JSON.parse(readFileSync("test/reference/nondetects-r.json", "utf8")) as {
  readonly source: string;
  readonly kaplanMeier: readonly Golden[];
};

const plain = { confidence: 0.95, scale: "plain", probabilities: [0.25, 0.5, 0.75] } as const;
const sampleOf = (pairs: readonly (readonly [number, boolean])[]): CensoredSample => ({
  values: pairs.map(([value]) => value),
  nondetect: pairs.map(([, flag]) => flag),
});
const pairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.boolean()), {
  minLength: 1,
  maxLength: 20,
});
const near = (got: number | null, want: number | null): boolean =>
  got === null || want === null
    ? got === want
    : relativeError(got, want) < 1e-12 || Math.abs(got - want) < 1e-15;

describe(`leftKaplanMeier against ${golden.source}`, () => {
  it.each(golden.kaplanMeier)("$name, $scale", (want) => {
    const got = leftKaplanMeier(want.sample, want);
    const compared = {
      value: got.steps.map((s) => s.value),
      atRisk: got.steps.map((s) => s.atRisk),
      below: got.steps.map((s) => s.below),
      standardError: got.steps.map((s) => s.standardError),
      lower: got.steps.map((s) => s.lower),
      upper: got.steps.map((s) => s.upper),
      quantiles: got.quantiles.map((q) => q.value),
      quantileLower: got.quantiles.map((q) => q.lower),
    };
    // survfit reports steps without a detect too, and gives limits (0, 1) or none where the probability is 0.
    const kept = want.value.flatMap((value, i) => (compared.value.includes(value) ? [i] : []));
    for (const part of ["value", "atRisk", "below", "standardError", "lower", "upper"] as const)
      for (const [k, i] of kept.entries())
        if (want.below[i]! > 0)
          expect([part, compared[part][k], near(compared[part][k]!, want[part][i]!)]).toEqual([
            part,
            compared[part][k],
            true,
          ]);
    expect(compared.quantiles).toEqual(want.quantiles);
    expect(compared.quantileLower).toEqual(want.quantileLower);
    // Where the limit is beyond the largest value survfit names that value, which bounds nothing.
    const largest = want.value.at(-1);
    expect(got.quantiles.map((q) => q.upper)).toEqual(
      want.quantileUpper.map((upper) => (upper === largest ? null : upper)),
    );
  });
});

describe("leftKaplanMeier", () => {
  // Values <1 <1 2 3 <5 5 8. From the top: 8 leaves 6/7; at 5 are 5, <5, 3, 2, <1, <1: 5/6; at 3 four: 3/4; at 2 three: 2/3.
  const hand = { values: [1, 1, 2, 3, 5, 5, 8], nondetect: [true, true, false, false, true, false, false] };

  it("hand-worked: seven values with limits 1 and 5", () => {
    const got = leftKaplanMeier(hand, plain);
    expect(got.steps.map(({ value, atRisk, detects }) => [value, atRisk, detects])).toEqual([
      [2, 3, 1],
      [3, 4, 1],
      [5, 6, 1],
      [8, 7, 1],
    ]);
    const below = [5 / 14, 15 / 28, 5 / 7, 6 / 7];
    for (const [k, want] of below.entries())
      expect(relativeError(got.steps[k]!.below, want)).toBeLessThan(1e-15);
    // Greenwood at 8: (6/7)^2 * 1/(7*6).
    expect(relativeError(got.steps[3]!.standardError!, (6 / 7) * Math.sqrt(1 / 42))).toBeLessThan(1e-15);
    // 8/7 + 5/7 + 3 * 5/28 + 2 * 15/28
    expect(relativeError(got.mean!, 97 / 28)).toBeLessThan(1e-15);
    // Areas under the curve from 2 up: 15/28, 15/28 + 10/7, that + 18/7; with d/(r(r-d)) and the factor 4/3.
    const areas = [15 / 28, 15 / 28 + 10 / 7, 15 / 28 + 10 / 7 + 18 / 7];
    const variance = areas[0]! ** 2 / 12 + areas[1]! ** 2 / 30 + areas[2]! ** 2 / 42;
    expect(relativeError(got.meanStandardError!, Math.sqrt((variance * 4) / 3))).toBeLessThan(1e-14);
    const reach = 1.959963984540054 * Math.sqrt((variance * 4) / 3);
    expect(relativeError(got.meanLower!, 97 / 28 - reach)).toBeLessThan(1e-13);
    expect(relativeError(got.meanUpper!, 97 / 28 + reach)).toBeLessThan(1e-13);
    expect(relativeError(got.belowLowestDetect!, 5 / 14)).toBeLessThan(1e-15);
    expect(got).toMatchObject({
      method: "left-kaplan-meier",
      variant: "Greenwood; mass below the lowest detect counted there (Efron)",
      scale: "plain",
      confidence: 0.95,
      median: 2,
      n: 7,
      nondetects: 3,
      meanReason: null,
      meanIntervalReason: null,
    });
    expect(got.meanAtMost).toBeCloseTo(25 / 7, 14);
    // Greenwood's limits of P(X < 2, 3, 5, 8): 0 to 0.75, 0.14 to 0.93, 0.38 to 1, 0.60 to 1.
    expect(got.quantiles).toEqual([
      {
        probability: 0.25,
        value: null,
        reason: "the quantile lies below the lowest detect",
        knownBelow: 2,
        lower: null,
        upper: 3,
      },
      { probability: 0.5, value: 2, reason: null, knownBelow: null, lower: null, upper: 5 },
      { probability: 0.75, value: 5, reason: null, knownBelow: null, lower: 2, upper: null },
    ]);
  });

  it("limits of a quantile: from the curve's limits, none where these are beyond all detects or unknown", () => {
    // P(X < 2) = 1/2 with limits 0.40 and 0.60.
    const half = leftKaplanMeier(
      { values: [1, 2], nondetect: [false, false], counts: [50, 50] },
      { ...plain, probabilities: [0.3, 0.5, 0.9] },
    );
    expect(half.quantiles.map(({ value, lower, upper }) => [value, lower, upper])).toEqual([
      [1, null, 1],
      [1, null, null],
      [2, 2, null],
    ]);
    const belowHalf = leftKaplanMeier(
      { values: [1, 2], nondetect: [true, false], counts: [50, 50] },
      { ...plain, probabilities: [0.1, 0.5] },
    );
    // Of the median it is known that it lies below 2: the curve has reached 1/2 there already.
    expect(belowHalf.quantiles.map(({ value, knownBelow, upper }) => [value, knownBelow, upper])).toEqual([
      [null, 2, null],
      [null, 2, null],
    ]);
    const single = leftKaplanMeier({ values: [3], nondetect: [false] }, plain);
    for (const { value, lower, upper } of single.quantiles)
      expect([value, lower, upper]).toEqual([3, null, null]);
  });

  it("a share that is reached but for rounding is reached", () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const got = leftKaplanMeier(
      { values, nondetect: values.map(() => false) },
      { ...plain, probabilities: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] },
    );
    expect(got.quantiles.map((q) => q.value)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("of two detects without non-detects: the usual standard error and interval of the mean", () => {
    // SD of 2 and 4 is root 2, over root 2.
    const got = leftKaplanMeier({ values: [4, 2], nondetect: [false, false] }, plain);
    expect(got).toMatchObject({ mean: 3, meanIntervalReason: null });
    expect(relativeError(got.meanStandardError!, 1)).toBeLessThan(1e-15);
    expect(relativeError(got.meanLower!, 3 - 1.959963984540054)).toBeLessThan(1e-14);
    expect(relativeError(got.meanUpper!, 3 + 1.959963984540054)).toBeLessThan(1e-14);
  });

  it("without non-detects it is the empirical distribution", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 15 }), (values) => {
        const got = leftKaplanMeier({ values, nondetect: values.map(() => false) }, plain);
        for (const step of got.steps)
          expect(step.atOrBelow).toBeCloseTo(
            values.filter((v) => v <= step.value).length / values.length,
            13,
          );
        const mean = values.reduce((a, b) => a + b, 0) / values.length;
        expect(got.mean).toBeCloseTo(mean, 12);
        // The usual standard error, ties or not.
        if (values.length > 1) {
          const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
          expect(got.meanStandardError).toBeCloseTo(
            Math.sqrt(squares / (values.length - 1) / values.length),
            12,
          );
        }
        expect(got.belowLowestDetect).toBe(0);
      }),
    );
  });

  it("moves with the unit; counts are repeated rows; order does not matter", () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 3 }), (list, copies) => {
        const one = leftKaplanMeier(sampleOf(list), plain);
        const doubled = leftKaplanMeier(sampleOf(list.map(([v, f]) => [2 * v, f] as const)), plain);
        expect(doubled.quantiles.map((q) => q.value)).toEqual(
          one.quantiles.map((q) => (q.value === null ? null : 2 * q.value)),
        );
        expect(doubled.steps.map((s) => s.below)).toEqual(one.steps.map((s) => s.below));
        const repeated = leftKaplanMeier(
          sampleOf(
            Array.from({ length: copies }, () => list)
              .flat()
              .toReversed(),
          ),
          plain,
        );
        const counted = leftKaplanMeier({ ...sampleOf(list), counts: list.map(() => copies) }, plain);
        expect(counted).toEqual({ ...repeated, meanAtMost: counted.meanAtMost });
        expect(JSON.parse(JSON.stringify(one))).toEqual(one);
      }),
    );
  });

  it("limits hold the estimate, and a quantile lies within its own", () => {
    fc.assert(
      fc.property(
        pairs,
        fc.constantFrom<ProbabilityScale>("plain", "log", "log-log", "logit"),
        (list, scale) => {
          const got = leftKaplanMeier(sampleOf(list), { ...plain, scale });
          for (const { below, lower, upper } of got.steps)
            if (lower !== null) expect(lower <= below && below <= upper!).toBe(true);
          for (const { value, lower, upper } of got.quantiles)
            if (value !== null) {
              if (lower !== null) expect(lower).toBeLessThanOrEqual(value);
              if (upper !== null) expect(upper).toBeGreaterThanOrEqual(value);
            }
        },
      ),
    );
  });

  it("all non-detects: bounds, never a mean of 0", () => {
    const got = leftKaplanMeier({ values: [1, 2, 2, 4], nondetect: [true, true, true, true] }, plain);
    expect(got).toMatchObject({
      steps: [],
      mean: null,
      meanReason: "every value is a non-detect: only a bound is known",
      meanStandardError: null,
      meanLower: null,
      meanUpper: null,
      meanIntervalReason: "every value is a non-detect: only a bound is known",
      median: null,
      belowLowestDetect: null,
      meanAtMost: 2.25,
    });
    expect(got.quantiles.map((q) => q.knownBelow)).toEqual([1, 2, 2]);
    for (const { value, reason, lower, upper } of got.quantiles)
      expect([value, reason, lower, upper]).toEqual([null, "every value is a non-detect", null, null]);
  });

  it("one subject; one detect: no standard error", () => {
    const got = leftKaplanMeier({ values: [3], nondetect: [false] }, plain);
    expect(got).toMatchObject({
      mean: 3,
      meanStandardError: null,
      meanLower: null,
      meanUpper: null,
      median: 3,
      meanIntervalReason: "the standard error needs two detects",
    });
    expect(got.steps[0]).toMatchObject({ below: 0, standardError: null, lower: null });
  });

  it("refuses, and says everything that is wrong", () => {
    expect(() =>
      leftKaplanMeier(
        { values: [1, Number.NaN], nondetect: [true], counts: [1.5, 1] },
        { confidence: 1, scale: "probit" as "plain", probabilities: [0] },
      ),
    ).toThrow(
      [
        "sample.values[1]: expected a finite number, got NaN; leave out missing values before calling, and say how many",
        "sample.nondetect: expected 2 entries, got 1; give the arguments the same length",
        "sample.counts[0]: expected a whole number >= 0, got 1.5; give counts of subjects, not shares or percentages",
        'scale: expected one of plain, log, log-log, logit, got "probit"; choose one of them',
        "confidence: expected a value in (0, 1), got 1; correct the value",
        "probabilities[0]: expected a value in (0, 1), got 0; correct the value",
      ].join("\n"),
    );
    expect(() => leftKaplanMeier({ values: [], nondetect: [] }, plain)).toThrow(
      "sample: expected at least 1 values, got 0",
    );
  });
});
