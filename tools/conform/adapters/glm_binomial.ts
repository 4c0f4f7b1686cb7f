import { INTERCEPT } from "../../../src/stats/regression/design.ts";
import { logisticRegression } from "../../../src/stats/regression/logistic.ts";

export default function glmBinomial(input: {
  X: number[][];
  y: number[];
  weights?: number[] | null;
  names?: string[] | null;
  conf?: number;
}): unknown {
  const { X, y, weights } = input;
  const names = input.names ?? X[0]!.map((_, k) => (k === 0 ? INTERCEPT : `x${k}`));
  const design = { names, rows: X, y, ...(weights ? { weights } : {}) };
  const fit = logisticRegression(design, { confidence: input.conf ?? 0.95, unit: "row" });
  return {
    names: fit.names,
    coef: fit.terms.map((t) => t.estimate),
    se: fit.terms.map((t) => t.standardError),
    z: fit.terms.map((t) => t.z),
    p: fit.terms.map((t) => t.waldPValue),
    wald_ci: fit.terms.map((t) => [t.waldLower, t.waldUpper]),
    profile_ci: fit.terms.map((t) => [t.profileLower, t.profileUpper]),
    vcov: fit.covariance,
    deviance: fit.deviance,
    null_deviance: fit.nullDeviance,
    df_residual: fit.dfResidual,
    loglik: fit.logLikelihood,
    aic: fit.aic,
    lr_x2: fit.likelihoodRatio?.chiSquare ?? null,
    lr_df: fit.likelihoodRatio?.df ?? null,
    lr_p: fit.likelihoodRatio?.pValue ?? null,
    lr_drop1: fit.terms.map((t) => t.likelihoodRatio?.chiSquare ?? null),
    lr_drop1_p: fit.terms.map((t) => t.likelihoodRatio?.pValue ?? null),
    se_robust_hc0: fit.robustStandardErrors,
    converged: fit.converged,
  };
}
