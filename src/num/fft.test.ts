import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../tools/conform/compare.ts";
import { convolve } from "./fft.ts";

const wholeNumbers = (most: number) =>
  fc.array(fc.integer({ min: 0, max: most }), { minLength: 1, maxLength: 90 });

const byDefinition = (a: readonly number[], b: readonly number[]): number[] =>
  Array.from({ length: a.length + b.length - 1 }, (_, k) =>
    a.reduce((sum, x, j) => sum + x * (b[k - j] ?? 0), 0),
  );

describe("convolve", () => {
  it("hand-derived: (1 + 2z)(3 + 4z + 5z^2) = 3 + 10z + 13z^2 + 10z^3", () => {
    const { values } = convolve(Float64Array.of(1, 2), Float64Array.of(3, 4, 5));
    expect(values).toHaveLength(4);
    for (const [k, want] of [3, 10, 13, 10].entries())
      expect(relativeError(values[k]!, want)).toBeLessThan(1e-15);
  });

  it("law: within its own bound of the sums in whole numbers, and the bound is small", () => {
    fc.assert(
      fc.property(wholeNumbers(1000), wholeNumbers(30_000), (a, b) => {
        const { values, error } = convolve(Float64Array.from(a), Float64Array.from(b));
        const want = byDefinition(a, b);
        for (const [k, value] of values.entries())
          expect(Math.abs(value - want[k]!)).toBeLessThanOrEqual(error);
        expect(error).toBeLessThanOrEqual(1e-12 * Math.hypot(...a) * Math.hypot(...b));
      }),
      { numRuns: 60, seed: 21 },
    );
  });

  it("law: long sequences of ones give a triangle", () => {
    const ones = new Float64Array(30_000).fill(1);
    const { values, error } = convolve(ones, ones);
    let furthest = 0;
    for (const [k, value] of values.entries())
      furthest = Math.max(furthest, Math.abs(value - Math.min(k + 1, 59_999 - k)));
    expect(furthest).toBeGreaterThan(0);
    expect(furthest).toBeLessThan(error);
  });

  it("boundary: single values, and nothing but zeros", () => {
    expect(relativeError(convolve(Float64Array.of(3), Float64Array.of(7)).values[0]!, 21)).toBeLessThan(
      1e-15,
    );
    expect([...convolve(Float64Array.of(0, 0), Float64Array.of(5)).values]).toEqual([0, 0]);
  });
});
