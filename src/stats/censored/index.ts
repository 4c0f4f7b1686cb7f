export { censoredLogRank } from "./censored-log-rank.ts";
export type { CensoredSample, IntervalSample } from "./censored-sample.ts";
export {
  censoredBlockTest,
  type CensoredBlockTest,
  type CensoredDesign,
  censoredRegression,
  type CensoredRegressionOptions,
  type CensoredRegressionResult,
  type ScaleEstimate,
} from "./censored-regression.ts";
export type { CensoredTerm } from "./censored-terms.ts";
export type { CensoredOutcome, OutcomeDistribution } from "./outcome.ts";
export { gehan } from "./gehan.ts";
export {
  leftKaplanMeier,
  type LeftKaplanMeierOptions,
  type LeftKaplanMeierQuantile,
  type LeftKaplanMeierResult,
  type LeftKaplanMeierStep,
  type ProbabilityScale,
} from "./left-kaplan-meier.ts";
export { petoPeto } from "./peto-peto.ts";
export {
  regressionOnOrderStatistics,
  type RosLimit,
  type RosOptions,
  type RosPoint,
  type RosResult,
  type RosScale,
} from "./regression-on-order-statistics.ts";
export {
  type CensoredEstimate,
  type CensoredFitOptions,
  type CensoredFitResult,
  censoredMaximumLikelihood,
  type NamedEstimate,
  type QuantileEstimate,
} from "./censored-maximum-likelihood.ts";
export {
  akritasTheilSen,
  type AkritasTheilSenOptions,
  type AkritasTheilSenResult,
  type CensoredResponse,
  type NondetectPlace,
} from "./akritas-theil-sen.ts";
export { censoredKendall, type CensoredKendallResult } from "./censored-kendall.ts";
export type { CensoredPairs } from "./censored-pairs.ts";
export {
  censoredGoodnessOfFit,
  type CensoredGoodnessOfFitOptions,
  type CensoredGoodnessOfFitResult,
} from "./censored-goodness-of-fit.ts";
export {
  censoredPermutation,
  type CensoredPermutationOptions,
  type CensoredPermutationResult,
} from "./censored-permutation.ts";
export { censoredSignTest, type CensoredSignTestResult } from "./censored-sign-test.ts";
export {
  pairedPrenticeWilcoxon,
  type PairedPrenticeWilcoxonResult,
  type PairedTestOptions,
} from "./paired-prentice-wilcoxon.ts";
export { turnbull, type TurnbullOptions, type TurnbullPlace, type TurnbullResult } from "./turnbull.ts";
export type { CensoredBound, QuantileBound } from "./censored-bound.ts";
export type {
  CensoredRankGroup,
  CensoredRankResult,
  CensoredScores,
  ChiSquareAnswer,
} from "./weighted-log-rank.ts";
export type { SampleDistribution } from "./sample-functionals.ts";
export type { FlipTails } from "./sign-flips.ts";
export type { IntervalEnds } from "./innermost.ts";
export type { FitStatistic } from "./censored-fit-statistic.ts";
