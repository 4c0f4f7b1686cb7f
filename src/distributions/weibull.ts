/**
 * Weibull distribution, shape > 0, scale > 0 (same unit as x), support x >= 0; S(x) = exp(-(x / scale)^shape).
 *
 * Parameters are checked where the fit creates them; NaN in gives NaN out.
 * Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1, ch. 21.
 */
import * as elementary from "../core/elementary.ts";
import { logOneMinusExp } from "../num/log-scale.ts";

export interface Weibull {
  readonly shape: number;
  readonly scale: number;
}

const hazardTo = (d: Weibull, x: number): number => elementary.pow(Math.max(x, 0) / d.scale, d.shape);

/** Logarithm of the density at x. @example logDensity({ shape: 2, scale: 3 }, 2) // -1.2553746606607732 */
export function logDensity(d: Weibull, x: number): number {
  if (x < 0 || x === Infinity) return -Infinity;
  if (x === 0) return d.shape < 1 ? Infinity : d.shape === 1 ? -elementary.log(d.scale) : -Infinity;
  return elementary.log(d.shape / d.scale) + (d.shape - 1) * elementary.log(x / d.scale) - hazardTo(d, x);
}
/** Density at x. @example density({ shape: 2, scale: 3 }, 2) // 0.28496906152442425 */
export const density = (d: Weibull, x: number): number => elementary.exp(logDensity(d, x));
/** P(X <= x). @example cdf({ shape: 2, scale: 3 }, 2) // 0.35881961157004544 */
export const cdf = (d: Weibull, x: number): number => -elementary.expm1(-hazardTo(d, x));
/** P(X > x). @example sf({ shape: 1, scale: 2 }, 2) // 0.36787944117144233 */
export const sf = (d: Weibull, x: number): number => elementary.exp(-hazardTo(d, x));
/** log P(X <= x). @example logCdf({ shape: 2, scale: 3 }, 2) // -1.0249354915118418 */
export function logCdf(d: Weibull, x: number): number {
  const hazard = hazardTo(d, x);
  // Below this the hazard is the probability, and its logarithm goes on where it has become 0 itself.
  return hazard < 1e-17 ? d.shape * elementary.log(Math.max(x, 0) / d.scale) : logOneMinusExp(-hazard) + 0;
}
/** log P(X > x). @example logSf({ shape: 2, scale: 3 }, 2) // -0.4444444444444444 */
export const logSf = (d: Weibull, x: number): number => -hazardTo(d, x);
/** x with P(X <= x) = p. @example quantile({ shape: 2, scale: 3 }, 0.95) // 5.192455147806856 */
export const quantile = (d: Weibull, p: number): number =>
  p >= 0 && p <= 1 ? atHazard(d, -elementary.log1p(-p)) : Number.NaN;
/**
 * x with P(X > x) = q; use for q near 0, where quantile(1 - q) has lost q.
 *
 * @example upperQuantile({ shape: 2, scale: 3 }, 0.01) // 6.4378980788680416
 */
export const upperQuantile = (d: Weibull, q: number): number =>
  q >= 0 && q <= 1 ? atHazard(d, -elementary.log(q)) : Number.NaN;
/**
 * x with log P(X <= x) = logP, for probabilities too small to write.
 *
 * @example quantileOfLog({ shape: 2, scale: 3 }, -2) // 1.143993496843287
 */
export const quantileOfLog = (d: Weibull, logP: number): number =>
  logP <= 0
    ? logP < -700
      ? d.scale * elementary.exp(logP / d.shape)
      : atHazard(d, -logOneMinusExp(logP))
    : Number.NaN;
/** x with log P(X > x) = logQ. @example upperQuantileOfLog({ shape: 2, scale: 3 }, -5) // 6.708203932499369 */
export const upperQuantileOfLog = (d: Weibull, logQ: number): number =>
  logQ <= 0 ? atHazard(d, -logQ) : Number.NaN;

const atHazard = (d: Weibull, hazard: number): number => d.scale * elementary.pow(hazard, 1 / d.shape);
