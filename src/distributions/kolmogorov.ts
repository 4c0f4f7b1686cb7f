/**
 * Kolmogorov's limiting distribution of sqrt(n) times the largest gap between an empirical and the true distribution
 * function; no parameters, support x > 0. It is a limit: for n below about 100 an exact method is needed.
 *
 * Both of Jacobi's theta series are used, each where it converges at once and keeps its own tail.
 *
 * Source: Kolmogorov (1933); Marsaglia, Tsang & Wang (2003), J. Stat. Software 8(18), eqs. 1 and 2.
 */
import { findRoot } from "../num/root.ts";

const SWITCH = 1;

// log of sqrt(2 pi)/x sum exp(-(2k-1)^2 pi^2 / (8 x^2)), with the largest term taken out.
function logLowerSeries(x: number): number {
  const unit = Math.PI ** 2 / (8 * x * x);
  let sum = 1;
  for (let k = 3; k < 20; k += 2) sum += Math.exp(-(k * k - 1) * unit);
  return 0.5 * Math.log(2 * Math.PI) - Math.log(x) - unit + Math.log(sum);
}

// log of 2 sum (-1)^(k-1) exp(-2 k^2 x^2), with the largest term taken out.
function logUpperSeries(x: number): number {
  const unit = 2 * x * x;
  let sum = 1;
  for (let k = 2; k < 10; k++) sum += (k % 2 === 0 ? -1 : 1) * Math.exp(-(k * k - 1) * unit);
  return Math.LN2 - unit + Math.log(sum);
}

/** log P(K <= x). */
export function logCdf(x: number): number {
  if (x <= 0) return -Infinity;
  return x < SWITCH ? logLowerSeries(x) : Math.log1p(-Math.exp(logUpperSeries(x)));
}
/** log P(K > x). */
export function logSf(x: number): number {
  if (x <= 0) return 0;
  return x < SWITCH ? Math.log1p(-Math.exp(logLowerSeries(x))) : logUpperSeries(x);
}
/** P(K <= x). */
export const cdf = (x: number): number => Math.exp(logCdf(x));
/** P(K > x). @example sf(1.3580986393225507) // 0.05 */
export const sf = (x: number): number => Math.exp(logSf(x));

const OPTIONS = { relativeTolerance: 1e-15, maximumIterations: 200 };

/** x with P(K > x) = q. */
export function upperQuantile(q: number): number {
  if (!(q >= 0 && q <= 1)) return Number.NaN;
  if (q === 0) return Infinity;
  if (q === 1) return 0;
  // The median is 0.8276: there the tail to solve for changes.
  if (q > 0.5) return lowerSolve(Math.log1p(-q));
  return findRoot((x) => logSf(x) - Math.log(q), 0.5, 20, OPTIONS).root;
}

/** x with P(K <= x) = p. */
export function quantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p > 0.5) return upperQuantile(1 - p);
  return p === 0 ? 0 : lowerSolve(Math.log(p));
}

const lowerSolve = (logP: number): number => findRoot((x) => logCdf(x) - logP, 0.03, 1, OPTIONS).root;
