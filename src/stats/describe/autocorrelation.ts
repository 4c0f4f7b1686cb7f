import { notACount, notFinite, tooFew } from "../../core/issues/input.ts";
import { refuse } from "../../core/issues/issue.ts";
import { distanceFrom, momentsOf } from "./moments.ts";
import { sorted } from "./sample.ts";

export interface AutocorrelationResult {
  readonly method: "autocorrelation";
  readonly lag: number;
  /** Null when all values are equal. */
  readonly estimate: number | null;
  readonly reason: string | null;
  readonly n: number;
}

/**
 * Autocorrelation of a series at one lag: do neighbours in time or on the plate resemble each other?
 *
 * Sum of products of distances from the mean, `lag` apart, over the sum of squares.
 * Source: Box, Jenkins & Reinsel, Time Series Analysis, sec. 2.1. Reference: NIST StRD certified values; R acf.
 * Accuracy as measured: relative error below 1e-14 (50 digits, data near 0 and near a million). Cost as measured: one
 * sort and three passes: about 1 ms for 3000 values.
 *
 * @throws InputError - values that are not finite, a lag that is not whole or leaves no pair
 * @example autocorrelation([1, 3, 2], 1).estimate // -0.5
 */
export function autocorrelation(series: readonly number[], lag: number): AutocorrelationResult {
  refuse([
    ...series.flatMap((value, i) => (Number.isFinite(value) ? [] : [notFinite(`series[${i}]`, value)])),
    ...(Number.isSafeInteger(lag) && lag >= 0 ? [] : [notACount("lag", lag)]),
    ...(series.length > lag ? [] : [tooFew("series", "values", lag + 1, series.length)]),
  ]);
  const { mean, squares } = momentsOf(sorted(series));
  const distances = series.map((value) => distanceFrom(mean, value));
  let products = 0;
  for (let i = lag; i < distances.length; i++) products += distances[i]! * distances[i - lag]!;
  return {
    method: "autocorrelation",
    lag,
    estimate: squares === 0 ? null : products / squares,
    reason: squares === 0 ? "all values are equal" : null,
    n: series.length,
  };
}
