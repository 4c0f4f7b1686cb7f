/**
 * Negative binomial distribution: failures before the `size`-th success, size > 0 (need not be whole),
 * 0 < probability <= 1 of a success.
 *
 * cdf(k) = P(X <= k), sf(k) = P(X > k); k is rounded down. Parameters are checked where the fit creates them;
 * NaN in gives NaN out. Source: Johnson, Kemp & Kotz, Univariate Discrete Distributions, 3rd ed., ch. 5;
 * DLMF 8.17 for the tails. Reference: mpmath. Accuracy: that of `binomial.ts`.
 */
import * as elementary from "../core/elementary.ts";
import { incompleteBeta, logBinomialTerm } from "../num/incomplete-beta.ts";
import { type Tails, tailsFromLogLower } from "../num/log-scale.ts";
import * as discrete from "./discrete-quantile.ts";

export interface NegativeBinomial {
  readonly size: number;
  readonly probability: number;
}

/** log P(X = k). @example logDensity({ size: 3, probability: 0.5 }, 2) // -1.6739764335716716 */
export function logDensity({ size, probability: p }: NegativeBinomial, k: number): number {
  if (Number.isNaN(k + size + p)) return Number.NaN;
  if (k < 0 || !Number.isInteger(k)) return -Infinity;
  if (k === 0) return size * elementary.log(p);
  if (p === 1) return -Infinity;
  return logBinomialTerm(size, k, p, 1 - p) + elementary.log(size / (size + k));
}
/** P(X = k). @example density({ size: 3, probability: 0.5 }, 2) // 0.1875 */
export const density = (d: NegativeBinomial, k: number): number => elementary.exp(logDensity(d, k));

function tails({ size, probability: p }: NegativeBinomial, x: number): Tails {
  const k = Math.floor(x);
  if (k < 0) return tailsFromLogLower(-Infinity);
  if (k === Infinity) return tailsFromLogLower(0);
  return incompleteBeta(size, k + 1, p, 1 - p);
}

/** P(X <= k). @example cdf({ size: 3, probability: 0.5 }, 2) // 0.5 */
export const cdf = (d: NegativeBinomial, k: number): number => tails(d, k).lower;
/** P(X > k). @example sf({ size: 3, probability: 0.5 }, 2) // 0.5 */
export const sf = (d: NegativeBinomial, k: number): number => tails(d, k).upper;
/** log P(X <= k). @example logCdf({ size: 3, probability: 0.5 }, 2) // -0.6931471805599453 */
export const logCdf = (d: NegativeBinomial, k: number): number => tails(d, k).logLower;
/** log P(X > k). @example logSf({ size: 3, probability: 0.5 }, 2) // -0.6931471805599453 */
export const logSf = (d: NegativeBinomial, k: number): number => tails(d, k).logUpper;

const steps = (d: NegativeBinomial) => ({
  cdf: (k: number) => cdf(d, k),
  sf: (k: number) => sf(d, k),
  logCdf: (k: number) => logCdf(d, k),
  logSf: (k: number) => logSf(d, k),
  lowest: 0,
  highest: Infinity,
  start: (d.size * (1 - d.probability)) / d.probability,
  scale: Math.sqrt(d.size * (1 - d.probability)) / d.probability,
});

/** Smallest k with P(X <= k) >= p. @example quantile({ size: 3, probability: 0.5 }, 0.95) // 8 */
export const quantile = (d: NegativeBinomial, p: number): number => discrete.lowerQuantile(steps(d), p);
/** Smallest k with P(X > k) <= q. @example upperQuantile({ size: 3, probability: 0.5 }, 0.01) // 11 */
export const upperQuantile = (d: NegativeBinomial, q: number): number => discrete.upperQuantile(steps(d), q);
/**
 * Smallest k with log P(X <= k) >= logP, for probabilities too small to write.
 *
 * @example quantileOfLog({ size: 3, probability: 0.5 }, -2) // 1
 */
export const quantileOfLog = (d: NegativeBinomial, logP: number): number =>
  discrete.lowerQuantileOfLog(steps(d), logP);
/**
 * Smallest k with log P(X > k) <= logQ.
 *
 * @example upperQuantileOfLog({ size: 3, probability: 0.5 }, -5) // 11
 */
export const upperQuantileOfLog = (d: NegativeBinomial, logQ: number): number =>
  discrete.upperQuantileOfLog(steps(d), logQ);
