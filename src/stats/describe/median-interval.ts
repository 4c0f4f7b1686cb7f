import { refuse } from "../../core/issues/issue.ts";
import * as binomial from "../../distributions/binomial.ts";
import { checkConfidence, type ConfidenceOptions } from "./options.ts";
import { quantileOf } from "./quantile.ts";
import { checkSample, type Sample, sizeOf, sorted } from "./sample.ts";

export interface MedianIntervalResult {
  readonly method: "median-interval";
  readonly estimate: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Probability that the limits hold the median of any continuous distribution, before the data are seen. */
  readonly coverage: number | null;
  readonly reason: string | null;
  readonly confidence: number;
  readonly n: number;
}

/**
 * Median with an interval that supposes nothing about the distribution.
 *
 * The limits are the values in places k and n - k + 1, where k is the (1 - confidence) / 2 quantile of the binomial
 * with n trials and probability 1/2; with ties the coverage is at least the one stated.
 *
 * Source: David & Nagaraja, Order Statistics, 3rd ed., sec. 7.1. Reference: R qbinom with sort.
 * Accuracy as measured: limits are values of the sample; relative error of the coverage below 1e-15 (50 digits). Cost
 * as measured: one sort: below 1 ms for 3000 values.
 *
 * @throws InputError - empty sample, values that are not finite, confidence outside (0, 1)
 * @example medianInterval([1, 2, 3, 4, 5, 6], { confidence: 0.95 }).coverage // 0.96875
 */
export function medianInterval(sample: Sample, { confidence }: ConfidenceOptions): MedianIntervalResult {
  refuse([...checkSample("sample", sample, 1), ...checkConfidence(confidence)]);
  const list = sorted(sample);
  const n = sizeOf(list);
  const halves = { n, probability: 0.5 };
  const k = binomial.quantile(halves, (1 - confidence) / 2);
  const estimate = quantileOf(list, 0.5, 7);
  if (k < 1)
    return {
      method: "median-interval",
      estimate,
      lower: null,
      upper: null,
      coverage: null,
      reason: `${n} values are too few: not even the smallest and the largest hold the median with that confidence`,
      confidence,
      n,
    };
  const inPlace = (i: number): number => quantileOf(list, i / n, 1);
  return {
    method: "median-interval",
    estimate,
    lower: inPlace(k),
    upper: inPlace(n - k + 1),
    coverage: 1 - 2 * binomial.cdf(halves, k - 1),
    reason: null,
    confidence,
    n,
  };
}
