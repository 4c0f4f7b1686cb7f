import { fitNonlinear } from "../../nist/nonlinear.ts";
import { fromDecimal } from "../../nist/pair-functions.ts";

interface NistNonlinearInput {
  model: string;
  y: number[];
  /** The only predictor, or a list of them by name or in order. */
  x?: number[] | number[][];
  x1?: number[];
  x2?: number[];
  start1: number[];
  start2: number[];
}

/** The shortest decimal of a double is the one that the data set prints. */
const exact = (value: number): ReturnType<typeof fromDecimal> => fromDecimal(String(value));

/** The same answer from both starts, or none. */
export default function nistNonlinear(input: NistNonlinearInput): unknown {
  const { model, y, start1, start2 } = input;
  const columns = [input.x, input.x1, input.x2].flatMap((given) => {
    if (given === undefined) return [];
    return typeof given[0] === "number" ? [given as number[]] : (given as number[][]);
  });
  const byRow = columns.length === y.length ? columns : y.map((_, i) => columns.map((column) => column[i]!));
  const data = { model, y: y.map(exact), x: byRow.map((row) => row.map(exact)) };
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
