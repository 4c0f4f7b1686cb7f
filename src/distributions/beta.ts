/**
 * Beta distribution, shape1 > 0, shape2 > 0, support 0 <= x <= 1.
 *
 * Parameters are checked where the fit or protocol creates them; NaN in gives NaN out.
 * Source: DLMF 8.17; Loader (2000) for the density. Reference: mpmath betainc.
 */
import * as elementary from "../core/elementary.ts";
import { logBeta } from "../num/gamma.ts";
import { incompleteBeta, logBinomialTerm } from "../num/incomplete-beta.ts";
import type { Tails } from "../num/log-scale.ts";
import { solveMonotone } from "../num/tail-inverse.ts";
import * as tail from "./tail-quantile.ts";

export interface Beta {
  readonly shape1: number;
  readonly shape2: number;
}

const tails = (d: Beta, x: number): Tails => incompleteBeta(d.shape1, d.shape2, x, 1 - x);

// log density at an end of the support, where the other factor is 1.
const logDensityAtEnd = (near: number, far: number): number =>
  near < 1 ? Infinity : near > 1 ? -Infinity : elementary.log(far);

/** Logarithm of the density at x. @example logDensity({ shape1: 2, shape2: 3 }, 0.5) // 0.4054651081081644 */
export function logDensity({ shape1, shape2 }: Beta, x: number): number {
  if (x < 0 || x > 1) return -Infinity;
  if (x === 0) return logDensityAtEnd(shape1, shape2);
  if (x === 1) return logDensityAtEnd(shape2, shape1);
  // With small shapes nothing cancels in the plain formula; with large ones everything would.
  if (shape1 + shape2 < 20)
    return (shape1 - 1) * elementary.log(x) + (shape2 - 1) * elementary.log1p(-x) - logBeta(shape1, shape2);
  const logRate = elementary.log(shape1 / (shape1 + shape2)) + elementary.log(shape2);
  return logBinomialTerm(shape1, shape2, x, 1 - x) + logRate - elementary.log(x) - elementary.log1p(-x);
}
/** Density at x. @example density({ shape1: 2, shape2: 3 }, 0.5) // 1.5 */
export const density = (d: Beta, x: number): number => elementary.exp(logDensity(d, x));

/** P(X <= x). @example cdf({ shape1: 2, shape2: 3 }, 0.5) // 0.6875 */
export const cdf = (d: Beta, x: number): number => tails(d, x).lower;
/** P(X > x). @example sf({ shape1: 2, shape2: 3 }, 0.5) // 0.3125 */
export const sf = (d: Beta, x: number): number => tails(d, x).upper;
/** log P(X <= x). @example logCdf({ shape1: 2, shape2: 3 }, 0.5) // -0.3746934494414107 */
export const logCdf = (d: Beta, x: number): number => tails(d, x).logLower;
/** log P(X > x). @example logSf({ shape1: 0.1, shape2: 1e5 }, 0.999) // -690788.1413437924 */
export const logSf = (d: Beta, x: number): number => tails(d, x).logUpper;

/**
 * log(x / (1 - x)) at which the lower (or upper) tail has the given logarithm.
 *
 * The log odds keep x and 1 - x both to full relative accuracy; the t and F quantiles are built on them.
 *
 * @internal
 */
export function logOddsQuantile({ shape1, shape2 }: Beta, logTail: number, isLower: boolean): number {
  if (!isLower) return -logOddsQuantile({ shape1: shape2, shape2: shape1 }, logTail, true);
  if (logTail === 0) return Infinity;
  // Below exp(-600) the lower tail is x^a / (a B(a, b)) to the last digit.
  const leading = (logTail + elementary.log(shape1) + logBeta(shape1, shape2)) / shape1;
  if (leading < -600) return leading;
  const start = elementary.log(shape1 / shape2);
  return solveMonotone(
    (w) => {
      const x = 1 / (1 + elementary.exp(-w));
      const y = 1 / (1 + elementary.exp(w));
      const { logLower } = incompleteBeta(shape1, shape2, x, y);
      const front =
        logBinomialTerm(shape1, shape2, x, y) +
        elementary.log(shape1 / (shape1 + shape2)) +
        elementary.log(shape2);
      return { value: logLower - logTail, derivative: elementary.exp(front - logLower) };
    },
    start,
    Math.sqrt(1 / shape1 + 1 / shape2),
  );
}

const ends = [0, 1] as const;
const fromTail =
  (d: Beta) =>
  (logTail: number, isLower: boolean): number =>
    1 / (1 + elementary.exp(-logOddsQuantile(d, logTail, isLower)));

/**
 * x with P(X <= x) = p. Relative error below 1e-12 (against mpmath).
 *
 * @example quantile({ shape1: 2, shape2: 3 }, 0.95) // 0.7513953742698185
 */
export const quantile = (d: Beta, p: number): number => tail.lowerQuantile(p, ends, fromTail(d));
/**
 * x with P(X > x) = q; use for q near 0, where quantile(1 - q) has lost q.
 *
 * @example upperQuantile({ shape1: 2, shape2: 3 }, 0.01) // 0.8591324573054541
 */
export const upperQuantile = (d: Beta, q: number): number => tail.upperQuantile(q, ends, fromTail(d));
/**
 * x with log P(X <= x) = logP, for probabilities too small to write.
 *
 * @example quantileOfLog({ shape1: 2, shape2: 3 }, -2) // 0.1690974964918644
 */
export const quantileOfLog = (d: Beta, logP: number): number =>
  tail.lowerQuantileOfLog(logP, ends, fromTail(d));
/**
 * x with log P(X > x) = logQ.
 *
 * @example upperQuantileOfLog({ shape1: 2, shape2: 3 }, -5) // 0.8771185672672077
 */
export const upperQuantileOfLog = (d: Beta, logQ: number): number =>
  tail.upperQuantileOfLog(logQ, ends, fromTail(d));
