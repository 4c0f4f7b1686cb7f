import { type IntervalOptions, twoSidedZ } from "../proportions/interval.ts";
import { sampleOddsRatio } from "./estimates.ts";
import { type Ratio, type Searched, twoGroups } from "./groups.ts";
import { scoreOddsRatioLimits } from "./score-ratio.ts";

export interface MiettinenNurminenOddsRatio extends Ratio<"miettinen-nurminen-odds-ratio">, Searched {}

/**
 * Miettinen and Nurminen's score interval for an odds ratio: the score interval with the variance times N/(N - 1).
 *
 * Source: Miettinen and Nurminen 1985, Stat Med 4:213-226. Reference: R ratesci scoreci(contrast = "OR", skew = FALSE).
 * Accuracy as measured: relative error below 1e-12 (50-digit arithmetic). Cost: 0.1 ms.
 *
 * @throws InputError - lists bad counts of either group, an empty group, a confidence outside (0, 1)
 * @example miettinenNurminenOddsRatio(10, 20, 10, 20, { confidence: 0.95 }).upper // 3.4405659185515...
 */
export function miettinenNurminenOddsRatio(
  events1: number,
  n1: number,
  events2: number,
  n2: number,
  options: IntervalOptions,
): MiettinenNurminenOddsRatio {
  const groups = twoGroups(events1, n1, events2, n2, options);
  return {
    method: "miettinen-nurminen-odds-ratio",
    confidence: options.confidence,
    ...groups,
    ...sampleOddsRatio(groups),
    ...scoreOddsRatioLimits(groups, twoSidedZ(options.confidence), (n1 + n2) / (n1 + n2 - 1)),
  };
}
