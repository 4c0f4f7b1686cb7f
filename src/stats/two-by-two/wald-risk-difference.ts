import { type IntervalOptions, twoSidedZ } from "../proportions/interval.ts";
import { type RiskDifference, riskDifference, shareVariance, twoGroups } from "./groups.ts";

/**
 * Wald's interval for a risk difference, with the variance p(1 - p)/n of each group. Here for comparison: length
 * 0 when both risks are 0 or 1, too short in small groups; limits are not cut to [-1, 1].
 *
 * Source: Newcombe 1998, Stat Med 17:873-890, method 1. Reference: the closed form in R.
 * Accuracy as measured: absolute error below 1e-15. Cost: closed form.
 *
 * @throws InputError - lists bad counts of either group, an empty group, a confidence outside (0, 1)
 * @example waldRiskDifference(10, 20, 10, 20, { confidence: 0.95 }).upper // 0.30989751615228...
 */
export function waldRiskDifference(
  events1: number,
  n1: number,
  events2: number,
  n2: number,
  options: IntervalOptions,
): RiskDifference<"wald-risk-difference"> {
  const groups = twoGroups(events1, n1, events2, n2, options);
  const margin =
    twoSidedZ(options.confidence) * Math.sqrt(shareVariance(events1, n1) + shareVariance(events2, n2));
  const estimate = riskDifference(groups);
  return {
    method: "wald-risk-difference",
    confidence: options.confidence,
    ...groups,
    estimate,
    lower: estimate - margin,
    upper: estimate + margin,
  };
}
