/** Weighted log-rank tests of groups with non-detects: what Peto-Peto, Gehan and log-rank share. */
import { refuse } from "../../core/issues/issue.ts";
import * as chiSquare from "../../distributions/chi-square.ts";
import { cholesky, solveLower } from "../../num/matrix.ts";
import type { CensoredSample } from "./censored-sample.ts";
import { checkCensoredGroups, poolLevels, type PooledLevels } from "./pooled-levels.ts";

/** How much a difference counts at a detect: P(X <= detect), the number at risk, or 1. */
export type CensoredScores = "peto-peto" | "gehan" | "log-rank";

/** One group of a censored rank test. */
export interface CensoredRankGroup {
  readonly n: number;
  readonly nondetects: number;
  /** Weighted number of detects. */
  readonly observed: number;
  /** The same expected if all groups were one. */
  readonly expected: number;
  /** observed - expected: above 0 where the group lies higher than the others. */
  readonly scoreSum: number;
  /** false: all limits of the group lie above every detect, so that nothing can be compared; left out of `df`. */
  readonly comparable: boolean;
}

export interface ChiSquareAnswer {
  readonly statistic: number | null;
  readonly df: number;
  readonly pValue: number | null;
  readonly logPValue: number | null;
  readonly reason: string | null;
}

export interface CensoredRankResult<Id extends string> extends ChiSquareAnswer {
  readonly method: Id;
  readonly variant: string;
  readonly scores: CensoredScores;
  readonly groups: readonly CensoredRankGroup[];
  /** Covariance of observed - expected, group by group. */
  readonly covariance: readonly (readonly number[])[];
  /** The same score sums against their covariance over all permutations of the groups. */
  readonly permutation: ChiSquareAnswer;
  readonly n: number;
  readonly nondetects: number;
}

/** The test with one kind of scores, checks included. */
export function weightedLogRank<Id extends string>(
  method: Id,
  groups: readonly CensoredSample[],
  scores: CensoredScores,
): CensoredRankResult<Id> {
  refuse(checkCensoredGroups(groups));
  const pooled = poolLevels(groups);
  const { observed, expected, covariance } = hypergeometric(pooled, scores);
  const own = scoresOf(pooled, scores);
  const sums = pooled.sizes.map((_, g) => scoreSum(pooled, own, g));
  const nondetects = pooled.nondetects.map((row) => row.reduce((a, b) => a + b, 0));
  const noDetects = nondetects.every((count, g) => count === pooled.sizes[g]);
  return {
    method,
    variant: "two-sided chi-square with hypergeometric variance",
    scores,
    ...chiSquareOf(observed, expected, covariance, noDetects),
    groups: pooled.sizes.map((n, g) => ({
      n,
      nondetects: nondetects[g]!,
      observed: observed[g]!,
      expected: expected[g]!,
      scoreSum: sums[g]!,
      comparable: expected[g]! > 0,
    })),
    covariance,
    permutation: permutationChiSquare(pooled, own, sums, noDetects),
    n: pooled.size,
    nondetects: nondetects.reduce((a, b) => a + b, 0),
  };
}

const sumAt = (rows: readonly Float64Array[], k: number): number => {
  let sum = 0;
  for (const row of rows) sum += row[k]!;
  return sum;
};

/** Visits the levels from the top; `below` follows the product limit: P(X <= level) and P(X < level). */
function descend(
  pooled: PooledLevels,
  visit: (level: {
    readonly k: number;
    readonly atRisk: number;
    readonly detects: number;
    readonly atOrBelow: number;
    readonly below: number;
  }) => void,
): void {
  let atRisk = pooled.size;
  let atOrBelow = 1;
  for (let k = pooled.values.length - 1; k >= 0; k--) {
    const detects = sumAt(pooled.detects, k);
    const below = atOrBelow * ((atRisk - detects) / atRisk);
    visit({ k, atRisk, detects, atOrBelow, below });
    atOrBelow = below;
    atRisk -= detects + sumAt(pooled.nondetects, k);
  }
}

const weightOf = (
  scores: CensoredScores,
  { atOrBelow, atRisk }: { readonly atOrBelow: number; readonly atRisk: number },
): number => (scores === "peto-peto" ? atOrBelow : scores === "gehan" ? atRisk : 1);

function hypergeometric(
  pooled: PooledLevels,
  scores: CensoredScores,
): { observed: number[]; expected: number[]; covariance: number[][] } {
  const count = pooled.sizes.length;
  const observed = Array.from({ length: count }, () => 0);
  const expected = Array.from({ length: count }, () => 0);
  const covariance = Array.from({ length: count }, () => Array.from({ length: count }, () => 0));
  const left = [...pooled.sizes];
  descend(pooled, (level) => {
    const { k, atRisk, detects } = level;
    const weight = weightOf(scores, level);
    const spread = atRisk > 1 ? weight * weight * detects * ((atRisk - detects) / (atRisk - 1)) : 0;
    for (let g = 0; g < count; g++) {
      const share = left[g]! / atRisk;
      observed[g]! += weight * pooled.detects[g]![k]!;
      expected[g]! += weight * detects * share;
      covariance[g]![g]! += spread * share * ((atRisk - left[g]!) / atRisk);
      for (let h = 0; h < g; h++) covariance[g]![h]! -= spread * share * (left[h]! / atRisk);
    }
    for (let g = 0; g < count; g++) left[g]! -= pooled.detects[g]![k]! + pooled.nondetects[g]![k]!;
  });
  for (let g = 0; g < count; g++) for (let h = 0; h < g; h++) covariance[h]![g] = covariance[g]![h]!;
  return { observed, expected, covariance };
}

function chiSquareOf(
  observed: readonly number[],
  expected: readonly number[],
  covariance: readonly (readonly number[])[],
  noDetects: boolean,
): ChiSquareAnswer {
  const used = expected.flatMap((value, g) => (value > 0 ? [g] : []));
  const df = Math.max(0, used.length - 1);
  if (noDetects) return undefinedAnswer(df, allNondetects);
  if (df === 0) return undefinedAnswer(0, "only one group has values that can be ranked against a detect");
  // The differences add up to 0: one group can be spared, best the one with the largest variance.
  const spared = used.reduce(
    (most, g) => (covariance[g]![g]! > covariance[most]![most]! ? g : most),
    used[0]!,
  );
  const kept = used.filter((g) => g !== spared);
  const factor = cholesky(Float64Array.from(kept.flatMap((g) => kept.map((h) => covariance[g]![h]!))), df);
  if (factor === null) return undefinedAnswer(df, allTied);
  const scaled = solveLower(
    factor,
    df,
    kept.map((g) => observed[g]! - expected[g]!),
  );
  return answer(
    scaled.reduce((total, value) => total + value * value, 0),
    df,
  );
}

const allNondetects = "every value is a non-detect: nothing can be ranked";
const allTied = "all values that can be ranked are tied";

const undefinedAnswer = (df: number, reason: string): ChiSquareAnswer => ({
  statistic: null,
  df,
  pValue: null,
  logPValue: null,
  reason,
});

const answer = (statistic: number, df: number): ChiSquareAnswer => ({
  statistic,
  df,
  pValue: chiSquare.sf({ df }, statistic),
  logPValue: chiSquare.logSf({ df }, statistic),
  reason: null,
});

/** Scores of a detect and of a non-detect at each level; over all subjects they add up to 0. */
export interface LevelScores {
  readonly detect: Float64Array;
  readonly nondetect: Float64Array;
}

/**
 * The scores whose sum over a group is its observed less its expected: a detect has its weight less the weighted
 * hazards above it, a non-detect only these. For Peto-Peto that is P(X <= x) + P(X < x) - 1, for Gehan the number of
 * subjects surely below less the number surely above.
 */
export function scoresOf(pooled: PooledLevels, scores: CensoredScores): LevelScores {
  const detect = new Float64Array(pooled.values.length);
  const nondetect = new Float64Array(pooled.values.length);
  let above = 0;
  descend(pooled, (level) => {
    const { k, atRisk, detects, atOrBelow, below } = level;
    const weight = weightOf(scores, level);
    // Whole numbers stay whole: the weight of Gehan is atRisk.
    above += (weight * detects) / atRisk;
    const hazards = scores === "peto-peto" ? 1 - below : above;
    nondetect[k] = -hazards;
    detect[k] = scores === "peto-peto" ? atOrBelow + below - 1 : weight - hazards;
  });
  return { detect, nondetect };
}

function scoreSum(pooled: PooledLevels, { detect, nondetect }: LevelScores, group: number): number {
  let sum = 0;
  for (let k = 0; k < pooled.values.length; k++)
    sum += pooled.detects[group]![k]! * detect[k]! + pooled.nondetects[group]![k]! * nondetect[k]!;
  return sum;
}

function permutationChiSquare(
  pooled: PooledLevels,
  own: LevelScores,
  sums: readonly number[],
  noDetects: boolean,
): ChiSquareAnswer {
  const df = pooled.sizes.length - 1;
  if (noDetects) return undefinedAnswer(df, allNondetects);
  let squares = 0;
  for (let k = 0; k < pooled.values.length; k++)
    squares +=
      sumAt(pooled.detects, k) * own.detect[k]! ** 2 + sumAt(pooled.nondetects, k) * own.nondetect[k]! ** 2;
  const between = sums.reduce((total, sum, g) => total + (sum * sum) / pooled.sizes[g]!, 0);
  return squares < 1e-20 * pooled.size
    ? undefinedAnswer(df, allTied)
    : answer((pooled.size - 1) * (between / squares), df);
}
