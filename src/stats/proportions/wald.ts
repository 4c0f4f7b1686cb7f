import { type IntervalOptions, type ProportionInterval, proportionInterval, twoSidedZ } from "./interval.ts";

/**
 * Wald's interval for a proportion: estimate -/+ z standard errors. Here for comparison with older papers:
 * it has length 0 at 0 and n events, covers too rarely, and may leave [0, 1]; limits are not cut.
 *
 * Source: Newcombe 1998, Stat Med 17:857-872, method 1. Reference: the closed form in R.
 * Accuracy as measured: relative error below 1e-14. Cost: closed form.
 *
 * @throws InputError - lists a bad count, n = 0, more events than n, a confidence outside (0, 1)
 * @example waldInterval(21, 103, { confidence: 0.95 }).lower // 0.1260782585792482
 */
export function waldInterval(
  events: number,
  n: number,
  options: IntervalOptions,
): ProportionInterval<"wald-interval"> {
  return proportionInterval("wald-interval", events, n, options, () => {
    const estimate = events / n;
    const margin = twoSidedZ(options.confidence) * Math.sqrt((estimate * ((n - events) / n)) / n);
    return [estimate - margin, estimate + margin];
  });
}
