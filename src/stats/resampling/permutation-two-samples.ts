import { refuse } from "../../core/issues/issue.ts";
import { type Alternative, checkAlternative } from "../describe/options.ts";
import { checkSample, type Sample, sizeOf } from "../describe/sample.ts";
import { ordersOf } from "./arrangements.ts";
import { type Job, runJob } from "./blocks.ts";
import { expanded, gatherGroups } from "./groups.ts";
import { checkDraws, checkSeed, type MonteCarloOptions } from "./monte-carlo.ts";
import { type PermutationAnswer, permutationJob, type PermutationPart } from "./permutation.ts";
import { checkStatistic, type Numbers, type Statistic } from "./statistic.ts";

export interface TwoSamplePermutationOptions extends MonteCarloOptions {
  readonly statistic: Statistic<[values: Numbers]>;
  /** "greater": the statistic of x is larger than that of y. Two-sided by the size of the difference. */
  readonly alternative: Alternative;
}

export interface TwoSamplePermutationResult extends PermutationAnswer {
  readonly method: "permutation-two-samples";
  readonly alternative: Alternative;
  readonly n1: number;
  readonly n2: number;
}

/**
 * Permutation test that two samples come from one distribution, by the difference of any statistic between them.
 *
 * Under the hypothesis every way to share out the pooled values over groups of these sizes is equally probable. All of
 * them are counted when they are at most as many as `draws`; otherwise `draws` random ones are, p = (b + 1) / (m + 1),
 * with Clopper-Pearson limits (confidence 0.99) of the exact p. Two-sided: differences at least as far from 0.
 * Differences within 1e-12 of the two statistics count as equal. Values are pooled in ascending order, so
 * the order of the rows does not matter; counts are the same as repeated rows. An arrangement in which the statistic
 * is undefined makes p null, with how many there were.
 *
 * Source: Pitman 1937, Suppl J R Stat Soc 4:119-130; p: Phipson & Smyth 2010, Stat Appl Genet Mol Biol 9:39.
 * Reference: enumeration by exact fractions in Python; R exactRankTests perm.test.
 * Accuracy as measured: exact p-values are ratios of whole counts, equal to enumeration. Cost as measured: 2 microseconds
 * an arrangement of 20 v 20 for means; linear in n and in the draws.
 *
 * @throws InputError - lists values that are not finite, empty groups and unfit options
 * @example permutationTestTwoSamples([1, 4, 5], [2, 8, 9, 9], { statistic: meanStatistic, alternative: "two-sided", draws: 1000, seed: 1 }).pValue // 0.14285714285714285
 */
export function permutationTestTwoSamples(
  x: Sample,
  y: Sample,
  options: TwoSamplePermutationOptions,
): TwoSamplePermutationResult {
  return runJob(permutationJobTwoSamples(x, y, options));
}

/**
 * The same test as a job of blocks, for several workers.
 *
 * @throws InputError - as the test itself
 * @example runJob(permutationJobTwoSamples([1, 4, 5], [2, 8, 9, 9], { statistic: meanStatistic, alternative: "two-sided", draws: 1000, seed: 1 })).pValue // 0.14285714285714285
 */
export function permutationJobTwoSamples(
  x: Sample,
  y: Sample,
  { statistic, alternative, draws, seed }: TwoSamplePermutationOptions,
): Job<PermutationPart, TwoSamplePermutationResult> {
  refuse([
    ...checkSample("x", x, 1),
    ...checkSample("y", y, 1),
    ...checkStatistic(statistic),
    ...checkAlternative(alternative),
    ...checkDraws("draws", draws),
    ...checkSeed(seed),
  ]);
  const [first, second] = [statistic.of(expanded(x)), statistic.of(expanded(y))];
  const groups = gatherGroups([x, y]);
  const job = permutationJob(
    {
      statistic: `difference of ${statistic.name}`,
      observed: first - second,
      scale: Math.abs(first) + Math.abs(second),
      alternative,
      arrangements: () => ordersOf(groups.labels),
      valueOf(labels) {
        const [one, two] = groups.parted(labels);
        return statistic.of(one!) - statistic.of(two!);
      },
    },
    { draws, seed },
  );
  return {
    blocks: job.blocks,
    run: (block) => job.run(block),
    combine: (parts) => ({
      method: "permutation-two-samples",
      alternative,
      n1: sizeOf(x),
      n2: sizeOf(y),
      ...job.combine(parts),
    }),
  };
}
