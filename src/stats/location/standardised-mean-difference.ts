import { refuse } from "../../core/issues/issue.ts";
import { differenceOf, momentsOf } from "../describe/moments.ts";
import { checkSample, type Sample, sorted } from "../describe/sample.ts";

export interface StandardisedMeanDifferenceResult {
  readonly method: "standardised-mean-difference";
  /** Difference of the means over the pooled standard deviation. */
  readonly cohenD: number | null;
  /** The same freed of its small-sample bias. */
  readonly hedgesG: number | null;
  readonly reason: string | null;
  readonly n1: number;
  readonly n2: number;
}

/**
 * Cohen's d and Hedges' g: the difference of two means in pooled standard deviations.
 *
 * g multiplies d by the exact factor J = Gamma(df / 2) / (sqrt(df / 2) Gamma((df - 1) / 2)), not its usual
 * approximation. Source: Hedges, J Educ Stat 6 (1981) 107, eq. 6e.
 * Accuracy as measured: relative error below 1e-14 (50 digits, data near 0 and near a million). Cost as measured: one
 * sort a group and two passes: about 1 ms for 3000 values.
 *
 * @throws InputError - values that are not finite, a group of fewer than two
 * @example standardisedMeanDifference([1, 2, 3], [2, 3, 4]).hedgesG // -0.79788456080286
 */
export function standardisedMeanDifference(x: Sample, y: Sample): StandardisedMeanDifferenceResult {
  refuse([...checkSample("x", x, 2), ...checkSample("y", y, 2)]);
  const first = momentsOf(sorted(x));
  const second = momentsOf(sorted(y));
  const df = first.n + second.n - 2;
  const sd = Math.sqrt((first.squares + second.squares) / df);
  const cohenD = sd === 0 ? null : differenceOf(first.mean, second.mean) / sd;
  return {
    method: "standardised-mean-difference",
    cohenD,
    hedgesG: cohenD === null ? null : cohenD * biasFactor(df),
    reason: cohenD === null ? "neither group varies" : null,
    n1: first.n,
    n2: second.n,
  };
}

/**
 * J(df) for df >= 2. From 1 / sqrt(z) * Gamma(z + 1/2) / Gamma(z) = 1 - 1/(8 z) + ..., z = (df - 1) / 2, with z raised
 * above 40 first by Gamma(z + 1) = z Gamma(z): a difference of two logarithms of Gamma would lose digits for large df.
 */
function biasFactor(df: number): number {
  let z = (df - 1) / 2;
  let raised = 1;
  while (z < 40) {
    raised *= z / (z + 0.5);
    z += 1;
  }
  const w = 1 / z;
  // Tricomi & Erdelyi, Pacific J Math 1 (1951) 133: coefficients of the ratio at 1/2.
  const series =
    1 +
    w *
      (-1 / 8 +
        w * (1 / 128 + w * (5 / 1024 + w * (-21 / 32768 + w * (-399 / 262144 + (w * 869) / 4194304)))));
  return (raised * Math.sqrt(z) * series) / Math.sqrt(df / 2);
}
