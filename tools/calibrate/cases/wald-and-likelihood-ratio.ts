import type { RandomStream } from "../../../src/core/random.ts";
import type { Design } from "../../../src/stats/regression/design.ts";
import { firthLogistic } from "../../../src/stats/regression/firth.ts";
import { linearRegression } from "../../../src/stats/regression/linear.ts";
import { logisticRegression } from "../../../src/stats/regression/logistic.ts";
import type { Calibration } from "../calibration.ts";
import { events, holds, normals, rejects } from "../simulated.ts";

const level = { confidence: 0.95 } as const;
const NAMES = ["(Intercept)", "age", "marker"];

/** Half of the subjects have the marker; risk from the linear predictor. */
function binary(random: RandomStream, n: number, intercept: number, marker: number): Design {
  const rows = normals(random, n).map((age, i) => [1, age, i % 2]);
  const y = rows.map(([, age, has]) =>
    events(random, 1, 1 / (1 + Math.exp(-(intercept + 0.5 * age! + marker * has!)))),
  );
  return { names: NAMES, rows, y };
}

function continuous(random: RandomStream, n: number, marker: number): Design {
  const rows = normals(random, n).map((age, i) => [1, age, i % 2]);
  const noise = normals(random, n);
  return { names: NAMES, rows, y: rows.map(([, age, has], i) => 2 + age! + marker * has! + noise[i]!) };
}

const several = (y: readonly number[]): boolean => {
  const found = y.reduce((sum, v) => sum + v, 0);
  return found > 0 && found < y.length;
};

const wald = (term: { readonly waldLower: number | null; readonly waldUpper: number | null }) => ({
  lower: term.waldLower,
  upper: term.waldUpper,
});
type Fit = typeof logisticRegression | typeof firthLogistic;

const markerOf = (fit: Fit, design: Design) => fit(design, level).terms[2]!;

export default [
  {
    method: "logistic-maximum-likelihood",
    kind: "size",
    setting: "120 subjects, risk 0.38, two variables, Wald",
    expected: "nominal",
    // Large-sample law: too seldom in small samples.
    slack: 0.01,
    runs: 1500,
    once: (random) => rejects(markerOf(logisticRegression, binary(random, 120, -0.5, 0)).waldPValue),
  },
  {
    method: "logistic-maximum-likelihood",
    kind: "size",
    setting: "120 subjects, risk 0.38, two variables, likelihood ratio",
    expected: "nominal",
    slack: 0.01,
    runs: 1500,
    once: (random) =>
      rejects(
        logisticRegression(binary(random, 120, -0.5, 0), level).terms[2]!.likelihoodRatio?.pValue ?? null,
      ),
  },
  {
    method: "logistic-maximum-likelihood",
    kind: "coverage",
    setting: "120 subjects, log odds ratio 1, Wald",
    expected: "nominal",
    slack: 0.01,
    runs: 1500,
    once: (random) => holds(wald(markerOf(logisticRegression, binary(random, 120, -1, 1))), 1),
  },
  {
    method: "logistic-firth",
    kind: "coverage",
    setting: "60 subjects, log odds ratio 1.5, Wald",
    expected: "nominal",
    // Symmetric limits around a shrunken estimate.
    slack: 0.02,
    runs: 1500,
    once: (random) => {
      const design = binary(random, 60, -1.5, 1.5);
      return !several(design.y) || holds(wald(markerOf(firthLogistic, design)), 1.5);
    },
  },
  {
    method: "linear-least-squares",
    kind: "size",
    setting: "12 subjects, two variables, normal errors",
    expected: "nominal",
    runs: 4000,
    once: (random) => rejects(linearRegression(continuous(random, 12, 0), level).terms[2]!.pValue),
  },
] satisfies readonly Calibration[];
