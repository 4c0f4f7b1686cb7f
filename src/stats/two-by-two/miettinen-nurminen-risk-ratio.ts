import { type IntervalOptions, twoSidedZ } from "../proportions/interval.ts";
import { sampleRiskRatio } from "./estimates.ts";
import { type Ratio, type Searched, twoGroups } from "./groups.ts";
import { scoreRiskRatioLimits } from "./score-ratio.ts";

export interface MiettinenNurminenRiskRatio extends Ratio<"miettinen-nurminen-risk-ratio">, Searched {}

/**
 * Miettinen and Nurminen's score interval for a risk ratio: Koopman's with the variance times N/(N - 1).
 *
 * Source: Miettinen and Nurminen 1985, Stat Med 4:213-226. Reference: R ratesci scoreci(contrast = "RR", skew = FALSE).
 * Accuracy as measured: relative error below 1e-12 (50-digit arithmetic). Cost: 0.1 ms.
 *
 * @throws InputError - lists bad counts of either group, an empty group, a confidence outside (0, 1)
 * @example miettinenNurminenRiskRatio(10, 20, 10, 20, { confidence: 0.95 }).upper // 1.8967283555296...
 */
export function miettinenNurminenRiskRatio(
  events1: number,
  n1: number,
  events2: number,
  n2: number,
  options: IntervalOptions,
): MiettinenNurminenRiskRatio {
  const groups = twoGroups(events1, n1, events2, n2, options);
  return {
    method: "miettinen-nurminen-risk-ratio",
    confidence: options.confidence,
    ...groups,
    ...sampleRiskRatio(groups),
    ...scoreRiskRatioLimits(groups, twoSidedZ(options.confidence), (n1 + n2) / (n1 + n2 - 1)),
  };
}
