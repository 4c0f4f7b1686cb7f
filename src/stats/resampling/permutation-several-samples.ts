import { tooFew } from "../../core/issues/input.ts";
import { refuse } from "../../core/issues/issue.ts";
import { checkSample, type Sample, sizeOf } from "../describe/sample.ts";
import { ordersOf } from "./arrangements.ts";
import { type Job, runJob } from "./blocks.ts";
import { expanded, gatherGroups } from "./groups.ts";
import { checkDraws, checkSeed, type MonteCarloOptions } from "./monte-carlo.ts";
import { type PermutationAnswer, permutationJob, type PermutationPart } from "./permutation.ts";
import { checkStatistic, type Numbers, type Statistic } from "./statistic.ts";

export interface SeveralSamplePermutationOptions extends MonteCarloOptions {
  /** Large where the groups differ: only large values count against the hypothesis. */
  readonly statistic: Statistic<[groups: readonly Numbers[]]>;
}

export interface SeveralSamplePermutationResult extends PermutationAnswer {
  readonly method: "permutation-several-samples";
  readonly sizes: readonly number[];
}

/**
 * Permutation test that two or more samples come from one distribution, by any statistic of all groups together.
 *
 * Every way to share out the pooled values over groups of these sizes is equally probable under the hypothesis; large
 * values of the statistic count against it. Whether all arrangements are counted or `draws` random ones, how ties,
 * undefined values and counts are treated: as in the test of two samples.
 *
 * Source: Pitman 1938, Biometrika 29:322-335 (analysis of variance). Reference: enumeration by exact fractions in Python.
 * Accuracy as measured: exact p-values are ratios of whole counts, equal to enumeration. Cost as measured: 2 microseconds
 * an arrangement of 3 groups of 10 for F; linear in n and in the draws.
 *
 * @throws InputError - lists values that are not finite, fewer than two groups, empty groups and unfit options
 * @example permutationTestSeveralSamples([[1, 2], [5, 6], [9, 10]], { statistic: varianceRatioStatistic, draws: 1000, seed: 1 }).pValue // 0.06666666666666667
 */
export function permutationTestSeveralSamples(
  samples: readonly Sample[],
  options: SeveralSamplePermutationOptions,
): SeveralSamplePermutationResult {
  return runJob(permutationJobSeveralSamples(samples, options));
}

/**
 * The same test as a job of blocks, for several workers.
 *
 * @throws InputError - as the test itself
 * @example runJob(permutationJobSeveralSamples([[1, 2], [5, 6], [9, 10]], { statistic: varianceRatioStatistic, draws: 1000, seed: 1 })).pValue // 0.06666666666666667
 */
export function permutationJobSeveralSamples(
  samples: readonly Sample[],
  { statistic, draws, seed }: SeveralSamplePermutationOptions,
): Job<PermutationPart, SeveralSamplePermutationResult> {
  refuse([
    ...(samples.length < 2 ? [tooFew("samples", "groups", 2, samples.length)] : []),
    ...samples.flatMap((sample, i) => checkSample(`samples[${i}]`, sample, 1)),
    ...checkStatistic(statistic),
    ...checkDraws("draws", draws),
    ...checkSeed(seed),
  ]);
  const groups = gatherGroups(samples);
  const observed = statistic.of(samples.map(expanded));
  const job = permutationJob(
    {
      statistic: statistic.name,
      observed,
      scale: Math.abs(observed),
      alternative: "greater",
      arrangements: () => ordersOf(groups.labels),
      valueOf: (labels) => statistic.of(groups.parted(labels)),
    },
    { draws, seed },
  );
  return {
    blocks: job.blocks,
    run: (block) => job.run(block),
    combine: (parts) => ({
      method: "permutation-several-samples",
      sizes: samples.map(sizeOf),
      ...job.combine(parts),
    }),
  };
}
