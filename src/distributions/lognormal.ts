/**
 * Lognormal distribution: log X is normal with `meanLog` and `sdLog` > 0 (natural logarithm), support x >= 0.
 *
 * Parameters are checked where the fit creates them; NaN in gives NaN out. Accuracy: that of `normal.ts`.
 * Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1, ch. 14.
 */
import * as normal from "./normal.ts";

export interface Lognormal {
  readonly meanLog: number;
  readonly sdLog: number;
}

const ofLog = (d: Lognormal): normal.Normal => ({ mean: d.meanLog, sd: d.sdLog });
const logOf = (x: number): number => Math.log(Math.max(x, 0));

export const logDensity = (d: Lognormal, x: number): number =>
  x <= 0 ? -Infinity : normal.logDensity(ofLog(d), Math.log(x)) - Math.log(x);
export const density = (d: Lognormal, x: number): number => Math.exp(logDensity(d, x));
/** P(X <= x). @example cdf({ meanLog: 0, sdLog: 1 }, 1) // 0.5 */
export const cdf = (d: Lognormal, x: number): number => normal.cdf(ofLog(d), logOf(x));
/** P(X > x). */
export const sf = (d: Lognormal, x: number): number => normal.sf(ofLog(d), logOf(x));
export const logCdf = (d: Lognormal, x: number): number => normal.logCdf(ofLog(d), logOf(x));
export const logSf = (d: Lognormal, x: number): number => normal.logSf(ofLog(d), logOf(x));
/** x with P(X <= x) = p. */
export const quantile = (d: Lognormal, p: number): number => Math.exp(normal.quantile(ofLog(d), p));
/** x with P(X > x) = q; use for q near 0, where quantile(1 - q) has lost q. */
export const upperQuantile = (d: Lognormal, q: number): number => Math.exp(normal.upperQuantile(ofLog(d), q));
/** x with log P(X <= x) = logP, for probabilities too small to write. */
export const quantileOfLog = (d: Lognormal, logP: number): number =>
  Math.exp(normal.quantileOfLog(ofLog(d), logP));
/** x with log P(X > x) = logQ. */
export const upperQuantileOfLog = (d: Lognormal, logQ: number): number =>
  Math.exp(normal.upperQuantileOfLog(ofLog(d), logQ));
