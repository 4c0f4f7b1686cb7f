/**
 * F distribution, df1 > 0, df2 > 0 (Infinity allowed), support x >= 0.
 *
 * Parameters are checked where the fit or protocol creates them; NaN in gives NaN out.
 * Source: DLMF 8.17 with Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 2, ch. 27.
 * Reference: mpmath betainc.
 */
import * as elementary from "../core/elementary.ts";
import { logBeta } from "../num/gamma.ts";
import { incompleteBeta, logBinomialTerm } from "../num/incomplete-beta.ts";
import { type Tails, swapTails, tailsFromLogLower } from "../num/log-scale.ts";
import { incompleteGamma } from "../num/incomplete-gamma.ts";
import { logOddsQuantile } from "./beta.ts";
import * as gamma from "./gamma.ts";
import * as tail from "./tail-quantile.ts";

export interface F {
  readonly df1: number;
  readonly df2: number;
}

function tails({ df1, df2 }: F, x: number): Tails {
  if (x <= 0) return tailsFromLogLower(-Infinity);
  if (x === Infinity) return tailsFromLogLower(0);
  if (df1 === Infinity && df2 === Infinity) return tailsFromLogLower(x < 1 ? -Infinity : 0);
  if (df2 === Infinity) return incompleteGamma(df1 / 2, (df1 * x) / 2);
  if (df1 === Infinity) return swapTails(incompleteGamma(df2 / 2, df2 / x / 2));
  const odds = (df1 / df2) * x;
  return incompleteBeta(df1 / 2, df2 / 2, odds <= 1 ? odds / (1 + odds) : 1 / (1 + 1 / odds), 1 / (1 + odds));
}

/** Logarithm of the density at x. @example logDensity({ df1: 4, df2: 10 }, 2) // -1.8527435558410426 */
export function logDensity({ df1, df2 }: F, x: number): number {
  if (x < 0 || x === Infinity) return -Infinity;
  if (x === 0) return df1 < 2 ? Infinity : df1 === 2 ? 0 : -Infinity;
  if (df2 === Infinity) return gamma.logDensity({ shape: df1 / 2, rate: df1 / 2 }, x);
  if (df1 === Infinity)
    return gamma.logDensity({ shape: df2 / 2, rate: df2 / 2 }, 1 / x) - 2 * elementary.log(x);
  const odds = (df1 / df2) * x;
  // With few degrees of freedom nothing cancels in the plain formula; with many everything would.
  if (df1 + df2 < 40)
    return (
      (df1 / 2 - 1) * elementary.log(x) +
      (df1 / 2) * elementary.log(df1 / df2) -
      ((df1 + df2) / 2) *
        (odds < 1e300 ? elementary.log1p(odds) : elementary.log(x) + elementary.log(df1 / df2)) -
      logBeta(df1 / 2, df2 / 2)
    );
  const term = logBinomialTerm(
    df1 / 2,
    df2 / 2,
    odds <= 1 ? odds / (1 + odds) : 1 / (1 + 1 / odds),
    1 / (1 + odds),
  );
  return term + elementary.log(df1 / 2 / (1 + df1 / df2)) - elementary.log(x);
}
/** Density at x. @example density({ df1: 4, df2: 10 }, 2) // 0.15680636859657673 */
export const density = (d: F, x: number): number => elementary.exp(logDensity(d, x));

/** P(X <= x). @example cdf({ df1: 4, df2: 10 }, 2) // 0.8294730741512228 */
export const cdf = (d: F, x: number): number => tails(d, x).lower;
/** P(X > x). @example sf({ df1: 10, df2: 100 }, 200) // 2.023087478925682e-61 */
export const sf = (d: F, x: number): number => tails(d, x).upper;
/** log P(X <= x). @example logCdf({ df1: 4, df2: 10 }, 2) // -0.18696463021456458 */
export const logCdf = (d: F, x: number): number => tails(d, x).logLower;
/** log P(X > x). @example logSf({ df1: 4, df2: 10 }, 2) // -1.7688620718603405 */
export const logSf = (d: F, x: number): number => tails(d, x).logUpper;

const ends = [0, Infinity] as const;

function fromTail({ df1, df2 }: F): tail.FromTail {
  const own = { shape: df1 / 2, rate: df1 / 2 };
  const other = { shape: df2 / 2, rate: df2 / 2 };
  return (logTail, isLower) => {
    if (df1 === Infinity && df2 === Infinity) return 1;
    if (df2 === Infinity)
      return isLower ? gamma.quantileOfLog(own, logTail) : gamma.upperQuantileOfLog(own, logTail);
    if (df1 === Infinity)
      return 1 / (isLower ? gamma.upperQuantileOfLog(other, logTail) : gamma.quantileOfLog(other, logTail));
    return (
      (df2 / df1) * elementary.exp(logOddsQuantile({ shape1: df1 / 2, shape2: df2 / 2 }, logTail, isLower))
    );
  };
}

/** x with P(X <= x) = p. @example quantile({ df1: 4, df2: 632 }, 0.95) // 2.386029665739597 */
export const quantile = (d: F, p: number): number => tail.lowerQuantile(p, ends, fromTail(d));
/**
 * x with P(X > x) = q; use for q near 0, where quantile(1 - q) has lost q.
 *
 * @example upperQuantile({ df1: 4, df2: 10 }, 0.01) // 5.994338661629365
 */
export const upperQuantile = (d: F, q: number): number => tail.upperQuantile(q, ends, fromTail(d));
/**
 * x with log P(X <= x) = logP, for probabilities too small to write.
 *
 * @example quantileOfLog({ df1: 4, df2: 10 }, -2) // 0.3103059230950922
 */
export const quantileOfLog = (d: F, logP: number): number => tail.lowerQuantileOfLog(logP, ends, fromTail(d));
/** x with log P(X > x) = logQ. @example upperQuantileOfLog({ df1: 4, df2: 10 }, -5) // 6.74001204406023 */
export const upperQuantileOfLog = (d: F, logQ: number): number =>
  tail.upperQuantileOfLog(logQ, ends, fromTail(d));
