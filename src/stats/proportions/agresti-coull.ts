import { type IntervalOptions, type ProportionInterval, proportionInterval, twoSidedZ } from "./interval.ts";

/**
 * Agresti and Coull's interval for a proportion: Wald's after adding z^2 subjects, half of them events.
 * Limits may lie outside [0, 1]; they are not cut, so that this shows.
 *
 * Source: Agresti and Coull 1998, Am Stat 52:119-126 (z^2 form). Reference: the closed form in R.
 * Accuracy as measured: relative error below 1e-14. Cost: closed form.
 *
 * @throws InputError - lists a bad count, n = 0, more events than n, a confidence outside (0, 1)
 * @example agrestiCoullInterval(21, 103, { confidence: 0.95 }).lower // 0.1366930899272784
 */
export function agrestiCoullInterval(
  events: number,
  n: number,
  options: IntervalOptions,
): ProportionInterval<"agresti-coull-interval"> {
  return proportionInterval("agresti-coull-interval", events, n, options, () => {
    const z = twoSidedZ(options.confidence);
    const total = n + z * z;
    const centre = (events + (z * z) / 2) / total;
    const margin = z * Math.sqrt((centre * ((n - events + (z * z) / 2) / total)) / total);
    return [centre - margin, centre + margin];
  });
}
