import { drawExponential, drawNormal } from "../../../src/core/draw.ts";
import type { RandomStream } from "../../../src/core/random.ts";
import { censoredGoodnessOfFit } from "../../../src/stats/censored/censored-goodness-of-fit.ts";
import { censoredMaximumLikelihood } from "../../../src/stats/censored/censored-maximum-likelihood.ts";
import { censoredRegression } from "../../../src/stats/censored/censored-regression.ts";
import type { CensoredSample } from "../../../src/stats/censored/censored-sample.ts";
import type { Calibration } from "../calibration.ts";

/** `n` values with limits at two levels in turn. */
function below(values: readonly number[], limits: readonly number[]): CensoredSample {
  const limit = (i: number): number => limits[i % limits.length]!;
  return {
    values: values.map((value, i) => Math.max(value, limit(i))),
    nondetect: values.map((value, i) => value < limit(i)),
  };
}
const draw = (n: number, one: () => number): number[] => Array.from({ length: n }, one);
/** An interval with an open end holds the truth on that side. */
const holds = (lower: number | null, upper: number | null, truth: number): boolean =>
  (lower === null || lower <= truth) && (upper === null || truth <= upper);

const lognormal = (random: RandomStream, n: number): CensoredSample =>
  below(
    draw(n, () => Math.exp(drawNormal(random))),
    [0.5, 0.8],
  );

// Group 1 of a regression without effect, about a third below the limit.
const regression = (random: RandomStream, distribution: "lognormal" | "weibull") => {
  const n = 60;
  const error =
    distribution === "weibull" ? () => Math.log(drawExponential(random)) : () => drawNormal(random);
  const rows = Array.from({ length: n }, (_, i) => [1, i % 3 === 0 ? 1 : 0, drawNormal(random)]);
  const values = rows.map((row) => Math.exp(0.3 * row[2]! + 0.7 * error()));
  return censoredRegression(
    { names: ["(Intercept)", "group", "x"], rows, outcome: below(values, [0.6]) },
    { distribution, confidence: 0.95 },
  );
};

export default [
  {
    method: "censored-maximum-likelihood",
    kind: "coverage",
    setting: "profile interval of a lognormal mean, n = 40, 33 % below two limits",
    expected: "nominal",
    // First-order theory at n = 40.
    slack: 0.015,
    runs: 2000,
    once: (random) => {
      const { mean } = censoredMaximumLikelihood(lognormal(random, 40), {
        distribution: "lognormal",
        confidence: 0.95,
        probabilities: [],
      });
      return holds(mean.profileLower, mean.profileUpper, Math.exp(0.5));
    },
  },
  {
    method: "censored-maximum-likelihood",
    kind: "coverage",
    setting:
      "profile interval of the 90 % quantile of a gamma law with shape 2, n = 40, 30 % below the limit",
    expected: "nominal",
    slack: 0.015,
    runs: 300,
    once: (random) => {
      const values = draw(40, () => drawExponential(random) + drawExponential(random));
      const { quantiles } = censoredMaximumLikelihood(below(values, [1.1]), {
        distribution: "gamma",
        confidence: 0.95,
        probabilities: [0.9],
      });
      // 1 - (1 + x) exp(-x) = 0.9.
      return holds(quantiles[0]!.profileLower, quantiles[0]!.profileUpper, 3.889720169867429);
    },
  },
  {
    method: "censored-regression",
    kind: "size",
    setting: "likelihood ratio of a group without effect, lognormal, 20 v 40, a third below the limit",
    expected: "nominal",
    slack: 0.015,
    runs: 1000,
    once: (random) => regression(random, "lognormal").terms[1]!.likelihoodRatio!.pValue <= 0.05,
  },
  {
    method: "censored-regression",
    kind: "coverage",
    setting: "profile interval of a slope, Weibull, n = 60, a third below the limit",
    expected: "nominal",
    slack: 0.015,
    runs: 600,
    once: (random) => {
      const term = regression(random, "weibull").terms[2]!;
      return holds(term.profileLower, term.profileUpper, 0.3);
    },
  },
  {
    method: "censored-goodness-of-fit",
    kind: "size",
    setting: "Anderson-Darling, lognormal, n = 40, 33 % below two limits, 99 replicates",
    expected: "nominal",
    slack: 0.015,
    runs: 500,
    once: (random) =>
      (censoredGoodnessOfFit(lognormal(random, 40), {
        distribution: "lognormal",
        statistic: "anderson-darling",
        replicates: 99,
        seed: random.below(2 ** 32),
      }).pValue ?? 1) <= 0.05,
  },
  {
    method: "censored-goodness-of-fit",
    kind: "size",
    setting: "probability plot correlation, Weibull, n = 40, 30 % below the limit, 99 replicates",
    expected: "nominal",
    slack: 0.015,
    runs: 400,
    once: (random) => {
      const values = draw(40, () => drawExponential(random) ** 0.7);
      return (
        (censoredGoodnessOfFit(below(values, [0.45]), {
          distribution: "weibull",
          statistic: "probability-plot-correlation",
          replicates: 99,
          seed: random.below(2 ** 32),
        }).pValue ?? 1) <= 0.05
      );
    },
  },
] satisfies readonly Calibration[];
