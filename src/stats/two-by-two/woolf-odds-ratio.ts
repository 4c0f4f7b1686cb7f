import { type IntervalOptions, twoSidedZ } from "../proportions/interval.ts";
import { sampleOddsRatio } from "./estimates.ts";
import { type Ratio, twoGroups } from "./groups.ts";
import { logRatioLimits, noLimits } from "./log-ratio.ts";

/**
 * Woolf's log interval for an odds ratio. Not defined where a cell is 0.
 *
 * Source: Woolf 1955, Ann Hum Genet 19:251-253. Reference: the closed form in R.
 * Accuracy as measured: relative error below 1e-14. Cost: closed form.
 *
 * @throws InputError - lists bad counts of either group, an empty group, a confidence outside (0, 1)
 * @example woolfOddsRatio(10, 20, 10, 20, { confidence: 0.95 }).upper // 3.4541971768193...
 */
export function woolfOddsRatio(
  events1: number,
  n1: number,
  events2: number,
  n2: number,
  options: IntervalOptions,
): Ratio<"woolf-odds-ratio"> {
  const groups = twoGroups(events1, n1, events2, n2, options);
  const ratio = sampleOddsRatio(groups);
  const variance = 1 / events1 + 1 / (n1 - events1) + 1 / events2 + 1 / (n2 - events2);
  return {
    method: "woolf-odds-ratio",
    confidence: options.confidence,
    ...groups,
    ...ratio,
    ...(ratio.estimate === null || ratio.estimate === 0
      ? noLimits("the log odds ratio has no finite variance: a cell is 0")
      : logRatioLimits(ratio.estimate, Math.sqrt(variance), twoSidedZ(options.confidence))),
  };
}
