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
