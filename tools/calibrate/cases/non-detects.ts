import type { RandomStream } from "../../../src/core/random.ts";
import * as normal from "../../../src/distributions/normal.ts";
import { censoredKendall } from "../../../src/stats/censored/censored-kendall.ts";
import { censoredLogRank } from "../../../src/stats/censored/censored-log-rank.ts";
import { censoredPermutation } from "../../../src/stats/censored/censored-permutation.ts";
import type { CensoredSample } from "../../../src/stats/censored/censored-sample.ts";
import { censoredSignTest } from "../../../src/stats/censored/censored-sign-test.ts";
import { gehan } from "../../../src/stats/censored/gehan.ts";
import { leftKaplanMeier } from "../../../src/stats/censored/left-kaplan-meier.ts";
import { pairedPrenticeWilcoxon } from "../../../src/stats/censored/paired-prentice-wilcoxon.ts";
import { petoPeto } from "../../../src/stats/censored/peto-peto.ts";
import type { Calibration } from "../calibration.ts";

/** Two limits that have nothing to do with the value: 25 % and 50 % of a lognormal lie below them. */
const LIMITS = [Math.exp(-0.6744897501960817), 1] as const;

const lognormal = (random: RandomStream): number =>
  Math.exp(normal.upperQuantile(normal.standard, 1 - random.uniform()));

function draw(random: RandomStream, n: number): { values: number[]; nondetect: boolean[] } {
  const values: number[] = [];
  const nondetect: boolean[] = [];
  for (let i = 0; i < n; i++) {
    const value = lognormal(random);
    const limit = LIMITS[random.below(2)]!;
    values.push(Math.max(value, limit));
    nondetect.push(value < limit);
  }
  return { values, nondetect };
}

const groups = (random: RandomStream): CensoredSample[] => [
  draw(random, 40),
  draw(random, 25),
  draw(random, 30),
];
const rejects = (pValue: number | null): boolean => pValue !== null && pValue <= 0.05;

function pairs(random: RandomStream, n: number) {
  const x = draw(random, n);
  const y = draw(random, n);
  return { x: x.values, xNondetect: x.nondetect, y: y.values, yNondetect: y.nondetect };
}

const setting = "40 v 25 v 30, two limits, 37 % non-detects";

export default [
  {
    method: "left-kaplan-meier",
    kind: "coverage",
    setting: "P(X <= 3rd quartile), n = 60, two limits, log-log",
    expected: "nominal",
    // A normal approximation to some 45 values above the limits.
    slack: 0.015,
    runs: 4000,
    once: (random) => {
      const { steps } = leftKaplanMeier(draw(random, 60), {
        confidence: 0.95,
        scale: "log-log",
        probabilities: [],
      });
      // The limits at the next detect hold for the curve below it.
      const step = steps.find(({ value }) => value > Math.exp(0.6744897501960817));
      return step !== undefined && step.lower !== null && step.lower <= 0.75 && step.upper! >= 0.75;
    },
  },
  // Chi-square with groups of 25 to 40: up to half a percent off.
  {
    method: "peto-peto",
    kind: "size",
    setting,
    expected: "nominal",
    slack: 0.006,
    runs: 4000,
    once: (random) => rejects(petoPeto(groups(random)).pValue),
  },
  {
    method: "gehan",
    kind: "size",
    setting,
    expected: "nominal",
    slack: 0.006,
    runs: 4000,
    once: (random) => rejects(gehan(groups(random)).pValue),
  },
  {
    method: "censored-log-rank",
    kind: "size",
    setting,
    expected: "nominal",
    slack: 0.006,
    runs: 4000,
    once: (random) => rejects(censoredLogRank(groups(random)).pValue),
  },
  {
    method: "censored-permutation",
    kind: "size",
    setting: "8 v 6, two limits, Peto-Peto scores",
    expected: "conservative",
    runs: 2000,
    once: (random) =>
      rejects(
        censoredPermutation([draw(random, 8), draw(random, 6)], { scores: "peto-peto", draws: 1, seed: 1 })
          .pValue,
      ),
  },
  {
    method: "paired-prentice-wilcoxon",
    kind: "size",
    setting: "14 pairs, two limits, exact",
    expected: "conservative",
    runs: 3000,
    once: (random) => rejects(pairedPrenticeWilcoxon(pairs(random, 14), { alternative: "two-sided" }).pValue),
  },
  {
    method: "paired-prentice-wilcoxon",
    kind: "size",
    setting: "80 pairs, two limits, normal",
    expected: "nominal",
    slack: 0.006,
    runs: 1000,
    once: (random) =>
      rejects(
        pairedPrenticeWilcoxon(pairs(random, 80), { alternative: "two-sided" }).asymptotic?.twoSided ?? null,
      ),
  },
  {
    method: "censored-sign-test",
    kind: "size",
    setting: "30 pairs, two limits",
    expected: "conservative",
    runs: 4000,
    once: (random) => rejects(censoredSignTest(pairs(random, 30), { alternative: "two-sided" }).pValue),
  },
  {
    method: "censored-kendall",
    kind: "size",
    setting: "n = 40, non-detects in x and y under two limits",
    expected: "nominal",
    // The variance takes non-detects for ties and is a little too large or small where limits vary.
    slack: 0.02,
    runs: 3000,
    once: (random) => rejects(censoredKendall(pairs(random, 40)).pValue),
  },
] satisfies readonly Calibration[];
