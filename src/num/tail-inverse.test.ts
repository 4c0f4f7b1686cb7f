import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as kolmogorov from "../distributions/kolmogorov.ts";
import { solveMonotone } from "./tail-inverse.ts";

describe("solveMonotone", () => {
  it("stops where the value is rounding error, though only one end of the bracket is known", () => {
    // Falls with slope -1 to 0 at 1 and stays flat below 0; at the root itself the value is off by one rounding, so that
    // its sign sends the search down, where nothing changes any more.
    const asked: number[] = [];
    const root = solveMonotone(
      (u) => {
        asked.push(u);
        return { value: u <= 0 ? 1 : 1 - u - 2 ** -54, derivative: u <= 0 ? -0 : -1 };
      },
      1 + 2 ** -40,
      1,
    );
    expect(root).toBe(1);
    expect(Math.min(...asked)).toBeGreaterThan(0.9);
  });

  it("finds the root of a rising and of a falling function from either side", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.boolean(), (start, rising) => {
        const sign = rising ? 1 : -1;
        const root = solveMonotone(
          (u) => ({ value: sign * (u <= 0 ? -3 : Math.log(u) - 1), derivative: u <= 0 ? 0 : sign / u }),
          start,
          start / 4,
        );
        expect(Math.abs(root / Math.E - 1)).toBeLessThan(1e-15);
      }),
    );
  });

  it("gives Kolmogorov's quantiles at every percent, both ways", () => {
    for (let percent = 1; percent < 100; percent++) {
      const p = percent / 100;
      for (const x of [kolmogorov.quantile(p), kolmogorov.upperQuantile(1 - p)])
        expect(Math.abs(kolmogorov.cdf(x) / p - 1), String(p)).toBeLessThan(1e-13);
    }
  });
});
