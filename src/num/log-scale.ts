/** Small helpers for probabilities kept as logarithms. */
import * as elementary from "../core/elementary.ts";

/**
 * log(1 - exp(x)) for x <= 0. Source: Maechler (2012), Accurately computing log(1 - exp(-|a|)).
 *
 * @example logOneMinusExp(-Math.LN2) // -0.6931471805599453
 */
export const logOneMinusExp = (x: number): number =>
  x > -Math.LN2 ? elementary.log(-elementary.expm1(x)) : elementary.log1p(-elementary.exp(x));

/** log(exp(x) + exp(y)) without overflow. @example logAddExp(1000, 1000) // 1000.6931471805599 */
export function logAddExp(x: number, y: number): number {
  const high = Math.max(x, y);
  if (high === -Infinity || high === Infinity) return high;
  return high + elementary.log1p(elementary.exp(Math.min(x, y) - high));
}

/** Both tails of a distribution at one point, each with its logarithm. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
  readonly logLower: number;
  readonly logUpper: number;
}

/** Both tails from the logarithm of the lower one. */
export function tailsFromLogLower(log: number): Tails {
  const logLower = Math.min(0, log);
  return {
    lower: elementary.exp(logLower),
    upper: 0 - elementary.expm1(logLower),
    logLower,
    logUpper: logOneMinusExp(logLower) + 0,
  };
}

/** The same tails with lower and upper exchanged. */
export const swapTails = (t: Tails): Tails => ({
  lower: t.upper,
  upper: t.lower,
  logLower: t.logUpper,
  logUpper: t.logLower,
});
