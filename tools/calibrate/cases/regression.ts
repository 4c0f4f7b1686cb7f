import type { RandomStream } from "../../../src/core/random.ts";
import type { Design } from "../../../src/stats/regression/design.ts";
import { firthLogistic } from "../../../src/stats/regression/firth.ts";
import { flacLogistic } from "../../../src/stats/regression/flac.ts";
import { flicLogistic } from "../../../src/stats/regression/flic.ts";
import { linearBlockTest } from "../../../src/stats/regression/linear-block-test.ts";
import { linearClusterRobust } from "../../../src/stats/regression/linear-cluster.ts";
import { linearRobust } from "../../../src/stats/regression/linear-robust.ts";
import { linearRegression } from "../../../src/stats/regression/linear.ts";
import { logisticRobust } from "../../../src/stats/regression/logistic-robust.ts";
import { logisticRegression } from "../../../src/stats/regression/logistic.ts";
import {
  knotQuantiles,
  restrictedCubicSpline,
  splineBasis,
} from "../../../src/stats/regression/restricted-cubic-spline.ts";
import { logisticScoreInterval, logisticScoreTest } from "../../../src/stats/regression/score-test.ts";
import type { Calibration } from "../calibration.ts";

const normal = (random: RandomStream): number =>
  Math.sqrt(-2 * Math.log1p(-random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
const level = { confidence: 0.95 };

/** A marker of log-odds `effect`, age, and an outcome that some but not all have. */
function logistic(random: RandomStream, n: number, effect: number, intercept = -0.4): Design {
  for (;;) {
    const rows = Array.from({ length: n }, () => [1, normal(random), normal(random)]);
    const y = rows.map((row) =>
      Number(random.uniform() < 1 / (1 + Math.exp(-intercept - effect * row[1]! - 0.5 * row[2]!))),
    );
    if (y.includes(0) && y.includes(1)) return { names: ["(Intercept)", "marker", "age"], rows, y };
  }
}

/** Means that rise with x, scatter that does too. */
function uneven(random: RandomStream, n: number): Design {
  const rows = Array.from({ length: n }, () => [1, normal(random) ** 2]);
  return {
    names: ["(Intercept)", "x"],
    rows,
    y: rows.map((row) => row[1]! + normal(random) * (0.5 + row[1]!)),
  };
}

const covers = (lower: number | null, upper: number | null, truth: number): boolean =>
  (lower === null || lower <= truth) && (upper === null || truth <= upper);

export default [
  {
    method: "logistic-firth",
    kind: "coverage",
    setting: "profile limits, n = 50, log-odds 1",
    expected: "nominal",
    // The chi-square reference is an approximation at 50 subjects.
    slack: 0.01,
    runs: 2000,
    once: (random) => {
      const { profileLower, profileUpper } = firthLogistic(logistic(random, 50, 1), level).terms[1]!;
      return covers(profileLower, profileUpper, 1);
    },
  },
  {
    method: "logistic-firth",
    kind: "size",
    setting: "penalised likelihood ratio, n = 50, no effect",
    expected: "nominal",
    slack: 0.01,
    runs: 2000,
    once: (random) =>
      firthLogistic(logistic(random, 50, 0), level).terms[1]!.penalisedLikelihoodRatio!.pValue <= 0.05,
  },
  {
    method: "logistic-flic",
    kind: "coverage",
    setting: "intercept, Wald, n = 100, log-odds -1.5",
    expected: "nominal",
    // Wald limits on a skewed scale.
    slack: 0.015,
    runs: 2000,
    once: (random) => {
      const { waldLower, waldUpper } = flicLogistic(logistic(random, 100, 1, -1.5), level).intercept;
      return covers(waldLower, waldUpper, -1.5);
    },
  },
  {
    method: "logistic-flac",
    kind: "coverage",
    setting: "profile limits, n = 60, log-odds 1",
    expected: "nominal",
    slack: 0.015,
    runs: 1500,
    once: (random) => {
      const { profileLower, profileUpper } = flacLogistic(logistic(random, 60, 1), level).terms[1]!;
      return covers(profileLower, profileUpper, 1);
    },
  },
  {
    method: "logistic-maximum-likelihood",
    kind: "coverage",
    setting: "profile limits, n = 200, log-odds 1",
    expected: "nominal",
    slack: 0.005,
    runs: 1500,
    once: (random) => {
      const { profileLower, profileUpper } = logisticRegression(logistic(random, 200, 1), level).terms[1]!;
      return covers(profileLower, profileUpper, 1);
    },
  },
  {
    method: "logistic-score",
    kind: "size",
    setting: "one column, n = 60, no effect",
    expected: "nominal",
    slack: 0.01,
    runs: 4000,
    once: (random) => (logisticScoreTest(logistic(random, 60, 0), [1]).pValue ?? 1) <= 0.05,
  },
  {
    method: "logistic-score",
    kind: "coverage",
    setting: "one column, n = 60, log-odds 0.7",
    expected: "nominal",
    slack: 0.01,
    runs: 1500,
    once: (random) => {
      const { lower, upper } = logisticScoreInterval(logistic(random, 60, 0.7), 1, level);
      return covers(lower, upper, 0.7);
    },
  },
  {
    method: "logistic-robust",
    kind: "coverage",
    setting: "HC1, n = 200, log-odds 0.7",
    expected: "nominal",
    // Sandwich errors are a little too small at 200.
    slack: 0.015,
    runs: 2000,
    once: (random) => {
      const { lower, upper } = logisticRobust(logistic(random, 200, 0.7), { kind: "hc1", ...level })
        .terms[1]!;
      return covers(lower, upper, 0.7);
    },
  },
  {
    method: "linear-least-squares",
    kind: "coverage",
    setting: "n = 15, normal residuals",
    expected: "nominal",
    runs: 4000,
    once: (random) => {
      const rows = Array.from({ length: 15 }, () => [1, normal(random)]);
      const y = rows.map((row) => 2 * row[1]! + normal(random));
      const { lower, upper } = linearRegression({ names: ["(Intercept)", "x"], rows, y }, level).terms[1]!;
      return covers(lower, upper, 2);
    },
  },
  {
    method: "linear-robust",
    kind: "coverage",
    setting: "HC3, n = 60, scatter that grows",
    expected: "nominal",
    // HC3 errs on the wide side, and few subjects carry the largest x.
    slack: 0.025,
    runs: 3000,
    once: (random) => {
      const { lower, upper } = linearRobust(uneven(random, 60), { kind: "hc3", ...level }).terms[1]!;
      return covers(lower, upper, 1);
    },
  },
  {
    method: "linear-cluster-robust",
    kind: "coverage",
    setting: "CR2, 12 unequal clusters, covariate of the cluster",
    expected: "nominal",
    slack: 0.015,
    runs: 3000,
    once: (random) => {
      const sizes = [2, 3, 4, 4, 5, 5, 6, 6, 7, 8, 9, 11];
      const rows: number[][] = [];
      const y: number[] = [];
      const labels: number[] = [];
      for (const [g, size] of sizes.entries()) {
        const [covariate, shared] = [normal(random), normal(random)];
        for (let i = 0; i < size; i++) {
          rows.push([1, covariate]);
          y.push(0.5 * covariate + shared + normal(random));
          labels.push(g);
        }
      }
      const fit = linearClusterRobust({ names: ["(Intercept)", "x"], rows, y }, labels, {
        kind: "cr2",
        ...level,
      });
      return covers(fit.terms[1]!.lower, fit.terms[1]!.upper, 0.5);
    },
  },
  {
    method: "linear-block-f",
    kind: "size",
    setting: "bends of a spline with 4 knots, n = 40, straight truth",
    expected: "nominal",
    runs: 4000,
    once: (random) => {
      const x = Array.from({ length: 40 }, () => normal(random));
      const spline = restrictedCubicSpline(x, { quantiles: knotQuantiles(4) });
      const design: Design = {
        names: ["(Intercept)", "x", "x'", "x''"],
        rows: x.map((value) => [1, ...splineBasis(spline, value)]),
        y: x.map((value) => value + normal(random)),
      };
      return linearBlockTest(design, [2, 3]).pValue! <= 0.05;
    },
  },
] satisfies readonly Calibration[];
