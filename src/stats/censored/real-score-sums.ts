import * as elementary from "../../core/elementary.ts";
import type { SumTails } from "../../distributions/score-meeting.ts";

/** A score and how many subjects have it. */
export interface RealScore {
  readonly score: number;
  readonly count: number;
}

/** Sums in ascending order, each with the number of ways to reach it. */
interface Sums {
  readonly sums: Float64Array;
  readonly ways: Float64Array;
}

/** Entries of both tables above which the distribution is left alone: some tenths of a second. */
export const affordableSums = 2_000_000;

// Sums that differ by less than this share of the largest score are one sum, told apart by rounding only.
const SAME = 1e-13;
const SLACK = 1e-11;

/**
 * The sum of the scores of `chosen` subjects when every choice is equally likely; scores are any numbers.
 *
 * The subjects are halved; for each half the sums of every number of them are listed, equal ones as one, and the two
 * lists meet like the hands of a zip. Every term is positive, so both tails keep their relative accuracy.
 *
 * Source: Horowitz & Sahni, J ACM 21 (1974) 277 (two lists); Pagano & Tritchler, J Am Stat Assoc 78 (1983) 435.
 *
 * @returns null when a list would grow beyond `limit` entries
 */
export function realScoreTails(
  scores: readonly RealScore[],
  chosen: number,
  limit: number = affordableSums,
): SumTails | null {
  const scale = scores.reduce((most, { score }) => Math.max(most, Math.abs(score)), 0);
  const subjects = scores.flatMap(({ score, count }) => Array.from({ length: count }, () => score));
  const [first, second] = halves(scores, subjects);
  const one = listsOf(first, chosen, SAME * scale, limit / 2);
  if (one === null) return null;
  const other = listsOf(second, chosen, SAME * scale, limit / 2);
  if (other === null) return null;
  const taken = Array.from({ length: chosen + 1 }, (_, j) => j).filter(
    (j) => j < one.length && chosen - j < other.length,
  );
  const waysOf = (j: number): number => total(one[j]!.ways) * total(other[chosen - j]!.ways);
  const all = taken.reduce((sum, j) => sum + waysOf(j), 0);
  const tail = (term: (a: Sums, b: Sums) => number): number =>
    taken.reduce((sum, j) => sum + term(one[j]!, other[chosen - j]!), 0) / all;
  return {
    lowerTail: (at) => tail((a, b) => waysUpTo(a, b, at + SLACK * scale)),
    upperTail: (at) => tail((a, b) => waysUpTo(turned(a), turned(b), -at + SLACK * scale)),
  };
}

/** Two parts with about equally many different sums: equal scores stay together. */
function halves(scores: readonly RealScore[], subjects: readonly number[]): [number[], number[]] {
  const logs = scores.map(({ count }) => elementary.log(count + 1));
  const half = logs.reduce((a, b) => a + b, 0) / 2;
  let reached = 0;
  let cut = 0;
  for (let k = 0; k < scores.length && reached + logs[k]! / 2 < half; k++) {
    reached += logs[k]!;
    cut += scores[k]!.count;
  }
  return [subjects.slice(0, cut), subjects.slice(cut)];
}

/** lists[j]: the sums of j of the scores, up to `most` of them. */
function listsOf(scores: readonly number[], most: number, same: number, limit: number): Sums[] | null {
  const lists: Sums[] = [{ sums: Float64Array.of(0), ways: Float64Array.of(1) }];
  for (const score of scores) {
    let entries = 0;
    if (lists.length <= most) lists.push({ sums: new Float64Array(0), ways: new Float64Array(0) });
    for (let j = lists.length - 1; j > 0; j--) {
      lists[j] = merge(lists[j]!, lists[j - 1]!, score, same);
      entries += lists[j]!.sums.length;
    }
    if (entries > limit) return null;
  }
  return lists;
}

/** The sums of one list together with those of another list moved up by `shift`. */
function merge(stay: Sums, move: Sums, shift: number, same: number): Sums {
  const sums = new Float64Array(stay.sums.length + move.sums.length);
  const ways = new Float64Array(sums.length);
  let i = 0;
  let j = 0;
  let size = 0;
  while (i < stay.sums.length || j < move.sums.length) {
    const here = i < stay.sums.length ? stay.sums[i]! : Infinity;
    const there = j < move.sums.length ? move.sums[j]! + shift : Infinity;
    const next = Math.min(here, there);
    const own = here <= there ? stay.ways[i++]! : move.ways[j++]!;
    if (size > 0 && next - sums[size - 1]! <= same) ways[size - 1]! += own;
    else {
      sums[size] = next;
      ways[size++] = own;
    }
  }
  return { sums: sums.slice(0, size), ways: ways.slice(0, size) };
}

const turned = ({ sums, ways }: Sums): Sums => ({
  sums: sums.toReversed().map((sum) => -sum),
  ways: ways.toReversed(),
});

function total(ways: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < ways.length; i++) sum += ways[i]!;
  return sum;
}

/** Ways to take one sum of each list with a total up to `at`. */
function waysUpTo(a: Sums, b: Sums, at: number): number {
  let i = 0;
  let below = 0;
  let ways = 0;
  for (let j = b.sums.length - 1; j >= 0; j--) {
    while (i < a.sums.length && a.sums[i]! + b.sums[j]! <= at) below += a.ways[i++]!;
    ways += below * b.ways[j]!;
  }
  return ways;
}
