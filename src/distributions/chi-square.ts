/**
 * Chi-square distribution, df > 0, support x >= 0: the gamma distribution with shape df / 2 and rate 1 / 2.
 *
 * Parameters are checked where the fit or protocol creates them; NaN in gives NaN out.
 * Source, reference and accuracy: see `gamma.ts`.
 */
import * as gamma from "./gamma.ts";

export interface ChiSquare {
  readonly df: number;
}

const asGamma = (d: ChiSquare): gamma.Gamma => ({ shape: d.df / 2, rate: 0.5 });

/** Density at x. @example density({ df: 5 }, 3) // 0.15418032980376928 */
export const density = (d: ChiSquare, x: number): number => gamma.density(asGamma(d), x);
/** Logarithm of the density at x. @example logDensity({ df: 5 }, 3) // -1.869632388870618 */
export const logDensity = (d: ChiSquare, x: number): number => gamma.logDensity(asGamma(d), x);
/** P(X <= x). @example cdf({ df: 5 }, 3) // 0.3000141641213725 */
export const cdf = (d: ChiSquare, x: number): number => gamma.cdf(asGamma(d), x);
/** P(X > x). @example sf({ df: 5 }, 1400) // 1.3765875143943704e-300 */
export const sf = (d: ChiSquare, x: number): number => gamma.sf(asGamma(d), x);
/** log P(X <= x). @example logCdf({ df: 5 }, 3) // -1.203925591702561 */
export const logCdf = (d: ChiSquare, x: number): number => gamma.logCdf(asGamma(d), x);
/** log P(X > x). @example logSf({ df: 5 }, 3) // -0.35669517860255534 */
export const logSf = (d: ChiSquare, x: number): number => gamma.logSf(asGamma(d), x);
/** x with P(X <= x) = p. @example quantile({ df: 1 }, 0.95) // 3.8414588206941245 */
export const quantile = (d: ChiSquare, p: number): number => gamma.quantile(asGamma(d), p);
/** x with P(X > x) = q. @example upperQuantile({ df: 5 }, 0.01) // 15.086272469388991 */
export const upperQuantile = (d: ChiSquare, q: number): number => gamma.upperQuantile(asGamma(d), q);
/**
 * x with log P(X <= x) = logP, for probabilities too small to write.
 *
 * @example quantileOfLog({ df: 5 }, -2) // 1.8861404627980758
 */
export const quantileOfLog = (d: ChiSquare, logP: number): number => gamma.quantileOfLog(asGamma(d), logP);
/** x with log P(X > x) = logQ. @example upperQuantileOfLog({ df: 5 }, -5) // 16.037455293551645 */
export const upperQuantileOfLog = (d: ChiSquare, logQ: number): number =>
  gamma.upperQuantileOfLog(asGamma(d), logQ);
