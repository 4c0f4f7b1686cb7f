import * as elementary from "../../core/elementary.ts";
import { toNumber } from "../../core/pair.ts";
import { distanceFrom, momentsOf } from "../describe/moments.ts";
import { type Sample, sorted } from "../describe/sample.ts";

/** Said where every value is the same. */
export const constantReason = "the values do not vary: no normal curve fits a single value";

/** A sample measured in its own standard deviations from its own mean. */
export interface Standardised {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  /** Distinct values, ascending. */
  readonly z: readonly number[];
  readonly counts: readonly number[];
}

/** Null when the values do not vary. Distances from the mean keep their digits however far from 0 it lies. */
export function standardise(sample: Sample): Standardised | null {
  const list = sorted(sample);
  // A power of two near the largest value: squares neither overflow nor vanish, and nothing is rounded.
  const largest = Math.max(Math.abs(list.values[0]!), Math.abs(list.values.at(-1)!));
  const unit =
    largest > 1e100 || largest < 1e-100 ? elementary.timesPowerOfTwo(1, -elementary.exponentOf(largest)) : 1;
  const values = list.values.map((value) => value * unit);
  const { n, mean, squares } = momentsOf({ values, counts: list.counts });
  if (!(squares > 0)) return null;
  const sd = Math.sqrt(squares / (n - 1));
  return {
    n,
    mean: toNumber(mean) / unit,
    sd: sd / unit,
    z: values.map((value) => distanceFrom(mean, value) / sd),
    counts: list.counts,
  };
}
