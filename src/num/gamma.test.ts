import { describe, expect, it } from "vitest";
import { relativeError } from "../../tools/conform/compare.ts";
import { digamma, logBeta, logChoose, logFactorial, logGamma, trigamma } from "./gamma.ts";
import { deviancePart, stirlingError } from "./saddle-point.ts";

const grid = [1e-10, 1e-3, 0.2, 0.5, 0.999, 1.001, 1.4, 2.0001, 3.3, 7.9, 9.99, 10.01, 55.5, 1e4, 1e10];

describe("gamma function", () => {
  it("log (n - 1)! for whole n, exactly added up", () => {
    let factorial = 1n;
    for (let n = 1; n <= 60; n++) {
      expect(relativeError(logGamma(n), Math.log(Number(factorial)))).toBeLessThanOrEqual(1e-15);
      expect(logFactorial(n - 1)).toBe(logGamma(n));
      factorial *= BigInt(n);
    }
  });

  it.each(grid)("recurrences at %d", (x) => {
    expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThanOrEqual(
      4e-16 * Math.abs(logGamma(x + 1)) + 1e-15 * (1 + Math.abs(Math.log(x))),
    );
    expect(relativeError(digamma(x) + 1 / x, digamma(x + 1))).toBeLessThanOrEqual(x < 1e-5 ? 1e-5 : 1e-12);
    expect(relativeError(trigamma(x + 1) + 1 / x ** 2, trigamma(x))).toBeLessThanOrEqual(1e-14);
  });

  it("reflection, half-integers and poles", () => {
    expect(relativeError(logGamma(0.5), Math.log(Math.PI) / 2)).toBeLessThanOrEqual(1e-15);
    expect(relativeError(logGamma(-1.5), Math.log((4 * Math.sqrt(Math.PI)) / 3))).toBeLessThanOrEqual(1e-14);
    expect(relativeError(digamma(-0.5), 0.03648997397857652)).toBeLessThanOrEqual(1e-13);
    expect(relativeError(trigamma(-0.5), Math.PI ** 2 / 2 + 4)).toBeLessThanOrEqual(1e-14);
    expect([logGamma(0), logGamma(-3), trigamma(0)]).toEqual([Infinity, Infinity, Infinity]);
  });

  it("keeps relative accuracy beside the zeros: log Gamma(1 + h) is -0.5772 h + 0.8225 h^2", () => {
    for (const h of [2 ** -30, -(2 ** -30)])
      expect(
        relativeError(logGamma(1 + h), -0.5772156649015329 * h + (Math.PI ** 2 / 12) * h * h),
      ).toBeLessThanOrEqual(1e-15);
  });
});

describe("binomial coefficients and the beta function", () => {
  it("choose against exact integers", () => {
    let exact = 1n;
    for (let k = 1; k <= 300; k++) {
      exact = (exact * BigInt(600 - k + 1)) / BigInt(k);
      expect(relativeError(logChoose(600, k), Math.log(Number(exact)))).toBeLessThanOrEqual(1e-14);
      expect(logChoose(600, 600 - k)).toBe(logChoose(600, k));
    }
    expect([logChoose(5, 0), logChoose(5, 6), logChoose(5, -1)]).toEqual([0, -Infinity, -Infinity]);
  });

  it("beta is symmetric and B(a, 1) = 1/a, for every size", () => {
    for (const a of grid) {
      expect(relativeError(logBeta(a, 1), -Math.log(a))).toBeLessThanOrEqual(1e-12);
      for (const b of grid) expect(logBeta(a, b)).toBe(logBeta(b, a));
    }
  });
});

describe("saddle-point parts", () => {
  it("rebuild log n!", () => {
    const root = 0.5 * Math.log(2 * Math.PI);
    for (const x of [0.3, 1, 4.5, 9.5, 20, 1000])
      expect(
        Math.abs((x + 0.5) * Math.log(x) - x + root + stirlingError(x) - logFactorial(x)),
      ).toBeLessThanOrEqual(1e-15 * (5 + logFactorial(x)));
  });

  it("the deviance is quadratic beside the mean and positive elsewhere", () => {
    expect(deviancePart(5, 5)).toBe(0);
    expect(deviancePart(0, 3)).toBe(3);
    const d = 2 ** -20;
    expect(relativeError(deviancePart(1 + d, 1), (d * d) / 2 - d ** 3 / 6 + d ** 4 / 12)).toBeLessThanOrEqual(
      1e-14,
    );
    for (const x of [0.01, 0.5, 0.54, 1.8, 1.9, 40])
      expect(relativeError(deviancePart(x, 1), x * Math.log(x) + 1 - x)).toBeLessThanOrEqual(2e-14);
  });
});
