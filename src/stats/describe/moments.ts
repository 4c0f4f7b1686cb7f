import * as pair from "../../core/pair.ts";
import type { Weighted } from "./sample.ts";

/** Mean and sum of squares of a sample, right to the last digits however far from 0 the data lie. */
export interface Moments {
  readonly n: number;
  /** Kept with 32 digits, so that two means can be subtracted. */
  readonly mean: pair.Pair;
  /** Sum of squared distances from the mean. */
  readonly squares: number;
}

export function momentsOf({ values, counts }: Weighted): Moments {
  let n = 0;
  let sum = pair.zero;
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    const count = counts[k]!;
    n += count;
    sum = pair.add(sum, count === 1 ? pair.fromNumber(value) : pair.productOf(value, count));
  }
  const mean = pair.divide(sum, n);
  let squares = pair.zero;
  for (let k = 0; k < values.length; k++) {
    const distance = pair.subtract(pair.fromNumber(values[k]!), mean);
    squares = pair.add(squares, pair.scale(pair.multiply(distance, distance), counts[k]!));
  }
  // A single value is its own mean: no crumb of the division may look like spread.
  return { n, mean, squares: values.length === 1 ? 0 : pair.toNumber(squares) };
}

/** value - mean to the last digit. */
export const distanceFrom = (mean: pair.Pair, value: number): number =>
  pair.toNumber(pair.subtract(pair.fromNumber(value), mean));

/** a - b to the last digit, also when both are huge and nearly equal. */
export const differenceOf = (a: pair.Pair, b: pair.Pair): number => pair.toNumber(pair.subtract(a, b));
