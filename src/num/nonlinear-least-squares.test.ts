import { describe, expect, it } from "vitest";
import { relativeError } from "../../tools/conform/compare.ts";
import { nonlinearLeastSquares, type NonlinearProblem } from "./nonlinear-least-squares.ts";

/** y = b1 exp(b2 x). */
const exponential = (x: readonly number[], y: readonly number[]): NonlinearProblem => ({
  observations: x.length,
  evaluate([b1, b2], residuals, jacobian) {
    for (const [i, t] of x.entries()) {
      const growth = Math.exp(b2! * t);
      residuals[i] = y[i]! - b1! * growth;
      if (jacobian === null) continue;
      jacobian[0]![i] = growth;
      jacobian[1]![i] = b1! * t * growth;
    }
  },
});

/** y = b1 + b2 x, whose answer is linear regression's. */
const line = (x: readonly number[], y: readonly number[]): NonlinearProblem => ({
  observations: x.length,
  evaluate([b1, b2], residuals, jacobian) {
    for (const [i, t] of x.entries()) {
      residuals[i] = y[i]! - b1! - b2! * t;
      jacobian?.[0]!.fill(1, i, i + 1);
      jacobian?.[1]!.fill(t, i, i + 1);
    }
  },
});

const options = { maximumIterations: 200 };

describe("nonlinearLeastSquares", () => {
  it("gives linear regression's answer for a line: by hand", () => {
    // x 0 1 2 3, y 1 3 4 4: slope 1, intercept 1.5, residuals -0.5 0.5 0.5 -0.5, (X'X)^-1 = [[0.7, -0.3], [-0.3, 0.2]].
    const fit = nonlinearLeastSquares(line([0, 1, 2, 3], [1, 3, 4, 4]), { ...options, start: [0, 0] });
    expect(fit).toMatchObject({ converged: true, criterion: "relative-offset", atBound: [false, false] });
    expect(relativeError(fit.parameters[0]!, 1.5)).toBeLessThan(1e-14);
    expect(relativeError(fit.parameters[1]!, 1)).toBeLessThan(1e-14);
    expect(relativeError(fit.sumOfSquares, 1)).toBeLessThan(1e-14);
    const wanted = [0.7, -0.3, -0.3, 0.2];
    for (const [k, value] of fit.inverse!.flat().entries())
      expect(relativeError(value, wanted[k]!)).toBeLessThan(1e-13);
  });

  it("says of a perfect fit that it is one", () => {
    const x = [0, 1, 2, 3];
    const fit = nonlinearLeastSquares(
      exponential(
        x,
        x.map((t) => 3 * Math.exp(-0.5 * t)),
      ),
      { ...options, start: [1, 0], rounding: 1e-14 },
    );
    expect(fit).toMatchObject({ converged: true, criterion: "perfect-fit" });
    expect(relativeError(fit.parameters[0]!, 3)).toBeLessThan(1e-14);
    expect(relativeError(fit.parameters[1]!, -0.5)).toBeLessThan(1e-14);
  });

  it("says so too where the last steps before it are lost in rounding", () => {
    const x = [1, 4, 16, 64, 256, 1024];
    const y = x.map((t) => 10 + (2000 * t) / (t + 100));
    const rising: NonlinearProblem = {
      observations: x.length,
      evaluate([b1, b2, b3], residuals, jacobian) {
        for (const [i, t] of x.entries()) {
          residuals[i] = y[i]! - b1! - (b2! * t) / (t + b3!);
          if (jacobian === null) continue;
          jacobian[0]![i] = 1;
          jacobian[1]![i] = t / (t + b3!);
          jacobian[2]![i] = (-b2! * t) / (t + b3!) ** 2;
        }
      },
    };
    for (const start of [
      [0, 1000, 50],
      [100, 1500, 300],
      [9, 2100, 90],
    ]) {
      const fit = nonlinearLeastSquares(rising, { ...options, start, rounding: 1e-14 * 3000 });
      expect(fit.criterion).toBe("perfect-fit");
      expect(relativeError(fit.parameters[2]!, 100)).toBeLessThan(1e-10);
    }
  });

  it("stops at a bound, says so, and fits the rest as if it were fixed: by hand", () => {
    // Slope held at 0.5: intercept is the mean of y - 0.5 x, 2.25; its variance factor 1/4.
    const fit = nonlinearLeastSquares(line([0, 1, 2, 3], [1, 3, 4, 4]), {
      ...options,
      start: [0, 0],
      lower: [-Infinity, -Infinity],
      upper: [Infinity, 0.5],
    });
    expect(fit).toMatchObject({ converged: true, atBound: [false, true] });
    expect(fit.parameters[1]).toBe(0.5);
    expect(relativeError(fit.parameters[0]!, 2.25)).toBeLessThan(1e-14);
    expect(relativeError(fit.inverse![0]![0]!, 0.25)).toBeLessThan(1e-14);
    expect(fit.inverse![1]).toEqual([0, 0]);
  });

  it("leaves a bound where the start lies beyond it and the minimum inside", () => {
    const fit = nonlinearLeastSquares(line([0, 1, 2, 3], [1, 3, 4, 4]), {
      ...options,
      start: [9, 9],
      lower: [-5, -5],
      upper: [5, 5],
    });
    expect(fit).toMatchObject({ converged: true, atBound: [false, false] });
    expect(relativeError(fit.parameters[1]!, 1)).toBeLessThan(1e-13);
  });

  it("has no inverse where two parameters do the same", () => {
    const twice: NonlinearProblem = {
      observations: 3,
      evaluate([b1, b2], residuals, jacobian) {
        for (const [i, y] of [1, 2, 4].entries()) {
          residuals[i] = y - b1! - b2!;
          jacobian?.forEach((column) => column.fill(1, i, i + 1));
        }
      },
    };
    const fit = nonlinearLeastSquares(twice, { ...options, start: [0, 0] });
    expect(fit.inverse).toBeNull();
    expect(fit.remainder).toBeLessThan(1e-13);
    expect(relativeError(fit.parameters[0]! + fit.parameters[1]!, 7 / 3)).toBeLessThan(1e-6);
  });

  it("says that it has not converged: too few steps, no value at the start", () => {
    const x = [0, 1, 2, 3, 4];
    const y = [1, 2.5, 7.5, 20, 54];
    expect(nonlinearLeastSquares(exponential(x, y), { start: [1, 0], maximumIterations: 1 })).toMatchObject({
      converged: false,
      criterion: "iteration-limit",
    });
    expect(nonlinearLeastSquares(exponential(x, y), { ...options, start: [1, 1000] })).toMatchObject({
      converged: false,
      criterion: "no-value-at-start",
      inverse: null,
    });
  });

  it("says that it is stalled where the derivatives are wrong", () => {
    const wrong: NonlinearProblem = {
      observations: 2,
      evaluate([b1], residuals, jacobian) {
        residuals[0] = 1 - b1!;
        residuals[1] = 3 - b1!;
        jacobian?.[0]!.fill(-1);
      },
    };
    expect(nonlinearLeastSquares(wrong, { ...options, start: [0] })).toMatchObject({
      converged: false,
      criterion: "stalled",
    });
  });

  it("takes shorter steps where the model has no value", () => {
    // y = log(b1): the first step from 10 leads below 0.
    const fit = nonlinearLeastSquares(
      {
        observations: 2,
        evaluate([b1], residuals, jacobian) {
          residuals[0] = -2 - Math.log(b1!);
          residuals[1] = -1 - Math.log(b1!);
          jacobian?.[0]!.fill(1 / b1!);
        },
      },
      { ...options, start: [10] },
    );
    expect(fit.converged).toBe(true);
    expect(relativeError(fit.parameters[0]!, Math.exp(-1.5))).toBeLessThan(1e-14);
  });

  it("survives JSON", () => {
    const fit = nonlinearLeastSquares(line([0, 1, 2], [0, 1, 3]), { ...options, start: [0, 0] });
    expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
  });
});
