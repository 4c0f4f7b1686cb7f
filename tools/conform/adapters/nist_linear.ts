import { fitCase, type LinearInput } from "./linear_model.ts";

export default function nistLinear(input: LinearInput): unknown {
  const fit = fitCase(input);
  return {
    coef: fit.terms.map((t) => t.estimate),
    se: fit.terms.map((t) => t.standardError),
    residual_sd: fit.residualStandardDeviation,
    r2: fit.rSquared,
    F: fit.fTest?.f ?? null,
    df_regression: fit.dfRegression,
    df_residual: fit.dfResidual,
    ss_regression: fit.sumOfSquaresRegression,
    ss_residual: fit.sumOfSquaresResidual,
  };
}
