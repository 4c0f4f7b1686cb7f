import type { CensoredSample } from "./censored-sample.ts";
import { type CensoredRankResult, weightedLogRank } from "./weighted-log-rank.ts";

/**
 * Gehan's generalised Wilcoxon test that groups with non-detects come from one distribution.
 *
 * A subject's score is the number of others surely below it less the number surely above: a detect is above every
 * non-detect with a limit up to it. `statistic` has Breslow's hypergeometric variance, `permutation` Mantel's, over
 * all permutations; without non-detects the latter is the Kruskal-Wallis test with tie correction.
 *
 * Accuracy as measured: relative 1e-12 of the statistic against exact fractions. Cost: 0.5 ms for 637 values in 5
 * groups, 5 ms for 6,370: one sort.
 *
 * Source: Gehan, Biometrika 52 (1965) 203; Breslow, Biometrika 57 (1970) 579; Mantel, Biometrics 23 (1967) 65.
 * Reference: values of an implementation in R that the reference cases hold; Kruskal-Wallis without non-detects.
 *
 * @throws InputError - fewer than two groups, an empty group, a value that is not finite, flags or counts that do not fit
 * @example gehan([{ values: [1, 2, 3], nondetect: [true, false, false] }, { values: [4, 5, 6], nondetect: [false, false, false] }]).groups[0].scoreSum // -9
 */
export function gehan(groups: readonly CensoredSample[]): CensoredRankResult<"gehan"> {
  return weightedLogRank("gehan", groups, "gehan");
}
