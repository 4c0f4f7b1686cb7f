/**
 * Logistic distribution, any location, scale > 0, symmetric about the location.
 *
 * Parameters are checked where the fit creates them; NaN in gives NaN out.
 * Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 2, ch. 23.
 */
import * as elementary from "../core/elementary.ts";
import { logOneMinusExp } from "../num/log-scale.ts";

export interface Logistic {
  readonly location: number;
  readonly scale: number;
}

const toZ = (d: Logistic, x: number): number => (x - d.location) / d.scale;
// log(1 + exp(z)) without overflow.
const softplus = (z: number): number => Math.max(z, 0) + elementary.log1p(elementary.exp(-Math.abs(z)));

/**
 * Logarithm of the density at x.
 *
 * @example logDensity({ location: 0, scale: 1 }, 1.5) // -1.9028265559655049
 */
export const logDensity = (d: Logistic, x: number): number => {
  const z = Math.abs(toZ(d, x));
  return -z - 2 * elementary.log1p(elementary.exp(-z)) - elementary.log(d.scale);
};
/** Density at x. @example density({ location: 0, scale: 1 }, 1.5) // 0.14914645207033286 */
export const density = (d: Logistic, x: number): number => elementary.exp(logDensity(d, x));
/** P(X <= x). @example cdf({ location: 0, scale: 1 }, Math.log(3)) // 0.75 */
export const cdf = (d: Logistic, x: number): number => 1 / (1 + elementary.exp(-toZ(d, x)));
/** P(X > x). @example sf({ location: 0, scale: 1 }, 1.5) // 0.18242552380635635 */
export const sf = (d: Logistic, x: number): number => 1 / (1 + elementary.exp(toZ(d, x)));
/** log P(X <= x). @example logCdf({ location: 0, scale: 1 }, 1.5) // -0.2014132779827524 */
export const logCdf = (d: Logistic, x: number): number => -softplus(-toZ(d, x));
/** log P(X > x). @example logSf({ location: 0, scale: 1 }, 1.5) // -1.7014132779827524 */
export const logSf = (d: Logistic, x: number): number => -softplus(toZ(d, x));
/** x with P(X <= x) = p. @example quantile({ location: 0, scale: 1 }, 0.95) // 2.9444389791664403 */
export const quantile = (d: Logistic, p: number): number => d.location + d.scale * logOdds(p);
/**
 * x with P(X > x) = q; use for q near 0, where quantile(1 - q) has lost q.
 *
 * @example upperQuantile({ location: 0, scale: 1 }, 0.01) // 4.59511985013459
 */
export const upperQuantile = (d: Logistic, q: number): number => d.location - d.scale * logOdds(q);

// log(p / (1 - p)); around 1/2 the ratio is close to 1 and its logarithm would lose digits.
const logOdds = (p: number): number =>
  p > 0.25 && p < 0.75 ? 2 * Math.atanh(2 * p - 1) : elementary.log(p) - elementary.log1p(-p);
/**
 * x with log P(X <= x) = logP, for probabilities too small to write.
 *
 * @example quantileOfLog({ location: 0, scale: 1 }, -2) // -1.854586542131141
 */
export const quantileOfLog = (d: Logistic, logP: number): number => d.location + d.scale * logOddsOfLog(logP);
/**
 * x with log P(X > x) = logQ.
 *
 * @example upperQuantileOfLog({ location: 0, scale: 1 }, -5) // 4.993239250550512
 */
export const upperQuantileOfLog = (d: Logistic, logQ: number): number =>
  d.location - d.scale * logOddsOfLog(logQ);

// The same from log p.
const logOddsOfLog = (logP: number): number =>
  logP > -1.38 && logP < -0.28
    ? 2 * Math.atanh(elementary.expm1(logP + Math.LN2))
    : logP - logOneMinusExp(logP);
