import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { probabilityOfSuperiority } from "./probability-of-superiority.ts";

const options = { confidence: 0.95 };
const sample = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 12 });

describe("probabilityOfSuperiority", () => {
  it("hand-worked: 1 4 against 2 3 5", () => {
    // Of six pairs 4 > 2 and 4 > 3. Placements of x: 0 2, variance 2; of y: 1 1 2, variance 1 / 3.
    const got = probabilityOfSuperiority([1, 4], [2, 3, 5], options);
    expect(relativeError(got.estimate, 2 / 6)).toBeLessThan(1e-15);
    const [a, b] = [2 / 9 / 2, 1 / 3 / 4 / 3];
    expect(relativeError(got.standardError!, Math.sqrt(a + b))).toBeLessThan(1e-14);
    expect(relativeError(got.df!, (a + b) ** 2 / (a ** 2 + b ** 2 / 2))).toBeLessThan(1e-14);
    expect(relativeError(got.statistic!, (2 / 6 - 0.5) / Math.sqrt(a + b))).toBeLessThan(1e-14);
  });

  it("the pain scores of Brunner and Munzel (2000): estimate 0.789, df 17.68, p 0.0058", () => {
    const y = [1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1];
    const x = [3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4];
    const got = probabilityOfSuperiority(x, y, options);
    expect(got.estimate.toFixed(3)).toBe("0.789");
    expect(got.df!.toFixed(2)).toBe("17.68");
    expect(got.pValue!.toFixed(4)).toBe("0.0058");
  });

  it("swapping the groups turns the estimate and its limits about 1/2", () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const one = probabilityOfSuperiority(x, y, options);
        const other = probabilityOfSuperiority(y, x, options);
        expect(one.estimate + other.estimate).toBeCloseTo(1, 14);
        if (one.lower !== null) {
          expect(one.lower + other.upper!).toBeCloseTo(1, 12);
          expect(one.lower).toBeLessThanOrEqual(one.estimate);
          expect(one.upper).toBeGreaterThanOrEqual(one.estimate);
          expect(one.lower).toBeGreaterThanOrEqual(0);
          expect(one.upper).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("separated samples: an exact bound, no test", () => {
    const got = probabilityOfSuperiority([7, 8, 9], [1, 2], options);
    expect(got).toMatchObject({
      estimate: 1,
      upper: 1,
      intervalMethod: "separated-pairs",
      pValue: null,
      reason: null,
    });
    // Two pairs both favour x with chance p^2 = 0.025.
    expect(relativeError(got.lower!, Math.sqrt(0.025))).toBeLessThan(1e-14);
    expect(got.testReason).toMatch(/^the groups do not overlap: the variance is 0/);
    expect(probabilityOfSuperiority([1, 2], [7, 8, 9], options)).toMatchObject({ estimate: 0, lower: 0 });
  });

  it("all tied and a group of one: estimate without limits, and why", () => {
    expect(probabilityOfSuperiority([3, 3], [3, 3], options)).toMatchObject({
      estimate: 0.5,
      lower: null,
      upper: null,
      reason: "the placements do not vary: the variance is 0",
    });
    expect(probabilityOfSuperiority([3], [1, 4], options)).toMatchObject({
      estimate: 0.5,
      lower: null,
      reason: "a group of one has no variance",
    });
  });

  it("refuses an empty sample", () => {
    expect(() => probabilityOfSuperiority([], [1], options)).toThrow("x: expected at least 1 values, got 0");
  });

  it("survives JSON", () => {
    const got = probabilityOfSuperiority([1, 4], [2, 3, 5], options);
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});
