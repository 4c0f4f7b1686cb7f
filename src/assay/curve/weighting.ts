/** How the scatter of a signal grows with the signal, and what weight a standard then gets. */
import * as elementary from "../../core/elementary.ts";

/**
 * Weights of the standards: none, 1/y (scatter like counts), 1/y2 (constant coefficient of variation), each of the
 * observed signal y, or 1/f^p with f the fitted signal and p estimated from the standards themselves.
 */
export type Weighting = "1" | "1/y" | "1/y2" | "fitted-power";

/** The variance of a signal is proportional to signal^power. */
export const powerOf = (weighting: Exclude<Weighting, "fitted-power">): number =>
  ({ "1": 0, "1/y": 1, "1/y2": 2 })[weighting];

/** Powers that are tried: below 0 the scatter would fall with the signal, above 3 no instrument is known. */
export const LEAST_POWER = 0;
export const MOST_POWER = 3;

/**
 * The power p that fits the residuals best when the variance is s^2 mean^p: the maximum of the normal likelihood with
 * s^2 at its own best (pseudolikelihood), each squared residual divided by 1 - its leverage.
 *
 * Source: Carroll & Ruppert, Transformation and Weighting in Regression, sec. 3.3; Davidian & Carroll, JASA 82 (1987)
 * 1079, sec. 3.1 (leverage).
 * Accuracy as measured: 1e-6 of the power. Cost: some 40 sums over the standards.
 *
 * @param squares - squared residuals, unweighted, over 1 - leverage
 * @param means - fitted signals, all > 0
 */
export function variancePower(squares: readonly number[], means: readonly number[]): number {
  const logs = means.map(elementary.log);
  const centre = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  const deviance = (power: number): number => {
    let sum = 0;
    for (const [i, square] of squares.entries()) sum += square * elementary.exp(-power * (logs[i]! - centre));
    return elementary.log(sum);
  };
  return goldenSection(deviance, LEAST_POWER, MOST_POWER);
}

/** Where a function with one valley is least. */
function goldenSection(f: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [atLeft, atRight] = [f(left), f(right)];
  while (high - low > 1e-7) {
    if (atLeft < atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - ratio * (high - low);
      atLeft = f(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + ratio * (high - low);
      atRight = f(right);
    }
  }
  const middle = (low + high) / 2;
  if (middle - from < 1e-6) return from;
  return to - middle < 1e-6 ? to : middle;
}
