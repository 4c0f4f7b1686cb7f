import { refuse } from "../../core/issues/issue.ts";
import { checkConfidence, noBoundAbove } from "../contingency/table.ts";
import { type IntervalOptions, twoSidedZ } from "../proportions/interval.ts";
import { logRatioLimits, noLimits } from "../two-by-two/log-ratio.ts";
import {
  checkStrata,
  noInformation,
  type Strata,
  type StrataCounts,
  strataCounts,
  stratumOf,
  sumOver,
} from "./strata.ts";

/** A ratio common to all strata, with limits on the log scale. */
export interface CommonRatio<Method extends string> extends StrataCounts {
  readonly method: Method;
  readonly confidence: number;
  /** null where undefined or unbounded; `estimateReason` says which. */
  readonly estimate: number | null;
  readonly estimateReason: string | null;
  /** Of the logarithm; null where the estimate is 0, unbounded or undefined. */
  readonly logStandardError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly limitsReason: string | null;
}

/**
 * Mantel-Haenszel estimate of an odds ratio common to all strata, with the Robins-Breslow-Greenland interval.
 *
 * sum(a d / n) / sum(b c / n). The variance of its logarithm holds both for few large strata and for many small ones.
 * Strata that lack a group or an outcome, and those of one subject, have no weight. Without any b c (or any a d) the
 * estimate has no bound (is 0) and the limits are null: the exact common odds ratio then still has them.
 *
 * Source: Mantel & Haenszel 1959, J Natl Cancer Inst 22:719-748; Robins, Breslow & Greenland 1986, Biometrics
 * 42:311-323. Reference: R mantelhaen.test.
 * Accuracy as measured: relative error below 1e-14 (exact rationals). Cost: linear in the strata.
 *
 * @param strata - one [[a, b], [c, d]] per stratum; empty rows, columns and strata are allowed
 * @throws InputError - lists every bad cell, a lack of strata, a confidence outside (0, 1)
 * @example mantelHaenszelOddsRatio([[[33, 6], [31, 30]], [[26, 11], [35, 90]]], { confidence: 0.95 }).estimate // 5.746299102459495
 */
export function mantelHaenszelOddsRatio(
  strata: Strata,
  { confidence }: IntervalOptions,
): CommonRatio<"mantel-haenszel-odds-ratio"> {
  refuse([...checkStrata(strata), ...checkConfidence(confidence)]);
  const tables = strata.map(stratumOf);
  const filled = tables.filter(({ n }) => n > 0);
  // R, S, P, Q of Robins, Breslow & Greenland.
  const r = sumOver(filled, ({ a, d, n }) => (a * d) / n);
  const s = sumOver(filled, ({ b, c, n }) => (b * c) / n);
  const pr = sumOver(filled, ({ a, d, n }) => ((a + d) / n) * ((a * d) / n));
  const qs = sumOver(filled, ({ b, c, n }) => ((b + c) / n) * ((b * c) / n));
  const cross = sumOver(
    filled,
    ({ a, b, c, d, n }) => ((a + d) / n) * ((b * c) / n) + ((b + c) / n) * ((a * d) / n),
  );
  const variance = pr / r / r / 2 + cross / r / s / 2 + qs / s / s / 2;
  return {
    method: "mantel-haenszel-odds-ratio",
    confidence,
    ...commonRatio(r, s, variance, confidence, noInformation),
    ...strataCounts(tables),
  };
}

/** numerator / denominator with its limits, from the variance of its logarithm. */
export function commonRatio(
  numerator: number,
  denominator: number,
  logVariance: number,
  confidence: number,
  undefinedReason: string,
): Pick<
  CommonRatio<string>,
  "estimate" | "estimateReason" | "logStandardError" | "lower" | "upper" | "limitsReason"
> {
  const estimate = denominator > 0 ? numerator / denominator : null;
  const estimateReason = estimate !== null ? null : numerator > 0 ? noBoundAbove : undefinedReason;
  if (estimate === null || estimate === 0)
    return {
      estimate,
      estimateReason,
      logStandardError: null,
      ...noLimits(
        estimateReason === undefinedReason
          ? undefinedReason
          : "the logarithm of the estimate has no finite variance: in every stratum that counts a cell is 0",
      ),
    };
  const logStandardError = Math.sqrt(logVariance);
  return {
    estimate,
    estimateReason,
    logStandardError,
    ...logRatioLimits(estimate, logStandardError, twoSidedZ(confidence)),
  };
}
