import { stepDown } from "./order.ts";

/**
 * Holm's step-down Bonferroni: family-wise error under any dependence.
 *
 * Source: Holm 1979, Scand J Stat 6:65-70.
 */
export const holm = (pValues: readonly number[]): number[] =>
  stepDown(pValues, (rank) => pValues.length - rank + 1);
