export interface Placements {
  readonly n: number;
  /** How many of the other group lie below each value (ties half), summed over the group. */
  readonly sum: number;
  /** Squared distances of these numbers from their mean, summed. */
  readonly squares: number;
}

/** Placements of one group among another, from how often each has each of the pooled distinct values. Cost: linear. */
export function placementsOf(own: ArrayLike<number>, other: ArrayLike<number>): Placements {
  let below = 0;
  let n = 0;
  let sum = 0;
  for (let k = 0; k < own.length; k++) {
    n += own[k]!;
    sum += own[k]! * (below + other[k]! / 2);
    below += other[k]!;
  }
  const mean = sum / n;
  let squares = 0;
  below = 0;
  for (let k = 0; k < own.length; k++) {
    squares += own[k]! * (below + other[k]! / 2 - mean) ** 2;
    below += other[k]!;
  }
  return { n, sum, squares };
}
