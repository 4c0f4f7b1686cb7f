import { describe, expect, it } from "vitest";
import { relativeError } from "../../tools/conform/compare.ts";
import { digamma, trigamma } from "./gamma.ts";
import { truncatedGamma } from "./truncated-gamma.ts";

describe("truncatedGamma", () => {
  it("an exponential variable beyond c: mass exp(-c), mean 1 + c, variance 1", () => {
    for (const c of [0.01, 1, 40, 800]) {
      const t = truncatedGamma(1, Math.log(c), Infinity);
      expect(relativeError(t.logMass, -c)).toBeLessThan(1e-13);
      expect(relativeError(t.mean, 1 + c)).toBeLessThan(1e-14);
      expect(relativeError(t.variance, 1)).toBeLessThan(1e-12);
    }
  });

  it("untruncated: mass 1, mean and variance the shape, moments of the logarithm digamma and trigamma", () => {
    for (const shape of [0.01, 0.3, 1, 7, 500]) {
      const t = truncatedGamma(shape, -Infinity, Infinity);
      expect(Math.abs(t.logMass)).toBeLessThan(1e-13);
      expect(relativeError(t.mean, shape)).toBeLessThan(1e-12);
      expect(relativeError(t.variance, shape)).toBeLessThan(1e-12);
      expect(relativeError(t.meanLog, digamma(shape))).toBeLessThan(1e-13);
      expect(relativeError(t.varianceLog, trigamma(shape))).toBeLessThan(1e-12);
      expect(relativeError(t.covariance, 1)).toBeLessThan(1e-12);
    }
  });

  it("close points: mass density times width, variance of the logarithm width^2 / 12", () => {
    const width = 1e-6;
    const t = truncatedGamma(2, 0.5, 0.5 + width, width);
    expect(relativeError(t.varianceLog, (width * width) / 12)).toBeLessThan(1e-5);
    const y = Math.exp(0.5 + width / 2);
    expect(Math.abs(t.logMass - (2 * Math.log(y) - y + Math.log(width)))).toBeLessThan(1e-10);
  });
});
