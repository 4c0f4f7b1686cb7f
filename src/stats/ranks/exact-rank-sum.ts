import { tailsAround } from "../../distributions/rank-sum.ts";

/** The tails of a rank sum over all equally likely choices of one group. */
export interface ExactTails {
  /** P(sum <= observed). */
  readonly less: number;
  /** P(sum >= observed). */
  readonly greater: number;
  /** P(|sum - mean| >= |observed - mean|). */
  readonly twoSided: number;
}

/** Additions above which the exact distribution is left alone: some tenths of a second on an idle core. */
export const affordableSteps = 2e8;

/**
 * The permutation test of the rank sum of `chosen` out of N numbers, ties included.
 *
 * @param totals - how often each distinct value occurs, in ascending order of the values
 * @param doubledSum - twice the sum of the group's midranks: a whole number
 * @returns null when more than `limit` additions would be needed
 */
export function exactRankSum(
  totals: readonly number[],
  chosen: number,
  doubledSum: number,
  limit: number = affordableSteps,
): ExactTails | null {
  const size = totals.reduce((a, b) => a + b, 0);
  if (chosen === 0 || chosen === size || totals.length < 2) return { less: 1, greater: 1, twoSided: 1 };
  const d = { counts: totals, chosen };
  const u = (doubledSum - chosen * (chosen + 1)) / 2;
  const tails = tailsAround(d, u, limit);
  return tails === null ? null : { less: tails.atMost, greater: tails.atLeast, twoSided: tails.asFar };
}
