import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { autocorrelation } from "./autocorrelation.ts";
import { medianInterval } from "./median-interval.ts";
import { quantile, type QuantileType } from "./quantile.ts";
import { sorted } from "./sample.ts";
import { summary } from "./summary.ts";

const sample = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 30 });
const types: readonly QuantileType[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];

describe("sorted", () => {
  it("merges listed and counted values alike and drops what occurs 0 times", () => {
    expect(sorted([2, -0, 1, 2, 0])).toEqual({ values: [0, 1, 2], counts: [2, 1, 2] });
    expect(sorted({ values: [2, 0, 1, 2, 7], counts: [1, 2, 1, 1, 0] })).toEqual(sorted([2, 0, 1, 2, 0]));
    expect(sorted([])).toEqual({ values: [], counts: [] });
  });
});

describe("summary", () => {
  it("hand-worked: 1 2 3 10", () => {
    expect(summary([3, 1, 2, 10])).toMatchObject({
      n: 4,
      mean: 4,
      variance: 50 / 3,
      median: 2.5,
      quartiles: { lower: 1.75, upper: 4.75 },
      minimum: 1,
      maximum: 10,
      medianAbsoluteDeviation: { raw: 1, scaled: 1.4826 },
    });
    // Distances -1 -2 -3 6: third moment 180 / 4, second 50 / 4.
    expect(relativeError(summary([3, 1, 2, 10]).skewness!, 45 / 12.5 ** 1.5)).toBeLessThan(1e-14);
    expect(relativeError(summary([3, 1, 2, 10]).kurtosis!, 348.5 / 12.5 ** 2 - 3)).toBeLessThan(1e-13);
  });

  it("data far from 0 keep their spread", () => {
    const near = [0.25, 0.5, 0.125, 0.75, 0.5];
    const far = summary(near.map((v) => v + 2 ** 40));
    expect(far.variance).toBe(summary(near).variance);
    expect(far.skewness).toBe(summary(near).skewness);
  });

  it("counted values equal listed ones; shifting moves the mean alone", () => {
    fc.assert(
      fc.property(sample, (x) => {
        const { values, counts } = sorted(x);
        expect(summary({ values, counts })).toEqual(summary(x));
        const moved = summary(x.map((v) => v + 64));
        expect(moved.median).toBe(summary(x).median + 64);
        expect(Math.abs((moved.sd ?? 0) - (summary(x).sd ?? 0))).toBeLessThan(1e-13);
      }),
    );
  });

  it("one value: what is undefined is null and says why", () => {
    expect(summary([5])).toMatchObject({
      n: 1,
      mean: 5,
      sd: null,
      sdReason: "a single value has no spread",
      skewness: null,
      shapeReason: "all values are equal",
      quartiles: { lower: 5, upper: 5 },
    });
    expect(summary([0, 2])).toMatchObject({
      geometricMean: null,
      geometricMeanReason: "a value is 0 or below",
    });
    expect(summary([0.1, 0.1, 0.1]).variance).toBe(0);
  });

  it("refuses nothing and what is not a number", () => {
    expect(() => summary([])).toThrow("sample: expected at least 1 values, got 0");
    expect(() => summary([1, Number.NaN, Infinity])).toThrow(/sample\[1\][^]*sample\[2\]/);
    expect(() => summary({ values: [1, 2], counts: [1, -1] })).toThrow(
      "sample.counts[1]: expected a whole number >= 0, got -1",
    );
  });
});

describe("quantile", () => {
  it("the nine types of 1 2 3 10 at 0.3", () => {
    // Places n p = 1.2; type 3 rounds 1.2 to 1; 4: 1.2; 5: 1.7; 6: 1.5; 7: 1.9; 8: 1/3 + 1.3; 9: 0.375 + 1.275.
    const want = [2, 2, 1, 1.2, 1.7, 1.5, 1.9, 1 / 3 + 1.3, 1.65];
    for (const [i, type] of types.entries())
      expect(relativeError(quantile([3, 1, 2, 10], 0.3, { type }), want[i]!)).toBeLessThan(1e-14);
  });

  it("a place that is whole but for rounding counts as whole", () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
    expect(0.07 * 100).toBeGreaterThan(7);
    expect(quantile(hundred, 0.07, { type: 1 })).toBe(7);
    expect(quantile(hundred, 0.07, { type: 2 })).toBe(7.5);
  });

  it("rises with p, ends at the extremes, and turns with the sample", () => {
    fc.assert(
      fc.property(sample, fc.constantFrom(...types), (x, type) => {
        const at = (p: number): number => quantile(x, p, { type });
        expect([at(0), at(1)]).toEqual([Math.min(...x), Math.max(...x)]);
        const path = [0, 0.1, 0.3, 0.5, 0.77, 0.9, 1].map(at);
        // Interpolation may round the last digit down.
        for (let i = 1; i < path.length; i++) expect(path[i]! - path[i - 1]!).toBeGreaterThanOrEqual(-1e-13);
        if (type > 4 || type === 2)
          expect(
            Math.abs(
              quantile(
                x.map((v) => -v),
                0.75,
                { type },
              ) + at(0.25),
            ),
          ).toBeLessThan(1e-12);
      }),
    );
  });

  it("refuses a p outside [0, 1] and a type it does not know", () => {
    expect(() => quantile([1], 1.5, { type: 10 as 9 })).toThrow(
      "p: expected a value in [0, 1], got 1.5; correct the value\ntype: expected one of 1, 2, 3, 4, 5, 6, 7, 8, 9, got 10",
    );
  });
});

describe("medianInterval", () => {
  it("six values: the extremes hold the median with 1 - 2 / 64", () => {
    expect(medianInterval([4, 1, 9, 3, 2, 7], { confidence: 0.95 })).toMatchObject({
      estimate: 3.5,
      lower: 1,
      upper: 9,
      coverage: 0.96875,
      reason: null,
    });
  });

  it("five are too few for 95 %", () => {
    const got = medianInterval([1, 2, 3, 4, 5], { confidence: 0.95 });
    expect(got).toMatchObject({ estimate: 3, lower: null, upper: null, coverage: null });
    expect(got.reason).toContain("5 values are too few");
  });
});

describe("autocorrelation", () => {
  it("hand-worked: 1 3 2 at lag 1; lag 0 is 1; a constant series has none", () => {
    expect(autocorrelation([1, 3, 2], 1).estimate).toBe(-0.5);
    expect(autocorrelation([1, 3, 2], 0).estimate).toBe(1);
    expect(autocorrelation([2, 2], 1)).toMatchObject({ estimate: null, reason: "all values are equal" });
    expect(() => autocorrelation([1, 2], 2)).toThrow("series: expected at least 3 values, got 2");
  });
});

describe("answers as data", () => {
  it.each([summary([1, 2, 4]), medianInterval([1, 2], { confidence: 0.95 }), autocorrelation([1, 2], 1)])(
    "$method survives JSON",
    (answer) => {
      expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
    },
  );
});
