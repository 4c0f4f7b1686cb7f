import { refuse } from "../../core/issues/issue.ts";
import { type Alternative, checkAlternative } from "../describe/options.ts";
import { checkSample, type Sample } from "../describe/sample.ts";
import { signsOf } from "./arrangements.ts";
import { type Job, runJob } from "./blocks.ts";
import { expanded } from "./groups.ts";
import { checkDraws, checkSeed, type MonteCarloOptions } from "./monte-carlo.ts";
import { type PermutationAnswer, permutationJob, type PermutationPart } from "./permutation.ts";
import { checkStatistic, type Numbers, type Statistic } from "./statistic.ts";

export interface SignFlipOptions extends MonteCarloOptions {
  /** Changes its sign with all differences, as the mean and the median do. */
  readonly statistic: Statistic<[differences: Numbers]>;
  /** "greater": differences tend to be positive. Two-sided by distance of the statistic from 0. */
  readonly alternative: Alternative;
}

export interface SignFlipResult extends PermutationAnswer {
  readonly method: "sign-flip";
  readonly alternative: Alternative;
  /** All pairs, and those with a difference of 0, whose sign cannot be turned. */
  readonly n: number;
  readonly zeros: number;
}

/**
 * Permutation test that paired differences are symmetric about 0, by any statistic of the differences.
 *
 * Under the hypothesis each difference is as likely with the other sign. All signs of the k differences that are not
 * 0 are counted when 2^k is at most `draws`, otherwise `draws` random ones; differences of 0 stay in the statistic.
 * The p-value, ties, undefined values and counts: as in the test of two samples, ties within 1e-12 of the
 * mean size of a difference.
 *
 * Source: Fisher, The Design of Experiments, sec. 21. Reference: enumeration by exact fractions in Python; R
 * exactRankTests perm.test(paired = TRUE).
 * Accuracy as measured: exact p-values are ratios of whole counts, equal to enumeration. Cost as measured: 0.8 microseconds
 * an arrangement of 20 differences for the mean; linear in n and in the draws.
 *
 * @throws InputError - lists values that are not finite, no difference at all and unfit options
 * @example signFlipTest([1, 2, 3, -1], { statistic: meanStatistic, alternative: "two-sided", draws: 1000, seed: 1 }).pValue // 0.375
 */
export function signFlipTest(differences: Sample, options: SignFlipOptions): SignFlipResult {
  return runJob(signFlipJob(differences, options));
}

/**
 * The same test as a job of blocks, for several workers.
 *
 * @throws InputError - as the test itself
 * @example runJob(signFlipJob([1, 2, 3, -1], { statistic: meanStatistic, alternative: "two-sided", draws: 1000, seed: 1 })).pValue // 0.375
 */
export function signFlipJob(
  differences: Sample,
  { statistic, alternative, draws, seed }: SignFlipOptions,
): Job<PermutationPart, SignFlipResult> {
  refuse([
    ...checkSample("differences", differences, 1),
    ...checkStatistic(statistic),
    ...checkAlternative(alternative),
    ...checkDraws("draws", draws),
    ...checkSeed(seed),
  ]);
  const values = expanded(differences);
  const turned = values.filter((value) => value !== 0);
  const flipped = new Float64Array(values.length);
  const job = permutationJob(
    {
      statistic: statistic.name,
      observed: statistic.of(values),
      scale: turned.reduce((sum, value) => sum + Math.abs(value), 0) / values.length,
      alternative,
      arrangements: () => signsOf(turned.length),
      valueOf(signs) {
        for (let i = 0; i < signs.length; i++) flipped[i] = signs[i]! * turned[i]!;
        return statistic.of(flipped);
      },
    },
    { draws, seed },
  );
  return {
    blocks: job.blocks,
    run: (block) => job.run(block),
    combine: (parts) => ({
      method: "sign-flip",
      alternative,
      n: values.length,
      zeros: values.length - turned.length,
      ...job.combine(parts),
    }),
  };
}
