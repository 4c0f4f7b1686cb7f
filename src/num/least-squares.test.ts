import { describe, expect, it } from "vitest";
import { relativeError } from "../../tools/conform/compare.ts";
import { leastSquares } from "./least-squares.ts";

describe("leastSquares", () => {
  it("hand-derived case: inverse, leverage and influence of a line through -1, 0, 1", () => {
    const fit = leastSquares(
      [
        [1, 1, 1],
        [-1, 0, 1],
      ],
      [2, 3, 7],
      [1, 1, 1],
    );
    expect(fit.coefficients).toEqual([4, 2.5]);
    expect(fit.residuals).toEqual([0.5, -1, 0.5]);
    expect(fit.residualSum).toBe(1.5);
    expect(relativeError(fit.inverse[0]![0]!, 1 / 3)).toBeLessThan(1e-15);
    expect(fit.inverse[1]).toEqual([0, 0.5]);
    for (const [i, want] of [5 / 6, 1 / 3, 5 / 6].entries())
      expect(relativeError(fit.leverage()[i]!, want)).toBeLessThan(1e-15);
    expect(fit.influence().map((row) => row[1])).toEqual([-0.5, 0, 0.5]);
  });

  it("law: powers up to 9 of 1 ... 20 give back the coefficients to the last bit", () => {
    const x = Array.from({ length: 20 }, (_, i) => i + 1);
    const columns = Array.from({ length: 10 }, (_, k) => x.map((value) => value ** k));
    const y = x.map((value) => 3 - 2 * value + value ** 9);
    const fit = leastSquares(
      columns,
      y,
      x.map(() => 1),
    );
    expect(fit.coefficients.slice(0, 2)).toEqual([3, -2]);
    for (const none of fit.coefficients.slice(2, 9)) expect(Math.abs(none)).toBeLessThan(1e-18);
    expect(fit.coefficients[9]).toBe(1);
    expect(fit.residualSum).toBe(0);
  });

  it("boundary: columns and outcome of extreme size", () => {
    const fit = leastSquares([[1e150, 2e150, 3e150]], [1e-150, 2e-150, 4e-150], [1, 1, 1]);
    expect(relativeError(fit.coefficients[0]!, (17 / 14) * 1e-300)).toBeLessThan(1e-14);
  });
});
