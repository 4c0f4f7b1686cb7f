export { type Block, type Job, runJob } from "./blocks.ts";
export { bootstrapInterval, bootstrapJob } from "./bootstrap.ts";
export { permutationJobCorrelation, permutationTestCorrelation } from "./permutation-correlation.ts";
export {
  permutationJobSeveralSamples,
  permutationTestSeveralSamples,
} from "./permutation-several-samples.ts";
export { signFlipJob, signFlipTest } from "./sign-flip.ts";
export {
  meanStatistic,
  medianStatistic,
  pearsonStatistic,
  type Statistic,
  varianceRatioStatistic,
} from "./statistic.ts";
export { permutationJobTwoSamples, permutationTestTwoSamples } from "./permutation-two-samples.ts";
