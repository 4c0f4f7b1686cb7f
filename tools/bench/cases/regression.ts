import { randomStream } from "../../../src/core/random.ts";
import type { Design } from "../../../src/stats/regression/design.ts";
import { firthLogistic } from "../../../src/stats/regression/firth.ts";
import { flacLogistic } from "../../../src/stats/regression/flac.ts";
import { linearClusterRobust } from "../../../src/stats/regression/linear-cluster.ts";
import { linearInfluence } from "../../../src/stats/regression/linear-influence.ts";
import { linearRobust } from "../../../src/stats/regression/linear-robust.ts";
import { linearRegression } from "../../../src/stats/regression/linear.ts";
import { logisticInfluence } from "../../../src/stats/regression/logistic-influence.ts";
import { logisticRobust } from "../../../src/stats/regression/logistic-robust.ts";
import { logisticRegression } from "../../../src/stats/regression/logistic.ts";
import { logisticScoreTest } from "../../../src/stats/regression/score-test.ts";
import { detectSeparation } from "../../../src/stats/regression/separation.ts";
import type { Benchmark } from "../benchmark.ts";

/** Normal and binary covariates, three of them with an effect, and an outcome of each kind. */
function simulated(n: number, p: number): { binary: Design; continuous: Design } {
  const random = randomStream(20 + p);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log1p(-random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
  const names = ["(Intercept)", ...Array.from({ length: p }, (_, k) => `x${k + 1}`)];
  const rows = Array.from({ length: n }, () => [
    1,
    ...Array.from({ length: p }, (_, k) => (k % 3 === 2 ? Number(random.uniform() < 0.4) : normal())),
  ]);
  const eta = rows.map((row) => -0.5 + 0.4 * (row[1]! + row[2]! + row[3]!));
  return {
    binary: { names, rows, y: eta.map((value) => Number(random.uniform() < 1 / (1 + Math.exp(-value)))) },
    continuous: { names, rows, y: eta.map((value) => value + normal()) },
  };
}

const level = { confidence: 0.95 };

/** The same kind of data in R. */
const inR = (n: number, p: number): string =>
  `set.seed(${20 + p}); n <- ${n}; p <- ${p}; X <- cbind(1, sapply(seq_len(p), function(k) if (k %% 3 == 0) rbinom(n, 1, 0.4) else rnorm(n))); eta <- -0.5 + 0.4 * rowSums(X[, 2:4]); y <- rbinom(n, 1, plogis(eta)); v <- eta + rnorm(n); g <- rep(seq_len(n / 20), each = 20)`;

/** logistf 1.26.1 with profile limits and penalised tests, milliseconds; it is no Debian package, so it is not run beside. */
const LOGISTF: readonly (readonly [number, number, number])[] = [
  [200, 5, 11],
  [200, 12, 33],
  [1000, 10, 96],
  [1000, 30, 1176],
  [10_000, 10, 787],
];

const firth = LOGISTF.map(([n, p, published]): Benchmark => {
  const { binary } = simulated(n, p);
  return {
    method: "logistic-firth",
    setting: `${n} rows, ${p} covariates, all profile limits and penalised tests; logistf 1.26.1 took ${published} ms for them elsewhere; R: brglm2, Wald only`,
    promiseMs: published / 10,
    ours: () => firthLogistic(binary, level),
    r: {
      setup: `suppressMessages(library(brglm2)); ${inR(n, p)}`,
      call: 'glm(y ~ X - 1, family = binomial, method = "brglmFit", type = "AS_mean")',
    },
  };
});

const thousand = simulated(1000, 10);
const labels = thousand.binary.y.map((_, i) => Math.floor(i / 20));

export default [
  ...firth,
  {
    method: "logistic-firth",
    setting: "10 covariates, growth",
    ours: () => firthLogistic(thousand.binary, level),
    growth: {
      sizes: [500, 1000, 2000, 5000],
      at: (n) => {
        const { binary } = simulated(n, 10);
        return () => firthLogistic(binary, level);
      },
    },
  },
  {
    method: "logistic-flac",
    setting: "1000 rows, 10 covariates, profile limits",
    ours: () => flacLogistic(thousand.binary, level),
  },
  {
    method: "logistic-maximum-likelihood",
    setting: "1000 rows, 10 covariates, profile limits and likelihood-ratio tests",
    ours: () => logisticRegression(thousand.binary, level),
    r: {
      setup: `suppressMessages(library(MASS)); ${inR(1000, 10)}`,
      call: "{ f <- glm(y ~ X - 1, family = binomial); suppressMessages(confint(f)) }",
    },
    growth: {
      sizes: [500, 1000, 2000, 5000],
      at: (n) => {
        const { binary } = simulated(n, 10);
        return () => logisticRegression(binary, level);
      },
    },
  },
  {
    method: "logistic-score",
    setting: "1000 rows, 10 covariates, one block of 3",
    ours: () => logisticScoreTest(thousand.binary, [1, 2, 3]),
    r: {
      setup: inR(1000, 10),
      call: 'anova(glm(y ~ X[, -(2:4)] - 1, family = binomial), glm(y ~ X - 1, family = binomial), test = "Rao")',
    },
  },
  {
    method: "logistic-robust",
    setting: "1000 rows, 10 covariates, 50 clusters, CR1",
    ours: () => logisticRobust(thousand.binary, { kind: "cr1", clusters: labels, ...level }),
    r: {
      setup: `suppressMessages(library(sandwich)); ${inR(1000, 10)}`,
      call: 'vcovCL(glm(y ~ X - 1, family = binomial), g, type = "HC0")',
    },
  },
  {
    method: "logistic-influence",
    setting: "1000 rows, 10 covariates",
    ours: () => logisticInfluence(thousand.binary, { estimator: "maximum-likelihood" }),
    r: { setup: inR(1000, 10), call: "influence.measures(glm(y ~ X - 1, family = binomial))" },
  },
  {
    method: "separation-linear-programming",
    setting: "1000 rows, 10 covariates, not separated",
    ours: () => detectSeparation(thousand.binary),
    growth: {
      sizes: [500, 1000, 2000, 5000],
      at: (n) => {
        const { binary } = simulated(n, 10);
        return () => detectSeparation(binary);
      },
    },
  },
  {
    method: "linear-least-squares",
    setting: "1000 rows, 10 covariates, in pair arithmetic",
    ours: () => linearRegression(thousand.continuous, level),
    r: { setup: inR(1000, 10), call: "summary(lm(v ~ X - 1))" },
    growth: {
      sizes: [500, 1000, 2000, 5000],
      at: (n) => {
        const { continuous } = simulated(n, 10);
        return () => linearRegression(continuous, level);
      },
    },
  },
  {
    method: "linear-robust",
    setting: "1000 rows, 10 covariates, HC3",
    ours: () => linearRobust(thousand.continuous, { kind: "hc3", ...level }),
    r: {
      setup: `suppressMessages(library(sandwich)); ${inR(1000, 10)}`,
      call: 'vcovHC(lm(v ~ X - 1), "HC3")',
    },
  },
  {
    method: "linear-cluster-robust",
    setting:
      "1000 rows, 10 covariates, 50 clusters, CR2 with its degrees of freedom; R: vcovCL HC2 without them",
    ours: () => linearClusterRobust(thousand.continuous, labels, { kind: "cr2", ...level }),
    r: {
      setup: `suppressMessages(library(sandwich)); ${inR(1000, 10)}`,
      call: 'vcovCL(lm(v ~ X - 1), g, type = "HC2")',
    },
  },
  {
    method: "linear-influence",
    setting: "1000 rows, 10 covariates",
    ours: () => linearInfluence(thousand.continuous),
    r: { setup: inR(1000, 10), call: "influence.measures(lm(v ~ X - 1))" },
  },
] satisfies readonly Benchmark[];
