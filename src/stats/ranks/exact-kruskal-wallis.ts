import { exactRankSum } from "./exact-rank-sum.ts";
import type { Pooled } from "./pooled.ts";

/** One group as the table sees it: j values with a sum of scores s have the place `starts[j] + s - lowest[j]`. */
interface Side {
  readonly size: number;
  /** Least and greatest sum of j scores among all. */
  readonly lowest: readonly number[];
  readonly highest: readonly number[];
  readonly starts: readonly number[];
  readonly places: number;
}

/** Doubled midranks of all values, ascending, from 0, in units of their greatest common divisor. */
function scoresOf({ totals, midranks }: Pooled): { scores: number[]; unit: number } {
  const gaps = midranks.map((rank) => 2 * (rank - midranks[0]!));
  const unit = gaps.reduce((a, b) => greatestCommonDivisor(a, b), 0) || 1;
  return {
    scores: gaps.flatMap((gap, k) => Array.from({ length: totals[k]! }, () => gap / unit)),
    unit,
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

function sideOf(scores: readonly number[], size: number): Side {
  const lowest = [0];
  const highest = [0];
  const starts = [0];
  for (let j = 1; j <= size; j++) {
    lowest.push(lowest[j - 1]! + scores[j - 1]!);
    highest.push(highest[j - 1]! + scores[scores.length - j]!);
    starts.push(starts[j - 1]! + highest[j - 1]! - lowest[j - 1]! + 1);
  }
  return { size, lowest, highest, starts, places: starts[size]! + highest[size]! - lowest[size]! + 1 };
}

/** For one more value: where each place of a group came from, as a step back; 0 where it cannot have come. */
function stepsBack({ size, lowest, highest, starts, places }: Side, score: number): Int32Array {
  const back = new Int32Array(places);
  for (let j = 1; j <= size; j++)
    for (let sum = lowest[j]!; sum <= highest[j]!; sum++) {
      const before = sum - score;
      if (before < lowest[j - 1]! || before > highest[j - 1]!) continue;
      const at = starts[j]! + sum - lowest[j]!;
      back[at] = at - (starts[j - 1]! + before - lowest[j - 1]!);
    }
  return back;
}

/**
 * P(H >= the observed H) over every way to share the pooled midranks out over the groups, ties included.
 *
 * All groups but the largest are followed together: one table over their numbers of values and rank sums, to which
 * the values are added one by one; two groups are the exact rank-sum test. The counts are whole numbers below 2^53 for as many arrangements, else right to the
 * rounding of sums of positive numbers.
 *
 * @returns null when more than `limit` additions would be needed; the estimate comes before any work
 */
export function exactKruskalWallis(
  pooled: Pooled,
  observed: readonly number[],
  limit: number,
): number | null {
  if (pooled.sizes.length === 2)
    return (
      exactRankSum(pooled.totals, pooled.sizes[0]!, Math.round(2 * observed[0]!), limit)?.twoSided ?? null
    );
  const order = Array.from(pooled.sizes.keys()).sort((a, b) => pooled.sizes[a]! - pooled.sizes[b]!);
  const followed = order.slice(0, -1);
  const last = order.at(-1)!;
  const { scores, unit } = scoresOf(pooled);
  const sides = followed.map((g) => sideOf(scores, pooled.sizes[g]!));
  const places = sides.reduce((product, side) => product * side.places, 1);
  if (places * scores.length * sides.length > limit) return null;

  const strides = sides.map((_, g) => sides.slice(g + 1).reduce((product, side) => product * side.places, 1));
  const table = new Float64Array(places);
  table[0] = 1;
  for (const score of scores)
    include(
      table,
      sides.map((side) => stepsBack(side, score)),
      sides,
      strides,
    );

  // H grows with the sum of squared distances of the rank sums from their means, each over its size.
  const size = scores.length;
  const spread = (sum: number, n: number): number => (sum - (n * (size + 1)) / 2) ** 2 / n;
  const least = observed.reduce((total, sum, g) => total + spread(sum, pooled.sizes[g]!), 0) * (1 - 1e-12);
  const first = pooled.midranks[0]!;
  const rankSum = (score: number, n: number): number => n * first + (score * unit) / 2;
  const total = scores.reduce((a, b) => a + b, 0);
  let extreme = 0;
  let all = 0;
  const visit = (g: number, at: number, scoreSum: number, distance: number): void => {
    if (g === sides.length) {
      const n = pooled.sizes[last]!;
      const ways = table[at]!;
      all += ways;
      if (distance + spread(rankSum(total - scoreSum, n), n) >= least) extreme += ways;
      return;
    }
    const { size: n, lowest, highest, starts } = sides[g]!;
    for (let sum = lowest[n]!; sum <= highest[n]!; sum++)
      visit(
        g + 1,
        at + (starts[n]! + sum - lowest[n]!) * strides[g]!,
        scoreSum + sum,
        distance + spread(rankSum(sum, n), n),
      );
  };
  visit(0, 0, 0, 0);
  return Math.min(1, extreme / all);
}

/** One more value for every state: it goes to one of the followed groups, or to the last one. From the end, in place. */
function include(
  table: Float64Array,
  back: readonly Int32Array[],
  sides: readonly Side[],
  strides: readonly number[],
): void {
  const groups = sides.length;
  const inner = sides[groups - 1]!.places;
  const innerBack = back[groups - 1]!;
  const outer = table.length / inner;
  for (let block = outer - 1; block >= 0; block--) {
    // Steps back of the outer groups are the same for the whole block.
    const steps: number[] = [];
    for (let g = 0; g < groups - 1; g++) {
      const place = Math.floor((block * inner) / strides[g]!) % sides[g]!.places;
      const step = back[g]![place]!;
      if (step > 0) steps.push(step * strides[g]!);
    }
    const start = block * inner;
    for (let at = start + inner - 1; at >= start; at--) {
      const own = innerBack[at - start]!;
      let sum = table[at]!;
      if (own > 0) sum += table[at - own]!;
      for (const step of steps) sum += table[at - step]!;
      table[at] = sum;
    }
  }
}
