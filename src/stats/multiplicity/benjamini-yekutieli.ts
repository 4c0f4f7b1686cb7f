import { stepUp } from "./order.ts";

/**
 * Benjamini-Yekutieli: false discovery rate under any dependence.
 *
 * Source: Benjamini and Yekutieli 2001, Ann Stat 29:1165-1188.
 */
export function benjaminiYekutieli(pValues: readonly number[]): number[] {
  const n = pValues.length;
  let harmonic = 0;
  for (let i = n; i >= 1; i--) harmonic += 1 / i;
  return stepUp(pValues, (rank) => (harmonic * n) / rank);
}
