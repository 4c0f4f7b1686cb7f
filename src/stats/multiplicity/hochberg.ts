import { stepUp } from "./order.ts";

/**
 * Hochberg's step-up procedure: family-wise error for independent or positively dependent tests.
 *
 * Source: Hochberg 1988, Biometrika 75:800-802.
 */
export const hochberg = (pValues: readonly number[]): number[] =>
  stepUp(pValues, (rank) => pValues.length - rank + 1);
