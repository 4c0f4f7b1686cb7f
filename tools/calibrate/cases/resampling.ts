import type { RandomStream } from "../../../src/core/random.ts";
import { bootstrapInterval } from "../../../src/stats/resampling/bootstrap.ts";
import type { BootstrapKind } from "../../../src/stats/resampling/bootstrap-limits.ts";
import { permutationTestCorrelation } from "../../../src/stats/resampling/permutation-correlation.ts";
import { permutationTestSeveralSamples } from "../../../src/stats/resampling/permutation-several-samples.ts";
import { permutationTestTwoSamples } from "../../../src/stats/resampling/permutation-two-samples.ts";
import { signFlipTest } from "../../../src/stats/resampling/sign-flip.ts";
import {
  meanStatistic,
  medianStatistic,
  pearsonStatistic,
  varianceRatioStatistic,
} from "../../../src/stats/resampling/statistic.ts";
import type { Calibration } from "../calibration.ts";
import { exponentials, holds, normals, rejects } from "../simulated.ts";

const exact = { kind: "size", expected: "conservative", runs: 2000 } as const;
const both = "two-sided" as const;
const seeded = (random: RandomStream, draws: number) => ({ draws, seed: random.below(1_000_000) });

const coverage = (kind: BootstrapKind, slack: number) => ({
  method: "bootstrap",
  kind: "coverage" as const,
  setting: `mean of 40 exponential values, ${kind}, 999 resamples`,
  expected: "nominal" as const,
  slack,
  runs: 1500,
  once: (random: RandomStream) =>
    holds(
      bootstrapInterval(exponentials(random, 40), {
        statistic: meanStatistic,
        kind,
        confidence: 0.95,
        resamples: 999,
        seed: random.below(1_000_000),
        strata: null,
      }),
      1,
    ),
});

export default [
  {
    ...exact,
    method: "permutation-two-samples",
    setting: "3 v 9 exponential values, means, all 220 arrangements",
    once: (random) =>
      rejects(
        permutationTestTwoSamples(exponentials(random, 3), exponentials(random, 9), {
          statistic: meanStatistic,
          alternative: both,
          ...seeded(random, 1000),
        }).pValue,
      ),
  },
  {
    ...exact,
    method: "permutation-two-samples",
    setting: "3 v 27 exponential values, medians, 199 draws",
    once: (random) =>
      rejects(
        permutationTestTwoSamples(exponentials(random, 3), exponentials(random, 27), {
          statistic: medianStatistic,
          alternative: both,
          ...seeded(random, 199),
        }).pValue,
      ),
  },
  {
    ...exact,
    method: "permutation-several-samples",
    setting: "5, 8, 12 exponential values, F, 199 draws",
    once: (random) =>
      rejects(
        permutationTestSeveralSamples(
          [5, 8, 12].map((n) => exponentials(random, n)),
          { statistic: varianceRatioStatistic, ...seeded(random, 199) },
        ).pValue,
      ),
  },
  {
    ...exact,
    method: "sign-flip",
    setting: "9 normal differences, mean, all 512 signs",
    once: (random) =>
      rejects(
        signFlipTest(normals(random, 9), {
          statistic: meanStatistic,
          alternative: both,
          ...seeded(random, 1000),
        }).pValue,
      ),
  },
  {
    ...exact,
    method: "permutation-correlation",
    setting: "12 exponential pairs, Pearson's r, 199 draws",
    once: (random) =>
      rejects(
        permutationTestCorrelation(exponentials(random, 12), exponentials(random, 12), {
          statistic: pearsonStatistic,
          alternative: both,
          ...seeded(random, 199),
        }).pValue,
      ),
  },
  // All bootstrap intervals of a skewed mean are short in samples of 40, the basic one most, BCa least.
  coverage("percentile", 0.025),
  coverage("basic", 0.045),
  coverage("bca", 0.02),
] satisfies readonly Calibration[];
