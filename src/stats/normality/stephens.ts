import * as elementary from "../../core/elementary.ts";
import { logOneMinusExp } from "../../num/log-scale.ts";

/** A stretch of a modified statistic up to `end`, on which log p, or log(1 - p), is a quadratic. */
export interface Piece {
  readonly end: number;
  /** From the constant on. */
  readonly coefficients: readonly [number, number, number];
  /** True where the quadratic is the logarithm of 1 - p. */
  readonly isComplement: boolean;
}

export interface StephensP {
  readonly pValue: number;
  readonly logPValue: number;
  /** True beyond the last piece, where all that is known is that p is at most `pValue`. */
  readonly pValueIsBound: boolean;
}

/** p-value of a modified statistic; beyond the last piece the bound `least`. */
export function stephensP(modified: number, pieces: readonly Piece[], least: number): StephensP {
  const piece = pieces.find(({ end }) => modified < end);
  if (piece === undefined) return { pValue: least, logPValue: elementary.log(least), pValueIsBound: true };
  const [constant, slope, bend] = piece.coefficients;
  const log = Math.min(0, constant + modified * (slope + modified * bend));
  return piece.isComplement
    ? { pValue: -elementary.expm1(log), logPValue: logOneMinusExp(log), pValueIsBound: false }
    : { pValue: elementary.exp(log), logPValue: log, pValueIsBound: false };
}
