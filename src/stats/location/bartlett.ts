import * as elementary from "../../core/elementary.ts";
import { refuse } from "../../core/issues/issue.ts";
import * as chiSquare from "../../distributions/chi-square.ts";
import { momentsOf } from "../describe/moments.ts";
import { type Sample, sorted } from "../describe/sample.ts";
import { checkGroups } from "../ranks/groups.ts";

export interface BartlettResult {
  readonly method: "bartlett";
  /** Null when a group does not vary. */
  readonly statistic: number | null;
  readonly df: number;
  readonly pValue: number | null;
  readonly reason: string | null;
}

/**
 * Bartlett's test that several variances of normal data are equal, with his correction.
 *
 * Sensitive to data that are not normal: prefer `brownForsythe`.
 * Source: Bartlett, Proc R Soc A 160 (1937) 268. Reference: R bartlett.test.
 * Accuracy as measured: relative error below 1e-13 in statistic and p (50 digits, data near 0 and near a million).
 * Cost as measured: one sort a group and two passes: about 1 ms for 3000 values.
 *
 * @throws InputError - fewer than two groups, a group of fewer than two, values that are not finite
 * @example bartlett([[1, 2, 3], [2, 3, 7], [5, 6, 9]]).df // 2
 */
export function bartlett(groups: readonly Sample[]): BartlettResult {
  refuse(checkGroups(groups, 2));
  const moments = groups.map((group) => momentsOf(sorted(group)));
  const df = groups.length - 1;
  if (moments.some((m) => m.squares === 0))
    return {
      method: "bartlett",
      statistic: null,
      df,
      pValue: null,
      reason: "a group does not vary: its variance has no logarithm",
    };
  const all = moments.reduce((total, m) => total + m.n - 1, 0);
  const pooled = moments.reduce((total, m) => total + m.squares, 0) / all;
  // Logarithms of ratios to the pooled variance: equal variances give exactly 0.
  const gap = moments.reduce((sum, m) => sum - (m.n - 1) * elementary.log(m.squares / (m.n - 1) / pooled), 0);
  const inverses = moments.reduce((sum, m) => sum + 1 / (m.n - 1), 0);
  const statistic = Math.max(0, gap) / (1 + (inverses - 1 / all) / (3 * df));
  return { method: "bartlett", statistic, df, pValue: chiSquare.sf({ df }, statistic), reason: null };
}
