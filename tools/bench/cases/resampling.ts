import { drawNormal } from "../../../src/core/draw.ts";
import { randomStream } from "../../../src/core/random.ts";
import { fisherFreemanHaltonMonteCarlo } from "../../../src/stats/exact/fisher-freeman-halton-monte-carlo.ts";
import { westfallYoung } from "../../../src/stats/multiplicity/westfall-young.ts";
import { bootstrapInterval } from "../../../src/stats/resampling/bootstrap.ts";
import { permutationTestCorrelation } from "../../../src/stats/resampling/permutation-correlation.ts";
import { permutationTestSeveralSamples } from "../../../src/stats/resampling/permutation-several-samples.ts";
import { permutationTestTwoSamples } from "../../../src/stats/resampling/permutation-two-samples.ts";
import { signFlipTest } from "../../../src/stats/resampling/sign-flip.ts";
import {
  meanStatistic,
  pearsonStatistic,
  varianceRatioStatistic,
} from "../../../src/stats/resampling/statistic.ts";
import type { Benchmark } from "../benchmark.ts";

const random = randomStream(17);
const normals = (n: number): number[] => Array.from({ length: n }, () => drawNormal(random));
const [x, y, z] = [normals(2000), normals(2000), normals(2000)];
const test = { alternative: "two-sided", draws: 9999, seed: 1 } as const;

const two = (n: number) => () =>
  permutationTestTwoSamples(x.slice(0, n), y.slice(0, n), { ...test, statistic: meanStatistic });
const several = (n: number) => () =>
  permutationTestSeveralSamples([x.slice(0, n), y.slice(0, n), z.slice(0, n)], {
    statistic: varianceRatioStatistic,
    draws: 9999,
    seed: 1,
  });
const flips = (n: number) => () => signFlipTest(x.slice(0, n), { ...test, statistic: meanStatistic });
const correlation = (n: number) => () =>
  permutationTestCorrelation(x.slice(0, n), y.slice(0, n), { ...test, statistic: pearsonStatistic });
const bootstrap = (n: number) => () =>
  bootstrapInterval(x.slice(0, n), {
    statistic: meanStatistic,
    kind: "bca",
    confidence: 0.95,
    resamples: 2000,
    seed: 1,
    strata: null,
  });

const endpoints = Array.from({ length: 500 }, () => normals(200));
const inFirst = Array.from({ length: 200 }, (_, i) => i < 100);
const panel = (count: number) => () =>
  westfallYoung(endpoints.slice(0, count), inFirst, {
    ...test,
    draws: 1000,
    statistic: "welch-t",
    procedure: "step-down",
  });

const million = (table: readonly (readonly number[])[], setting: string) => ({
  method: "fisher-freeman-halton",
  setting: `one million Monte Carlo tables, ${setting}`,
  promiseMs: 1000,
  ours: () => fisherFreemanHaltonMonteCarlo(table, { draws: 1_000_000, seed: 1 }),
  r: {
    setup: `x <- matrix(c(${table.flat().join(", ")}), nrow = ${table.length}, byrow = TRUE); set.seed(1)`,
    call: "fisher.test(x, simulate.p.value = TRUE, B = 1e6)",
  },
});

export default [
  million(
    [
      [30, 50, 40, 60, 50],
      [45, 35, 55, 40, 65],
      [50, 45, 35, 55, 45],
    ],
    "3x5 of 700",
  ),
  million(
    [
      [200, 310, 250, 280, 215],
      [220, 240, 290, 260, 246],
    ],
    "2x5 of 2,511",
  ),
  million(
    [
      [40, 45, 35],
      [50, 30, 40],
      [35, 45, 40],
      [45, 35, 45],
      [30, 40, 45],
    ],
    "5x3 of 600",
  ),
  {
    method: "permutation-two-samples",
    setting: "means of 50 v 50, 9,999 draws",
    ours: two(50),
    python: {
      setup:
        "import numpy, scipy.stats\nr = numpy.random.default_rng(1)\nx = r.normal(size=50)\ny = r.normal(size=50)\nm = lambda a, b, axis: a.mean(axis=axis) - b.mean(axis=axis)",
      call: "scipy.stats.permutation_test((x, y), m, n_resamples=9999, vectorized=True)",
    },
    growth: { sizes: [50, 100, 200, 500], at: two },
  },
  {
    method: "permutation-several-samples",
    setting: "F of 3 groups of 20, 9,999 draws",
    ours: several(20),
    growth: { sizes: [20, 50, 100, 200], at: several },
  },
  {
    method: "sign-flip",
    setting: "mean of 50 differences, 9,999 draws",
    ours: flips(50),
    growth: { sizes: [50, 100, 200, 500], at: flips },
  },
  {
    method: "permutation-correlation",
    setting: "Pearson's r of 50 pairs, 9,999 draws",
    ours: correlation(50),
    growth: { sizes: [50, 100, 200, 500], at: correlation },
  },
  {
    method: "bootstrap",
    setting: "BCa of a mean of 300, 2,000 resamples",
    promiseMs: 100,
    ours: bootstrap(300),
    r: {
      setup: "library(boot); set.seed(1); x <- rnorm(300)",
      call: 'boot.ci(boot(x, function(d, i) mean(d[i]), R = 2000), type = "bca")',
    },
    growth: { sizes: [100, 200, 500, 1000], at: bootstrap },
  },
  {
    method: "westfall-young",
    setting: "500 endpoints, 100 v 100, 1,000 draws, Welch",
    ours: panel(500),
    growth: { sizes: [50, 100, 200, 500], at: panel },
  },
] satisfies readonly Benchmark[];
