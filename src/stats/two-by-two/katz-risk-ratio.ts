import { type IntervalOptions, twoSidedZ } from "../proportions/interval.ts";
import { sampleRiskRatio } from "./estimates.ts";
import { type Ratio, twoGroups } from "./groups.ts";
import { logRatioLimits, noLimits } from "./log-ratio.ts";

/**
 * Katz's log interval for a risk ratio. Not defined where a group has no event.
 *
 * Source: Katz, Baptista, Azen and Pike 1978, Biometrics 34:469-474, method C. Reference: the closed form in R.
 * Accuracy as measured: relative error below 1e-14. Cost: closed form.
 *
 * @throws InputError - lists bad counts of either group, an empty group, a confidence outside (0, 1)
 * @example katzRiskRatio(10, 20, 10, 20, { confidence: 0.95 }).upper // 1.8585470606953...
 */
export function katzRiskRatio(
  events1: number,
  n1: number,
  events2: number,
  n2: number,
  options: IntervalOptions,
): Ratio<"katz-risk-ratio"> {
  const groups = twoGroups(events1, n1, events2, n2, options);
  const ratio = sampleRiskRatio(groups);
  const variance = (n1 - events1) / n1 / events1 + (n2 - events2) / n2 / events2;
  return {
    method: "katz-risk-ratio",
    confidence: options.confidence,
    ...groups,
    ...ratio,
    ...(ratio.estimate === null || ratio.estimate === 0
      ? noLimits("the log risk ratio has no finite variance: a group has no event")
      : logRatioLimits(ratio.estimate, Math.sqrt(variance), twoSidedZ(options.confidence))),
  };
}
