import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { pairedT } from "./paired-t.ts";
import { studentT } from "./pooled-t.ts";
import { standardisedMeanDifference } from "./standardised-mean-difference.ts";
import { varianceRatio } from "./variance-ratio.ts";
import { welchT } from "./welch-t.ts";

const options = { alternative: "two-sided", confidence: 0.95 } as const;
const sample = fc
  .array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 10 })
  .filter((x) => new Set(x).size > 1);

const far = (values: readonly number[]): number[] => values.map((v) => v + 2 ** 40);

describe("welchT", () => {
  it("hand-worked: 1 2 3 against 2 3 7", () => {
    // Variances 1 and 7: shares 1/3 and 7/3, df (8/3)^2 / (1/18 + 49/18).
    const got = welchT([1, 2, 3], [2, 3, 7], options);
    expect(got.estimate).toBe(-2);
    expect(relativeError(got.statistic!, -2 / Math.sqrt(8 / 3))).toBeLessThan(1e-14);
    expect(relativeError(got.df!, 64 / 9 / (50 / 18))).toBeLessThan(1e-14);
    expect(relativeError(Math.exp(got.logPValue!), got.pValue!)).toBeLessThan(1e-12);
  });

  it("data 2^40 away from 0 give the same answer", () => {
    const [x, y] = [
      [0.5, 1.25, 0.75, 2],
      [1, 3.5, 2.25],
    ];
    const { mean1: _m, mean2: _n, ...near } = welchT(x, y, options);
    expect(welchT(far(x), far(y), options)).toMatchObject(near);
  });

  it("deep in the tail the logarithm goes on", () => {
    const x = Array.from({ length: 300 }, (_, i) => i % 3);
    const got = welchT(
      x,
      x.map((v) => v + 1000),
      options,
    );
    expect(got.pValue).toBe(0);
    expect(got.logPValue).toBeLessThan(-1000);
    expect(Number.isFinite(got.logPValue)).toBe(true);
  });

  it("one-sided: the limit on the open side is null, the tails add to 1", () => {
    const less = welchT([1, 2, 3], [2, 3, 7], { ...options, alternative: "less" });
    const greater = welchT([1, 2, 3], [2, 3, 7], { ...options, alternative: "greater" });
    expect(less.lower).toBeNull();
    expect(greater.upper).toBeNull();
    expect(less.pValue! + greater.pValue!).toBeCloseTo(1, 14);
  });

  it("no spread: null and why", () => {
    expect(welchT([2, 2], [3, 3, 3], options)).toMatchObject({
      estimate: -1,
      pValue: null,
      lower: null,
      reason: "the values do not vary: the difference has no standard error",
    });
  });

  it("refuses groups of one, together with a bad level", () => {
    expect(() => welchT([1], [2], { ...options, confidence: 0 })).toThrow(
      "x: expected at least 2 values, got 1; collect more, or describe the data without this method\ny: expected at least 2 values, got 1; collect more, or describe the data without this method\nconfidence: expected a value in (0, 1), got 0",
    );
  });
});

describe("studentT", () => {
  it("hand-worked: 1 2 3 against 2 3 7", () => {
    const got = studentT([1, 2, 3], [2, 3, 7], options);
    expect(got).toMatchObject({ df: 4, pooledVariance: 4 });
    expect(relativeError(got.statistic!, -2 / Math.sqrt(8 / 3))).toBeLessThan(1e-14);
  });

  it("a group of one is enough when the other varies, but two values in all are not", () => {
    expect(studentT([5], [1, 2, 3], options).df).toBe(2);
    expect(() => studentT([1], [2], options)).toThrow("x and y: expected at least 3 values together, got 2");
  });
});

describe("pairedT", () => {
  it("hand-worked: differences 1 2 4", () => {
    // Mean 7/3, variance 7/3, so t^2 = (7/3)^2 / (7/9) = 7.
    expect(relativeError(pairedT([2, 4, 7], [1, 2, 3], options).statistic! ** 2, 7)).toBeLessThan(1e-14);
  });

  it("refuses unequal lengths; a constant difference has no test", () => {
    expect(() => pairedT([1, 2, 3], [1, 2], options)).toThrow("y: expected 3 entries, got 2");
    expect(pairedT([1, 2, 3], [2, 3, 4], options)).toMatchObject({ estimate: -1, pValue: null });
  });
});

describe("varianceRatio", () => {
  it("hand-worked: with 2 and 2 df the tail of F is 1 / (1 + F)", () => {
    const got = varianceRatio([1, 2, 3], [2, 4, 6], options);
    expect(got.estimate).toBe(0.25);
    expect(relativeError(got.pValue!, 2 * (1 - 1 / 1.25))).toBeLessThan(1e-14);
    // F quantile at q of the upper tail: 1 / q - 1 = 39.
    expect(relativeError(got.lower!, 0.25 / 39)).toBeLessThan(1e-12);
    expect(relativeError(got.upper!, 0.25 * 39)).toBeLessThan(1e-12);
  });

  it("a group that does not vary: null and why", () => {
    expect(varianceRatio([1, 1], [2, 4], options)).toMatchObject({
      estimate: null,
      reason: "a group does not vary",
    });
  });
});

describe("standardisedMeanDifference", () => {
  it("hand-worked: with 4 df the factor is sqrt(2 / pi), with 2 df 1 / sqrt(pi)", () => {
    expect(
      relativeError(standardisedMeanDifference([1, 2, 3], [2, 3, 4]).hedgesG!, -Math.sqrt(2 / Math.PI)),
    ).toBeLessThan(1e-13);
    const two = standardisedMeanDifference([0, 2], [3, 5]);
    expect(relativeError(two.hedgesG! / two.cohenD!, 1 / Math.sqrt(Math.PI))).toBeLessThan(1e-13);
  });

  it("the factor nears 1 - 3 / (4 df - 1) for large groups", () => {
    const x = Array.from({ length: 5000 }, (_, i) => i % 7);
    const { cohenD, hedgesG } = standardisedMeanDifference(
      x,
      x.map((v) => v + 1),
    );
    expect(Math.abs(hedgesG! / cohenD! - (1 - 3 / (4 * 9998 - 1)))).toBeLessThan(1e-9);
  });

  it("no spread: null and why", () => {
    expect(standardisedMeanDifference([1, 1], [2, 2])).toMatchObject({
      cohenD: null,
      hedgesG: null,
      reason: "neither group varies",
    });
  });
});

describe("laws of two means", () => {
  it("swapping the groups changes the sign; counted values change nothing; answers survive JSON", () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        for (const test of [welchT, studentT]) {
          const one = test(x, y, options);
          const other = test(y, x, options);
          expect(one.statistic! + other.statistic!).toBe(0);
          expect(one.lower! + other.upper!).toBe(0);
          expect(relativeError(one.pValue!, other.pValue!)).toBeLessThan(1e-12);
          expect(test({ values: x, counts: x.map(() => 1) }, y, options)).toEqual(one);
          expect(JSON.parse(JSON.stringify(one))).toEqual(one);
        }
      }),
    );
  });

  it("with equal sizes Welch and Student share their t", () => {
    fc.assert(
      fc.property(sample, (x) => {
        const y = x.map((v, i) => 2 * v + (i % 3));
        fc.pre(new Set(y).size > 1);
        const [a, b] = [welchT(x, y, options).statistic!, studentT(x, y, options).statistic!];
        expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(b)));
      }),
    );
  });
});
