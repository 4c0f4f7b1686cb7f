import { censoredRegression } from "../../../src/stats/censored/censored-regression.ts";
import { designOf, distributionOf } from "./tobit.ts";

/** A missing lower end is -Infinity, a missing upper end Infinity. */
export default function intervalRegression(input: {
  lower: (number | null)[];
  upper: (number | null)[];
  covariates?: Readonly<Record<string, readonly number[]>> | null;
  weights?: number[] | null;
  dist: string;
  conf?: number;
}): unknown {
  const { lower, upper, covariates, weights } = input;
  const fit = censoredRegression(
    {
      ...designOf(lower.length, covariates),
      outcome: {
        lower: lower.map((low) => low ?? -Infinity),
        upper: upper.map((high) => high ?? Infinity),
        ...(weights ? { counts: weights } : {}),
      },
    },
    { distribution: distributionOf(input.dist), confidence: input.conf ?? 0.95 },
  );
  const whole = fit.terms.length === 1 ? null : fit.likelihoodRatio;
  return {
    terms: fit.names,
    coef: fit.terms.map((t) => t.estimate),
    se: fit.terms.map((t) => t.standardError),
    z: fit.terms.map((t) => t.z),
    p_wald: fit.terms.map((t) => t.waldPValue),
    ci: fit.terms.map((t) => [t.waldLower, t.waldUpper]),
    scale: fit.scale.estimate,
    log_scale: fit.scale.logEstimate,
    se_log_scale: fit.scale.standardErrorOfLog,
    loglik: fit.logLikelihood,
    loglik_null: fit.nullLogLikelihood,
    lr_chisq: whole?.chiSquare ?? null,
    lr_df: whole?.df ?? null,
    lr_p: whole?.pValue ?? null,
    n: fit.n,
    converged: fit.converged,
  };
}
