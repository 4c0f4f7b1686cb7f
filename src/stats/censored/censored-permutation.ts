import * as elementary from "../../core/elementary.ts";
import { notOneOf } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import { randomStream, type RandomStream } from "../../core/random.ts";
import { asWholeScores } from "../contingency/score-lattice.ts";
import { scoreSumTails } from "../../distributions/score-meeting.ts";
import { affordableSteps } from "../ranks/exact-rank-sum.ts";
import {
  checkDraws,
  checkSeed,
  limitsOfP,
  MONTE_CARLO_CONFIDENCE,
  type MonteCarloOptions,
  type MonteCarloPart,
} from "../resampling/monte-carlo.ts";
import type { CensoredSample } from "./censored-sample.ts";
import { spreadTail } from "./group-tables.ts";
import { checkCensoredGroups, poolLevels, type PooledLevels } from "./pooled-levels.ts";
import { type RealScore, realScoreTails } from "./real-score-sums.ts";
import { type CensoredScores, scoresOf } from "./weighted-log-rank.ts";

/** Draws and seed hold for the simulation, where the exact distribution is out of reach. */
export interface CensoredPermutationOptions extends MonteCarloOptions {
  readonly scores: CensoredScores;
  /** Additions the exact distribution may cost for two groups with whole scores; `affordableSteps` where absent. */
  readonly largestExactCost?: number;
}

export interface CensoredPermutationResult {
  readonly method: "censored-permutation";
  readonly variant: "exact" | "monte-carlo";
  readonly scores: CensoredScores;
  readonly twoSidedRule: "distance-from-mean";
  /** Two-sided; null where nothing can be ranked. */
  readonly pValue: number | null;
  readonly logPValue: number | null;
  /** Two groups only: that the first lies lower, or higher. */
  readonly less: number | null;
  readonly greater: number | null;
  readonly reason: string | null;
  readonly scoreSums: readonly number[];
  /** Sum over groups of (score sum)^2 / size: what is compared with its permutations. */
  readonly spread: number;
  /** Of the simulation; null where exact. */
  readonly monteCarlo:
    | (MonteCarloPart & {
        /** Permutations at least as far from the mean as the observed one. */
        readonly hits: number;
        /** Why the exact distribution was not used. */
        readonly reason: string;
      })
    | null;
  readonly sizes: readonly number[];
  readonly n: number;
  readonly nondetects: number;
}

/**
 * Permutation test that groups with non-detects come from one distribution, by Peto-Peto, Gehan or log-rank scores.
 *
 * The scores stay with the subjects, the groups are permuted. Two groups: exact, from the distribution of the score
 * sum, whole scores (all of Gehan; Peto-Peto under one limit) on a lattice, others from lists of sums; two-sided p by
 * distance from the mean. More groups: exact from all tables of scores by groups while these are some millions at most (5, 5 and 5 untied values).
 * Else random permutations, p = (1 + hits) / (1 + draws), with limits that hold the exact p with confidence 0.99.
 * It is valid where the limits do not depend on the group.
 *
 * Accuracy as measured: relative 1e-13 against enumeration in exact fractions (N <= 14). Cost on a busy core: 35 ms for
 * 30 v 30 by Peto-Peto under three limits, 0.3 s for 100 v 100 by Gehan; 0.5 s for 10,000 permutations of 637.
 *
 * Source: Peto & Peto, J R Stat Soc A 135 (1972) 185, sec. 4; Streitberg & Roehmel, Statistical Software Newsletter 12
 * (1986) 10; p of a simulation: Phipson & Smyth, Stat Appl Genet Mol Biol 9 (2010) 39. Reference: enumeration; R coin
 * independence_test(distribution = "exact").
 *
 * @throws InputError - fewer than two groups, an empty group, values that are not finite, options out of range
 * @example censoredPermutation([{ values: [1, 2, 3], nondetect: [true, false, false] }, { values: [4, 5, 6], nondetect: [false, false, false] }], { scores: "gehan", draws: 1, seed: 1 }).pValue // 0.1
 */
export function censoredPermutation(
  groups: readonly CensoredSample[],
  options: CensoredPermutationOptions,
): CensoredPermutationResult {
  refuse(check(groups, options));
  const { scores, draws, seed, largestExactCost = affordableSteps } = options;
  const pooled = poolLevels(groups);
  const { distinct, ofGroups } = scoreTable(pooled, scores);
  const scoreSums = ofGroups.map((row) => row.reduce((sum, count, k) => sum + count * distinct[k]!.score, 0));
  const spread = spreadOf(scoreSums, pooled.sizes);
  const base = {
    method: "censored-permutation",
    scores,
    twoSidedRule: "distance-from-mean",
    scoreSums,
    spread,
    sizes: pooled.sizes,
    n: pooled.size,
    nondetects: pooled.nondetects.reduce((sum, row) => sum + row.reduce((a, b) => a + b, 0), 0),
  } as const;
  if (distinct.length < 2)
    return {
      ...base,
      variant: "exact",
      pValue: null,
      logPValue: null,
      less: null,
      greater: null,
      reason: nothing,
      monteCarlo: null,
    };
  const exact = exactTails(distinct, pooled.sizes, scoreSums, spread, ofGroups, largestExactCost);
  if (exact !== null)
    return {
      ...base,
      variant: "exact",
      ...exact,
      logPValue: elementary.log(exact.pValue),
      reason: null,
      monteCarlo: null,
    };
  const counted = simulate(distinct, pooled.sizes, scoreSums[0]!, spread, draws, randomStream(seed));
  const share = (hits: number): number => (1 + hits) / (1 + draws);
  const two = pooled.sizes.length === 2;
  return {
    ...base,
    variant: "monte-carlo",
    pValue: share(counted.hits),
    logPValue: elementary.log(share(counted.hits)),
    less: two ? share(counted.less) : null,
    greater: two ? share(counted.greater) : null,
    reason: null,
    monteCarlo: {
      draws,
      seed,
      hits: counted.hits,
      ...limitsOfP(counted.hits, draws),
      confidence: MONTE_CARLO_CONFIDENCE,
      reason: two ? "the score sum takes too many values" : "too many tables of scores by groups",
    },
  };
}

const nothing = "all subjects have one score: nothing can be ranked";
const SCORES: readonly CensoredScores[] = ["peto-peto", "gehan", "log-rank"];

function check(
  groups: readonly CensoredSample[],
  { scores, draws, seed }: CensoredPermutationOptions,
): Issue[] {
  return [
    ...checkCensoredGroups(groups),
    ...(SCORES.includes(scores) ? [] : [notOneOf("scores", SCORES, scores)]),
    ...checkDraws("draws", draws),
    ...checkSeed(seed),
  ];
}

const spreadOf = (sums: ArrayLike<number>, sizes: readonly number[]): number =>
  sizes.reduce((total, size, g) => total + (sums[g]! * sums[g]!) / size, 0);

/** The distinct scores in ascending order with their counts, over all and by group. */
function scoreTable(
  pooled: PooledLevels,
  scores: CensoredScores,
): { distinct: RealScore[]; ofGroups: number[][] } {
  const { detect, nondetect } = scoresOf(pooled, scores);
  const rows = [
    ...Array.from(detect, (score, k) => ({ score, own: pooled.detects.map((row) => row[k]!) })),
    ...Array.from(nondetect, (score, k) => ({ score, own: pooled.nondetects.map((row) => row[k]!) })),
  ]
    .filter(({ own }) => own.some((count) => count > 0))
    .sort((a, b) => a.score - b.score);
  const merged: { score: number; own: number[] }[] = [];
  for (const { score, own } of rows) {
    const last = merged.at(-1);
    // Scores equal but for rounding, as those of non-detects without a detect between their limits.
    if (last !== undefined && score - last.score <= 1e-12 * Math.max(1, Math.abs(score)))
      for (const [g, count] of own.entries()) last.own[g]! += count;
    else merged.push({ score: score + 0, own: [...own] });
  }
  return {
    distinct: merged.map(({ score, own }) => ({ score, count: own.reduce((a, b) => a + b, 0) })),
    ofGroups: pooled.sizes.map((_, g) => merged.map(({ own }) => own[g]!)),
  };
}

type Tails = Pick<CensoredPermutationResult, "less" | "greater"> & { readonly pValue: number };

function exactTails(
  distinct: readonly RealScore[],
  sizes: readonly number[],
  sums: readonly number[],
  spread: number,
  ofGroups: readonly (readonly number[])[],
  limit: number,
): Tails | null {
  if (sizes.length > 2) {
    const pValue = spreadTail(distinct, sizes, spread);
    return pValue === null ? null : { pValue, less: null, greater: null };
  }
  // The other group's sum is the mirror image: follow the smaller group.
  const followed = sizes[0]! <= sizes[1]! ? 0 : 1;
  const chosen = sizes[followed]!;
  const whole = asWholeScores(distinct.map(({ score }) => score));
  const scores = distinct.map(({ count }, k) => ({
    score: whole === null ? distinct[k]!.score : whole[k]!,
    count,
  }));
  const tails = whole === null ? realScoreTails(scores, chosen) : scoreSumTails(scores, chosen, limit);
  if (tails === null) return null;
  const mean =
    scores.reduce((total, { score, count }) => total + score * count, 0) * (chosen / (sizes[0]! + sizes[1]!));
  const observed =
    whole === null
      ? sums[followed]!
      : ofGroups[followed]!.reduce((sum, count, k) => sum + count * whole[k]!, 0);
  const below = tails.lowerTail(observed);
  const above = tails.upperTail(observed);
  // A whole mirror image stays whole, whatever the rounding of the mean.
  const mirrored = 2 * mean - observed;
  const slack = whole === null ? 0 : 1e-9;
  // At the mean itself both tails hold the observed sum, and together more than 1.
  const twoSided =
    observed < mean
      ? below + tails.upperTail(whole === null ? mirrored : Math.ceil(mirrored - slack))
      : above + tails.lowerTail(whole === null ? mirrored : Math.floor(mirrored + slack));
  const [less, greater] = followed === 0 ? [below, above] : [above, below];
  return { pValue: Math.min(1, twoSided), less: Math.min(1, less), greater: Math.min(1, greater) };
}

function simulate(
  distinct: readonly RealScore[],
  sizes: readonly number[],
  first: number,
  spread: number,
  draws: number,
  random: RandomStream,
): { hits: number; less: number; greater: number } {
  const subjects = Float64Array.from(
    distinct.flatMap(({ score, count }) => Array.from({ length: count }, () => score)),
  );
  const n = subjects.length;
  const all = subjects.reduce((a, b) => a + b, 0);
  // The largest group gets what is left over: it need not be drawn.
  const spared = sizes.reduce((most, size, g) => (size > sizes[most]! ? g : most), 0);
  const sums = new Float64Array(sizes.length);
  const least = spread * (1 - 1e-11);
  const slack = 1e-11 * distinct.reduce((most, { score }) => Math.max(most, Math.abs(score)), 0);
  let hits = 0;
  let less = 0;
  let greater = 0;
  for (let draw = 0; draw < draws; draw++) {
    let place = 0;
    let rest = all;
    for (let g = 0; g < sizes.length; g++) {
      if (g === spared) continue;
      let sum = 0;
      for (let taken = 0; taken < sizes[g]!; taken++, place++) {
        const from = place + random.below(n - place);
        const score = subjects[from]!;
        subjects[from] = subjects[place]!;
        subjects[place] = score;
        sum += score;
      }
      sums[g] = sum;
      rest -= sum;
    }
    sums[spared] = rest;
    if (spreadOf(sums, sizes) >= least) hits++;
    if (sums[0]! <= first + slack) less++;
    if (sums[0]! >= first - slack) greater++;
  }
  return { hits, less, greater };
}
