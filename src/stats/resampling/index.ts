export { type Block, type Job, runJob } from "./blocks.ts";
export {
  bootstrapInterval,
  bootstrapJob,
  type BootstrapOptions,
  type BootstrapPart,
  type BootstrapResult,
} from "./bootstrap.ts";
export {
  type CorrelationPermutationOptions,
  type CorrelationPermutationResult,
  permutationJobCorrelation,
  permutationTestCorrelation,
} from "./permutation-correlation.ts";
export {
  permutationJobSeveralSamples,
  permutationTestSeveralSamples,
  type SeveralSamplePermutationOptions,
  type SeveralSamplePermutationResult,
} from "./permutation-several-samples.ts";
export { signFlipJob, type SignFlipOptions, type SignFlipResult, signFlipTest } from "./sign-flip.ts";
export {
  meanStatistic,
  medianStatistic,
  type Numbers,
  pearsonStatistic,
  type Statistic,
  varianceRatioStatistic,
} from "./statistic.ts";
export {
  permutationJobTwoSamples,
  permutationTestTwoSamples,
  type TwoSamplePermutationOptions,
  type TwoSamplePermutationResult,
} from "./permutation-two-samples.ts";
export type { MonteCarloOptions, MonteCarloPart } from "./monte-carlo.ts";
export type { PermutationPart } from "./permutation.ts";
export type { BootstrapKind } from "./bootstrap-limits.ts";
