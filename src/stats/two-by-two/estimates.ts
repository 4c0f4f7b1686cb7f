import { noBoundAbove } from "../contingency/table.ts";
import type { TwoGroups } from "./groups.ts";

interface Estimate {
  readonly estimate: number | null;
  readonly estimateReason: string | null;
}

function quotient(numerator: number, denominator: number, undefinedReason: string): Estimate {
  if (denominator > 0) return { estimate: numerator / denominator, estimateReason: null };
  return { estimate: null, estimateReason: numerator > 0 ? noBoundAbove : undefinedReason };
}

/** (events1 / n1) / (events2 / n2) */
export const sampleRiskRatio = ({ events1, n1, events2, n2 }: TwoGroups): Estimate =>
  quotient(events1 * n2, events2 * n1, "undefined: no event in either group");

/** Odds of an event in group 1 over those in group 2. */
export const sampleOddsRatio = ({ events1, n1, events2, n2 }: TwoGroups): Estimate =>
  quotient(events1 * (n2 - events2), events2 * (n1 - events1), "undefined: the outcome does not vary");
