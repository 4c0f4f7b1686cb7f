import { firthLogistic } from "../../../src/stats/regression/firth.ts";
import { INTERCEPT } from "../../../src/stats/regression/design.ts";

export default function firth(input: {
  X: number[][];
  y: number[];
  weights?: number[] | null;
  names?: string[] | null;
  conf?: number;
}): unknown {
  const { X, y, weights } = input;
  const names = input.names ?? X[0]!.map((_, k) => (k === 0 ? INTERCEPT : `x${k}`));
  const design = { names, rows: X, y, ...(weights ? { weights } : {}) };
  const fit = firthLogistic(design, { confidence: input.conf ?? 0.95 });
  return {
    names: fit.names,
    coef: fit.terms.map((t) => t.estimate),
    se: fit.terms.map((t) => t.standardError),
    z: fit.terms.map((t) => t.z),
    p: fit.terms.map((t) => t.waldPValue),
    wald_ci: fit.terms.map((t) => [t.waldLower, t.waldUpper]),
    profile_ci: fit.terms.map((t) => [t.profileLower, t.profileUpper]),
    pl_chisq: fit.terms.map((t) => t.penalisedLikelihoodRatio?.chiSquare ?? null),
    pl_p: fit.terms.map((t) => t.penalisedLikelihoodRatio?.pValue ?? null),
    penalized_loglik: fit.penalisedLogLikelihood,
    lr_x2: fit.likelihoodRatio?.chiSquare ?? null,
    lr_df: fit.likelihoodRatio?.df ?? null,
    lr_p: fit.likelihoodRatio?.pValue ?? null,
    vcov: fit.covariance,
    converged: fit.converged,
  };
}
