import { randomStream } from "../../../src/core/random.ts";
import * as normal from "../../../src/distributions/normal.ts";
import { akritasTheilSen } from "../../../src/stats/censored/akritas-theil-sen.ts";
import { censoredKendall } from "../../../src/stats/censored/censored-kendall.ts";
import { censoredPermutation } from "../../../src/stats/censored/censored-permutation.ts";
import type { CensoredSample } from "../../../src/stats/censored/censored-sample.ts";
import { gehan } from "../../../src/stats/censored/gehan.ts";
import { leftKaplanMeier } from "../../../src/stats/censored/left-kaplan-meier.ts";
import { pairedPrenticeWilcoxon } from "../../../src/stats/censored/paired-prentice-wilcoxon.ts";
import { petoPeto } from "../../../src/stats/censored/peto-peto.ts";
import { regressionOnOrderStatistics } from "../../../src/stats/censored/regression-on-order-statistics.ts";
import { turnbull } from "../../../src/stats/censored/turnbull.ts";
import type { Benchmark } from "../benchmark.ts";

const LIMITS = [0.3, 0.5, 0.8] as const;

/** Lognormal values under three limits, a quarter non-detects. */
function draw(n: number, seed: number): CensoredSample {
  const random = randomStream(seed);
  const values: number[] = [];
  const nondetect: boolean[] = [];
  for (let i = 0; i < n; i++) {
    const value = Math.exp(normal.upperQuantile(normal.standard, 1 - random.uniform()));
    const limit = LIMITS[random.below(3)]!;
    values.push(Math.max(value, limit));
    nondetect.push(value < limit);
  }
  return { values, nondetect };
}

const split = (n: number, parts: number): CensoredSample[] =>
  Array.from({ length: parts }, (_, g) => draw(Math.ceil((n - g) / parts), g + 1));

function pairs(n: number) {
  const x = draw(n, 1);
  const y = draw(n, 2);
  return { x: x.values, y: y.values.map((v, i) => v + x.values[i]! / 4), yNondetect: y.nondetect };
}

/** Values between two marks of a scale of tenths, or below a limit. */
function graduated(n: number) {
  const { values, nondetect } = draw(n, 3);
  return {
    lower: values.map((v, i) => (nondetect[i] === true ? 0 : Math.floor(v * 10) / 10)),
    upper: values.map((v, i) => (nondetect[i] === true ? v : Math.floor(v * 10) / 10 + 0.2)),
  };
}

const km = (sample: CensoredSample) => () =>
  leftKaplanMeier(sample, { confidence: 0.95, scale: "log-log", probabilities: [0.25, 0.5, 0.75] });
const ros = (sample: CensoredSample) => () =>
  regressionOnOrderStatistics(sample, { scale: "log", probabilities: [0.25, 0.5, 0.75] });
const line = (points: ReturnType<typeof pairs>) => () =>
  akritasTheilSen(points, { nondetectPlace: "at-limit", smallestY: 0 });
const npmle = (sample: ReturnType<typeof graduated>) => () =>
  turnbull(sample, { ends: "open", probabilities: [0.5] });

const five = split(637, 5);
const whole = draw(637, 1);
const r = {
  setup:
    "library(survival); set.seed(1); x <- rlnorm(637); l <- sample(c(.3, .5, .8), 637, TRUE); nd <- x < l; v <- pmax(x, l); g <- sample(1:5, 637, TRUE)",
};
const decade = [637, 1500, 3000, 6370] as const;
const twoGroups = (n1: number, n2: number): CensoredSample[] => [draw(n1, 1), draw(n2, 2)];

export default [
  {
    method: "peto-peto",
    setting: "637 values, 5 groups, three limits",
    promiseMs: 2,
    ours: () => petoPeto(five),
    r: { ...r, call: "survdiff(Surv(20 - v, !nd) ~ g, rho = 1)" },
    growth: {
      sizes: decade,
      at: (n) => {
        const groups = split(n, 5);
        return () => petoPeto(groups);
      },
    },
  },
  { method: "gehan", setting: "637 values, 5 groups, three limits", promiseMs: 2, ours: () => gehan(five) },
  {
    method: "regression-on-order-statistics",
    setting: "637 values, three limits",
    promiseMs: 2,
    ours: ros(whole),
    growth: { sizes: decade, at: (n) => ros(draw(n, 1)) },
  },
  {
    method: "left-kaplan-meier",
    setting: "637 values, three limits",
    promiseMs: 2,
    ours: km(whole),
    r: { ...r, call: "quantile(survfit(Surv(20 - v, !nd) ~ 1, conf.type = 'log-log'), c(.25, .5, .75))" },
    growth: { sizes: decade, at: (n) => km(draw(n, 1)) },
  },
  {
    method: "turnbull",
    setting: "637 values on a scale of tenths, three limits",
    ours: npmle(graduated(637)),
    r: {
      setup: `${r.setup}; low <- ifelse(nd, 0, floor(v * 10) / 10); up <- ifelse(nd, v, floor(v * 10) / 10 + 0.2)`,
      call: "survfit(Surv(low, up, type = 'interval2') ~ 1)",
    },
    growth: { sizes: decade, at: (n) => npmle(graduated(n)) },
  },
  {
    method: "censored-permutation",
    setting: "30 v 30, three limits, Peto-Peto scores, exact",
    ours: () => censoredPermutation(twoGroups(30, 30), { scores: "peto-peto", draws: 1, seed: 1 }),
  },
  {
    method: "censored-permutation",
    setting: "60 v 60, three limits, Gehan's scores, exact",
    ours: () => censoredPermutation(twoGroups(60, 60), { scores: "gehan", draws: 1, seed: 1 }),
    growth: {
      sizes: [20, 40, 80, 160],
      at: (n) => {
        const groups = twoGroups(n / 2, n / 2);
        return () => censoredPermutation(groups, { scores: "gehan", draws: 1, seed: 1 });
      },
    },
  },
  {
    method: "censored-kendall",
    setting: "2,000 subjects, three limits",
    promiseMs: 200,
    ours: (() => {
      const points = pairs(2000);
      return () => censoredKendall(points);
    })(),
    growth: {
      sizes: [200, 500, 1000, 2000],
      at: (n) => {
        const points = pairs(n);
        return () => censoredKendall(points);
      },
    },
  },
  {
    method: "akritas-theil-sen",
    setting: "2,000 subjects, three limits",
    ours: line(pairs(2000)),
    growth: { sizes: [200, 500, 1000, 2000], at: (n) => line(pairs(n)) },
  },
  {
    method: "paired-prentice-wilcoxon",
    setting: "30 pairs, three limits, exact",
    ours: (() => {
      const points = pairs(30);
      return () => pairedPrenticeWilcoxon(points, { alternative: "two-sided" });
    })(),
  },
] satisfies readonly Benchmark[];
