import { drawNormal } from "../../../src/core/draw.ts";
import { randomStream } from "../../../src/core/random.ts";
import { censoredGoodnessOfFit } from "../../../src/stats/censored/censored-goodness-of-fit.ts";
import { censoredMaximumLikelihood } from "../../../src/stats/censored/censored-maximum-likelihood.ts";
import { censoredRegression } from "../../../src/stats/censored/censored-regression.ts";
import type { CensoredSample } from "../../../src/stats/censored/censored-sample.ts";
import type { Benchmark } from "../benchmark.ts";

const SIZES = [200, 637, 2000];
const PROBABILITIES = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/** Lognormal values, about a fifth below the limit 0.5. */
function sample(n: number): CensoredSample {
  const random = randomStream(5);
  const values = Array.from({ length: n }, () => Math.exp(0.3 + drawNormal(random)));
  return { values: values.map((v) => Math.max(v, 0.5)), nondetect: values.map((v) => v < 0.5) };
}
const fit = (data: CensoredSample, distribution: "lognormal" | "gamma") => () =>
  censoredMaximumLikelihood(data, { distribution, confidence: 0.95, probabilities: PROBABILITIES });

function cohort(n: number): () => unknown {
  const random = randomStream(6);
  const outcome = sample(n);
  const names = ["(Intercept)", ...Array.from({ length: 6 }, (_, k) => `x${k}`)];
  const rows = Array.from({ length: n }, () => [1, ...Array.from({ length: 6 }, () => drawNormal(random))]);
  return () => censoredRegression({ names, rows, outcome }, { distribution: "lognormal", confidence: 0.95 });
}

const R_SAMPLE =
  "suppressMessages(library(survival)); set.seed(1); y <- exp(0.3 + rnorm(637)); s <- Surv(pmax(y, 0.5), y >= 0.5, type = 'left'); X <- matrix(rnorm(637 * 6), 637)";
const data = sample(637);

export default [
  {
    method: "censored-maximum-likelihood",
    setting: "637 values, lognormal, profile limits of 11 quantities (R: estimates alone)",
    promiseMs: 2,
    ours: fit(data, "lognormal"),
    r: { setup: R_SAMPLE, call: "survreg(s ~ 1, dist = 'lognormal')" },
    growth: { sizes: SIZES, at: (n) => fit(sample(n), "lognormal") },
  },
  {
    method: "censored-maximum-likelihood",
    setting: "637 values, gamma, profile limits of 11 quantities",
    ours: fit(data, "gamma"),
    growth: { sizes: SIZES, at: (n) => fit(sample(n), "gamma") },
  },
  {
    method: "censored-regression",
    setting: "637 subjects, 6 variables, tests and profile limits (R: estimates alone)",
    ours: cohort(637),
    r: { setup: R_SAMPLE, call: "survreg(s ~ X, dist = 'lognormal')" },
    growth: { sizes: SIZES, at: cohort },
  },
  {
    method: "censored-goodness-of-fit",
    setting: "60 values, lognormal, Anderson-Darling, 199 replicates",
    ours: () =>
      censoredGoodnessOfFit(sample(60), {
        distribution: "lognormal",
        statistic: "anderson-darling",
        replicates: 199,
        seed: 1,
      }),
  },
] satisfies readonly Benchmark[];
