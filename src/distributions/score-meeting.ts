/**
 * Sums of scores of values chosen at random, where the distribution of the whole would be too large to build: the values
 * are cut in two parts, which meet through the hypergeometric law of how many come from each.
 */
import { partOf, type Part, type Row, type Score, stepsFor } from "./score-sums.ts";

/** Tails of a sum of scores: P(sum <= at) and P(sum >= at). */
export interface SumTails {
  readonly lowerTail: (at: number) => number;
  readonly upperTail: (at: number) => number;
}

/** Where the values are cut, and the additions that both parts then need. */
export interface Cut {
  readonly at: number;
  readonly steps: number;
}

/** The distribution of the sum of the scores of `chosen` values; scores ascending, from 0. */
export function meetingOf(scores: readonly Score[], chosen: number, { at }: Cut): Meeting {
  return meet(partOf(scores.slice(0, at), chosen), partOf(scores.slice(at), chosen), chosen);
}

/**
 * The sum of the scores of `chosen` values when every choice is equally likely: whole scores, ascending, from 0.
 *
 * @returns null when more than `limit` additions would be needed
 */
export function scoreSumTails(scores: readonly Score[], chosen: number, limit: number): SumTails | null {
  const cut = cheapestCut(scores, chosen);
  return cut.steps > limit ? null : meetingOf(scores, chosen, cut);
}

/** Where to cut so that both parts together cost least; a few well-spread places are tried. */
export function cheapestCut(scores: readonly Score[], few: number): Cut {
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

/** Sums of the scores of the chosen values, as both parts together give them. */
export interface Meeting extends SumTails {
  readonly lowest: number;
  readonly highest: number;
  readonly point: (at: number) => number;
}

/** Sums over both parts: `taken` values of the group in all, j of them from the walked part. */
function meet(one: Part, other: Part, taken: number): Meeting {
  // The smaller table is kept as running sums, the larger is walked once for each tail.
  const [walked, summed] = tableSize(one) > tableSize(other) ? [one, other] : [other, one];
  const shares = hypergeometric(walked.size, summed.size, taken);
  const fewest = Math.max(0, taken - summed.size);
  const most = Math.min(taken, walked.size);
  const upward = summed.rows.map(({ probabilities }) => runningSums(probabilities));
  const downward = summed.rows.map(({ probabilities }) => runningSums(probabilities.toReversed()));
  const total = (term: (own: Row, mate: Row, j: number) => number): number => {
    let sum = 0;
    for (let j = fewest; j <= most; j++)
      if (shares[j]! > 0) sum += shares[j]! * term(walked.rows[j]!, summed.rows[taken - j]!, j);
    return sum;
  };
  let lowest = Infinity;
  let highest = -Infinity;
  for (let j = fewest; j <= most; j++) {
    const [own, mate] = [walked.rows[j]!, summed.rows[taken - j]!];
    lowest = Math.min(lowest, own.lowest + mate.lowest);
    highest = Math.max(highest, highestOf(own) + highestOf(mate));
  }
  return {
    lowest,
    highest,
    lowerTail: (at) =>
      total((own, mate, j) =>
        crossTail(own, upward[taken - j]!, mate.stride, at - own.lowest - mate.lowest, false),
      ),
    upperTail: (at) =>
      total((own, mate, j) =>
        crossTail(own, downward[taken - j]!, mate.stride, highestOf(own) + highestOf(mate) - at, true),
      ),
    point: (at) => total((own, mate) => crossPoint(own, mate, at - own.lowest - mate.lowest)),
  };
}

/** Sum over i of row[i] * P(other part's offset <= reach - i * stride); rows are read from the end when `fromEnd`. */
function crossTail(
  { probabilities: row, stride }: Row,
  running: Float64Array,
  runningStride: number,
  reach: number,
  fromEnd: boolean,
): number {
  if (reach < 0) return 0;
  const last = running.length - 1;
  const end = Math.min(row.length - 1, Math.floor(reach / stride));
  // As long as the other part reaches its end whatever it is.
  const whole = Math.min(end, Math.floor((reach - last * runningStride) / stride));
  let sum = 0;
  if (whole >= 0)
    sum =
      running[last]! * (fromEnd ? sumOf(row, row.length - 1 - whole, row.length) : sumOf(row, 0, whole + 1));
  const start = Math.max(0, whole + 1);
  if (fromEnd) {
    const top = row.length - 1;
    for (let i = start; i <= end; i++)
      sum += row[top - i]! * running[Math.floor((reach - i * stride) / runningStride)]!;
    return sum;
  }
  for (let i = start; i <= end; i++)
    sum += row[i]! * running[Math.floor((reach - i * stride) / runningStride)]!;
  return sum;
}

function sumOf(row: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += row[i]!;
  return sum;
}

/** Sum over i of row[i] * P(other part's offset = reach - i * stride). */
function crossPoint(own: Row, mate: Row, reach: number): number {
  if (reach < 0 || !Number.isInteger(reach)) return 0;
  const length = mate.probabilities.length;
  const first = Math.max(0, Math.ceil((reach - (length - 1) * mate.stride) / own.stride));
  const end = Math.min(own.probabilities.length - 1, Math.floor(reach / own.stride));
  let sum = 0;
  for (let i = first; i <= end; i++) {
    const place = (reach - i * own.stride) / mate.stride;
    if (Number.isInteger(place)) sum += own.probabilities[i]! * mate.probabilities[place]!;
  }
  return sum;
}

const highestOf = (row: Row): number => row.lowest + row.stride * (row.probabilities.length - 1);

export function runningSums(row: Float64Array): Float64Array {
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
