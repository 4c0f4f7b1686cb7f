/** Jobs that several workers share: each makes them anew from the same data. */
import { randomStream } from "../src/core/random.ts";
import { drawNormal } from "../src/core/draw.ts";
import { bootstrapJob } from "../src/stats/resampling/bootstrap.ts";
import type { Job } from "../src/stats/resampling/blocks.ts";
import { permutationJobSeveralSamples } from "../src/stats/resampling/permutation-several-samples.ts";
import { meanStatistic, medianStatistic, varianceRatioStatistic } from "../src/stats/resampling/statistic.ts";
import { permutationJobTwoSamples } from "../src/stats/resampling/permutation-two-samples.ts";

const random = randomStream(77);
const normals = (n: number): number[] => Array.from({ length: n }, () => drawNormal(random));
const [x, y, z] = [normals(25), normals(18), normals(21)];

type AnyJob = Job<{ readonly block: number }, unknown>;

export const jobs: readonly { readonly name: string; readonly make: () => AnyJob }[] = [
  {
    name: "two samples",
    make: () =>
      permutationJobTwoSamples(x, y, {
        statistic: medianStatistic,
        alternative: "two-sided",
        draws: 4321,
        seed: 6,
      }),
  },
  {
    name: "several samples",
    make: () =>
      permutationJobSeveralSamples([x, y, z], {
        statistic: varianceRatioStatistic,
        draws: 2600,
        seed: 7,
      }),
  },
  {
    name: "bootstrap",
    make: () =>
      bootstrapJob(x, {
        statistic: meanStatistic,
        kind: "bca",
        confidence: 0.95,
        resamples: 3999,
        seed: 8,
        strata: null,
      }) as AnyJob,
  },
];
