import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../tools/conform/compare.ts";
import { incompleteBeta } from "./incomplete-beta.ts";
import { incompleteGamma } from "./incomplete-gamma.ts";

interface Case {
  readonly family: "gamma" | "beta";
  readonly a: number;
  readonly b?: number;
  readonly x: number;
  readonly logLower: number;
  readonly logUpper: number;
}
const reference = JSON.parse(
  readFileSync(new URL("../../test/reference/tails.json", import.meta.url), "utf8"),
) as {
  readonly source: string;
  readonly cases: readonly Case[];
};

describe(`both tails against ${reference.source}`, () => {
  it.each(reference.cases)("$family a=$a b=$b x=$x", ({ a, b, x, logLower, logUpper }) => {
    const t = b === undefined ? incompleteGamma(a, x) : incompleteBeta(a, b, x, 1 - x);
    expect(relativeError(t.logLower, logLower)).toBeLessThanOrEqual(1e-11);
    expect(relativeError(t.logUpper, logUpper)).toBeLessThanOrEqual(1e-11);
    if (logLower > -700) expect(relativeError(t.lower, Math.exp(logLower))).toBeLessThanOrEqual(1e-11);
    if (logUpper > -700) expect(relativeError(t.upper, Math.exp(logUpper))).toBeLessThanOrEqual(1e-11);
  });
});

describe("laws", () => {
  it("I_x(a, b) and I_y(b, a) are each other's complement", () => {
    const shape = fc.double({ min: 1e-3, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(shape, shape, fc.double({ min: 1e-9, max: 0.999, noNaN: true }), (a, b, x) => {
        const t = incompleteBeta(a, b, x, 1 - x);
        const mirrored = incompleteBeta(b, a, 1 - x, x);
        expect(relativeError(t.logLower, mirrored.logUpper)).toBeLessThanOrEqual(1e-12);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it("with whole shapes the gamma tail is a Poisson sum", () => {
    // Q(3, 2) = exp(-2) (1 + 2 + 2)
    expect(relativeError(incompleteGamma(3, 2).upper, 5 * Math.exp(-2))).toBeLessThanOrEqual(1e-15);
    // I_{1/4}(2, 3): three or four tails of four coins at 1/4 and two of them: 1 - (81 + 108) / 256
    expect(relativeError(incompleteBeta(2, 3, 0.25, 0.75).lower, 67 / 256)).toBeLessThanOrEqual(1e-15);
  });

  it("the ends are exact and nonsense is NaN", () => {
    expect(incompleteGamma(2, 0)).toEqual({ lower: 0, upper: 1, logLower: -Infinity, logUpper: 0 });
    expect(incompleteGamma(2, Infinity).upper).toBe(0);
    expect(incompleteBeta(2, 3, 1, 0).logUpper).toBe(-Infinity);
    expect(incompleteGamma(-1, 2).lower).toBeNaN();
    expect(incompleteBeta(1, 0, 0.5, 0.5).lower).toBeNaN();
  });
});
