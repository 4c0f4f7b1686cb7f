import { type IntervalOptions, twoSidedZ } from "../proportions/interval.ts";
import { type RiskDifference, riskDifference, type Searched, twoGroups } from "./groups.ts";
import { scoreRiskDifferenceLimits } from "./score-risk-difference.ts";

export interface MiettinenNurminenRiskDifference
  extends RiskDifference<"miettinen-nurminen-risk-difference">,
    Searched {}

/**
 * Miettinen and Nurminen's score interval for a risk difference: the differences a score test does not reject,
 * with the variance at the most likely risks under each, times N/(N - 1).
 *
 * Source: Miettinen and Nurminen 1985, Stat Med 4:213-226. Reference: R DescTools BinomDiffCI(method = "mn"),
 * ratesci scoreci(skew = FALSE).
 * Accuracy as measured: absolute error below 1e-13 (50-digit arithmetic). Cost: 0.2 ms.
 *
 * @throws InputError - lists bad counts of either group, an empty group, a confidence outside (0, 1)
 * @example miettinenNurminenRiskDifference(10, 20, 10, 20, { confidence: 0.95 }).upper // 0.2994442413999...
 */
export function miettinenNurminenRiskDifference(
  events1: number,
  n1: number,
  events2: number,
  n2: number,
  options: IntervalOptions,
): MiettinenNurminenRiskDifference {
  const groups = twoGroups(events1, n1, events2, n2, options);
  return {
    method: "miettinen-nurminen-risk-difference",
    confidence: options.confidence,
    ...groups,
    estimate: riskDifference(groups),
    ...scoreRiskDifferenceLimits(groups, twoSidedZ(options.confidence), (n1 + n2) / (n1 + n2 - 1)),
  };
}
