import { tooFew } from "../../core/issues/input.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { type CensoredSample, checkCensoredSample } from "./censored-sample.ts";

/** Reasons to refuse a list of groups with non-detects: fewer than two of them, or a group with a fault of its own. */
export function checkCensoredGroups(groups: readonly CensoredSample[]): Issue[] {
  return [
    ...(groups.length < 2 ? [tooFew("groups", "groups", 2, groups.length)] : []),
    ...groups.flatMap((group, g) => checkCensoredSample(`groups[${g}]`, group, 1)),
  ];
}

/** Groups on one scale: the distinct numbers of all in ascending order, and how many of each group are at each. */
export interface PooledLevels {
  readonly values: Float64Array;
  /** detects[g][k]: detects of group g at level k. */
  readonly detects: readonly Float64Array[];
  readonly nondetects: readonly Float64Array[];
  readonly sizes: readonly number[];
  readonly size: number;
}

/** Pools checked groups. Minus zero counts as zero, entries that occur 0 times are left out. Cost: one sort. */
export function poolLevels(groups: readonly CensoredSample[]): PooledLevels {
  const occurring = groups.map(({ values, counts }) =>
    counts === undefined ? values : values.filter((_, i) => counts[i]! > 0),
  );
  const sorted = Float64Array.from(occurring.flat(), (value) => value + 0).sort();
  const values = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const detects = groups.map(() => new Float64Array(values.length));
  const nondetects = groups.map(() => new Float64Array(values.length));
  for (const [g, { values: own, nondetect, counts }] of groups.entries())
    for (let i = 0; i < own.length; i++) {
      const count = counts === undefined ? 1 : counts[i]!;
      if (count > 0)
        (nondetect[i] === true ? nondetects : detects)[g]![placeIn(values, own[i]! + 0)]! += count;
    }
  const sizes = groups.map((_, g) => total(detects[g]!) + total(nondetects[g]!));
  return { values, detects, nondetects, sizes, size: total(sizes) };
}

const total = (numbers: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i]!;
  return sum;
};

function placeIn(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
