import { refuse } from "../../core/issues/issue.ts";
import { checkConfidence } from "../contingency/table.ts";
import type { IntervalOptions } from "../proportions/interval.ts";
import { type CommonRatio, commonRatio } from "./mantel-haenszel-odds-ratio.ts";
import { checkStrata, type Strata, strataCounts, stratumOf, sumOver } from "./strata.ts";

/**
 * Mantel-Haenszel estimate of a risk ratio common to all strata, with the Greenland-Robins interval.
 *
 * sum(a row2 / n) / sum(c row1 / n): risk of row 1 over risk of row 2. The variance of its logarithm holds for few
 * large strata and for many small ones. Without an event in row 2 the estimate has no bound, without one in row 1 it
 * is 0; the limits are then null.
 *
 * Source: Greenland & Robins 1985, Biometrics 41:55-68. Reference: R metafor rma.mh(measure = "RR").
 * Accuracy as measured: relative error below 1e-14 (exact rationals). Cost: linear in the strata.
 *
 * @param strata - one [[a, b], [c, d]] per stratum, first column the event; empty rows, columns and strata are allowed
 * @throws InputError - lists every bad cell, a lack of strata, a confidence outside (0, 1)
 * @example mantelHaenszelRiskRatio([[[33, 6], [31, 30]], [[26, 11], [35, 90]]], { confidence: 0.95 }).estimate // 2.0011986796083088
 */
export function mantelHaenszelRiskRatio(
  strata: Strata,
  { confidence }: IntervalOptions,
): CommonRatio<"mantel-haenszel-risk-ratio"> {
  refuse([...checkStrata(strata), ...checkConfidence(confidence)]);
  const tables = strata.map(stratumOf);
  const filled = tables.filter(({ n }) => n > 0);
  const r = sumOver(filled, ({ a, row2, n }) => (a * row2) / n);
  const s = sumOver(filled, ({ c, row1, n }) => (c * row1) / n);
  // row1 row2 column1 - a c n = a d row1 + b c row2: nothing is subtracted.
  const spread = sumOver(
    filled,
    ({ a, b, c, d, row1, row2, n }) => ((a * d) / n) * (row1 / n) + ((b * c) / n) * (row2 / n),
  );
  return {
    method: "mantel-haenszel-risk-ratio",
    confidence,
    ...commonRatio(r, s, spread / r / s, confidence, "undefined: no stratum holds both groups and an event"),
    ...strataCounts(tables),
  };
}
