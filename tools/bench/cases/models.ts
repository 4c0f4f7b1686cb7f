import {
  collinearity,
  detectSeparation,
  eventsPerVariable,
  linearRegression,
  logisticRegression,
} from "../../../src/stats/regression/index.ts";
import type { Benchmark } from "../benchmark.ts";
import { binaryDesign, linearDesign, rDesign } from "../data.ts";

const SIZES = [100, 300, 1000];
const options = { confidence: 0.95 };
const terms = [1, 2, 3, 4, 5].map((column) => ({ name: `x${column}`, columns: [column] }));

type Design = ReturnType<typeof linearDesign>;

function entry(
  method: string,
  designOf: (n: number, columns: number) => Design,
  of: (design: Design) => unknown,
  call?: string,
): Benchmark {
  const at = (n: number): (() => unknown) => {
    const design = designOf(n, 5);
    return () => of(design);
  };
  return {
    method,
    setting: "1000 subjects, 5 covariates",
    ours: at(1000),
    ...(call === undefined ? {} : { r: { setup: rDesign(1000, 5), call } }),
    growth: { sizes: SIZES, at },
  };
}

export default [
  entry(
    "linear-least-squares",
    linearDesign,
    (design) => linearRegression(design, options),
    "summary(lm(y ~ x))",
  ),
  entry(
    "logistic-maximum-likelihood",
    binaryDesign,
    (design) => logisticRegression(design, options),
    // Profile limits are in ours too.
    "f <- glm(b ~ ., binomial, data.frame(b, x)); MASS:::confint.glm(f)",
  ),
  entry("separation-linear-programming", binaryDesign, detectSeparation),
  entry("generalised-variance-inflation", linearDesign, (design) => collinearity(design, terms)),
  entry("events-per-variable", binaryDesign, eventsPerVariable),
] satisfies readonly Benchmark[];
