import * as elementary from "../../core/elementary.ts";
import { refuse } from "../../core/issues/issue.ts";
import { toNumber } from "../../core/pair.ts";
import { distanceFrom, momentsOf } from "./moments.ts";
import { quantileOf } from "./quantile.ts";
import { checkSample, type Sample, sorted, type Weighted } from "./sample.ts";

export interface Summary {
  readonly method: "summary";
  readonly n: number;
  readonly mean: number;
  /** With n - 1; null for a single value. */
  readonly variance: number | null;
  readonly sd: number | null;
  readonly sdReason: string | null;
  readonly median: number;
  /** Hyndman & Fan's definition `quantileType`. */
  readonly quartiles: { readonly lower: number; readonly upper: number };
  readonly interquartileRange: number;
  readonly quantileType: 7;
  readonly minimum: number;
  readonly maximum: number;
  /** Median distance from the median, as it is and times 1.4826 (the sd of normal data). */
  readonly medianAbsoluteDeviation: { readonly raw: number; readonly scaled: number };
  /** Of values that are all above 0. */
  readonly geometricMean: number | null;
  readonly geometricMeanReason: string | null;
  /** Third and fourth central moments over powers of the second, without small-sample correction; kurtosis less 3. */
  readonly skewness: number | null;
  readonly kurtosis: number | null;
  readonly shapeReason: string | null;
}

/**
 * Location, spread and shape of one sample.
 *
 * Mean and squares are summed in pairs of doubles, about the mean. Reference: R mean, sd, quantile, mad.
 * Accuracy as measured: NIST StRD univariate sets to all digits their stored doubles allow (1e12 + 0.1 included).
 * Cost: one sort and three passes over the distinct values.
 *
 * @throws InputError - empty sample, values that are not finite
 * @example summary([3, 1, 2, 10]).quartiles // { lower: 1.75, upper: 4.75 }
 */
export function summary(sample: Sample): Summary {
  refuse(checkSample("sample", sample, 1));
  const list = sorted(sample);
  const { n, mean, squares } = momentsOf(list);
  const variance = n < 2 ? null : squares / (n - 1);
  const median = quantileOf(list, 0.5, 7);
  const lower = quantileOf(list, 0.25, 7);
  const upper = quantileOf(list, 0.75, 7);
  const raw = quantileOf(
    sorted({ values: list.values.map((v) => Math.abs(v - median)), counts: list.counts }),
    0.5,
    7,
  );
  const positive = list.values[0]! > 0;
  const central = (power: number): number =>
    list.values.reduce(
      (sum, v, k) => sum + list.counts[k]! * elementary.pow(distanceFrom(mean, v), power),
      0,
    ) / n;
  const flat = squares === 0;
  const second = squares / n;
  return {
    method: "summary",
    n,
    mean: toNumber(mean),
    variance,
    sd: variance === null ? null : Math.sqrt(variance),
    sdReason: variance === null ? "a single value has no spread" : null,
    median,
    quartiles: { lower, upper },
    interquartileRange: upper - lower,
    quantileType: 7,
    minimum: list.values[0]!,
    maximum: list.values.at(-1)!,
    medianAbsoluteDeviation: { raw, scaled: 1.4826 * raw },
    geometricMean: positive ? geometricMean(list, n) : null,
    geometricMeanReason: positive ? null : "a value is 0 or below",
    skewness: flat ? null : central(3) / (second * Math.sqrt(second)),
    kurtosis: flat ? null : central(4) / (second * second) - 3,
    shapeReason: flat ? "all values are equal" : null,
  };
}

function geometricMean({ values, counts }: Weighted, n: number): number {
  return elementary.exp(values.reduce((sum, v, k) => sum + counts[k]! * elementary.log(v), 0) / n);
}
