import type { Weighted } from "../describe/sample.ts";

/**
 * The k-th smallest of a set of numbers that is too large to list but easy to count.
 *
 * Halves the doubles themselves, in their order as bit patterns: at most 64 counts, and the answer is a number of the
 * set, not one near it.
 *
 * @param atMost - how many numbers of the set are <= v
 */
function kthByCount(k: number, lowest: number, highest: number, atMost: (v: number) => number): number {
  let below = place(lowest);
  let above = place(highest);
  while (below < above) {
    const middle = (below + above) >> 1n;
    if (atMost(atPlace(middle)) >= k) above = middle;
    else below = middle + 1n;
  }
  return atPlace(above);
}

const number = new Float64Array(1);
const bits = new BigInt64Array(number.buffer);
const smallest = -(2n ** 63n);

// Doubles ordered as whole numbers: the patterns of negative numbers run backwards.
function place(v: number): bigint {
  number[0] = v + 0;
  return bits[0]! >= 0n ? bits[0]! : smallest - bits[0]!;
}

function atPlace(p: bigint): number {
  bits[0] = p >= 0n ? p : smallest - p;
  return number[0]! + 0;
}

/**
 * The k-th smallest difference x - y, k from 1 to the number of pairs; differences as double arithmetic gives them.
 * Cost: 64 walks along both lists of distinct values.
 */
export function kthDifference(x: Weighted, y: Weighted, k: number): number {
  const lowest = x.values[0]! - y.values.at(-1)!;
  const highest = x.values.at(-1)! - y.values[0]!;
  return kthByCount(k, lowest, highest, (v) => {
    // As x rises, fewer y are so low that x - y > v.
    let pairs = 0;
    let low = 0;
    let lowCount = 0;
    const all = y.counts.reduce((a, b) => a + b, 0);
    for (let i = 0; i < x.values.length; i++) {
      while (low < y.values.length && x.values[i]! - y.values[low]! > v) lowCount += y.counts[low++]!;
      pairs += x.counts[i]! * (all - lowCount);
    }
    return pairs;
  });
}

/** The k-th smallest Walsh average (d_i + d_j) / 2, i <= j. Cost: 64 walks along the list. */
export function kthWalshAverage(d: Weighted, k: number): number {
  const n = d.values.length;
  return (
    kthByCount(k, 2 * d.values[0]!, 2 * d.values[n - 1]!, (v) => {
      // Ordered pairs with i and j both ways, and each number with itself once more, counted twice.
      let ordered = 0;
      let own = 0;
      let reach = n - 1;
      let reachCount = d.counts.reduce((a, b) => a + b, 0);
      for (let i = 0; i < n; i++) {
        while (reach >= 0 && d.values[i]! + d.values[reach]! > v) reachCount -= d.counts[reach--]!;
        ordered += d.counts[i]! * reachCount;
        if (2 * d.values[i]! <= v) own += d.counts[i]!;
      }
      return (ordered + own) / 2;
    }) / 2
  );
}

/** Median of a set of `total` numbers given its k-th smallest. */
export function medianOf(total: number, kth: (k: number) => number): number {
  const middle = kth(Math.floor((total + 1) / 2));
  return total % 2 === 1 ? middle : middle + (kth(total / 2 + 1) - middle) / 2;
}
