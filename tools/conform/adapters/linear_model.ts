import { INTERCEPT } from "../../../src/stats/regression/design.ts";
import { linearRegression, type LinearResult } from "../../../src/stats/regression/linear.ts";

export interface LinearInput {
  X: number[][];
  y: number[];
  weights?: number[] | null;
  names?: string[] | null;
  conf?: number;
}

/** A case without names has its intercept wherever a column is 1 throughout. */
export function fitCase({ X, y, weights, names, conf }: LinearInput): LinearResult {
  const unnamed = X[0]!.map((_, k) => (X.every((row) => row[k] === 1) ? INTERCEPT : `x${k}`));
  const design = { names: names ?? unnamed, rows: X, y, ...(weights ? { weights } : {}) };
  return linearRegression(design, { confidence: conf ?? 0.95 });
}

export default function linearModel(input: LinearInput): unknown {
  const fit = fitCase(input);
  return {
    names: fit.names,
    coef: fit.terms.map((t) => t.estimate),
    se: fit.terms.map((t) => t.standardError),
    t: fit.terms.map((t) => t.t),
    p: fit.terms.map((t) => t.pValue),
    ci: fit.terms.map((t) => [t.lower, t.upper]),
    sigma: fit.residualStandardDeviation,
    df: fit.dfResidual,
    r2: fit.rSquared,
    adj_r2: fit.adjustedRSquared,
    F: fit.fTest?.f ?? null,
    F_p: fit.fTest?.pValue ?? null,
    loglik: fit.logLikelihood,
    aic: fit.aic,
    vcov: fit.covariance,
    se_hc0: fit.terms.map((t) => t.robustHc0),
    se_hc3: fit.terms.map((t) => t.robustHc3),
    bp: fit.breuschPagan?.chiSquare ?? null,
    bp_df: fit.breuschPagan?.df ?? null,
    bp_p: fit.breuschPagan?.pValue ?? null,
  };
}
