/**
 * Binomial distribution: successes in n trials, 0 <= probability <= 1.
 *
 * cdf(k) = P(X <= k), sf(k) = P(X > k); k is rounded down. Parameters are checked where the protocol creates
 * them; NaN in gives NaN out. Source: Loader (2000) for the density, DLMF 8.17.5 for the tails. Reference: mpmath.
 */
import * as elementary from "../core/elementary.ts";
import { incompleteBeta, logBinomialTerm } from "../num/incomplete-beta.ts";
import { type Tails, swapTails, tailsFromLogLower } from "../num/log-scale.ts";
import * as discrete from "./discrete-quantile.ts";

export interface Binomial {
  readonly n: number;
  readonly probability: number;
}

/** log P(X = k). @example logDensity({ n: 10, probability: 0.5 }, 3) // -2.1439800628174073 */
export function logDensity({ n, probability: p }: Binomial, k: number): number {
  if (Number.isNaN(k + n + p)) return Number.NaN;
  if (k < 0 || k > n || !Number.isInteger(k)) return -Infinity;
  if (p === 0) return k === 0 ? 0 : -Infinity;
  if (p === 1) return k === n ? 0 : -Infinity;
  if (k === 0) return n * elementary.log1p(-p);
  if (k === n) return n * elementary.log(p);
  return logBinomialTerm(k, n - k, p, 1 - p);
}
/** P(X = k). @example density({ n: 10, probability: 0.5 }, 3) // 0.1171875 */
export const density = (d: Binomial, k: number): number => elementary.exp(logDensity(d, k));

function tails({ n, probability: p }: Binomial, x: number): Tails {
  const k = Math.floor(x);
  if (k < 0) return tailsFromLogLower(-Infinity);
  if (k >= n) return tailsFromLogLower(0);
  return swapTails(incompleteBeta(k + 1, n - k, p, 1 - p));
}

/** P(X <= k). @example cdf({ n: 10, probability: 0.5 }, 3) // 0.171875 */
export const cdf = (d: Binomial, k: number): number => tails(d, k).lower;
/** P(X > k). @example sf({ n: 637, probability: 0.5 }, 600) // 1.6269518732927354e-133 */
export const sf = (d: Binomial, k: number): number => tails(d, k).upper;
/** log P(X <= k). @example logCdf({ n: 10, probability: 0.5 }, 3) // -1.7609878105613013 */
export const logCdf = (d: Binomial, k: number): number => tails(d, k).logLower;
/** log P(X > k). @example logSf({ n: 10, probability: 0.5 }, 3) // -0.18859116980755003 */
export const logSf = (d: Binomial, k: number): number => tails(d, k).logUpper;

const steps = (d: Binomial) => ({
  cdf: (k: number) => cdf(d, k),
  sf: (k: number) => sf(d, k),
  logCdf: (k: number) => logCdf(d, k),
  logSf: (k: number) => logSf(d, k),
  lowest: 0,
  highest: d.n,
  start: d.n * d.probability,
  scale: Math.sqrt(d.n * d.probability * (1 - d.probability)),
});

/** Smallest k with P(X <= k) >= p. @example quantile({ n: 10, probability: 0.5 }, 0.5) // 5 */
export const quantile = (d: Binomial, p: number): number => discrete.lowerQuantile(steps(d), p);
/** Smallest k with P(X > k) <= q. @example upperQuantile({ n: 10, probability: 0.5 }, 0.01) // 9 */
export const upperQuantile = (d: Binomial, q: number): number => discrete.upperQuantile(steps(d), q);
/**
 * Smallest k with log P(X <= k) >= logP, for probabilities too small to write.
 *
 * @example quantileOfLog({ n: 10, probability: 0.5 }, -2) // 3
 */
export const quantileOfLog = (d: Binomial, logP: number): number =>
  discrete.lowerQuantileOfLog(steps(d), logP);
/** Smallest k with log P(X > k) <= logQ. @example upperQuantileOfLog({ n: 10, probability: 0.5 }, -5) // 9 */
export const upperQuantileOfLog = (d: Binomial, logQ: number): number =>
  discrete.upperQuantileOfLog(steps(d), logQ);
