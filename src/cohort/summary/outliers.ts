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
 * Cost: one sort, 15 ms for 160,000 values.
 *
 * Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993).
 *
 * @param values - NaN is unknown
 * @example findOutliers(Float64Array.from([...Array(30).keys(), 400]))?.at // [30]
 */
export function findOutliers(values: Float64Array): Outliers | null {
  const sortedAll = values.slice().sort();
  // Unknown ones are last.
  let known = sortedAll.length;
  while (known > 0 && Number.isNaN(sortedAll[known - 1]!)) known--;
  const raw = sortedAll.subarray(0, known);
  if (known < LEAST_VALUES) return null;
  const quartiles = quartilesOf(raw);
  // Logarithms keep the order; a quartile between two values is close enough to say which scale is the more symmetric.
  const isLog =
    raw[0]! > 0 && Math.abs(skewness(quartiles.map((value) => log(value)))) < Math.abs(skewness(quartiles));
  const scaled = (value: number): number => (isLog ? log(value) : value);
  const sorted = isLog ? raw.map(scaled) : raw;
  const middle = quantileOf(sorted, 0.5);
  const spread = 1.4826 * medianDistance(sorted, middle);
  if (spread === 0) return null;
  // What is not far lies between two values of the column itself: most cells need no logarithm.
  const isFar = (value: number): boolean => Math.abs(scaled(value) - middle) / spread > FAR;
  let [low, high] = [0, raw.length - 1];
  while (low < raw.length && isFar(raw[low]!)) low++;
  while (high > low && isFar(raw[high]!)) high--;
  const far: number[] = [];
  const [least, most] = [raw[low]!, raw[high]!];
  for (let i = 0; i < values.length; i++) if (values[i]! < least || values[i]! > most) far.push(i);
  const distance = (i: number): number => Math.abs(scaled(values[i]!) - middle);
  return {
    scale: isLog ? "logarithms" : "as measured",
    median: quartiles[1],
    at: far.sort((a, b) => distance(b) - distance(a)),
  };
}

type Quartiles = [number, number, number];

const quartilesOf = (sorted: Float64Array): Quartiles =>
  [0.25, 0.5, 0.75].map((p) => quantileOf(sorted, p)) as Quartiles;

/** Bowley's: 0 where the quartiles lie evenly around the median. */
const skewness = ([low, middle, high]: readonly number[]): number =>
  high === low ? 0 : (high! + low! - 2 * middle!) / (high! - low!);

/** Median of the distances from a middle, walked outwards from it in sorted values. */
function medianDistance(sorted: Float64Array, middle: number): number {
  const n = sorted.length;
  let above = sorted.findIndex((value) => value >= middle);
  if (above < 0) above = n;
  let below = above - 1;
  const distances = new Float64Array(Math.floor(n / 2) + 1);
  for (let k = 0; k < distances.length; k++) {
    const down = below >= 0 ? middle - sorted[below]! : Infinity;
    const up = above < n ? sorted[above]! - middle : Infinity;
    if (down <= up) {
      distances[k] = down;
      below--;
    } else {
      distances[k] = up;
      above++;
    }
  }
  const last = distances[distances.length - 1]!;
  return n % 2 === 1 ? last : (distances[distances.length - 2]! + last) / 2;
}
