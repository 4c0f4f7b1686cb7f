/**
 * F distribution, df1 > 0, df2 > 0 (Infinity allowed), support x >= 0.
 *
 * Parameters are checked where the fit or protocol creates them; NaN in gives NaN out.
 * Source: DLMF 8.17 with Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 2, ch. 27.
 * Reference: mpmath betainc.
 */
import { incompleteBeta, logBinomialTerm } from "../num/incomplete-beta.ts";
import { type Tails, swapTails, tailsFromLogLower } from "../num/log-scale.ts";
import { incompleteGamma } from "../num/incomplete-gamma.ts";
import { logOddsQuantile } from "./beta.ts";
import * as gamma from "./gamma.ts";

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

export function logDensity({ df1, df2 }: F, x: number): number {
  if (x < 0 || x === Infinity) return -Infinity;
  if (x === 0) return df1 < 2 ? Infinity : df1 === 2 ? 0 : -Infinity;
  if (df2 === Infinity) return gamma.logDensity({ shape: df1 / 2, rate: df1 / 2 }, x);
  if (df1 === Infinity) return gamma.logDensity({ shape: df2 / 2, rate: df2 / 2 }, 1 / x) - 2 * Math.log(x);
  const odds = (df1 / df2) * x;
  const term = logBinomialTerm(
    df1 / 2,
    df2 / 2,
    odds <= 1 ? odds / (1 + odds) : 1 / (1 + 1 / odds),
    1 / (1 + odds),
  );
  return term + Math.log(df1 / 2 / (1 + df1 / df2)) - Math.log(x);
}
export const density = (d: F, x: number): number => Math.exp(logDensity(d, x));

/** P(X <= x). */
export const cdf = (d: F, x: number): number => tails(d, x).lower;
/** P(X > x). @example sf({ df1: 10, df2: 100 }, 200) // 2.023087478925682e-61 */
export const sf = (d: F, x: number): number => tails(d, x).upper;
export const logCdf = (d: F, x: number): number => tails(d, x).logLower;
export const logSf = (d: F, x: number): number => tails(d, x).logUpper;

/** x with P(X > x) = q. */
export function upperQuantile(d: F, q: number): number {
  if (!(q >= 0 && q <= 1)) return Number.NaN;
  if (q === 0) return Infinity;
  if (q === 1) return 0;
  const { df1, df2 } = d;
  if (df2 === Infinity) return gamma.upperQuantile({ shape: df1 / 2, rate: df1 / 2 }, q);
  if (df1 === Infinity) return 1 / gamma.quantile({ shape: df2 / 2, rate: df2 / 2 }, q);
  return fromTail(d, q <= 0.5 ? Math.log(q) : Math.log1p(-q), q > 0.5);
}

/** x with P(X <= x) = p. @example quantile({ df1: 4, df2: 632 }, 0.95) // 2.386029665739597 */
export function quantile(d: F, p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  const { df1, df2 } = d;
  if (df2 === Infinity) return gamma.quantile({ shape: df1 / 2, rate: df1 / 2 }, p);
  if (df1 === Infinity) return 1 / gamma.upperQuantile({ shape: df2 / 2, rate: df2 / 2 }, p);
  return fromTail(d, p <= 0.5 ? Math.log(p) : Math.log1p(-p), p <= 0.5);
}

const fromTail = ({ df1, df2 }: F, logTail: number, isLower: boolean): number =>
  (df2 / df1) * Math.exp(logOddsQuantile({ shape1: df1 / 2, shape2: df2 / 2 }, logTail, isLower));
