/**
 * Poisson distribution, mean >= 0.
 *
 * cdf(k) = P(X <= k), sf(k) = P(X > k); k is rounded down. Parameters are checked where the protocol creates
 * them; NaN in gives NaN out. Source: Loader (2000) for the density, DLMF 8.4.10 for the tails. Reference: mpmath.
 */
import * as elementary from "../core/elementary.ts";
import { incompleteGamma, logPoissonTerm } from "../num/incomplete-gamma.ts";
import { type Tails, swapTails, tailsFromLogLower } from "../num/log-scale.ts";
import * as discrete from "./discrete-quantile.ts";

export interface Poisson {
  readonly mean: number;
}

/** log P(X = k). @example logDensity({ mean: 3.2 }, 5) // -2.171737693753642 */
export function logDensity({ mean }: Poisson, k: number): number {
  if (Number.isNaN(k + mean)) return Number.NaN;
  if (k < 0 || !Number.isInteger(k)) return -Infinity;
  if (k === 0) return -mean;
  return mean === 0 ? -Infinity : logPoissonTerm(k, mean);
}
/** P(X = k). @example density({ mean: 3.2 }, 10) // 0.0012647200634353663 */
export const density = (d: Poisson, k: number): number => elementary.exp(logDensity(d, k));

function tails({ mean }: Poisson, x: number): Tails {
  const k = Math.floor(x);
  if (k < 0) return tailsFromLogLower(-Infinity);
  if (k === Infinity) return tailsFromLogLower(0);
  if (k === 0) return tailsFromLogLower(-mean);
  return swapTails(incompleteGamma(k + 1, mean));
}

/** P(X <= k). @example cdf({ mean: 3.2 }, 5) // 0.8945918945308226 */
export const cdf = (d: Poisson, k: number): number => tails(d, k).lower;
/** P(X > k). @example sf({ mean: 1e-8 }, 3) // 4.166666633333334e-34 */
export const sf = (d: Poisson, k: number): number => tails(d, k).upper;
/** log P(X <= k). @example logCdf({ mean: 3.2 }, 5) // -0.11138764846393615 */
export const logCdf = (d: Poisson, k: number): number => tails(d, k).logLower;
/** log P(X > k). @example logSf({ mean: 3.2 }, 5) // -2.2499157438470756 */
export const logSf = (d: Poisson, k: number): number => tails(d, k).logUpper;

const steps = (d: Poisson) => ({
  cdf: (k: number) => cdf(d, k),
  sf: (k: number) => sf(d, k),
  logCdf: (k: number) => logCdf(d, k),
  logSf: (k: number) => logSf(d, k),
  lowest: 0,
  highest: Infinity,
  start: d.mean,
  scale: Math.sqrt(d.mean),
});

/** Smallest k with P(X <= k) >= p. @example quantile({ mean: 3.2 }, 0.95) // 6 */
export const quantile = (d: Poisson, p: number): number => discrete.lowerQuantile(steps(d), p);
/** Smallest k with P(X > k) <= q. @example upperQuantile({ mean: 3.2 }, 0.01) // 8 */
export const upperQuantile = (d: Poisson, q: number): number => discrete.upperQuantile(steps(d), q);
/**
 * Smallest k with log P(X <= k) >= logP, for probabilities too small to write.
 *
 * @example quantileOfLog({ mean: 3.2 }, -2) // 1
 */
export const quantileOfLog = (d: Poisson, logP: number): number =>
  discrete.lowerQuantileOfLog(steps(d), logP);
/** Smallest k with log P(X > k) <= logQ. @example upperQuantileOfLog({ mean: 3.2 }, -5) // 8 */
export const upperQuantileOfLog = (d: Poisson, logQ: number): number =>
  discrete.upperQuantileOfLog(steps(d), logQ);
