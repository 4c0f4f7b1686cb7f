import {
  censoredMaximumLikelihood,
  type CensoredFitOptions,
} from "../../../src/stats/censored/censored-maximum-likelihood.ts";

const PROBABILITIES = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

export default function censoredMle(input: {
  value: number[];
  nondetect: boolean[];
  weights?: number[] | null;
  dist: CensoredFitOptions["distribution"] | "gaussian";
  conf?: number;
}): unknown {
  const { value, nondetect, weights, dist } = input;
  const fit = censoredMaximumLikelihood(
    { values: value, nondetect, ...(weights ? { counts: weights } : {}) },
    {
      distribution: dist === "gaussian" ? "normal" : dist,
      confidence: input.conf ?? 0.95,
      probabilities: PROBABILITIES,
    },
  );
  const [first, second] = fit.parameters;
  const matrix = fit.covariance?.matrix;
  return {
    mu: first!.estimate,
    sigma: second!.estimate,
    se_mu: first!.standardError,
    se_sigma: second!.standardError,
    se_log_sigma: matrix === undefined ? null : Math.sqrt(matrix[1]![1]!),
    cov_mu_log_sigma: matrix?.[0]![1] ?? null,
    loglik: fit.logLikelihood,
    loglik_transformed_scale: fit.logLikelihoodLinearScale,
    n: fit.n,
    n_nondetect: fit.leftCensored,
    mean: fit.mean.estimate,
    median: fit.quantiles[3]!.estimate,
    sd: fit.standardDeviation.estimate,
    mean_se_delta: fit.mean.standardError,
    mean_ci_delta_log: [fit.mean.lower, fit.mean.upper],
    mean_ci_cox_nada: fit.coxInterval === null ? null : [fit.coxInterval.lower, fit.coxInterval.upper],
    mean_ci_profile: [fit.mean.profileLower, fit.mean.profileUpper],
    quantile_probs: PROBABILITIES,
    quantiles: fit.quantiles.map(({ estimate }) => estimate),
    converged: fit.converged,
  };
}
