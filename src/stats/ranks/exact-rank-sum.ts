import { partOf, type Part, type Row, type Score, stepsFor } from "./score-sums.ts";
import { symmetricTails, untiedRow } from "./untied-counts.ts";

/** The tails of a rank sum over all equally likely choices of one group. */
export interface ExactTails {
  /** P(sum <= observed). */
  readonly less: number;
  /** P(sum >= observed). */
  readonly greater: number;
  /** P(|sum - mean| >= |observed - mean|). */
  readonly twoSided: number;
}

/** Additions above which the exact distribution is left alone: some tenths of a second on an idle core. */
export const affordableSteps = 2e8;

/**
 * The permutation distribution of the rank sum of `chosen` out of N numbers, ties included.
 *
 * The pooled values are cut in two. For each part the distribution of its score sum is built for every number of
 * values the group may take from it. The parts meet through the hypergeometric law of how many come from each, with
 * running sums on one side, so the table of the whole is never built. Every term is positive: both tails keep their
 * relative accuracy. Accuracy and cost: see mannWhitney.
 *
 * Source: Streitberg & Roehmel, Statistical Software Newsletter 12 (1986) 10 (the shift algorithm).
 *
 * @param totals - how often each distinct value occurs, in ascending order of the values
 * @param doubledSum - twice the sum of the group's midranks: a whole number
 * @returns null when more than `limit` additions would be needed
 */
export function exactRankSum(
  totals: readonly number[],
  chosen: number,
  doubledSum: number,
  limit: number = affordableSteps,
): ExactTails | null {
  const size = totals.reduce((a, b) => a + b, 0);
  if (chosen === 0 || chosen === size || totals.length < 2) return { less: 1, greater: 1, twoSided: 1 };
  if (totals.every((count) => count === 1)) return untiedTails(size, chosen, doubledSum / 2, limit);
  // The rank sum of the other group is the mirror image: follow the smaller one.
  const few = Math.min(chosen, size - chosen);
  if (few < chosen) {
    const mirrored = exactRankSum(totals, few, size * (size + 1) - doubledSum, limit);
    return mirrored === null
      ? null
      : { less: mirrored.greater, greater: mirrored.less, twoSided: mirrored.twoSided };
  }
  const { scores, first, unit } = scoresOf(totals);
  const meeting = scoreSumTails(scores, few, limit);
  if (meeting === null) return null;
  const inUnits = (doubled: number): number => (doubled - few * first) / unit;
  const observed = inUnits(doubledSum);
  const mean = few * (size + 1);
  const distance = Math.abs(doubledSum - mean);
  const less = meeting.lowerTail(observed);
  const greater = meeting.upperTail(observed);
  if (distance === 0) return { less, greater, twoSided: 1 };
  const twoSided =
    doubledSum < mean
      ? less + meeting.upperTail(Math.ceil(inUnits(mean + distance)))
      : greater + meeting.lowerTail(Math.floor(inUnits(mean - distance)));
  return { less: Math.min(1, less), greater: Math.min(1, greater), twoSided: Math.min(1, twoSided) };
}

/** Tails of a sum of scores: P(sum <= at) and P(sum >= at). */
export interface SumTails {
  lowerTail(at: number): number;
  upperTail(at: number): number;
}

/**
 * The sum of the scores of `chosen` values when every choice is equally likely: whole scores, ascending, from 0.
 *
 * @returns null when more than `limit` additions would be needed
 */
export function scoreSumTails(scores: readonly Score[], chosen: number, limit: number): SumTails | null {
  const cut = cheapestCut(scores, chosen);
  if (cut.steps > limit) return null;
  return meet(partOf(scores.slice(0, cut.at), chosen), partOf(scores.slice(cut.at), chosen), chosen);
}

function untiedTails(size: number, chosen: number, sum: number, limit: number): ExactTails | null {
  const others = size - chosen;
  const u = sum - (chosen * (chosen + 1)) / 2;
  const pairs = chosen * others;
  if (Math.min(chosen, others) * Math.min(u, pairs - u) > limit) return null;
  return symmetricTails(u, pairs, (last) => untiedRow(chosen, others, last));
}

/** Doubled midranks as whole numbers from 0, in units of their greatest common divisor. */
function scoresOf(totals: readonly number[]): { scores: Score[]; first: number; unit: number } {
  let below = 0;
  const doubled = totals.map((count) => {
    const rank = 2 * below + count + 1;
    below += count;
    return rank;
  });
  const first = doubled[0]!;
  const unit = doubled.reduce((gcd, rank) => greatestCommonDivisor(gcd, rank - first), 0);
  return {
    scores: doubled.map((rank, k) => ({ score: (rank - first) / unit, count: totals[k]! })),
    first,
    unit,
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** Where to cut so that both parts together cost least; a few well-spread places are tried. */
function cheapestCut(scores: readonly Score[], few: number): { at: number; steps: number } {
  const places = new Set([0, 1, scores.length - 1, scores.length]);
  for (let i = 1; i < 12; i++) places.add(Math.round((scores.length * i) / 12));
  const half = scores.reduce((total, { count }) => total + count, 0) / 2;
  let below = 0;
  let largest = 0;
  for (const [k, { count }] of scores.entries()) {
    if (below < half && below + count >= half) places.add(k).add(k + 1);
    if (count > scores[largest]!.count) largest = k;
    below += count;
  }
  places.add(largest).add(largest + 1);
  let best = { at: 0, steps: Infinity };
  for (const at of places) {
    const steps = stepsFor(scores.slice(0, at), few) + stepsFor(scores.slice(at), few);
    if (steps < best.steps) best = { at, steps };
  }
  return best;
}

const highest = (row: Row): number => row.lowest + row.stride * (row.probabilities.length - 1);

/** Sums over both parts: `taken` values of the group in all, j of them from the walked part. */
function meet(one: Part, other: Part, taken: number): SumTails {
  // The smaller table is kept as running sums, the larger is walked once for each tail.
  const [walked, summed] = tableSize(one) > tableSize(other) ? [one, other] : [other, one];
  const shares = hypergeometric(walked.size, summed.size, taken);
  const upward = summed.rows.map(({ probabilities }) => runningSums(probabilities));
  const downward = summed.rows.map(({ probabilities }) => runningSums(probabilities.toReversed()));
  const total = (term: (j: number) => number): number => {
    let sum = 0;
    for (let j = Math.max(0, taken - summed.size); j <= Math.min(taken, walked.size); j++)
      if (shares[j]! > 0) sum += shares[j]! * term(j);
    return sum;
  };
  return {
    lowerTail: (at) =>
      total((j) => {
        const own = walked.rows[j]!;
        const mate = summed.rows[taken - j]!;
        return crossTail(
          own.probabilities,
          own.stride,
          upward[taken - j]!,
          mate.stride,
          at - own.lowest - mate.lowest,
        );
      }),
    upperTail: (at) =>
      total((j) => {
        const own = walked.rows[j]!;
        const mate = summed.rows[taken - j]!;
        const reach = highest(own) + highest(mate) - at;
        return crossTail(
          own.probabilities.toReversed(),
          own.stride,
          downward[taken - j]!,
          mate.stride,
          reach,
        );
      }),
  };
}

/** Sum over i of row[i] * P(other part's offset <= reach - i * stride). */
function crossTail(
  row: Float64Array,
  stride: number,
  running: Float64Array,
  runningStride: number,
  reach: number,
): number {
  const last = running.length - 1;
  let sum = 0;
  for (let i = 0; i < row.length && i * stride <= reach; i++) {
    const place = Math.floor((reach - i * stride) / runningStride);
    sum += row[i]! * running[place < last ? place : last]!;
  }
  return sum;
}

function runningSums(row: Float64Array): Float64Array {
  const sums = Float64Array.from(row);
  for (let i = 1; i < sums.length; i++) sums[i]! += sums[i - 1]!;
  return sums;
}

const tableSize = (part: Part): number =>
  part.rows.reduce((total, row) => total + row.probabilities.length, 0);

/** P(j of `taken` come from the first of two parts), by the ratio of neighbours, outwards from the most likely j. */
function hypergeometric(first: number, second: number, taken: number): Float64Array {
  const shares = new Float64Array(taken + 1);
  const lowest = Math.max(0, taken - second);
  const highest = Math.min(taken, first);
  const ratio = (j: number): number => ((first - j) * (taken - j)) / ((j + 1) * (second - taken + j + 1));
  const mode = Math.min(
    highest,
    Math.max(lowest, Math.floor(((taken + 1) * (first + 1)) / (first + second + 2))),
  );
  shares[mode] = 1;
  for (let j = mode; j < highest; j++) shares[j + 1] = shares[j]! * ratio(j);
  for (let j = mode; j > lowest; j--) shares[j - 1] = shares[j]! / ratio(j - 1);
  const total = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / total);
}
