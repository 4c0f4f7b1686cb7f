/** A logistic fit under a weighting, of one shape or the better of two. */
import * as elementary from "../../core/elementary.ts";
import { fitLogistic, type LogisticFit, type LogisticShape } from "./logistic-fit.ts";
import { logisticGradient, logisticResponse } from "./logistic.ts";
import { LEAST_POWER, MOST_POWER, powerOf, variancePower, type Weighting } from "./weighting.ts";

export interface FitPoint {
  readonly x: number;
  readonly y: number;
}

export interface WeightedFit {
  readonly logistic: LogisticFit;
  /** The points of the fit, each with its weight. */
  readonly used: readonly (FitPoint & { readonly weight: number })[];
  readonly variancePower: number;
  /** False where the fitted power has not settled, or stands at the end of what is tried. */
  readonly powerSettled: boolean;
}

export interface WeightedFitOptions {
  readonly shapes: readonly LogisticShape[];
  readonly weighting: Weighting;
  /** Background taken from the signals: scatter goes with the signal that the instrument gave. */
  readonly subtracted: number;
}

/** Refits with a fitted power; as many as are made before it is said not to settle. */
const MOST_REFITS = 20;

export function weightedFit(points: readonly FitPoint[], options: WeightedFitOptions): WeightedFit {
  const fits = options.shapes.map((shape) => fitOfShape(points, shape, options));
  return fits.reduce((best, fit) => (isPreferred(fit, best) ? fit : best));
}

const isInside = ({ logistic: { converged, atBound } }: WeightedFit): boolean =>
  converged && atBound.length === 0;

/** A fit inside the bounds before one at them, then the smaller sum of squares. */
function isPreferred(fit: WeightedFit, best: WeightedFit): boolean {
  if (isInside(fit) !== isInside(best)) return isInside(fit);
  return likelihoodSum(fit) < likelihoodSum(best);
}

/** The weighted sum of squares where weights agree; with fitted powers the deviance that makes them comparable. */
function likelihoodSum({ logistic, used }: WeightedFit): number {
  const logWeights = used.reduce((sum, { weight }) => sum + elementary.log(weight), 0);
  return elementary.log(logistic.sumOfSquares) - logWeights / used.length;
}

function fitOfShape(
  points: readonly FitPoint[],
  shape: LogisticShape,
  { weighting, subtracted }: WeightedFitOptions,
): WeightedFit {
  const x = points.map((point) => point.x);
  const y = points.map((point) => point.y);
  const fitWith = (weights: readonly number[], from?: LogisticFit): LogisticFit =>
    fitLogistic({ x, y, weights }, shape, from?.parameters);
  const whole = (
    logistic: LogisticFit,
    weights: readonly number[],
    power: number,
    powerSettled: boolean,
  ): WeightedFit => ({
    logistic,
    used: points.map((point, i) => ({ ...point, weight: weights[i]! })),
    variancePower: power,
    powerSettled,
  });
  if (weighting !== "fitted-power") {
    const power = powerOf(weighting);
    const weights = y.map((signal) => elementary.pow(signal + subtracted, -power));
    return whole(fitWith(weights), weights, power, true);
  }
  // The signal below which the scatter is not taken to fall any further.
  const floor = y.reduce((least, signal) => Math.min(least, signal + subtracted), Infinity);
  let power = 1;
  let weights = y.map((signal) => elementary.pow(signal + subtracted, -power));
  let logistic = fitWith(weights);
  for (let refit = 0; refit < MOST_REFITS; refit++) {
    const means = x.map((at) => Math.max(floor, logisticResponse(logistic.parameters, at) + subtracted));
    const leverages = leveragesOf(logistic, x, weights);
    const squares = y.map((signal, i) => {
      const residual = signal - logisticResponse(logistic.parameters, x[i]!);
      return residual ** 2 / Math.max(1e-6, 1 - leverages[i]!);
    });
    const next = squares.every((square) => square === 0) ? power : variancePower(squares, means);
    const settled = Math.abs(next - power) < 1e-4;
    power = next;
    weights = means.map((mean) => elementary.pow(mean, -power));
    logistic = fitWith(weights, logistic);
    if (!logistic.converged) return whole(logistic, weights, power, false);
    if (settled) return whole(logistic, weights, power, power > LEAST_POWER && power < MOST_POWER);
  }
  return whole(logistic, weights, power, false);
}

/** Leverage of each point on its own fitted signal; 0 where the covariance does not exist. */
export function leveragesOf(
  { inverse, parameters }: LogisticFit,
  x: readonly number[],
  weights: readonly number[],
): readonly number[] {
  if (inverse === null) return x.map(() => 0);
  return x.map((at, i) => weights[i]! * quadratic(inverse, logisticGradient(parameters, at)));
}

/** True where what is left of the signals is the rounding of them: nothing can be tested against it. */
export function isExact({ logistic, used }: WeightedFit): boolean {
  const size = used.reduce((sum, { weight, y }) => sum + weight * y * y, 0);
  return logistic.sumOfSquares <= 1e-26 * size;
}

/** v' M v. */
export function quadratic(matrix: readonly (readonly number[])[], vector: readonly number[]): number {
  let sum = 0;
  for (const [i, row] of matrix.entries())
    for (const [k, value] of row.entries()) sum += vector[i]! * value * vector[k]!;
  return sum;
}
