/**
 * Student's t distribution, df > 0 (Infinity gives the standard normal), symmetric about 0.
 *
 * Parameters are checked where the fit or protocol creates them; NaN in gives NaN out.
 * Source: DLMF 8.17 with Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 2, ch. 28.
 * Reference: mpmath betainc.
 */
import * as elementary from "../core/elementary.ts";
import { logBeta } from "../num/gamma.ts";
import { incompleteBeta } from "../num/incomplete-beta.ts";
import { logOneMinusExp, type Tails, swapTails, tailsFromLogLower } from "../num/log-scale.ts";
import { deviancePart, stirlingError } from "../num/saddle-point.ts";
import { logOddsQuantile } from "./beta.ts";
import * as normal from "./normal.ts";

export interface StudentT {
  readonly df: number;
}

const LOG_TWO_PI = 1.8378770664093453;

// Tails at t >= 0.
function tailsAbove({ df }: StudentT, t: number): Tails {
  const square = t * t;
  if (square > 1e290 * Math.max(1, df)) {
    // The square overflows soon: the tail is (df / t^2)^(df/2) / (df B(df/2, 1/2)) to the last digit.
    const log =
      0.5 * df * (elementary.log(df) - 2 * elementary.log(t)) - elementary.log(df) - logBeta(df / 2, 0.5);
    return swapTails(tailsFromLogLower(log));
  }
  const both = incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square));
  return swapTails(tailsFromLogLower(both.logLower - Math.LN2));
}

function tails(d: StudentT, t: number): Tails {
  if (Number.isNaN(t) || !(d.df > 0))
    return { lower: Number.NaN, upper: Number.NaN, logLower: Number.NaN, logUpper: Number.NaN };
  return t >= 0 ? tailsAbove(d, t) : swapTails(tailsAbove(d, -t));
}

/** Logarithm of the density at t. @example logDensity({ df: 5 }, 2) // -2.731979583761081 */
export function logDensity(d: StudentT, t: number): number {
  const { df } = d;
  if (df === Infinity) return normal.logDensity(normal.standard, t);
  const ratio = t * (t / df);
  // Gamma((df+1)/2) / Gamma(df/2) through Stirling errors.
  const half = df / 2;
  const constant =
    stirlingError(half + 0.5) - stirlingError(half) - deviancePart(half, half + 0.5) - 0.5 * LOG_TWO_PI;
  const logOnePlus =
    ratio < 1e30 ? elementary.log1p(ratio) : 2 * elementary.log(Math.abs(t)) - elementary.log(df);
  return constant - (half + 0.5) * logOnePlus;
}
/** Density at t. @example density({ df: 5 }, 2) // 0.06509031032621647 */
export const density = (d: StudentT, t: number): number => elementary.exp(logDensity(d, t));

const isNormal = (d: StudentT): boolean => d.df === Infinity;

/** P(T <= t). @example cdf({ df: 5 }, 2) // 0.9490302605850708 */
export const cdf = (d: StudentT, t: number): number =>
  isNormal(d) ? normal.cdf(normal.standard, t) : tails(d, t).lower;
/** P(T > t). @example sf({ df: 5 }, 2) // 0.05096973941492918 */
export const sf = (d: StudentT, t: number): number =>
  isNormal(d) ? normal.sf(normal.standard, t) : tails(d, t).upper;
/** log P(T <= t). @example logCdf({ df: 5 }, 2) // -0.05231459406807402 */
export const logCdf = (d: StudentT, t: number): number =>
  isNormal(d) ? normal.logCdf(normal.standard, t) : tails(d, t).logLower;
/** log P(T > t). @example logSf({ df: 5 }, 2) // -2.976523167161812 */
export const logSf = (d: StudentT, t: number): number =>
  isNormal(d) ? normal.logSf(normal.standard, t) : tails(d, t).logUpper;

/** t with P(T > t) = q. @example upperQuantile({ df: 5 }, 0.025) // 2.5705818356363146 */
export function upperQuantile(d: StudentT, q: number): number {
  if (!(q >= 0 && q <= 1)) return Number.NaN;
  if (isNormal(d)) return normal.upperQuantile(normal.standard, q);
  if (q === 0.5) return 0;
  if (q > 0.5) return -fromUpperTail(d, elementary.log1p(-q), q - 0.5);
  return fromUpperTail(d, elementary.log(q), 0.5 - q);
}

/** t with P(T <= t) = p. @example quantile({ df: 5 }, 0.95) // 2.0150483733330242 */
export const quantile = (d: StudentT, p: number): number => 0 - upperQuantile(d, p);

/**
 * t with log P(T > t) = logQ, for probabilities too small to write.
 *
 * @example upperQuantileOfLog({ df: 5 }, -5) // 3.736806613815807
 */
export function upperQuantileOfLog(d: StudentT, logQ: number): number {
  if (!(logQ <= 0)) return Number.NaN;
  if (isNormal(d)) return normal.upperQuantileOfLog(normal.standard, logQ);
  const central = -0.5 * elementary.expm1(logQ + Math.LN2);
  if (central === 0) return 0;
  return central > 0 ? fromUpperTail(d, logQ, central) : -fromUpperTail(d, logOneMinusExp(logQ), -central);
}

/** t with log P(T <= t) = logP. @example quantileOfLog({ df: 5 }, -2) // -1.2380083126876449 */
export const quantileOfLog = (d: StudentT, logP: number): number => 0 - upperQuantileOfLog(d, logP);

// t > 0 whose upper tail has the given log, and between which and 0 lies `central`.
function fromUpperTail({ df }: StudentT, logTail: number, central: number): number {
  if (logTail === -Infinity) return Infinity;
  const beta = { shape1: df / 2, shape2: 0.5 };
  // t^2 / df = (1 - x) / x, where x = df / (df + t^2) is beta: near the centre its upper tail is the smaller one.
  const logOdds =
    central > 0.25
      ? logOddsQuantile(beta, logTail + Math.LN2, true)
      : logOddsQuantile(beta, elementary.log(2 * central), false);
  return Math.sqrt(df) * elementary.exp(-logOdds / 2);
}
