import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../tools/conform/compare.ts";
import * as chiSquare from "./chi-square.ts";
import * as noncentral from "./noncentral-chi-square.ts";
import * as normal from "./normal.ts";

const golden = JSON.parse(readFileSync("test/reference/noncentral-chi-square.json", "utf8")) as {
  source: string;
  cases: readonly {
    df: number;
    noncentrality: number;
    x: number;
    logLower: number;
    logUpper: number;
    logDensity: number;
  }[];
};

describe(`noncentral chi-square against ${golden.source}`, () => {
  it.each(golden.cases)(
    "df $df, noncentrality $noncentrality, x $x",
    ({ x, logLower, logUpper, logDensity, ...d }) => {
      expect(relativeError(noncentral.logCdf(d, x), logLower)).toBeLessThan(2e-13);
      expect(relativeError(noncentral.logSf(d, x), logUpper)).toBeLessThan(2e-13);
      expect(relativeError(noncentral.logDensity(d, x), logDensity)).toBeLessThan(1e-13);
      if (logLower > -700 && logLower < logUpper)
        expect(relativeError(noncentral.quantile(d, Math.exp(logLower)), x)).toBeLessThan(1e-13);
      if (logUpper > -700 && logUpper < logLower)
        expect(relativeError(noncentral.upperQuantile(d, Math.exp(logUpper)), x)).toBeLessThan(1e-13);
    },
  );
});

describe("noncentral chi-square", () => {
  it("with df 1 is the square of a shifted normal variable", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 30, noNaN: true }),
        fc.double({ min: 0.01, max: 30, noNaN: true }),
        (shift, root) => {
          const d = { df: 1, noncentrality: shift * shift };
          const upper = normal.sf(normal.standard, root - shift) + normal.sf(normal.standard, root + shift);
          expect(relativeError(noncentral.sf(d, root * root), upper)).toBeLessThan(1e-11);
        },
      ),
    );
  });

  it("without noncentrality is the chi-square distribution", () => {
    const d = { df: 5, noncentrality: 0 };
    for (const x of [0.1, 3, 60]) {
      expect(noncentral.cdf(d, x)).toBe(chiSquare.cdf(d, x));
      expect(noncentral.sf(d, x)).toBe(chiSquare.sf(d, x));
      expect(noncentral.logCdf(d, x)).toBe(chiSquare.logCdf(d, x));
      expect(noncentral.logSf(d, x)).toBe(chiSquare.logSf(d, x));
      expect(noncentral.density(d, x)).toBe(chiSquare.density(d, x));
    }
  });

  it("falls in the noncentrality by the density with two degrees more, at every point", () => {
    // d/dnc P(X <= x) = -density(df + 2)
    const x = 9;
    const step = 1e-4;
    const slope =
      (noncentral.cdf({ df: 3, noncentrality: 5 + step }, x) -
        noncentral.cdf({ df: 3, noncentrality: 5 - step }, x)) /
      (2 * step);
    expect(relativeError(slope, -noncentral.density({ df: 5, noncentrality: 5 }, x))).toBeLessThan(1e-7);
  });

  it("has its ends, and NaN for NaN and impossible parameters", () => {
    const d = { df: 3, noncentrality: 2 };
    expect([noncentral.cdf(d, 0), noncentral.sf(d, -1), noncentral.sf(d, Infinity)]).toEqual([0, 1, 0]);
    expect([noncentral.quantile(d, 0), noncentral.quantile(d, 1), noncentral.upperQuantile(d, 0)]).toEqual([
      0,
      Infinity,
      Infinity,
    ]);
    expect(noncentral.density(d, -1)).toBe(0);
    expect(
      relativeError(noncentral.density({ df: 2, noncentrality: 2 }, 0), 0.5 * Math.exp(-1)),
    ).toBeLessThan(1e-14);
    expect(noncentral.cdf({ df: -1, noncentrality: 2 }, 1)).toBeNaN();
    expect(noncentral.cdf(d, Number.NaN)).toBeNaN();
    expect(noncentral.quantile(d, 1.1)).toBeNaN();
  });
});
