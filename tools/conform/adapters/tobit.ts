import { censoredRegression } from "../../../src/stats/censored/censored-regression.ts";
import type { OutcomeDistribution } from "../../../src/stats/censored/outcome.ts";
import { INTERCEPT } from "../../../src/stats/regression/design.ts";

type Covariates = Readonly<Record<string, readonly number[]>> | null | undefined;

/** The cases name the normal law as R does. */
export const distributionOf = (dist: string): OutcomeDistribution =>
  (dist === "gaussian" ? "normal" : dist) as OutcomeDistribution;

export function designOf(count: number, covariates: Covariates): { names: string[]; rows: number[][] } {
  const columns = Object.entries(covariates ?? {});
  return {
    names: [INTERCEPT, ...columns.map(([name]) => name)],
    rows: Array.from({ length: count }, (_, i) => [1, ...columns.map(([, values]) => values[i]!)]),
  };
}

export default function tobit(input: {
  value: number[];
  nondetect: boolean[];
  covariates?: Covariates;
  weights?: number[] | null;
  dist: string;
  conf?: number;
}): unknown {
  const { value, nondetect, covariates, weights } = input;
  const fit = censoredRegression(
    {
      ...designOf(value.length, covariates),
      outcome: { values: value, nondetect, ...(weights ? { counts: weights } : {}) },
    },
    { distribution: distributionOf(input.dist), confidence: input.conf ?? 0.95 },
  );
  const slopes = fit.terms.slice(1);
  const whole = slopes.length === 0 ? null : fit.likelihoodRatio;
  return {
    terms: fit.names,
    coef: fit.terms.map((t) => t.estimate),
    se: fit.terms.map((t) => t.standardError),
    z: fit.terms.map((t) => t.z),
    p_wald: fit.terms.map((t) => t.waldPValue),
    ci: fit.terms.map((t) => [t.waldLower, t.waldUpper]),
    profile_ci: fit.terms.map((t) => [t.profileLower, t.profileUpper]),
    scale: fit.scale.estimate,
    log_scale: fit.scale.logEstimate,
    se_log_scale: fit.scale.standardErrorOfLog,
    loglik: fit.logLikelihood,
    loglik_null: fit.nullLogLikelihood,
    lr_chisq: whole?.chiSquare ?? null,
    lr_df: whole?.df ?? null,
    lr_p: whole?.pValue ?? null,
    drop1_lr_chisq: slopes.map((t) => t.likelihoodRatio?.chiSquare ?? null),
    drop1_lr_p: slopes.map((t) => t.likelihoodRatio?.pValue ?? null),
    n: fit.n,
    n_nondetect: fit.leftCensored,
    converged: fit.converged,
  };
}
