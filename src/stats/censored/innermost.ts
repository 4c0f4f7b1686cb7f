import type { IntervalSample } from "./censored-sample.ts";

/** "open": both ends of an interval are outside it; "left-open": the upper end belongs to it. Points are points. */
export type IntervalEnds = "open" | "left-open";

/** A place where the estimate can have mass: no end of any subject's interval lies inside. */
export interface Innermost {
  readonly lower: number;
  readonly upper: number;
}

/** Each subject's interval as a run of innermost ones; subjects with the same run are one entry. */
export interface InnermostRuns {
  readonly places: readonly Innermost[];
  /** First and last place of each run. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weights: Float64Array;
  readonly n: number;
}

/**
 * Turnbull's innermost intervals of checked values. Cost: one sort.
 *
 * Source: Turnbull, J R Stat Soc B 38 (1976) 290, sec. 2; Peto, Appl Stat 22 (1973) 86.
 */
export function innermostRuns({ lower, upper, counts }: IntervalSample, ends: IntervalEnds): InnermostRuns {
  const kept = Array.from(lower.keys()).filter((i) => counts === undefined || counts[i]! > 0);
  const numbers = Float64Array.from(kept.flatMap((i) => [lower[i]! + 0, upper[i]! + 0])).sort();
  const distinct = numbers.filter((value, k) => k === 0 || value !== numbers[k - 1]);
  const rankOf = new Map(Array.from(distinct, (value, k) => [value, k]));
  // Around each number v, in order: just below v, v itself, just above v.
  const lefts = Int32Array.from(
    kept,
    (i) => 3 * rankOf.get(lower[i]! + 0)! + (lower[i] === upper[i] ? 1 : 2),
  );
  const rights = Int32Array.from(
    kept,
    (i) => 3 * rankOf.get(upper[i]! + 0)! + (lower[i] === upper[i] || ends === "left-open" ? 1 : 0),
  );
  const places: Innermost[] = [];
  const starts: number[] = [];
  const stops: number[] = [];
  const leftEnds = Int32Array.from(lefts).sort();
  const rightEnds = Int32Array.from(rights).sort();
  let k = 0;
  for (const [j, right] of rightEnds.entries()) {
    if (j > 0 && right === rightEnds[j - 1]) continue;
    // The last left end up to here makes a place, unless it made one with an earlier right end.
    const before = k;
    while (k < leftEnds.length && leftEnds[k]! <= right) k++;
    if (k === before) continue;
    const left = leftEnds[k - 1]!;
    starts.push(left);
    stops.push(right);
    places.push({ lower: distinct[Math.floor(left / 3)]!, upper: distinct[Math.floor(right / 3)]! });
  }
  const runs = new Map<string, { from: number; to: number; weight: number }>();
  for (const [k, i] of kept.entries()) {
    const from = firstFrom(starts, lefts[k]!);
    const to = firstFrom(stops, rights[k]! + 1) - 1;
    const key = `${from},${to}`;
    const known = runs.get(key);
    const weight = counts?.[i] ?? 1;
    if (known === undefined) runs.set(key, { from, to, weight });
    else known.weight += weight;
  }
  const list = [...runs.values()].sort((a, b) => a.from - b.from || a.to - b.to);
  return {
    places,
    from: Int32Array.from(list, (run) => run.from),
    to: Int32Array.from(list, (run) => run.to),
    weights: Float64Array.from(list, (run) => run.weight),
    n: list.reduce((sum, run) => sum + run.weight, 0),
  };
}

/** Index of the first entry that is at least `least`. */
function firstFrom(ascending: readonly number[], least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
