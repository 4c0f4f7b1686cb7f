export { censoredLogRank } from "./censored-log-rank.ts";
export type { CensoredSample, IntervalSample } from "./censored-sample.ts";
export {
  type CensoredBlockTest,
  censoredBlockTest,
  type CensoredDesign,
  censoredRegression,
  type CensoredRegressionOptions,
  type CensoredRegressionResult,
} from "./censored-regression.ts";
export type { CensoredTerm } from "./censored-terms.ts";
export type { OutcomeDistribution } from "./outcome.ts";
export { gehan } from "./gehan.ts";
export { leftKaplanMeier } from "./left-kaplan-meier.ts";
export { petoPeto } from "./peto-peto.ts";
export { regressionOnOrderStatistics } from "./regression-on-order-statistics.ts";
export {
  type CensoredEstimate,
  type CensoredFitOptions,
  type CensoredFitResult,
  censoredMaximumLikelihood,
} from "./censored-maximum-likelihood.ts";
export { akritasTheilSen } from "./akritas-theil-sen.ts";
export { censoredKendall } from "./censored-kendall.ts";
export type { CensoredPairs } from "./censored-pairs.ts";
export { censoredPermutation } from "./censored-permutation.ts";
export { censoredSignTest } from "./censored-sign-test.ts";
export { pairedPrenticeWilcoxon } from "./paired-prentice-wilcoxon.ts";
export { turnbull } from "./turnbull.ts";
export {
  censoredGoodnessOfFit,
  type CensoredGoodnessOfFitOptions,
  type CensoredGoodnessOfFitResult,
} from "./censored-goodness-of-fit.ts";
