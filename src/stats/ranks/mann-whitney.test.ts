import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { mannWhitney } from "./mann-whitney.ts";

const options = { alternative: "two-sided", confidence: 0.95 } as const;
const sample = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 12 });

const bent = (values: readonly number[]): number[] => values.map((v) => v ** 3 + 7);

describe("mannWhitney", () => {
  it("hand-worked: 1 2 2 against 2 4 4", () => {
    // Midranks 1 3 3 | 3 5.5 5.5. Of the 20 choices of three, 3 sum to at most 7 and 3 to at least 14.
    const got = mannWhitney([1, 2, 2], [2, 4, 4], options);
    expect(got.u).toBe(1);
    expect(relativeError(got.exact!.twoSided, 6 / 20)).toBeLessThan(1e-14);
    expect(relativeError(got.exact!.less, 3 / 20)).toBeLessThan(1e-14);
    expect(got.exact!.greater).toBe(1);
    // 9 pairs, variance 9 / 12 * (7 - (24 + 6) / 30) = 4.5.
    expect(relativeError(got.z!, -3.5 / Math.sqrt(4.5))).toBeLessThan(1e-14);
    expect(got.superiority).toBe(1 / 9);
  });

  it("unequal groups: one value against seven", () => {
    const got = mannWhitney([5.5], [1, 2, 3, 4, 7, 8, 9], options);
    expect(got.exact).toMatchObject({ twoSided: 1 });
    expect(relativeError(got.exact!.greater, 4 / 8)).toBeLessThan(1e-14);
    expect(relativeError(got.exact!.less, 5 / 8)).toBeLessThan(1e-14);
  });

  it("swapping the groups mirrors the answer", () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const one = mannWhitney(x, y, options);
        const other = mannWhitney(y, x, options);
        expect(one.u + other.u).toBe(x.length * y.length);
        expect(relativeError(one.exact!.less, other.exact!.greater)).toBeLessThan(1e-12);
        expect(relativeError(one.pValue, other.pValue)).toBeLessThan(1e-12);
      }),
    );
  });

  it("only the order counts: a rising transformation changes nothing", () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        expect(mannWhitney(bent(x), bent(y), options)).toEqual(mannWhitney(x, y, options));
      }),
    );
  });

  it("listed values and counted values give the same answer", () => {
    expect(
      mannWhitney({ values: [2, 1], counts: [2, 1] }, { values: [4, 2, 9], counts: [2, 1, 0] }, options),
    ).toEqual(mannWhitney([1, 2, 2], [2, 4, 4], options));
  });

  it("one-sided p-values follow the alternative", () => {
    expect(
      relativeError(mannWhitney([1, 2, 2], [2, 4, 4], { ...options, alternative: "less" }).pValue, 0.15),
    ).toBeLessThan(1e-14);
    expect(mannWhitney([1, 2, 2], [2, 4, 4], { ...options, alternative: "greater" }).pValue).toBe(1);
  });

  it("all tied: exact p 1, no normal approximation, and a reason", () => {
    const got = mannWhitney([3, 3], [3, 3, 3], options);
    expect(got).toMatchObject({ pValue: 1, z: null, asymptotic: null, superiority: 0.5 });
    expect(got.asymptoticReason).toContain("tied");
  });

  it("too costly: asymptotic with continuity correction, and says so", () => {
    const got = mannWhitney([1, 2, 5, 7], [3, 4, 6, 8], { ...options, largestExactCost: 3 });
    expect(got.variant).toBe("asymptotic");
    expect(got.exactReason).toBe("the exact distribution would need more than 3 additions");
    expect(got.pValue).toBe(got.asymptotic!.corrected.twoSided);
  });

  it("exact and corrected normal p agree on 60 against 90 with half of each at one limit", () => {
    const x = Array.from({ length: 60 }, (_, i) => (i < 25 ? 0 : (i * 7) % 31));
    const y = Array.from({ length: 90 }, (_, i) => (i < 50 ? 0 : (i * 3) % 41));
    const { exact, asymptotic } = mannWhitney(x, y, options);
    expect(relativeError(exact!.twoSided, asymptotic!.corrected.twoSided)).toBeLessThan(0.02);
  });

  it("refuses with every fault at once", () => {
    const bad = { alternative: "both" as "less", confidence: 95 };
    expect(() => mannWhitney([], [1, Number.NaN], bad)).toThrow(
      [
        "x: expected at least 1 values, got 0; collect more, or describe the data without this method",
        "y[1]: expected a finite number, got NaN; leave out missing values before calling, and say how many",
        'alternative: expected one of two-sided, less, greater, got "both"; choose one of them',
        "confidence: expected a value in (0, 1), got 95; correct the value",
      ].join("\n"),
    );
    expect(() => mannWhitney({ values: [1, 2], counts: [1.5] }, [1], options)).toThrow(
      "x.counts: expected 2 entries, got 1",
    );
  });

  it("survives JSON", () => {
    const got = mannWhitney([1, 2, 2], [2, 4, 4], options);
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});
