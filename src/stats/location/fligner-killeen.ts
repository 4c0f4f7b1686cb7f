import { refuse } from "../../core/issues/issue.ts";
import * as chiSquare from "../../distributions/chi-square.ts";
import * as normal from "../../distributions/normal.ts";
import { quantileOf } from "../describe/quantile.ts";
import { type Sample, sorted } from "../describe/sample.ts";
import { checkGroups } from "../ranks/groups.ts";
import { pool } from "../ranks/pooled.ts";

export interface FlignerKilleenResult {
  readonly method: "fligner-killeen";
  readonly variant: "median-centred";
  /** Null when all distances from the medians are tied. */
  readonly statistic: number | null;
  readonly df: number;
  readonly pValue: number | null;
  readonly reason: string | null;
}

/**
 * Fligner-Killeen test that several groups have the same spread, by normal scores of the ranked distances from the
 * group medians: the one of the spread tests least upset by data that are not normal.
 *
 * Source: Conover, Johnson & Johnson, Technometrics 23 (1981) 351, sec. 3. Reference: R fligner.test.
 * Accuracy as measured: relative error below 1e-14 in statistic and p (50 digits, whole numbers). Cost as measured:
 * two sorts and a normal quantile for each distinct distance: some 10 ms for 3000 values.
 *
 * @throws InputError - fewer than two groups, an empty group, values that are not finite
 * @example flignerKilleen([[1, 2, 3], [2, 4, 6]]).df // 1
 */
export function flignerKilleen(groups: readonly Sample[]): FlignerKilleenResult {
  refuse(checkGroups(groups, 1));
  const pooled = pool(
    groups.map((group) => {
      const list = sorted(group);
      const median = quantileOf(list, 0.5, 7);
      return { values: list.values.map((value) => Math.abs(value - median)), counts: list.counts };
    }),
  );
  const n = pooled.size;
  const df = groups.length - 1;
  if (pooled.values.length < 2)
    return {
      method: "fligner-killeen",
      variant: "median-centred",
      statistic: null,
      df,
      pValue: null,
      reason: "all distances from the medians are tied",
    };
  // The upper half of the normal: the score of rank r is the quantile at (1 + r / (n + 1)) / 2.
  const scores = pooled.midranks.map((rank) =>
    normal.upperQuantile(normal.standard, (1 - rank / (n + 1)) / 2),
  );
  const mean = scores.reduce((sum, score, k) => sum + pooled.totals[k]! * score, 0) / n;
  const variance =
    scores.reduce((sum, score, k) => sum + pooled.totals[k]! * (score - mean) ** 2, 0) / (n - 1);
  const between = pooled.counts.reduce((total, row, g) => {
    const sum = row.reduce((s, count, k) => s + count * (scores[k]! - mean), 0);
    return total + (sum * sum) / pooled.sizes[g]!;
  }, 0);
  const statistic = between / variance;
  return {
    method: "fligner-killeen",
    variant: "median-centred",
    statistic,
    df,
    pValue: chiSquare.sf({ df }, statistic),
    reason: null,
  };
}
