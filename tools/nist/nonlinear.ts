/** NIST's nonlinear regressions through the library, from both of NIST's starting values. */
import { nonlinearLeastSquares, type NonlinearFit } from "../../src/num/nonlinear-least-squares.ts";
import type { Pair } from "../../src/core/pair.ts";
import { readModel } from "./model.ts";
import { subtract, toNumber } from "./pair-functions.ts";

export interface NonlinearData {
  readonly model: string;
  /** As pairs, so that the decimals of the file are held whole. */
  readonly y: readonly Pair[];
  /** Predictors of each observation. */
  readonly x: readonly (readonly Pair[])[];
}

export interface NonlinearAnswer {
  readonly fit: NonlinearFit;
  readonly standardErrors: readonly (number | null)[];
  readonly residualStandardDeviation: number;
  readonly degreesOfFreedom: number;
}

export function fitNonlinear({ model, y, x }: NonlinearData, start: readonly number[]): NonlinearAnswer {
  const { predict, response } = readModel(model);
  const observed = y.map(response);
  const fit = nonlinearLeastSquares(
    {
      observations: y.length,
      evaluate(parameters, residuals, jacobian) {
        const plain = [...parameters];
        for (const [i, predictors] of x.entries()) {
          const { value, by } = predict({ parameters: plain, predictors });
          residuals[i] = toNumber(subtract(observed[i]!, value));
          if (jacobian !== null) for (const [k, column] of jacobian.entries()) column[i] = by[k]!;
        }
      },
    },
    { start, maximumIterations: 5000 },
  );
  const degreesOfFreedom = y.length - start.length;
  const variance = fit.sumOfSquares / degreesOfFreedom;
  return {
    fit,
    standardErrors: start.map((_, k) =>
      fit.inverse === null ? null : Math.sqrt(variance * fit.inverse[k]![k]!),
    ),
    residualStandardDeviation: Math.sqrt(variance),
    degreesOfFreedom,
  };
}
