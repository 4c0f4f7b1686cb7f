import type { CensoredSample } from "./censored-sample.ts";
import { type CensoredRankResult, weightedLogRank } from "./weighted-log-rank.ts";

/**
 * Peto-Peto (Prentice-type generalised Wilcoxon) test that groups with non-detects come from one distribution.
 *
 * At every detect the detects of a group are compared with its share of those at risk (values and limits up to
 * there), weighted by the pooled product-limit estimate of P(X <= detect). A non-detect "< v" counts as below a
 * detect equal to v; limits may differ and be many. The statistic has the hypergeometric variance; `permutation`
 * holds the same score sums against their variance over all permutations. A group whose limits all lie above every
 * detect cannot be compared and is left out of the degrees of freedom; a wholly non-detect group is no obstacle.
 *
 * Accuracy as measured: relative 1e-12 of the statistic against exact fractions, log p down to -300. Cost: 0.5 ms for
 * 637 values in 5 groups, 5 ms for 6,370: one sort.
 *
 * Source: Peto & Peto, J R Stat Soc A 135 (1972) 185; Harrington & Fleming, Biometrika 69 (1982) 553, rho = 1.
 * Reference: R survival survdiff(rho = 1) on values turned round, NADA cendiff.
 *
 * @throws InputError - fewer than two groups, an empty group, a value that is not finite, flags or counts that do not fit
 * @example petoPeto([{ values: [1, 2, 3], nondetect: [true, false, false] }, { values: [4, 5, 6], nondetect: [false, false, false] }]).groups[0].scoreSum // -1.5
 */
export function petoPeto(groups: readonly CensoredSample[]): CensoredRankResult<"peto-peto"> {
  return weightedLogRank("peto-peto", groups, "peto-peto");
}
