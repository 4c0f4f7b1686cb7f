export interface Concordance {
  readonly concordant: number;
  readonly discordant: number;
  /** Sizes of the groups of equal x, singles included. */
  readonly tiesX: readonly number[];
  readonly tiesY: readonly number[];
}

/**
 * Pairs of points ordered alike and oppositely in x and y; pairs tied in either count as neither.
 *
 * The points are walked by rising x; a Fenwick tree over the ranks of y counts the earlier points below and above.
 * Cost: n log n.
 */
export function concordanceOf(x: readonly number[], y: readonly number[]): Concordance {
  const order = Array.from(x.keys()).sort((i, j) => x[i]! - x[j]!);
  const levels = Float64Array.from(new Set(Array.from(y, (value) => value + 0))).sort();
  const rankOf = new Map(Array.from(levels, (value, k) => [value, k + 1]));
  const ranks = y.map((value) => rankOf.get(value + 0)!);
  const tree = new Float64Array(levels.length + 1);
  const include = (rank: number): void => {
    for (let i = rank; i < tree.length; i += i & -i) tree[i]!++;
  };
  const upTo = (rank: number): number => {
    let sum = 0;
    for (let i = rank; i > 0; i -= i & -i) sum += tree[i]!;
    return sum;
  };
  let concordant = 0;
  let discordant = 0;
  const tiesX: number[] = [];
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && x[order[to]!] === x[order[from]!]) to++;
    for (let i = from; i < to; i++) {
      const rank = ranks[order[i]!]!;
      concordant += upTo(rank - 1);
      discordant += from - upTo(rank);
    }
    for (let i = from; i < to; i++) include(ranks[order[i]!]!);
    tiesX.push(to - from);
    from = to;
  }
  const tiesY = Array.from({ length: levels.length }, () => 0);
  for (const rank of ranks) tiesY[rank - 1]!++;
  return { concordant, discordant, tiesX, tiesY };
}
