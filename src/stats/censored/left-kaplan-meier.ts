import * as elementary from "../../core/elementary.ts";
import { notOneOf, outOfRange } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";
import { checkConfidence, type ConfidenceOptions } from "../describe/options.ts";
import {
  type CensoredLevels,
  censoredLevels,
  type CensoredSample,
  checkCensoredSample,
} from "./censored-sample.ts";

/** Where the normal approximation is made; "plain" is cut to [0, 1]. */
export type ProbabilityScale = "plain" | "log" | "log-log" | "logit";

const SCALES: readonly ProbabilityScale[] = ["plain", "log", "log-log", "logit"];

export interface LeftKaplanMeierOptions extends ConfidenceOptions {
  readonly scale: ProbabilityScale;
  /** Shares for which quantiles are wanted, each in (0, 1). */
  readonly probabilities: readonly number[];
}

/** One detected value. */
export interface LeftKaplanMeierStep {
  readonly value: number;
  /** Subjects known to lie at or below the value: detects there, and non-detects with a limit there. */
  readonly atRisk: number;
  readonly detects: number;
  /** P(X < value). */
  readonly below: number;
  /** P(X <= value). */
  readonly atOrBelow: number;
  /** Greenwood's standard error of `below`; null where `below` is 0. */
  readonly standardError: number | null;
  /** Limits of `below`. */
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface LeftKaplanMeierQuantile {
  readonly probability: number;
  /** Smallest detect with P(X <= value) >= probability; null where the quantile lies below the lowest detect. */
  readonly value: number | null;
  readonly reason: string | null;
  /** The quantile is known to lie below this number, where `value` is null. */
  readonly knownBelow: number | null;
  /** Null where the limit lies below the lowest detect or above the largest. */
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface LeftKaplanMeierResult {
  readonly method: "left-kaplan-meier";
  readonly variant: "Greenwood; mass below the lowest detect counted there (Efron)";
  readonly scale: ProbabilityScale;
  readonly confidence: number;
  /** At each distinct detected value, ascending. */
  readonly steps: readonly LeftKaplanMeierStep[];
  /** P(X < lowest detect); null without a detect. */
  readonly belowLowestDetect: number | null;
  readonly median: number | null;
  readonly quantiles: readonly LeftKaplanMeierQuantile[];
  readonly mean: number | null;
  readonly meanReason: string | null;
  /** The mean of the sample is at most this: every non-detect put at its limit. */
  readonly meanAtMost: number;
  readonly meanStandardError: number | null;
  readonly meanLower: number | null;
  readonly meanUpper: number | null;
  readonly meanIntervalReason: string | null;
  readonly n: number;
  readonly nondetects: number;
}

/**
 * Kaplan-Meier estimate of the distribution of a variable with non-detects under one or several limits.
 *
 * The product limit runs from the largest value down; a non-detect "< v" counts as at risk at a detect equal to v.
 * Standard errors are Greenwood's, limits normal on the scale asked for. A quantile is the smallest detect x with
 * P(X <= x) >= p (slack 1e-12), none below the lowest detect; its limits invert those of the curve. The mean puts the
 * mass below the lowest detect at the lowest detect, so it is too high where that mass is large; its variance has the
 * factor d / (d - 1), d detects. Without a detect there is no estimate: only the bounds that the limits give.
 *
 * Accuracy as measured: relative 1e-12 against survfit at its 15 printed digits, all four scales. Cost: 0.3 ms at
 * n = 637, 4 ms at n = 6,370: one sort.
 *
 * Source: Kaplan & Meier, J Am Stat Assoc 53 (1958) 457; for non-detects Helsel, Statistics for Censored Environmental
 * Data, 2nd ed., sec. 6.3; limits of quantiles: Brookmeyer & Crowley, Biometrics 38 (1982) 29. Reference: R NADA
 * cenfit, survival survfit on values turned round.
 *
 * @throws InputError - an empty sample, values that are not finite, options out of range
 * @example leftKaplanMeier({ values: [1, 2, 3], nondetect: [true, false, false] }, { confidence: 0.95, scale: "plain", probabilities: [] }).belowLowestDetect // 0.3333333333333333
 */
export function leftKaplanMeier(
  sample: CensoredSample,
  options: LeftKaplanMeierOptions,
): LeftKaplanMeierResult {
  refuse(check(sample, options));
  const { scale, confidence, probabilities } = options;
  const levels = censoredLevels(sample);
  const z = normal.upperQuantile(normal.standard, (1 - confidence) / 2);
  const steps = stepsOf(levels, scale, z);
  const n = sum(levels.detects) + sum(levels.nondetects);
  const lowest = steps[0];
  return {
    method: "left-kaplan-meier",
    variant: "Greenwood; mass below the lowest detect counted there (Efron)",
    scale,
    confidence,
    steps,
    belowLowestDetect: lowest === undefined ? null : lowest.below,
    median: quantileAt(steps, 0.5),
    quantiles: probabilities.map((p) => quantileWithLimits(levels, steps, p, n)),
    ...meanOf(steps, z),
    meanAtMost: levels.values.reduce((total, value, k) => total + value * (sizeAt(levels, k) / n), 0),
    n,
    nondetects: sum(levels.nondetects),
  };
}

function check(
  sample: CensoredSample,
  { scale, confidence, probabilities }: LeftKaplanMeierOptions,
): Issue[] {
  return [
    ...checkCensoredSample("sample", sample, 1),
    ...(SCALES.includes(scale) ? [] : [notOneOf("scale", SCALES, scale)]),
    ...checkConfidence(confidence),
    ...probabilities.flatMap((p, i) =>
      p > 0 && p < 1 ? [] : [outOfRange(`probabilities[${i}]`, p, "(0, 1)")],
    ),
  ];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const sizeAt = ({ detects, nondetects }: CensoredLevels, k: number): number => detects[k]! + nondetects[k]!;

function stepsOf(levels: CensoredLevels, scale: ProbabilityScale, z: number): LeftKaplanMeierStep[] {
  let atRisk = sum(levels.detects) + sum(levels.nondetects);
  let atOrBelow = 1;
  let greenwood = 0;
  const descending: LeftKaplanMeierStep[] = [];
  for (let k = levels.values.length - 1; k >= 0; k--) {
    const detects = levels.detects[k]!;
    if (detects > 0) {
      const left = atRisk - detects;
      const below = atOrBelow * (left / atRisk);
      greenwood += detects / (atRisk * left);
      const standardError = below === 0 ? null : below * Math.sqrt(greenwood);
      const limits = standardError === null ? none : limitsOf(below, standardError, z, scale);
      descending.push({
        value: levels.values[k]!,
        atRisk,
        detects,
        below,
        atOrBelow,
        standardError,
        ...limits,
      });
      atOrBelow = below;
    }
    atRisk -= sizeAt(levels, k);
  }
  return descending.reverse();
}

const none = { lower: null, upper: null };

function limitsOf(
  p: number,
  error: number,
  z: number,
  scale: ProbabilityScale,
): { lower: number; upper: number } {
  const reach = z * error;
  switch (scale) {
    case "plain":
      return { lower: Math.max(0, p - reach), upper: Math.min(1, p + reach) };
    case "log":
      return { lower: p * elementary.exp(-reach / p), upper: Math.min(1, p * elementary.exp(reach / p)) };
    case "log-log": {
      const log = elementary.log(p);
      const factor = elementary.exp(-reach / (p * log));
      return { lower: elementary.exp(log * factor), upper: elementary.exp(log / factor) };
    }
    case "logit": {
      const odds = p / (1 - p);
      const factor = elementary.exp(reach / (p * (1 - p)));
      return { lower: odds / (factor + odds), upper: (odds * factor) / (1 + odds * factor) };
    }
  }
}

// A probability that reaches p but for rounding has reached it.
const SLACK = 1e-12;

function quantileAt(steps: readonly LeftKaplanMeierStep[], p: number): number | null {
  const lowest = steps[0];
  if (lowest === undefined || p <= lowest.below + SLACK) return null;
  return steps.find(({ atOrBelow }) => atOrBelow >= p - SLACK)?.value ?? null;
}

function quantileWithLimits(
  levels: CensoredLevels,
  steps: readonly LeftKaplanMeierStep[],
  probability: number,
  n: number,
): LeftKaplanMeierQuantile {
  const value = quantileAt(steps, probability);
  // The limits of step k hold for the curve from the detect before it up to the step itself.
  // Where the curve is 0 or 1 it has no limits and bounds no quantile.
  const known = steps.findIndex((step) => step.upper !== null);
  const first = steps.findIndex((step) => step.upper !== null && step.upper >= probability);
  const last = steps.findLastIndex((step) => (step.lower ?? 0) <= probability);
  const lower = known === -1 || first === known ? null : steps.at(first === -1 ? -1 : first - 1)!.value;
  const upper = last === -1 || last === steps.length - 1 ? null : steps[last]!.value;
  return {
    probability,
    value,
    reason:
      value !== null
        ? null
        : steps.length === 0
          ? "every value is a non-detect"
          : "the quantile lies below the lowest detect",
    knownBelow: value === null ? boundOf(levels, steps, probability, n) : null,
    lower,
    upper,
  };
}

/** The lowest detect; without one the quantile of the limits, which the quantile of the values cannot exceed. */
function boundOf(
  { values, nondetects }: CensoredLevels,
  steps: readonly LeftKaplanMeierStep[],
  probability: number,
  n: number,
): number {
  if (steps[0] !== undefined) return steps[0].value;
  let reached = 0;
  return values[nondetects.findIndex((count) => (reached += count) >= (probability - SLACK) * n)]!;
}

type Mean = Pick<
  LeftKaplanMeierResult,
  "mean" | "meanReason" | "meanStandardError" | "meanLower" | "meanUpper" | "meanIntervalReason"
>;

function meanOf(steps: readonly LeftKaplanMeierStep[], z: number): Mean {
  const lowest = steps[0];
  if (lowest === undefined) {
    const reason = "every value is a non-detect: only a bound is known";
    return {
      mean: null,
      meanReason: reason,
      meanStandardError: null,
      meanLower: null,
      meanUpper: null,
      meanIntervalReason: reason,
    };
  }
  let mean = lowest.value * lowest.below;
  let area = 0;
  let variance = 0;
  let detects = 0;
  for (const [k, step] of steps.entries()) {
    const before = steps[k - 1];
    if (before !== undefined) area += before.atOrBelow * (step.value - before.value);
    mean += step.value * step.atOrBelow * (step.detects / step.atRisk);
    if (k > 0) variance += (area * area * step.detects) / (step.atRisk * (step.atRisk - step.detects));
    detects += step.detects;
  }
  const error = detects < 2 ? null : Math.sqrt((variance * detects) / (detects - 1));
  return {
    mean,
    meanReason: null,
    meanStandardError: error,
    meanLower: error === null ? null : mean - z * error,
    meanUpper: error === null ? null : mean + z * error,
    meanIntervalReason: error === null ? "the standard error needs two detects" : null,
  };
}
