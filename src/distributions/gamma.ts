/**
 * Gamma distribution, shape > 0, rate > 0 (one over the scale), support x >= 0.
 *
 * Parameters are checked where the fit or protocol creates them; NaN in gives NaN out.
 * Source: DLMF 8.2, 8.7, 8.9; Loader (2000) for the density. Reference: mpmath gammainc.
 */
import * as elementary from "../core/elementary.ts";
import { logGamma, logGammaOnePlus } from "../num/gamma.ts";
import { incompleteGamma, logPoissonTerm } from "../num/incomplete-gamma.ts";
import type { Tails } from "../num/log-scale.ts";
import { type Slope, solveMonotone } from "../num/tail-inverse.ts";
import * as normal from "./normal.ts";
import * as tail from "./tail-quantile.ts";

export interface Gamma {
  readonly shape: number;
  readonly rate: number;
}

const tails = (d: Gamma, x: number): Tails => incompleteGamma(d.shape, d.rate * x);

/** Logarithm of the density at x. @example logDensity({ shape: 3, rate: 1.5 }, 2) // -1.0904574951155614 */
export function logDensity(d: Gamma, x: number): number {
  if (x < 0 || x === Infinity) return -Infinity;
  if (x === 0) return d.shape < 1 ? Infinity : d.shape === 1 ? elementary.log(d.rate) : -Infinity;
  const scaled = d.rate * x;
  // Near 0 the Poisson term and the last factor would cancel.
  return d.shape < 10 && scaled < 1
    ? (d.shape - 1) * elementary.log(scaled) - scaled - logGamma(d.shape) + elementary.log(d.rate)
    : logPoissonTerm(d.shape, scaled) + elementary.log(d.shape / x);
}
/** Density at x. @example density({ shape: 3, rate: 1.5 }, 2) // 0.3360627114830816 */
export const density = (d: Gamma, x: number): number => elementary.exp(logDensity(d, x));

/** P(X <= x). @example cdf({ shape: 3, rate: 1.5 }, 2) // 0.5768099188731565 */
export const cdf = (d: Gamma, x: number): number => tails(d, x).lower;
/** P(X > x). @example sf({ shape: 5, rate: 1 }, 100) // 1.6139305336977305e-37 */
export const sf = (d: Gamma, x: number): number => tails(d, x).upper;
/** log P(X <= x). @example logCdf({ shape: 3, rate: 1.5 }, 2) // -0.550242496777221 */
export const logCdf = (d: Gamma, x: number): number => tails(d, x).logLower;
/** log P(X > x). @example logSf({ shape: 3, rate: 1.5 }, 2) // -0.8599338365037292 */
export const logSf = (d: Gamma, x: number): number => tails(d, x).logUpper;

// Quantile at rate 1, from the log of the smaller tail.
function standardQuantile(shape: number, logTail: number, isLower: boolean): number {
  if (isLower) {
    // Below exp(-600) the lower tail is x^shape / Gamma(shape + 1) to the last digit.
    const leading = (logTail + logGammaOnePlus(shape)) / shape;
    if (leading < -600) return elementary.exp(leading);
  }
  const z = isLower
    ? normal.quantileOfLog(normal.standard, logTail)
    : normal.upperQuantileOfLog(normal.standard, logTail);
  // Wilson & Hilferty (1931).
  const cubeRoot = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  const start =
    shape > 0.5 && cubeRoot > 0.1
      ? elementary.log(shape * cubeRoot * cubeRoot * cubeRoot)
      : isLower
        ? (logTail + logGammaOnePlus(shape)) / shape
        : elementary.log(shape + 1 - logTail);
  // log tail less its target, and its derivative in log x.
  const gap = (x: number): Slope => {
    const t = incompleteGamma(shape, x);
    const reached = isLower ? t.logLower : t.logUpper;
    const slope = shape * elementary.exp(logPoissonTerm(shape, x) - reached);
    return { value: reached - logTail, derivative: isLower ? slope : -slope };
  };
  const x = elementary.exp(solveMonotone((u) => gap(elementary.exp(u)), start, 1 / Math.sqrt(shape)));
  // The logarithm of a large x has lost its last digits: one step more, in x itself.
  const { value, derivative } = gap(x);
  const step = value / derivative;
  return Math.abs(step) < 1e-6 ? x * (1 - step) : x;
}

const ends = [0, Infinity] as const;
const fromTail =
  (d: Gamma) =>
  (logTail: number, isLower: boolean): number =>
    standardQuantile(d.shape, logTail, isLower) / d.rate;

/**
 * x with P(X <= x) = p. Relative error below 1e-13 (against mpmath).
 *
 * @example quantile({ shape: 3, rate: 1.5 }, 0.95) // 4.19719574791466
 */
export const quantile = (d: Gamma, p: number): number => tail.lowerQuantile(p, ends, fromTail(d));
/**
 * x with P(X > x) = q; use for q near 0, where quantile(1 - q) has lost q.
 *
 * @example upperQuantile({ shape: 3, rate: 1.5 }, 0.01) // 5.6039646099236435
 */
export const upperQuantile = (d: Gamma, q: number): number => tail.upperQuantile(q, ends, fromTail(d));
/**
 * x with log P(X <= x) = logP, for probabilities too small to write.
 *
 * @example quantileOfLog({ shape: 3, rate: 1.5 }, -2) // 0.8446034713698526
 */
export const quantileOfLog = (d: Gamma, logP: number): number =>
  tail.lowerQuantileOfLog(logP, ends, fromTail(d));
/**
 * x with log P(X > x) = logQ.
 *
 * @example upperQuantileOfLog({ shape: 3, rate: 1.5 }, -5) // 5.935061296454678
 */
export const upperQuantileOfLog = (d: Gamma, logQ: number): number =>
  tail.upperQuantileOfLog(logQ, ends, fromTail(d));
