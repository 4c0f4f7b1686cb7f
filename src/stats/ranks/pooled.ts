import { type Sample, sorted } from "../describe/sample.ts";

/** Several groups ranked together, held as distinct values: ties are one entry, not many. */
export interface Pooled {
  /** Distinct values, ascending. */
  readonly values: readonly number[];
  /** `counts[g][k]`: how often group g has value k. */
  readonly counts: readonly (readonly number[])[];
  /** How often value k occurs in all groups. */
  readonly totals: readonly number[];
  /** Mean rank of value k among all numbers, counted from 1. */
  readonly midranks: readonly number[];
  readonly sizes: readonly number[];
  readonly size: number;
  /** Sum of t^3 - t over the tied values, which every tie correction needs. */
  readonly tieTerm: number;
  readonly ties: boolean;
}

/**
 * Ranks groups together; tied values share their mean rank.
 *
 * @example pool([[1, 2], [2, 3]]).midranks // [1, 2.5, 4]
 */
export function pool(samples: readonly Sample[]): Pooled {
  const groups = samples.map(sorted);
  const all = sorted({ values: groups.flatMap((g) => g.values), counts: groups.flatMap((g) => g.counts) });
  const counts = groups.map((group) => {
    const row = Array.from({ length: all.values.length }, () => 0);
    let k = 0;
    for (const [i, value] of group.values.entries()) {
      while (all.values[k] !== value) k++;
      row[k] = group.counts[i]!;
    }
    return row;
  });
  let size = 0;
  let tieTerm = 0;
  const midranks = all.counts.map((count) => {
    const rank = size + (count + 1) / 2;
    size += count;
    tieTerm += count * (count - 1) * (count + 1);
    return rank;
  });
  return {
    values: all.values,
    counts,
    totals: all.counts,
    midranks,
    sizes: counts.map((row) => row.reduce((a, b) => a + b, 0)),
    size,
    tieTerm,
    ties: all.counts.some((count) => count > 1),
  };
}

/** Sum of the midranks of one group; a multiple of 1/2, exact below 2^52. */
export function rankSum(pooled: Pooled, group: number): number {
  let sum = 0;
  for (const [k, count] of pooled.counts[group]!.entries()) if (count > 0) sum += count * pooled.midranks[k]!;
  return sum;
}
