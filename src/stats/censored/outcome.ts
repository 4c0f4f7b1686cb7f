/** Outcomes of a censored model, checked and brought to the scale on which the model is linear. */
import * as elementary from "../../core/elementary.ts";
import { outOfRange } from "../../core/issues/input.ts";
import type { Issue } from "../../core/issues/issue.ts";
import {
  asIntervals,
  type CensoredSample,
  checkCensoredSample,
  checkIntervalSample,
  type IntervalSample,
} from "./censored-sample.ts";
import type { ErrorLaw } from "./error-law.ts";
import { extremeValueLaw } from "./extreme-value-law.ts";
import { ABOVE, BELOW, BETWEEN, EXACT } from "./location-scale.ts";
import { logisticLaw } from "./logistic-law.ts";
import { normalLaw } from "./normal-law.ts";

/** Laws of an outcome; all but normal and logistic are of positive outcomes. */
export type OutcomeDistribution =
  | "normal"
  | "lognormal"
  | "weibull"
  | "exponential"
  | "logistic"
  | "loglogistic";

export interface Family {
  readonly law: ErrorLaw;
  /** The logarithm of the outcome follows the linear model. */
  readonly logged: boolean;
  /** The scale is 1 and is not estimated. */
  readonly fixedScale: boolean;
}

export const FAMILIES: Readonly<Record<OutcomeDistribution, Family>> = {
  normal: { law: normalLaw, logged: false, fixedScale: false },
  lognormal: { law: normalLaw, logged: true, fixedScale: false },
  weibull: { law: extremeValueLaw, logged: true, fixedScale: false },
  exponential: { law: extremeValueLaw, logged: true, fixedScale: true },
  logistic: { law: logisticLaw, logged: false, fixedScale: false },
  loglogistic: { law: logisticLaw, logged: true, fixedScale: false },
};

export const DISTRIBUTIONS = Object.keys(FAMILIES) as readonly OutcomeDistribution[];

export type CensoredOutcome = CensoredSample | IntervalSample;

const isIntervals = (outcome: CensoredOutcome): outcome is IntervalSample => "lower" in outcome;

export const intervalsOf = (outcome: CensoredOutcome): IntervalSample =>
  isIntervals(outcome) ? outcome : asIntervals(outcome, -Infinity);

/** Every reason to refuse an outcome; positive outcomes must be above 0, and a limit of one too. */
export function checkOutcome(
  path: string,
  outcome: CensoredOutcome,
  positive: boolean,
  least: number,
): Issue[] {
  const issues = isIntervals(outcome)
    ? checkIntervalSample(path, outcome, least)
    : checkCensoredSample(path, outcome, least);
  if (issues.length > 0 || !positive) return issues;
  if (!isIntervals(outcome)) {
    const { values } = outcome;
    for (let i = 0; i < values.length; i++)
      if (!(values[i]! > 0)) issues.push(outOfRange(`${path}.values[${i}]`, values[i]!, "(0, Infinity)"));
    return issues;
  }
  return outcome.upper.flatMap((high, i) => {
    if (!(high > 0)) return [outOfRange(`${path}.upper[${i}]`, high, "(0, Infinity]")];
    // A positive outcome that is below Infinity and above 0 has not been observed.
    const says = high < Infinity || outcome.lower[i]! > 0;
    return says ? [] : [outOfRange(`${path}.lower[${i}]`, outcome.lower[i]!, "(0, Infinity)")];
  });
}

/** Outcomes on the linear scale, packed; entries that occur 0 times are left out. */
export interface Outcomes {
  readonly kind: Uint8Array;
  readonly middle: Float64Array;
  readonly width: Float64Array;
  readonly weights: Float64Array;
  /** Which entry of the input each is. */
  readonly rows: readonly number[];
  readonly n: number;
  readonly exact: number;
  readonly leftCensored: number;
  readonly rightCensored: number;
  readonly intervalCensored: number;
  /** What the log-likelihood on the linear scale lacks of the one on the data's: minus the sum of log values. */
  readonly logJacobian: number;
}

export function packOutcomes(outcome: CensoredOutcome, logged: boolean): Outcomes {
  const { lower, upper, counts } = intervalsOf(outcome);
  const rows: number[] = [];
  for (let i = 0; i < lower.length; i++) if (counts === undefined || counts[i]! > 0) rows.push(i);
  const kind = new Uint8Array(rows.length);
  const middle = new Float64Array(rows.length);
  const width = new Float64Array(rows.length);
  const weights = new Float64Array(rows.length);
  const subjects = [0, 0, 0, 0];
  let logJacobian = 0;
  for (let at = 0; at < rows.length; at++) {
    const i = rows[at]!;
    const from = lower[i]!;
    const to = upper[i]!;
    const weight = counts?.[i] ?? 1;
    const high = logged ? elementary.log(to) : to;
    const low = from === to ? high : logged ? elementary.log(Math.max(0, from)) : from;
    const own = from === to ? EXACT : low === -Infinity ? BELOW : high === Infinity ? ABOVE : BETWEEN;
    kind[at] = own;
    weights[at] = weight;
    middle[at] = own === BETWEEN ? low + 0.5 * (high - low) : own === ABOVE ? low : high;
    // The distance of two logarithms by log1p: close limits keep their digits.
    if (own === BETWEEN) width[at] = logged ? elementary.log1p((to - from) / from) : high - low;
    subjects[own]! += weight;
    if (own === EXACT && logged) logJacobian -= weight * high;
  }
  return {
    kind,
    middle,
    width,
    weights,
    rows,
    n: subjects[EXACT]! + subjects[BELOW]! + subjects[ABOVE]! + subjects[BETWEEN]!,
    exact: subjects[EXACT]!,
    leftCensored: subjects[BELOW]!,
    rightCensored: subjects[ABOVE]!,
    intervalCensored: subjects[BETWEEN]!,
    logJacobian,
  };
}
