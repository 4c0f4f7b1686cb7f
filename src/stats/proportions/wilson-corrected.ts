import { type IntervalOptions, type ProportionInterval, proportionInterval, twoSidedZ } from "./interval.ts";

/**
 * Wilson's score interval for a proportion with continuity correction: at least the stated coverage, nearly.
 *
 * The correction is half a subject, and at most |events - n/2| as in R (none at events = n/2).
 * Limits are 0 at no event and 1 at n events.
 *
 * Source: Newcombe 1998, Stat Med 17:857-872, method 4. Reference: R prop.test(correct = TRUE).
 * Accuracy as measured: relative error below 1e-14. Cost: closed form.
 *
 * @throws InputError - lists a bad count, n = 0, more events than n, a confidence outside (0, 1)
 * @example wilsonCorrectedInterval(21, 103, { confidence: 0.95 }).lower // 0.1333724630867512
 */
export function wilsonCorrectedInterval(
  events: number,
  n: number,
  options: IntervalOptions,
): ProportionInterval<"wilson-corrected-interval"> {
  return proportionInterval("wilson-corrected-interval", events, n, options, () => {
    const z = twoSidedZ(options.confidence);
    const correction = Math.min(0.5, Math.abs(events - n / 2));
    return [lowerLimit(events - correction, n, z), upperLimit(events + correction, n, z)];
  });
}

const root = (events: number, n: number, z: number): number =>
  z * Math.sqrt(z * z + (4 * events * (n - events)) / n);

const lowerLimit = (events: number, n: number, z: number): number =>
  events <= 0 ? 0 : (2 * events * (events / n)) / (2 * events + z * z + root(events, n, z));

const upperLimit = (events: number, n: number, z: number): number =>
  events >= n ? 1 : (2 * events + z * z + root(events, n, z)) / (2 * (n + z * z));
