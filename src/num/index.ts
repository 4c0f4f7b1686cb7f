/** Special functions, roots, least squares and the fast Fourier transform on which the distributions and methods stand. */
export { type Convolution, convolve } from "./fft.ts";
export { digamma, logBeta, logChoose, logFactorial, logGamma, trigamma } from "./gamma.ts";
export { incompleteBeta } from "./incomplete-beta.ts";
export { incompleteGamma } from "./incomplete-gamma.ts";
export { logAddExp, logOneMinusExp, type Tails } from "./log-scale.ts";
export { findRoot, type RootOptions, type RootResult } from "./root.ts";
export {
  type NonlinearCriterion,
  type NonlinearFit,
  nonlinearLeastSquares,
  type NonlinearOptions,
  type NonlinearProblem,
} from "./nonlinear-least-squares.ts";
