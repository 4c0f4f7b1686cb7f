/** Values far from the others, on the scale on which the others are symmetric. */
import { log } from "../../core/elementary/logarithm.ts";
import { quantileOf } from "./quantile.ts";

export interface Outliers {
  readonly scale: "as measured" | "logarithms";
  readonly median: number;
  /** Indices of the values, the farthest first. */
  readonly at: readonly number[];
}

const LEAST_VALUES = 20;
/** Of the modified z-score. */
const FAR = 3.5;

/**
 * Values whose modified z-score exceeds 3.5: distance from the median in units of the median absolute deviation times 1.4826. Positive
 * numbers whose logarithms have the more symmetric quartiles are judged by these. Null for fewer than 20 values, or where half of them
 * are equal.
 *
 * Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993).
 *
 * @param values - NaN is unknown
 * @example findOutliers(Float64Array.from([...Array(30).keys(), 400]))?.at // [30]
 */
export function findOutliers(values: ArrayLike<number>): Outliers | null {
  const known = Array.from(values, (value, i) => ({ value, i })).filter(({ value }) => !Number.isNaN(value));
  if (known.length < LEAST_VALUES) return null;
  const raw = known.map(({ value }) => value);
  const logs = raw.every((value) => value > 0) ? raw.map((value) => log(value)) : null;
  const isLog = logs !== null && Math.abs(skewness(logs)) < Math.abs(skewness(raw));
  const judged = isLog ? logs : raw;
  const sorted = Float64Array.from(judged).sort();
  const middle = quantileOf(sorted, 0.5);
  const spread =
    1.4826 * quantileOf(Float64Array.from(judged, (value) => Math.abs(value - middle)).sort(), 0.5);
  if (spread === 0) return null;
  const distances = judged.map((value) => Math.abs(value - middle) / spread);
  const far = [...known.keys()].filter((k) => distances[k]! > FAR);
  return {
    scale: isLog ? "logarithms" : "as measured",
    median: quantileOf(Float64Array.from(raw).sort(), 0.5),
    at: far.sort((a, b) => distances[b]! - distances[a]!).map((k) => known[k]!.i),
  };
}

/** Bowley's: 0 where the quartiles lie evenly around the median. */
function skewness(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const [low, middle, high] = [0.25, 0.5, 0.75].map((p) => quantileOf(sorted, p)) as [number, number, number];
  return high === low ? 0 : (high + low - 2 * middle) / (high - low);
}
