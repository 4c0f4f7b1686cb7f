/** Quantiles of the continuous families that can invert their smaller tail on the log scale. */
import * as elementary from "../core/elementary.ts";
import { logOneMinusExp } from "../num/log-scale.ts";

/** The point whose lower (or upper) tail has this logarithm, at most log 1/2. */
export type FromTail = (logTail: number, isLower: boolean) => number;

/** x with P(X <= x) = p, through whichever tail is the smaller; `ends` are those of the support. */
export function lowerQuantile(p: number, ends: readonly [number, number], from: FromTail): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return ends[0];
  if (p === 1) return ends[1];
  return p <= 0.5 ? from(elementary.log(p), true) : from(elementary.log1p(-p), false);
}

/** x with P(X > x) = q. */
export function upperQuantile(q: number, ends: readonly [number, number], from: FromTail): number {
  return lowerQuantile(q, [ends[1], ends[0]], (logTail, isLower) => from(logTail, !isLower));
}

/** x with log P(X <= x) = logP. */
export function lowerQuantileOfLog(logP: number, ends: readonly [number, number], from: FromTail): number {
  if (!(logP <= 0)) return Number.NaN;
  if (logP === -Infinity) return ends[0];
  if (logP === 0) return ends[1];
  return logP <= -Math.LN2 ? from(logP, true) : from(logOneMinusExp(logP), false);
}

/** x with log P(X > x) = logQ. */
export function upperQuantileOfLog(logQ: number, ends: readonly [number, number], from: FromTail): number {
  return lowerQuantileOfLog(logQ, [ends[1], ends[0]], (logTail, isLower) => from(logTail, !isLower));
}
