import * as elementary from "../../core/elementary.ts";
import { lengthMismatch, notOneOf } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import {
  checkBlock,
  checkConfidence,
  designIssues,
  LEAST_REMAINDER,
  slopesOf,
} from "../regression/design.ts";
import {
  chiSquareQuantile,
  type LikelihoodRatio,
  likelihoodRatio,
  NOTHING_TESTED,
} from "../regression/inference.ts";
import { reasonOf } from "../regression/profile.ts";
import { censoredSupremum, type CensoredSupremum } from "./censored-supremum.ts";
import { type CensoredTerm, censoredTerms } from "./censored-terms.ts";
import type { Observations } from "./location-scale.ts";
import { covarianceOf, type ParameterCovariance, scaleOf } from "./location-scale-fit.ts";
import { scaleLimit } from "./location-scale-profile.ts";
import {
  type CensoredOutcome,
  checkOutcome,
  DISTRIBUTIONS,
  FAMILIES,
  type Family,
  type OutcomeDistribution,
  type Outcomes,
  packOutcomes,
} from "./outcome.ts";

export interface CensoredDesign {
  /** One name per column of `rows`; the intercept column, first, is named "(Intercept)". */
  readonly names: readonly string[];
  readonly rows: readonly (readonly number[])[];
  /** One entry per row; its counts say how many subjects each row stands for. */
  readonly outcome: CensoredOutcome;
}

export interface CensoredRegressionOptions {
  /** Law of the outcome given the covariates. */
  readonly distribution: OutcomeDistribution;
  /** Level of the Wald and profile intervals, in (0, 1). */
  readonly confidence: number;
  /** Newton steps of each maximisation; 200 where absent. */
  readonly maximumIterations?: number;
}

/** The scale parameter: standard deviation of the normal laws, 1 / shape of the Weibull law. */
export interface ScaleEstimate {
  readonly estimate: number | null;
  readonly logEstimate: number | null;
  readonly standardErrorOfLog: number | null;
  readonly profileLower: number | null;
  readonly profileUpper: number | null;
  /** Why something is missing. */
  readonly reason: string | null;
}

export interface CensoredRegressionResult {
  readonly method: "censored-regression";
  readonly distribution: OutcomeDistribution;
  /** "log": the coefficients are changes of the logarithm of the outcome. */
  readonly linearScale: "identity" | "log";
  readonly confidence: number;
  readonly converged: boolean;
  readonly iterations: number;
  /** Newton decrement at the estimate: its distance from the maximum in standard errors. */
  readonly criterion: number | null;
  readonly names: readonly string[];
  readonly n: number;
  readonly exact: number;
  readonly leftCensored: number;
  readonly rightCensored: number;
  readonly intervalCensored: number;
  readonly terms: readonly CensoredTerm[];
  readonly scale: ScaleEstimate;
  /** Of the outcome itself, not of its logarithm; `null` where it has no upper bound. */
  readonly logLikelihood: number | null;
  readonly nullLogLikelihood: number | null;
  readonly aic: number | null;
  /** Test that every slope is 0; `null` where a maximum was not reached. */
  readonly likelihoodRatio: LikelihoodRatio | null;
  /** Inverse of the observed information in the coefficients and the log of the scale; `null` where not finite. */
  readonly covariance: readonly (readonly (number | null)[])[];
  /** Terms without a finite estimate. */
  readonly infinite: readonly { readonly name: string; readonly direction: 1 | -1 }[];
  readonly warnings: readonly string[];
}

export interface CensoredBlockTest {
  readonly method: "censored-regression";
  readonly columns: readonly string[];
  readonly df: number;
  /** `null` where one of the two models has no maximum. */
  readonly likelihoodRatio: LikelihoodRatio | null;
  readonly reason: string | null;
  readonly converged: boolean;
  readonly iterations: number;
  readonly criterion: number;
}

const MAXIMUM_ITERATIONS = 200;

/**
 * Coefficients of a linear model for an outcome of which some values are only known to lie below, above or between
 * limits (Tobit, parametric survival and interval regression), by maximum likelihood.
 *
 * Variant: outcome or its logarithm = x b + scale e, with e normal, logistic or of smallest extreme values; standard
 * errors from the exact observed information, Wald and profile likelihood limits, likelihood ratio tests of each
 * coefficient. Maximised in (b / scale, 1 / scale), where the likelihood is concave. A coefficient without a finite
 * estimate (a group wholly below its limit) is `null` with the reason and its one finite profile limit; the others are
 * the estimates at the supremum of the likelihood.
 * Source: Tobin, Econometrica 26 (1958) 24; Olsen, Econometrica 46 (1978) 1211; Lawless, Statistical Models and
 * Methods for Lifetime Data, 2nd ed., secs. 5.1 and 6.3; Venzon & Moolgavkar, Applied Statistics 37 (1988) 87.
 * Reference: R survival survreg, iterated to full precision, and uniroot on its refits for the profile limits.
 * Accuracy as measured: relative error below 2e-12 in estimates, standard errors and tests of 21 reference fits, below
 * 1e-10 in profile limits. Cost: n p^2 per Newton step; 0.1 s on a busy core for 637 subjects, 6 variables, their
 * tests and profile limits.
 *
 * @throws InputError - the design's and the outcome's issues, or an option outside its range
 * @example
 * censoredRegression(
 *   {
 *     names: ["(Intercept)", "group"],
 *     rows: [[1, 0], [1, 0], [1, 0], [1, 1], [1, 1], [1, 1]],
 *     outcome: { values: [1, 1, 2, 4, 8, 1], nondetect: [true, true, false, false, false, true] },
 *   },
 *   { distribution: "lognormal", confidence: 0.95 },
 * ).terms[1].estimate // 1.454786814982429
 */
export function censoredRegression(
  design: CensoredDesign,
  options: CensoredRegressionOptions,
): CensoredRegressionResult {
  const { distribution, confidence, maximumIterations = MAXIMUM_ITERATIONS } = options;
  refuse([...checkConfidence(confidence), ...checkDesign(design, distribution)]);
  const { names } = design;
  const family = FAMILIES[distribution];
  const { data, outcomes } = packed(design, family);
  const every = names.map((_, k) => k);
  const slopes = slopesOf(names);
  const best = censoredSupremum(family, data, every, maximumIterations);
  const base =
    slopes.length === 0
      ? best
      : censoredSupremum(
          family,
          data,
          every.filter((k) => !slopes.includes(k)),
          maximumIterations,
        );
  const covariance = best.fit === null || best.reason !== null ? null : covarianceOf(best.fit);
  const terms = censoredTerms({ names, family, data, best, covariance, confidence, maximumIterations });
  const valueOf = ({ value, converged }: CensoredSupremum): number | null =>
    converged ? value + outcomes.logJacobian : null;
  const logLikelihood = valueOf(best);
  return {
    method: "censored-regression",
    distribution,
    linearScale: family.logged ? "log" : "identity",
    confidence,
    converged: best.converged,
    iterations: best.fit?.top.iterations ?? 0,
    criterion: best.fit === null ? null : best.fit.top.criterion,
    names,
    n: outcomes.n,
    exact: outcomes.exact,
    leftCensored: outcomes.leftCensored,
    rightCensored: outcomes.rightCensored,
    intervalCensored: outcomes.intervalCensored,
    terms,
    scale: scaleEstimate(best, covariance, confidence, maximumIterations),
    logLikelihood,
    nullLogLikelihood: valueOf(base),
    aic: logLikelihood === null ? null : 2 * (names.length + (family.fixedScale ? 0 : 1)) - 2 * logLikelihood,
    likelihoodRatio:
      slopes.length === 0
        ? NOTHING_TESTED
        : best.converged && base.converged
          ? likelihoodRatio(best.value, base.value, slopes.length)
          : null,
    covariance: spread(names.length, best, covariance, family),
    infinite: best.overlap.infinite.map(({ column, direction }) => ({ name: names[column]!, direction })),
    warnings: [
      ...(best.reason === null ? [] : [best.reason]),
      ...(best.reason === null
        ? terms.flatMap(({ name, reason }) => (reason === null ? [] : [`${name}: ${reason}`]))
        : []),
    ],
  };
}

/**
 * Likelihood ratio test that a block of coefficients, such as the categories of one exposure, is all 0.
 *
 * Variant: also where a coefficient is infinite, the two log-likelihoods then being suprema.
 * Source: Lawless, Statistical Models and Methods for Lifetime Data, 2nd ed., sec. 6.3. Reference: R anova of survreg.
 *
 * @param columns - column numbers of the block in the design
 * @throws InputError - the design's issues, no columns, or a column that is not there
 * @example
 * censoredBlockTest(
 *   {
 *     names: ["(Intercept)", "x"],
 *     rows: [[1, 0], [1, 1], [1, 2], [1, 3]],
 *     outcome: { values: [1, 3, 4, 4], nondetect: [false, false, false, false] },
 *   },
 *   [1],
 *   { distribution: "normal" },
 * ).likelihoodRatio.chiSquare // 7.16703787691222, without non-detects 4 log(6 / 1) of the sums of squares
 */
export function censoredBlockTest(
  design: CensoredDesign,
  columns: readonly number[],
  options: Pick<CensoredRegressionOptions, "distribution">,
): CensoredBlockTest {
  refuse([...checkDesign(design, options.distribution), ...checkBlock(design.names, columns)]);
  const family = FAMILIES[options.distribution];
  const { data } = packed(design, family);
  const every = design.names.map((_, k) => k);
  const larger = censoredSupremum(family, data, every, MAXIMUM_ITERATIONS);
  const smaller = censoredSupremum(
    family,
    data,
    every.filter((k) => !columns.includes(k)),
    MAXIMUM_ITERATIONS,
  );
  const converged = larger.converged && smaller.converged;
  return {
    method: "censored-regression",
    columns: columns.map((k) => design.names[k]!),
    df: columns.length,
    likelihoodRatio: converged ? likelihoodRatio(larger.value, smaller.value, columns.length) : null,
    reason: converged
      ? null
      : (larger.reason ?? smaller.reason ?? "the separation of the outcome was not settled"),
    converged,
    iterations: (larger.fit?.top.iterations ?? 0) + (smaller.fit?.top.iterations ?? 0),
    criterion: Math.max(larger.fit?.top.criterion ?? 0, smaller.fit?.top.criterion ?? 0),
  };
}

function checkDesign({ names, rows, outcome }: CensoredDesign, distribution: OutcomeDistribution): Issue[] {
  if (!DISTRIBUTIONS.includes(distribution)) return [notOneOf("distribution", DISTRIBUTIONS, distribution)];
  const issues = checkOutcome("outcome", outcome, FAMILIES[distribution].logged, 1);
  const entries = "lower" in outcome ? outcome.lower.length : outcome.values.length;
  if (entries !== rows.length) return [...issues, lengthMismatch("outcome", rows.length, entries)];
  const used = rows.filter((_, i) => (outcome.counts?.[i] ?? 1) > 0);
  return [
    ...issues,
    ...designIssues({ names, rows: used, y: used.map(() => 0) }, "continuous", LEAST_REMAINDER),
  ];
}

function packed(
  { names, rows, outcome }: CensoredDesign,
  family: Family,
): { data: Observations; outcomes: Outcomes } {
  const outcomes = packOutcomes(outcome, family.logged);
  const { kind, middle, width, weights } = outcomes;
  const x = Float64Array.from(outcomes.rows.flatMap((i) => rows[i]!));
  return { data: { kind, middle, width, weights, x, count: kind.length, order: names.length }, outcomes };
}

function scaleEstimate(
  { fit, reason, converged }: CensoredSupremum,
  covariance: ParameterCovariance | null,
  confidence: number,
  maximumIterations: number,
): ScaleEstimate {
  const none = {
    estimate: null,
    logEstimate: null,
    standardErrorOfLog: null,
    profileLower: null,
    profileUpper: null,
  };
  if (fit === null || !converged)
    return { ...none, reason: reason ?? "no outcome is left to estimate it from" };
  const estimate = scaleOf(fit);
  const logEstimate = elementary.log(estimate);
  if (fit.family.fixedScale) return { ...none, estimate, logEstimate, reason: "fixed by the distribution" };
  const quantile = chiSquareQuantile(confidence);
  const lower = scaleLimit(fit, quantile, -1, maximumIterations);
  const upper = scaleLimit(fit, quantile, 1, maximumIterations);
  return {
    estimate,
    logEstimate,
    standardErrorOfLog: covariance === null ? null : Math.sqrt(covariance.logScale),
    profileLower: lower.value,
    profileUpper: upper.value,
    reason: reasonOf(lower, upper),
  };
}

/** The covariance over all columns of the design, the log of the scale last. */
function spread(
  order: number,
  { columns, overlap }: CensoredSupremum,
  covariance: ParameterCovariance | null,
  family: Family,
): (number | null)[][] {
  const size = family.fixedScale ? order : order + 1;
  const blank = Array.from({ length: size }, () => Array.from({ length: size }, (): number | null => null));
  if (covariance === null) return blank;
  for (const [a, column] of columns.entries()) {
    if (!overlap.finite.includes(column)) continue;
    for (const [b, other] of columns.entries())
      if (overlap.finite.includes(other)) blank[column]![other] = covariance.coefficients[a]![b]!;
    if (family.fixedScale) continue;
    blank[column]![order] = covariance.coefficientsAndLogScale[a]!;
    blank[order]![column] = covariance.coefficientsAndLogScale[a]!;
  }
  if (!family.fixedScale) blank[order]![order] = covariance.logScale;
  return blank;
}
