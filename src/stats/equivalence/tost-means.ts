import { refuse } from "../../core/issues/issue.ts";
import { lengthMismatch } from "../../core/issues/input.ts";
import * as studentsT from "../../distributions/student-t.ts";
import { checkSample, type Sample, sizeOf } from "../describe/sample.ts";
import { pairedT } from "../location/paired-t.ts";
import { studentT } from "../location/pooled-t.ts";
import type { TAnswer } from "../location/t-answer.ts";
import { welchT } from "../location/welch-t.ts";
import { checkAlpha, checkMargins, type EquivalenceOptions } from "./margins.ts";
import { tooFew } from "../../core/issues/input.ts";

/** Two one-sided t tests of a difference of means, x less y. */
export interface MeanEquivalence<Method extends string> extends EquivalenceOptions {
  readonly method: Method;
  readonly estimate: number;
  readonly standardError: number;
  /** All null without spread; `reason` says so. */
  readonly df: number | null;
  /** Against a difference at or below the lower margin. */
  readonly tLower: number | null;
  readonly pLower: number | null;
  readonly logPLower: number | null;
  /** Against a difference at or above the upper margin. */
  readonly tUpper: number | null;
  readonly pUpper: number | null;
  readonly logPUpper: number | null;
  /** The larger of the two. */
  readonly pValue: number | null;
  readonly logPValue: number | null;
  /** Limits with confidence 1 - 2 alpha: inside the margins exactly when pValue < alpha. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly confidence: number;
  readonly equivalent: boolean | null;
  readonly reason: string | null;
}

export interface TwoMeanEquivalence<Method extends string> extends MeanEquivalence<Method> {
  readonly n1: number;
  readonly n2: number;
}

/**
 * Equivalence of two means, variances not supposed equal: two one-sided Welch tests, one against each margin.
 *
 * Source: Schuirmann 1987, J Pharmacokinet Biopharm 15:657-680. Reference: R t.test(mu = margin, alternative = ...).
 * Accuracy as measured: relative error of p below 1e-12. Cost: that of a Welch test.
 *
 * @param options - margins in the unit of the values, lowerMargin < 0 < upperMargin; alpha of each test
 * @throws InputError - values that are not finite, a group of fewer than two, margins and alpha out of range
 * @example tostWelch([1, 2, 3], [2, 3, 7], { lowerMargin: -4, upperMargin: 4, alpha: 0.05 }).pUpper // 0.022658777125...
 */
export function tostWelch(
  x: Sample,
  y: Sample,
  options: EquivalenceOptions,
): TwoMeanEquivalence<"tost-welch"> {
  refuse([...checkSample("x", x, 2), ...checkSample("y", y, 2), ...checkOptions(options)]);
  const answer = welchT(x, y, intervalOf(options));
  return { ...twoTests("tost-welch", answer, options), n1: answer.n1, n2: answer.n2 };
}

/**
 * Equivalence of two means, variances supposed equal: two one-sided Student tests, one against each margin.
 *
 * Source: Schuirmann 1987, J Pharmacokinet Biopharm 15:657-680. Reference: R t.test(mu = margin, var.equal = TRUE).
 * Accuracy as measured: relative error of p below 1e-12. Cost: that of a Student test.
 *
 * @param options - margins in the unit of the values, lowerMargin < 0 < upperMargin; alpha of each test
 * @throws InputError - values that are not finite, fewer than three values, margins and alpha out of range
 * @example tostStudent([1, 2, 3], [2, 3, 7], { lowerMargin: -4, upperMargin: 4, alpha: 0.05 }).tLower // 1.224744871391589
 */
export function tostStudent(
  x: Sample,
  y: Sample,
  options: EquivalenceOptions,
): TwoMeanEquivalence<"tost-student"> {
  const faults = [...checkSample("x", x, 1), ...checkSample("y", y, 1)];
  const all = sizeOf(x) + sizeOf(y);
  refuse([
    ...faults,
    ...(faults.length === 0 && all < 3 ? [tooFew("x and y", "values together", 3, all)] : []),
    ...checkOptions(options),
  ]);
  const answer = studentT(x, y, intervalOf(options));
  return { ...twoTests("tost-student", answer, options), n1: answer.n1, n2: answer.n2 };
}

/**
 * Equivalence of two paired measurements: two one-sided t tests of the mean difference x - y, one against each margin.
 *
 * Source: Schuirmann 1987, J Pharmacokinet Biopharm 15:657-680. Reference: R t.test(mu = margin, paired = TRUE).
 * Accuracy as measured: relative error of p below 1e-12. Cost: that of a paired t test.
 *
 * @param options - margins in the unit of the values, lowerMargin < 0 < upperMargin; alpha of each test
 * @throws InputError - unequal lengths, values that are not finite, fewer than two pairs, margins and alpha out of range
 * @example tostPaired([2, 4, 7], [1, 2, 3], { lowerMargin: -5, upperMargin: 5, alpha: 0.05 }).tLower // 8.31...
 */
export function tostPaired(
  x: readonly number[],
  y: readonly number[],
  options: EquivalenceOptions,
): MeanEquivalence<"tost-paired"> & { readonly n: number } {
  refuse([
    ...checkSample("x", x, 2),
    ...checkSample("y", y, 2),
    ...(x.length === y.length ? [] : [lengthMismatch("y", x.length, y.length)]),
    ...checkOptions(options),
  ]);
  const answer = pairedT(x, y, intervalOf(options));
  return { ...twoTests("tost-paired", answer, options), n: answer.n };
}

const checkOptions = (options: EquivalenceOptions) => [
  ...checkMargins(options, [-Infinity, Infinity], 0),
  ...checkAlpha(options.alpha),
];

const intervalOf = ({ alpha }: EquivalenceOptions) =>
  ({ alternative: "two-sided", confidence: 1 - 2 * alpha }) as const;

function twoTests<Method extends string>(
  method: Method,
  { estimate, standardError, df, lower, upper, reason }: TAnswer,
  { lowerMargin, upperMargin, alpha }: EquivalenceOptions,
): MeanEquivalence<Method> {
  const base = {
    method,
    lowerMargin,
    upperMargin,
    alpha,
    estimate,
    standardError,
    df,
    lower,
    upper,
    confidence: 1 - 2 * alpha,
    reason,
  };
  if (df === null)
    return {
      ...base,
      tLower: null,
      pLower: null,
      logPLower: null,
      tUpper: null,
      pUpper: null,
      logPUpper: null,
      pValue: null,
      logPValue: null,
      equivalent: null,
    };
  const tLower = (estimate - lowerMargin) / standardError;
  const tUpper = (estimate - upperMargin) / standardError;
  const pLower = studentsT.sf({ df }, tLower);
  const pUpper = studentsT.cdf({ df }, tUpper);
  const logPLower = studentsT.logSf({ df }, tLower);
  const logPUpper = studentsT.logCdf({ df }, tUpper);
  const logPValue = Math.max(logPLower, logPUpper);
  return {
    ...base,
    tLower,
    pLower,
    logPLower,
    tUpper,
    pUpper,
    logPUpper,
    pValue: Math.max(pLower, pUpper),
    logPValue,
    equivalent: Math.max(pLower, pUpper) < alpha,
  };
}
