import { lengthMismatch, notFinite, tooFew } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import * as chiSquare from "../../distributions/chi-square.ts";
import { pool } from "./pooled.ts";

export interface FriedmanResult {
  readonly method: "friedman";
  readonly variant: "tie-corrected chi-square";
  /** Null when every block is tied throughout. */
  readonly statistic: number | null;
  readonly df: number;
  readonly pValue: number | null;
  readonly reason: string | null;
  /** Agreement of the blocks, 0 to 1: the statistic over blocks * df. */
  readonly kendallW: number | null;
  readonly meanRanks: readonly number[];
  readonly blocks: number;
  readonly treatments: number;
}

/**
 * Friedman's test that treatments have the same effect, each block (subject) giving one value for every treatment.
 *
 * Values are ranked within blocks, ties by midranks; the tie-corrected statistic is compared with chi-square.
 *
 * Source: Friedman, J Am Stat Assoc 32 (1937) 675; ties: Hollander & Wolfe, Nonparametric Statistical Methods,
 * sec. 7.1. Reference: R friedman.test.
 * Accuracy as measured: relative error of statistic and p below 1e-13 (whole numbers, tail at 50 digits). Cost as
 * measured: one sort for each subject: some 15 ms for 1000 subjects under 4 conditions.
 *
 * @param blocks - one row per block, one column per treatment
 * @throws InputError - rows of unequal length, fewer than two treatments, no block, a value that is not finite
 * @example friedman([[1, 2, 3], [1, 2, 3], [2, 1, 3]]).statistic // 4.666666666666667
 */
export function friedman(blocks: readonly (readonly number[])[]): FriedmanResult {
  refuse(check(blocks));
  const n = blocks.length;
  const k = blocks[0]!.length;
  const sums = Array.from({ length: k }, () => 0);
  let tieTerm = 0;
  for (const block of blocks) {
    const pooled = pool([block]);
    const rankOf = new Map(pooled.values.map((value, i) => [value, pooled.midranks[i]!]));
    for (const [j, value] of block.entries()) sums[j]! += rankOf.get(value + 0)!;
    tieTerm += pooled.tieTerm;
  }
  const between = sums.reduce((total, sum) => total + (sum - (n * (k + 1)) / 2) ** 2, 0);
  // Zero exactly when every block is tied throughout.
  const spread = n * k * (k - 1) * (k + 1) - tieTerm;
  const statistic = spread === 0 ? null : (12 * (k - 1) * between) / spread;
  const df = k - 1;
  return {
    method: "friedman",
    variant: "tie-corrected chi-square",
    statistic,
    df,
    pValue: statistic === null ? null : chiSquare.sf({ df }, statistic),
    reason: statistic === null ? "every block is tied throughout: the treatments cannot be ranked" : null,
    kendallW: statistic === null ? null : statistic / (n * df),
    meanRanks: sums.map((sum) => sum / n),
    blocks: n,
    treatments: k,
  };
}

function check(blocks: readonly (readonly number[])[]): Issue[] {
  if (blocks.length === 0) return [tooFew("blocks", "blocks", 1, 0)];
  const treatments = blocks[0]!.length;
  return [
    ...(treatments < 2 ? [tooFew("blocks[0]", "treatments", 2, treatments)] : []),
    ...blocks.flatMap((block, i) => [
      ...(block.length === treatments ? [] : [lengthMismatch(`blocks[${i}]`, treatments, block.length)]),
      ...block.flatMap((value, j) =>
        Number.isFinite(value) ? [] : [notFinite(`blocks[${i}][${j}]`, value)],
      ),
    ]),
  ];
}
