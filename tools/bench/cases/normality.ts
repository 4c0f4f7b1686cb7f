import { randomStream } from "../../../src/core/random.ts";
import * as normal from "../../../src/distributions/normal.ts";
import { andersonDarlingNormality } from "../../../src/stats/normality/anderson-darling.ts";
import { cramerVonMisesNormality } from "../../../src/stats/normality/cramer-von-mises.ts";
import { lilliefors } from "../../../src/stats/normality/lilliefors.ts";
import { shapiroWilk } from "../../../src/stats/normality/shapiro-wilk.ts";
import type { Benchmark } from "../benchmark.ts";

function sample(n: number): number[] {
  const random = randomStream(3);
  return Array.from({ length: n }, () => normal.quantile(normal.standard, random.uniform()));
}

const values = sample(5000);
const entry = (method: string, test: (x: readonly number[]) => unknown) => ({
  method,
  setting: "5000 values",
  ours: () => test(values),
  growth: { sizes: [500, 1000, 2000, 5000], at: (n: number) => () => test(values.slice(0, n)) },
});

export default [
  {
    ...entry("shapiro-wilk", shapiroWilk),
    r: { setup: "set.seed(1); x <- rnorm(5000)", call: "shapiro.test(x)" },
    python: {
      setup: "import numpy, scipy.stats\nx = numpy.random.default_rng(1).normal(size=5000)",
      call: "scipy.stats.shapiro(x)",
    },
  },
  entry("lilliefors", lilliefors),
  {
    ...entry("anderson-darling-normality", andersonDarlingNormality),
    python: {
      setup: "import numpy, scipy.stats\nx = numpy.random.default_rng(1).normal(size=5000)",
      call: "scipy.stats.anderson(x)",
    },
  },
  entry("cramer-von-mises-normality", cramerVonMisesNormality),
] satisfies readonly Benchmark[];
