/**
 * Weibull distribution, shape > 0, scale > 0 (same unit as x), support x >= 0; S(x) = exp(-(x / scale)^shape).
 *
 * Parameters are checked where the fit creates them; NaN in gives NaN out.
 * Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1, ch. 21.
 */
import { logOneMinusExp } from "../num/log-scale.ts";

export interface Weibull {
  readonly shape: number;
  readonly scale: number;
}

const hazardTo = (d: Weibull, x: number): number => (Math.max(x, 0) / d.scale) ** d.shape;

export function logDensity(d: Weibull, x: number): number {
  if (x < 0 || x === Infinity) return -Infinity;
  if (x === 0) return d.shape < 1 ? Infinity : d.shape === 1 ? -Math.log(d.scale) : -Infinity;
  return Math.log(d.shape / d.scale) + (d.shape - 1) * Math.log(x / d.scale) - hazardTo(d, x);
}
export const density = (d: Weibull, x: number): number => Math.exp(logDensity(d, x));
/** P(X <= x). */
export const cdf = (d: Weibull, x: number): number => -Math.expm1(-hazardTo(d, x));
/** P(X > x). @example sf({ shape: 1, scale: 2 }, 2) // 0.36787944117144233 */
export const sf = (d: Weibull, x: number): number => Math.exp(-hazardTo(d, x));
export function logCdf(d: Weibull, x: number): number {
  const hazard = hazardTo(d, x);
  // Below this the hazard is the probability, and its logarithm goes on where it has become 0 itself.
  return hazard < 1e-17 ? d.shape * Math.log(Math.max(x, 0) / d.scale) : logOneMinusExp(-hazard) + 0;
}
export const logSf = (d: Weibull, x: number): number => -hazardTo(d, x);
/** x with P(X <= x) = p. */
export const quantile = (d: Weibull, p: number): number =>
  p >= 0 && p <= 1 ? atHazard(d, -Math.log1p(-p)) : Number.NaN;
/** x with P(X > x) = q; use for q near 0, where quantile(1 - q) has lost q. */
export const upperQuantile = (d: Weibull, q: number): number =>
  q >= 0 && q <= 1 ? atHazard(d, -Math.log(q)) : Number.NaN;
/** x with log P(X <= x) = logP, for probabilities too small to write. */
export const quantileOfLog = (d: Weibull, logP: number): number =>
  logP <= 0
    ? logP < -700
      ? d.scale * Math.exp(logP / d.shape)
      : atHazard(d, -logOneMinusExp(logP))
    : Number.NaN;
/** x with log P(X > x) = logQ. */
export const upperQuantileOfLog = (d: Weibull, logQ: number): number =>
  logQ <= 0 ? atHazard(d, -logQ) : Number.NaN;

const atHazard = (d: Weibull, hazard: number): number => d.scale * hazard ** (1 / d.shape);
