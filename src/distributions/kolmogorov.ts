/**
 * Kolmogorov's limiting distribution of sqrt(n) times the largest gap between an empirical and the true distribution
 * function; no parameters, support x > 0. It is a limit: for n below about 100 an exact method is needed.
 *
 * Both of Jacobi's theta series are used, each where it converges at once and keeps its own tail.
 *
 * Source: Kolmogorov (1933); Marsaglia, Tsang & Wang (2003), J. Stat. Software 8(18), eqs. 1 and 2.
 */
import * as elementary from "../core/elementary.ts";
import { solveMonotone } from "../num/tail-inverse.ts";
import * as tail from "./tail-quantile.ts";

const SWITCH = 1;

// log of sqrt(2 pi)/x sum exp(-(2k-1)^2 pi^2 / (8 x^2)), with the largest term taken out.
function logLowerSeries(x: number): number {
  const unit = Math.PI ** 2 / (8 * x * x);
  let sum = 1;
  for (let k = 3; k < 20; k += 2) sum += elementary.exp(-(k * k - 1) * unit);
  return 0.5 * elementary.log(2 * Math.PI) - elementary.log(x) - unit + elementary.log(sum);
}

// log of 2 sum (-1)^(k-1) exp(-2 k^2 x^2), with the largest term taken out.
function logUpperSeries(x: number): number {
  const unit = 2 * x * x;
  let sum = 1;
  for (let k = 2; k < 10; k++) sum += (k % 2 === 0 ? -1 : 1) * elementary.exp(-(k * k - 1) * unit);
  return Math.LN2 - unit + elementary.log(sum);
}

/** log P(K <= x). @example logCdf(1) // -0.3147102950827528 */
export function logCdf(x: number): number {
  if (x <= 0) return -Infinity;
  if (x === Infinity) return 0;
  return x < SWITCH ? logLowerSeries(x) : elementary.log1p(-elementary.exp(logUpperSeries(x)));
}
/** log P(K > x). @example logSf(1) // -1.3093345359942996 */
export function logSf(x: number): number {
  if (x <= 0) return 0;
  if (x === Infinity) return -Infinity;
  return x < SWITCH ? elementary.log1p(-elementary.exp(logLowerSeries(x))) : logUpperSeries(x);
}
/** P(K <= x). @example cdf(1) // 0.7300003283226455 */
export const cdf = (x: number): number => elementary.exp(logCdf(x));
/** P(K > x). @example sf(1.3580986393225507) // 0.05 */
export const sf = (x: number): number => elementary.exp(logSf(x));

// log of the derivative of the lower series: sqrt(2 pi)/x^2 sum (2 m - 1) exp(-m), m = (2k-1)^2 pi^2 / (8 x^2).
function logLowerSlope(x: number): number {
  const unit = Math.PI ** 2 / (8 * x * x);
  let sum = 2 * unit - 1;
  for (let k = 3; k < 20; k += 2) sum += (2 * k * k * unit - 1) * elementary.exp(-(k * k - 1) * unit);
  return 0.5 * elementary.log(2 * Math.PI) - 2 * elementary.log(x) - unit + elementary.log(sum);
}

// log of 8 x sum (-1)^(k-1) k^2 exp(-2 k^2 x^2).
function logUpperSlope(x: number): number {
  const unit = 2 * x * x;
  let sum = 1;
  for (let k = 2; k < 10; k++) sum += (k % 2 === 0 ? -1 : 1) * k * k * elementary.exp(-(k * k - 1) * unit);
  return elementary.log(8 * x) - unit + elementary.log(sum);
}

/** log of the density at x. @example logDensity(1) // 0.06947807488988572 */
export function logDensity(x: number): number {
  if (x <= 0 || x === Infinity) return -Infinity;
  return x < SWITCH ? logLowerSlope(x) : logUpperSlope(x);
}
/** Density at x. @example density(1) // 1.0719485583569417 */
export const density = (x: number): number => elementary.exp(logDensity(x));

// x whose lower (or upper) tail has the given logarithm, at most log 1/2.
function fromTail(logTail: number, isLower: boolean): number {
  const [logOf, sign] = isLower ? [logCdf, 1] : [logSf, -1];
  // The leading terms: exp(-pi^2 / (8 x^2)) below, 2 exp(-2 x^2) above; the median is 0.83.
  const start = isLower ? Math.PI / Math.sqrt(8 * (1 - logTail)) : Math.sqrt((Math.LN2 - logTail) / 2);
  return solveMonotone(
    (x) => {
      const value = logOf(x);
      return { value: value - logTail, derivative: sign * elementary.exp(logDensity(x) - value) };
    },
    start,
    start / 4,
  );
}

const ends = [0, Infinity] as const;
/** x with P(K <= x) = p. @example quantile(0.95) // 1.3580986393225507 */
export const quantile = (p: number): number => tail.lowerQuantile(p, ends, fromTail);
/**
 * x with P(K > x) = q; use for q near 0, where quantile(1 - q) has lost q.
 *
 * @example upperQuantile(0.01) // 1.6276236115189504
 */
export const upperQuantile = (q: number): number => tail.upperQuantile(q, ends, fromTail);
/**
 * x with log P(K <= x) = logP, for probabilities too small to write.
 *
 * @example quantileOfLog(-2) // 0.5997113797433173
 */
export const quantileOfLog = (logP: number): number => tail.lowerQuantileOfLog(logP, ends, fromTail);
/** x with log P(K > x) = logQ. @example upperQuantileOfLog(-5) // 1.6871791757727082 */
export const upperQuantileOfLog = (logQ: number): number => tail.upperQuantileOfLog(logQ, ends, fromTail);
