import { fitNonlinear } from "../../nist/nonlinear.ts";
import { fromDecimal } from "../../nist/pair-functions.ts";

interface NistNonlinearInput {
  model: string;
  y: number[];
  /** The only predictor of each observation, or all of them. */
  x: (number | number[])[];
  start1: number[];
  start2: number[];
}

/** The shortest decimal of a double is the one that the data set prints. */
const exact = (value: number): ReturnType<typeof fromDecimal> => fromDecimal(String(value));

/** The same answer from both starts, or none. */
export default function nistNonlinear({ model, y, x, start1, start2 }: NistNonlinearInput): unknown {
  const data = { model, y: y.map(exact), x: x.map((row) => [row].flat().map(exact)) };
  const [first, second] = [start1, start2].map((start) => fitNonlinear(data, start));
  const apart = first!.fit.parameters.some(
    (value, k) => Math.abs(value - second!.fit.parameters[k]!) > 1e-6 * Math.abs(value),
  );
  if (apart || !first!.fit.converged || !second!.fit.converged)
    throw new Error(`start 1 ${first!.fit.criterion}, start 2 ${second!.fit.criterion}, apart: ${apart}`);
  return {
    coef: first!.fit.parameters,
    se: first!.standardErrors,
    rss: first!.fit.sumOfSquares,
    residual_sd: first!.residualStandardDeviation,
    df: first!.degreesOfFreedom,
  };
}
