import { refuse } from "../../core/issues/issue.ts";
import * as f from "../../distributions/f.ts";
import { differenceOf, momentsOf } from "../describe/moments.ts";
import { type Sample, sorted } from "../describe/sample.ts";
import { checkGroups } from "../ranks/groups.ts";

export interface WelchAnovaResult {
  readonly method: "welch-anova";
  /** Null when a group does not vary. */
  readonly statistic: number | null;
  readonly df1: number;
  readonly df2: number | null;
  readonly pValue: number | null;
  readonly reason: string | null;
  readonly sizes: readonly number[];
}

/**
 * Welch's test that several means are equal, variances not supposed equal.
 *
 * Source: Welch, Biometrika 38 (1951) 330. Reference: R oneway.test.
 * Accuracy as measured: relative error below 1e-14 in statistic and p (50 digits, data near 0 and near a million).
 * Cost as measured: one sort a group and two passes: about 1 ms for 3000 values.
 *
 * @throws InputError - fewer than two groups, a group of fewer than two, values that are not finite
 * @example welchAnova([[1, 2, 3], [2, 3, 7], [5, 6, 9]]).df2 // 3.3991406972317395
 */
export function welchAnova(groups: readonly Sample[]): WelchAnovaResult {
  refuse(checkGroups(groups, 2));
  const moments = groups.map((group) => momentsOf(sorted(group)));
  const sizes = moments.map((m) => m.n);
  const k = groups.length;
  const df1 = k - 1;
  const reason = moments.some((m) => m.squares === 0)
    ? "a group does not vary: its mean has no standard error"
    : null;
  if (reason !== null)
    return { method: "welch-anova", statistic: null, df1, df2: null, pValue: null, reason, sizes };
  const weights = moments.map((m) => m.n / (m.squares / (m.n - 1)));
  const total = weights.reduce((a, b) => a + b, 0);
  // Means as distances from the first, so that their common size does not cost digits.
  const means = moments.map((m) => differenceOf(m.mean, moments[0]!.mean));
  const grand = means.reduce((sum, mean, g) => sum + weights[g]! * mean, 0) / total;
  const between = means.reduce((sum, mean, g) => sum + weights[g]! * (mean - grand) ** 2, 0) / df1;
  const unevenness = weights.reduce((sum, w, g) => sum + (1 - w / total) ** 2 / (sizes[g]! - 1), 0);
  const statistic = between / (1 + ((2 * (k - 2)) / (k * k - 1)) * unevenness);
  const df2 = (k * k - 1) / (3 * unevenness);
  return {
    method: "welch-anova",
    statistic,
    df1,
    df2,
    pValue: f.sf({ df1, df2 }, statistic),
    reason: null,
    sizes,
  };
}
