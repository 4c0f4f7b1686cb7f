import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../tools/conform/compare.ts";
import { findRoot } from "./root.ts";

const options = { relativeTolerance: 1e-15, maximumIterations: 100 };

describe("findRoot", () => {
  it("finds cube roots from either side, wherever the bracket lies", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (c) => {
        const up = findRoot((x) => x ** 3 - c, 0, 1e3, options);
        const down = findRoot((x) => c - x ** 3, 1e3, 0, options);
        for (const result of [up, down]) {
          expect(result.converged).toBe(true);
          expect(relativeError(result.root, Math.cbrt(c))).toBeLessThanOrEqual(2e-15);
        }
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it("is quick on smooth functions and survives a step", () => {
    expect(findRoot((x) => Math.cos(x) - x, 0, 1, options).iterations).toBeLessThanOrEqual(12);
    const step = findRoot((x) => (x < 0.3 ? -1 : 1), 0, 1, options);
    expect(step.converged).toBe(true);
    expect(relativeError(step.root, 0.3)).toBeLessThanOrEqual(4e-15);
  });

  it("says why it stopped", () => {
    expect(findRoot((x) => x, 0, 1, options).criterion).toBe("exact-zero");
    expect(findRoot((x) => x * x + 1, -1, 2, options)).toEqual({
      root: -1,
      converged: false,
      iterations: 0,
      criterion: "no-sign-change",
    });
    const cut = findRoot((x) => Math.exp(x) - 2, 0, 5, { relativeTolerance: 1e-15, maximumIterations: 3 });
    expect([cut.converged, cut.iterations, cut.criterion]).toEqual([false, 3, "iteration-limit"]);
    expect(findRoot(() => Number.NaN, 0, 1, options).converged).toBe(false);
  });
});
