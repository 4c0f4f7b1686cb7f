/** Beyond this the halves of the permutations become too many. */
export const mostForExactSpearman = 14;

/**
 * Tails of the sum of products of ranks, sum of i * rank(i), when all n! orders are equally likely.
 *
 * The places are cut in two halves. For every set of ranks that the first half may hold, and for every set for the
 * second, the sums over all orders are counted rank by rank; complementary sets meet with running sums. All counts
 * are whole numbers below 2^53, so the p-value is as exact as one division.
 *
 * Source: the dynamic program over subsets of Bellman, J ACM 9 (1962) 61, applied to Spearman's sum.
 *
 * @param products - the observed sum of i * rank(i)
 */
export function spearmanTails(
  n: number,
  products: number,
): { less: number; greater: number; twoSided: number } {
  const half = Math.floor(n / 2);
  const first = ordersOf(n, 1, half);
  const second = ordersOf(n, half + 1, n);
  const everything = 2 ** n - 1;
  let less = 0;
  let greater = 0;
  let all = 0;
  for (const [set, own] of first) {
    const mate = second.get(everything ^ set)!;
    // running[s]: orders of the second half with a sum of at most lowest + s.
    const running = mate.counts.slice();
    for (let s = 1; s < running.length; s++) running[s]! += running[s - 1]!;
    const total = running.at(-1)!;
    const upTo = (s: number): number => (s < 0 ? 0 : running[Math.min(s, running.length - 1)]!);
    for (let s = 0; s < own.counts.length; s++) {
      const ways = own.counts[s]!;
      if (ways === 0) continue;
      const need = products - own.lowest - s - mate.lowest;
      less += ways * upTo(need);
      greater += ways * (total - upTo(need - 1));
      all += ways * total;
    }
  }
  return {
    less: less / all,
    greater: greater / all,
    twoSided: Math.min(1, (2 * Math.min(less, greater)) / all),
  };
}

interface Sums {
  readonly lowest: number;
  readonly counts: Float64Array;
}

/** For every set of ranks that can fill the places `from` .. `to`: how often each sum of place * rank occurs. */
function ordersOf(n: number, from: number, to: number): Map<number, Sums> {
  let sets = new Map<number, Sums>([[0, { lowest: 0, counts: Float64Array.of(1) }]]);
  for (let place = from; place <= to; place++) {
    const bounds = new Map<number, { low: number; high: number }>();
    for (const [set, { lowest, counts }] of sets)
      for (let rank = 1; rank <= n; rank++) {
        const bit = 2 ** (rank - 1);
        if ((set & bit) !== 0) continue;
        const low = lowest + place * rank;
        const high = low + counts.length - 1;
        const known = bounds.get(set | bit);
        if (known === undefined) bounds.set(set | bit, { low, high });
        else {
          known.low = Math.min(known.low, low);
          known.high = Math.max(known.high, high);
        }
      }
    const next = new Map<number, Sums>();
    for (const [set, { low, high }] of bounds) {
      const counts = new Float64Array(high - low + 1);
      for (let rank = 1; rank <= n; rank++) {
        const before = (set & (2 ** (rank - 1))) === 0 ? undefined : sets.get(set ^ (2 ** (rank - 1)));
        if (before === undefined) continue;
        const shift = before.lowest + place * rank - low;
        for (let s = 0; s < before.counts.length; s++) counts[s + shift]! += before.counts[s]!;
      }
      next.set(set, { lowest: low, counts });
    }
    sets = next;
  }
  return sets;
}
