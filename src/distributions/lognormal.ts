/**
 * Lognormal distribution: log X is normal with `meanLog` and `sdLog` > 0 (natural logarithm), support x >= 0.
 *
 * Parameters are checked where the fit creates them; NaN in gives NaN out. Accuracy: that of `normal.ts`.
 * Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1, ch. 14.
 */
import * as elementary from "../core/elementary.ts";
import * as normal from "./normal.ts";

export interface Lognormal {
  readonly meanLog: number;
  readonly sdLog: number;
}

const ofLog = (d: Lognormal): normal.Normal => ({ mean: d.meanLog, sd: d.sdLog });
const logOf = (x: number): number => elementary.log(Math.max(x, 0));

/** Logarithm of the density at x. @example logDensity({ meanLog: 0, sdLog: 1 }, 2) // -1.8523122207237188 */
export const logDensity = (d: Lognormal, x: number): number =>
  x <= 0 ? -Infinity : normal.logDensity(ofLog(d), elementary.log(x)) - elementary.log(x);
/** Density at x. @example density({ meanLog: 0, sdLog: 1 }, 2) // 0.1568740192789811 */
export const density = (d: Lognormal, x: number): number => elementary.exp(logDensity(d, x));
/** P(X <= x). @example cdf({ meanLog: 0, sdLog: 1 }, 1) // 0.5 */
export const cdf = (d: Lognormal, x: number): number => normal.cdf(ofLog(d), logOf(x));
/** P(X > x). @example sf({ meanLog: 0, sdLog: 1 }, 2) // 0.24410859578558272 */
export const sf = (d: Lognormal, x: number): number => normal.sf(ofLog(d), logOf(x));
/** log P(X <= x). @example logCdf({ meanLog: 0, sdLog: 1 }, 2) // -0.2798575583395914 */
export const logCdf = (d: Lognormal, x: number): number => normal.logCdf(ofLog(d), logOf(x));
/** log P(X > x). @example logSf({ meanLog: 0, sdLog: 1 }, 2) // -1.4101420880058386 */
export const logSf = (d: Lognormal, x: number): number => normal.logSf(ofLog(d), logOf(x));
/** x with P(X <= x) = p. @example quantile({ meanLog: 0, sdLog: 1 }, 0.95) // 5.180251602233016 */
export const quantile = (d: Lognormal, p: number): number => elementary.exp(normal.quantile(ofLog(d), p));
/**
 * x with P(X > x) = q; use for q near 0, where quantile(1 - q) has lost q.
 *
 * @example upperQuantile({ meanLog: 0, sdLog: 1 }, 0.01) // 10.240473656312135
 */
export const upperQuantile = (d: Lognormal, q: number): number =>
  elementary.exp(normal.upperQuantile(ofLog(d), q));
/**
 * x with log P(X <= x) = logP, for probabilities too small to write.
 *
 * @example quantileOfLog({ meanLog: 0, sdLog: 1 }, -2) // 0.3323656274630015
 */
export const quantileOfLog = (d: Lognormal, logP: number): number =>
  elementary.exp(normal.quantileOfLog(ofLog(d), logP));
/**
 * x with log P(X > x) = logQ.
 *
 * @example upperQuantileOfLog({ meanLog: 0, sdLog: 1 }, -5) // 11.833549050438076
 */
export const upperQuantileOfLog = (d: Lognormal, logQ: number): number =>
  elementary.exp(normal.upperQuantileOfLog(ofLog(d), logQ));
