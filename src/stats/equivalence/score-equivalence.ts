import { refuse } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";
import { checkEvents } from "../proportions/interval.ts";
import type { Searched, TwoGroups } from "../two-by-two/groups.ts";
import { checkAlpha, checkMargins, type EquivalenceOptions } from "./margins.ts";
import { checkScore, factorOf, SCALE_RULES, SCALES, type ScoreOptions, scoreZ } from "./score-scale.ts";

export interface ScoreEquivalenceOptions extends EquivalenceOptions, ScoreOptions {}

export interface ScoreEquivalence extends TwoGroups, ScoreEquivalenceOptions, Searched {
  readonly method: "score-equivalence";
  /** Group 1 less, or over, group 2; null where undefined or unbounded. */
  readonly estimate: number | null;
  readonly estimateReason: string | null;
  /** Against an effect at or below the lower margin. */
  readonly zLower: number;
  readonly pLower: number;
  readonly logPLower: number;
  /** Against an effect at or above the upper margin. */
  readonly zUpper: number;
  readonly pUpper: number;
  readonly logPUpper: number;
  /** The larger of the two. */
  readonly pValue: number;
  readonly logPValue: number;
  /** Score limits with confidence 1 - 2 alpha: inside the margins exactly when pValue < alpha. */
  readonly lower: number;
  readonly upper: number | null;
  readonly limitsReason: string | null;
  readonly confidence: number;
  readonly equivalent: boolean;
}

/**
 * Equivalence of two independent risks: two one-sided score tests, one against each margin on the risk difference, risk
 * ratio or odds ratio, and the score interval that both invert.
 *
 * Each z has the standard error at the most likely risks that lie exactly a margin apart (Farrington and Manning), or
 * that times N/(N - 1) (Miettinen and Nurminen).
 *
 * Source: Farrington and Manning 1990, Stat Med 9:1447-1454; Miettinen and Nurminen 1985, Stat Med 4:213-226.
 * Reference: constrained maximum likelihood by bisection in 40 digits (mpmath).
 * Accuracy as measured: relative error below 1e-12, of p-values down to 1e-13 and of limits. Cost: 0.3 ms.
 *
 * @throws InputError - lists bad counts, an empty group, an unknown scale or variance, margins and alpha out of range
 * @example scoreEquivalence(0, 10, 0, 20, { scale: "risk-difference", variance: "farrington-manning", lowerMargin: -0.2, upperMargin: 0.2, alpha: 0.05 }).zLower // 2.23606797749979
 */
export function scoreEquivalence(
  events1: number,
  n1: number,
  events2: number,
  n2: number,
  options: ScoreEquivalenceOptions,
): ScoreEquivalence {
  const { scale, variance, lowerMargin, upperMargin, alpha } = options;
  refuse([
    ...checkEvents(events1, n1, "1"),
    ...checkEvents(events2, n2, "2"),
    ...checkScore(options),
    ...(SCALES.includes(scale)
      ? checkMargins(options, SCALE_RULES[scale].range, SCALE_RULES[scale].none)
      : []),
    ...checkAlpha(alpha),
  ]);
  const groups = { events1, n1, events2, n2 };
  const zLower = scoreZ(groups, lowerMargin, options);
  const zUpper = scoreZ(groups, upperMargin, options);
  const pLower = normal.sf(normal.standard, zLower);
  const pUpper = normal.cdf(normal.standard, zUpper);
  const logPLower = normal.logSf(normal.standard, zLower);
  const logPUpper = normal.logCdf(normal.standard, zUpper);
  const pValue = Math.max(pLower, pUpper);
  return {
    method: "score-equivalence",
    scale,
    variance,
    lowerMargin,
    upperMargin,
    alpha,
    ...groups,
    ...SCALE_RULES[scale].estimate(groups),
    zLower,
    pLower,
    logPLower,
    zUpper,
    pUpper,
    logPUpper,
    pValue,
    logPValue: Math.max(logPLower, logPUpper),
    ...SCALE_RULES[scale].limits(
      groups,
      normal.upperQuantile(normal.standard, alpha),
      factorOf(variance, groups),
    ),
    confidence: 1 - 2 * alpha,
    equivalent: pValue < alpha,
  };
}
