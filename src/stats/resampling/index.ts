export { type Block, type Job, runJob } from "./blocks.ts";
export { bootstrapInterval, bootstrapJob } from "./bootstrap.ts";
export { permutationJobCorrelation, permutationTestCorrelation } from "./correlation.ts";
export { permutationJobSeveralSamples, permutationTestSeveralSamples } from "./several-samples.ts";
export { signFlipJob, signFlipTest } from "./sign-flips.ts";
export {
  meanStatistic,
  medianStatistic,
  pearsonStatistic,
  type Statistic,
  varianceRatioStatistic,
} from "./statistic.ts";
export { permutationJobTwoSamples, permutationTestTwoSamples } from "./two-samples.ts";
