import { refuse } from "../../core/issues/issue.ts";
import { type Alternative, checkAlternative } from "../describe/options.ts";
import { checkSample, type Sample } from "../describe/sample.ts";
import { ordersOf } from "../resampling/arrangements.ts";
import { type Job, runJob } from "../resampling/blocks.ts";
import { checkDraws, checkSeed, type MonteCarloOptions } from "../resampling/monte-carlo.ts";
import { type PermutationAnswer, permutationJob, type PermutationPart } from "../resampling/permutation.ts";
import { placementsOf } from "./placements.ts";
import { pool, type Pooled } from "./pooled.ts";

export interface BrunnerMunzelPermutationOptions extends MonteCarloOptions {
  /** "greater": x tends to be larger than y. */
  readonly alternative: Alternative;
}

export interface BrunnerMunzelPermutationResult extends PermutationAnswer {
  readonly method: "brunner-munzel-permutation";
  readonly alternative: Alternative;
  /** P(X > Y) + P(X = Y) / 2. */
  readonly estimate: number;
  /** True when the groups do not overlap: the statistic has no bound then, and `observed` is null. */
  readonly isSeparated: boolean;
  readonly n1: number;
  readonly n2: number;
}

/** What stands for a statistic without bound: groups that do not overlap, in the data or in an arrangement. */
const UNBOUNDED = 1e300;

/**
 * Studentised permutation test that P(X > Y) + P(X = Y) / 2 is 1/2.
 *
 * The Brunner-Munzel statistic, the distance of the estimate from 1/2 over its standard error, is held against its values
 * for all arrangements of the pooled values when they are at most as many as `draws`, else for `draws` random ones,
 * p = (b + 1) / (m + 1) with limits (confidence 0.99). Because each arrangement is studentised the test holds its
 * level also where the groups differ in spread, in groups as small as seven, where the t form rejects too often.
 * An arrangement without overlap has variance 0: it counts as more extreme than any with overlap, so separated groups
 * have the p of the rank-sum test. Where all placements are tied the statistic is 0.
 *
 * Source: Neubert & Brunner, Comput Stat Data Anal 51 (2007) 5192; Pauly, Asendorf & Konietschke, Biometrical J 58 (2016)
 * 1319. Reference: enumeration with exact fractions in Python. Accuracy as measured: exact p-values are ratios of whole
 * counts, equal to enumeration. Cost as measured: 1 microsecond an arrangement of 10 v 10, linear in n and in the draws.
 *
 * @throws InputError - values that are not finite, a group of fewer than two, unfit options
 * @example brunnerMunzelPermutation([3, 4, 5], [1, 2, 3], { alternative: "two-sided", draws: 1000, seed: 1 }).pValue // 0.2
 */
export function brunnerMunzelPermutation(
  x: Sample,
  y: Sample,
  options: BrunnerMunzelPermutationOptions,
): BrunnerMunzelPermutationResult {
  return runJob(brunnerMunzelPermutationJob(x, y, options));
}

/**
 * The same test as a job of blocks, for several workers.
 *
 * @throws InputError - as the test itself
 * @example runJob(brunnerMunzelPermutationJob([3, 4, 5], [1, 2, 3], { alternative: "two-sided", draws: 1000, seed: 1 })).pValue // 0.2
 */
export function brunnerMunzelPermutationJob(
  x: Sample,
  y: Sample,
  { alternative, draws, seed }: BrunnerMunzelPermutationOptions,
): Job<PermutationPart, BrunnerMunzelPermutationResult> {
  refuse([
    ...checkSample("x", x, 2),
    ...checkSample("y", y, 2),
    ...checkAlternative(alternative),
    ...checkDraws("draws", draws),
    ...checkSeed(seed),
  ]);
  const pooled = pool([x, y]);
  const [first = [], second = []] = pooled.counts;
  const [n1 = 0, n2 = 0] = pooled.sizes;
  const observed = studentised(first, second);
  const counter = countsByLabel(pooled);
  const job = permutationJob(
    {
      statistic: "Brunner-Munzel statistic",
      observed,
      scale: Math.abs(observed),
      alternative,
      // Label 0 is a value of x.
      arrangements: () => ordersOf(Array.from({ length: n1 + n2 }, (_, i) => (i < n1 ? 0 : 1))),
      valueOf(labels) {
        const [own, other] = counter(labels);
        return studentised(own, other);
      },
    },
    { draws, seed },
  );
  return {
    blocks: job.blocks,
    run: (block) => job.run(block),
    combine: (parts) => {
      const answer = job.combine(parts);
      const isSeparated = Math.abs(observed) === UNBOUNDED;
      return {
        method: "brunner-munzel-permutation",
        alternative,
        estimate: placementsOf(first, second).sum / (n1 * n2),
        isSeparated,
        n1,
        n2,
        ...answer,
        observed: isSeparated ? null : answer.observed,
      };
    },
  };
}

/** (estimate - 1/2) over its standard error; the pooled distinct values ascend. */
function studentised(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const own = placementsOf(first, second);
  const other = placementsOf(second, first);
  // The variance of the estimate, times (n1 n2)^2.
  const variance = (own.squares * own.n) / (own.n - 1) + (other.squares * other.n) / (other.n - 1);
  const distance = own.sum - (own.n * other.n) / 2;
  if (variance === 0) return distance === 0 ? 0 : Math.sign(distance) * UNBOUNDED;
  return distance / Math.sqrt(variance);
}

/** How often each group has each distinct value, from the labels of the pooled values in ascending order. */
function countsByLabel({ totals }: Pooled): (labels: Float64Array) => readonly [Float64Array, Float64Array] {
  const own = new Float64Array(totals.length);
  const other = new Float64Array(totals.length);
  return (labels) => {
    let at = 0;
    for (let k = 0; k < totals.length; k++) {
      const end = at + totals[k]!;
      let second = 0;
      for (; at < end; at++) second += labels[at]!;
      other[k] = second;
      own[k] = totals[k]! - second;
    }
    return [own, other];
  };
}
