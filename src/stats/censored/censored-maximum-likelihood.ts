import * as elementary from "../../core/elementary.ts";
import { notOneOf, outOfRange } from "../../core/issues/input.ts";
import { refuse } from "../../core/issues/issue.ts";
import { checkConfidence } from "../regression/design.ts";
import { chiSquareQuantile, normalQuantile } from "../regression/inference.ts";
import type { Maximum } from "../regression/maximise.ts";
import { type Limit, reasonOf } from "../regression/profile.ts";
import { type CensoredBound, censoredBound } from "./censored-bound.ts";
import { fitSample, oneSample } from "./sample-fit.ts";
import { type CensoredOutcome, checkOutcome, type Outcomes, packOutcomes } from "./outcome.ts";
import {
  type Functionals,
  functionalsOf,
  SAMPLE_DISTRIBUTIONS,
  type SampleDistribution,
  type Wanted,
} from "./sample-functionals.ts";
import type { SampleModel, Two } from "./sample-model.ts";
import { covarianceBetween, functionalLimit, gradientOf, inverseOf } from "./sample-profile.ts";

export interface CensoredFitOptions {
  readonly distribution: SampleDistribution;
  /** Level of all intervals, in (0, 1). */
  readonly confidence: number;
  /** Which quantiles to estimate, each in (0, 1). */
  readonly probabilities: readonly number[];
  /** Newton steps; 200 where absent. */
  readonly maximumIterations?: number;
}

export interface CensoredEstimate {
  readonly estimate: number | null;
  readonly standardError: number | null;
  /** Delta method: on the log scale for what is positive by nature, on its own scale for the rest. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly profileLower: number | null;
  readonly profileUpper: number | null;
  /** Why something is missing. */
  readonly reason: string | null;
}

export interface NamedEstimate extends CensoredEstimate {
  readonly name: string;
}

export interface QuantileEstimate extends CensoredEstimate {
  readonly probability: number;
}

export interface CensoredFitResult {
  readonly method: "censored-maximum-likelihood";
  readonly distribution: SampleDistribution;
  readonly confidence: number;
  readonly converged: boolean;
  readonly iterations: number;
  /** Newton decrement at the estimate: its distance from the maximum in standard errors. */
  readonly criterion: number | null;
  readonly n: number;
  readonly exact: number;
  readonly leftCensored: number;
  readonly rightCensored: number;
  readonly intervalCensored: number;
  /** meanLog and sdLog, mean and standardDeviation, shape and rate (gamma), or shape and scale (Weibull). */
  readonly parameters: readonly NamedEstimate[];
  /** Inverse of the observed information in the pair named. */
  readonly covariance: {
    readonly of: readonly string[];
    readonly matrix: readonly (readonly number[])[];
  } | null;
  readonly mean: CensoredEstimate;
  readonly standardDeviation: CensoredEstimate;
  readonly quantiles: readonly QuantileEstimate[];
  /** Cox's interval of a lognormal mean, n counted as if nothing were censored; `null` for the other laws. */
  readonly coxInterval: { readonly lower: number; readonly upper: number } | null;
  readonly logLikelihood: number | null;
  /** Of the logarithms, for the laws of positive values; the same as `logLikelihood` for the normal law. */
  readonly logLikelihoodLinearScale: number | null;
  readonly aic: number | null;
  /** What holds whatever the law, where every value lies below (or above) its limit; `null` otherwise. */
  readonly bound: CensoredBound | null;
  /** Why there is no estimate. */
  readonly reason: string | null;
}

const MAXIMUM_ITERATIONS = 200;

/**
 * Distribution of a sample of which some values are only known to lie below, above or between limits: parameters, mean,
 * standard deviation and quantiles by maximum likelihood.
 *
 * Variant: standard errors from the exact observed information; intervals by the delta method (log scale for positive
 * quantities) and by profile likelihood; for a lognormal mean also Cox's, with n as if nothing were censored, as NADA
 * gives it. A sample wholly below its limits has no estimate: distribution-free upper limits of its quantiles and of the
 * share above the limits are given instead.
 * Source: Cohen, Technometrics 1 (1959) 217; Lawless, Statistical Models and Methods for Lifetime Data, 2nd ed.,
 * chs. 4 and 5; Helsel, Statistics for Censored Environmental Data, 2nd ed., ch. 6; Zhou & Gao, Statistics in Medicine
 * 16 (1997) 783 (Cox's interval). Reference: R survreg and NADA cenmle iterated to full precision; mpmath for the gamma
 * law and profile limits.
 * Accuracy as measured: relative error below 1e-12 in estimates, standard errors, profile limits and log-likelihood on
 * 12 samples solved with 40 digits and 11 of R and NADA. Cost: linear in n after one sort; with both limits of 11
 * quantities 0.5 ms for 637 values (normal, lognormal), 6 to 40 ms for the gamma law with its numerical integrals.
 *
 * @param sample - detects and non-detects, or intervals; with counts where entries repeat
 * @throws InputError - the sample's issues, a value or limit not above 0 for a law of positive values, an option out of range
 * @example
 * censoredMaximumLikelihood(
 *   { values: [1, 1, 1, 2, 3, 5, 8], nondetect: [true, true, true, false, false, false, false] },
 *   { distribution: "lognormal", confidence: 0.95, probabilities: [0.5] },
 * ).mean.estimate // 3.334429869889876
 */
export function censoredMaximumLikelihood(
  sample: CensoredOutcome,
  options: CensoredFitOptions,
): CensoredFitResult {
  const { distribution, confidence, probabilities, maximumIterations = MAXIMUM_ITERATIONS } = options;
  const isKnown = SAMPLE_DISTRIBUTIONS.includes(distribution);
  const logged = distribution !== "normal";
  refuse([
    ...(isKnown ? [] : [notOneOf("distribution", SAMPLE_DISTRIBUTIONS, distribution)]),
    ...checkConfidence(confidence),
    ...probabilities.flatMap((p, i) =>
      p > 0 && p < 1 ? [] : [outOfRange(`probabilities[${i}]`, p, "(0, 1)")],
    ),
    ...checkOutcome("sample", sample, logged, 1),
  ]);
  const outcomes = packOutcomes(sample, logged);
  const data = oneSample(outcomes);
  const fit = fitSample(distribution, data, maximumIterations);
  const linear = fit.reason === null ? fit.top.evaluation.value + fit.model.offset : null;
  const logLikelihood = linear === null ? null : linear + outcomes.logJacobian;
  return {
    method: "censored-maximum-likelihood",
    distribution,
    confidence,
    converged: fit.reason === null,
    iterations: fit.top?.iterations ?? 0,
    criterion: fit.top?.criterion ?? null,
    n: outcomes.n,
    exact: outcomes.exact,
    leftCensored: outcomes.leftCensored,
    rightCensored: outcomes.rightCensored,
    intervalCensored: outcomes.intervalCensored,
    ...(fit.reason === null
      ? withEstimates(distribution, fit.model, fit.top, options, outcomes)
      : withoutEstimates(distribution, probabilities, fit.reason)),
    logLikelihood,
    logLikelihoodLinearScale: linear,
    aic: logLikelihood === null ? null : 4 - 2 * logLikelihood,
    bound: censoredBound(outcomes, logged, probabilities, confidence),
    reason: fit.reason,
  };
}

type Estimates = Pick<
  CensoredFitResult,
  "parameters" | "covariance" | "mean" | "standardDeviation" | "quantiles" | "coxInterval"
>;

const PARAMETERS: Readonly<Record<SampleDistribution, readonly string[]>> = {
  normal: ["mean", "standardDeviation"],
  lognormal: ["meanLog", "sdLog"],
  gamma: ["shape", "rate"],
  weibull: ["shape", "scale"],
};

function withoutEstimates(
  distribution: SampleDistribution,
  probabilities: readonly number[],
  reason: string,
): Estimates {
  const none: CensoredEstimate = {
    estimate: null,
    standardError: null,
    lower: null,
    upper: null,
    profileLower: null,
    profileUpper: null,
    reason,
  };
  return {
    parameters: PARAMETERS[distribution].map((name) => ({ name, ...none })),
    covariance: null,
    mean: none,
    standardDeviation: none,
    quantiles: probabilities.map((probability) => ({ probability, ...none })),
    coxInterval: null,
  };
}

function withEstimates(
  distribution: SampleDistribution,
  model: SampleModel,
  top: Maximum,
  { confidence, probabilities }: CensoredFitOptions,
  { n }: Outcomes,
): Estimates {
  const functionals: Functionals = functionalsOf(distribution, model);
  const inverse = inverseOf(top);
  const quantile = chiSquareQuantile(confidence);
  const z = normalQuantile(confidence);
  const at: Two = [top.at[0]!, top.at[1]!];
  const estimateOf = ({ functional, report }: Wanted): CensoredEstimate => {
    const place = functional.placeAt(at);
    const value = (p: number): number =>
      report === "identity" ? p : elementary.exp(report === "exp" ? p : -p);
    const estimate = value(place);
    if (inverse === null)
      return {
        estimate,
        standardError: null,
        lower: null,
        upper: null,
        profileLower: null,
        profileUpper: null,
        reason: "the information is singular",
      };
    const gradient = gradientOf(functional, top);
    const error = Math.sqrt(covarianceBetween(inverse, gradient, gradient));
    const sign = report === "reciprocal" ? -1 : 1;
    const limit = (direction: 1 | -1): Limit => {
      const found = functionalLimit(model, top, functional, error, quantile, direction);
      const isWritable = found.value === null || Number.isFinite(value(found.value));
      return isWritable
        ? found
        : { ...found, value: null, converged: false, reason: "too large for a number" };
    };
    const lower = limit(sign === 1 ? -1 : 1);
    const upper = limit(sign);
    return {
      estimate,
      standardError: report === "identity" ? error : error * estimate,
      lower: value(place - sign * z * error),
      upper: value(place + sign * z * error),
      profileLower: lower.value === null ? null : value(lower.value),
      profileUpper: upper.value === null ? null : value(upper.value),
      reason: reasonOf(lower, upper),
    };
  };
  const pair = functionals.working.map(({ functional }) => gradientOf(functional, top));
  const [first, second] = functionals.parameters;
  return {
    parameters: [
      { name: first.name, ...estimateOf(first) },
      { name: second.name, ...estimateOf(second) },
    ],
    covariance:
      inverse === null
        ? null
        : {
            of: functionals.working.map(({ name }) => name),
            matrix: pair.map((u) => pair.map((v) => covarianceBetween(inverse, u, v))),
          },
    mean: estimateOf(functionals.mean),
    standardDeviation: estimateOf(functionals.standardDeviation),
    quantiles: probabilities.map((probability) => ({
      probability,
      ...estimateOf(functionals.quantile(probability)),
    })),
    coxInterval: distribution === "lognormal" ? coxInterval(functionals, at, n, z) : null,
  };
}

/** exp(m + s^2 / 2 -/+ z sqrt(s^2 / n + s^4 / (2 (n + 1)))), n counting non-detects as if they had been measured. */
function coxInterval(
  { mean, parameters }: Functionals,
  at: Two,
  n: number,
  z: number,
): { readonly lower: number; readonly upper: number } {
  const log = mean.functional.placeAt(at);
  const square = elementary.exp(2 * parameters[1].functional.placeAt(at));
  const reach = z * Math.sqrt(square / n + (square * square) / (2 * (n + 1)));
  return { lower: elementary.exp(log - reach), upper: elementary.exp(log + reach) };
}
