import type { RandomStream } from "../../../src/core/random.ts";
import { medianInterval } from "../../../src/stats/describe/median-interval.ts";
import { bartlett } from "../../../src/stats/location/bartlett.ts";
import { brownForsythe } from "../../../src/stats/location/brown-forsythe.ts";
import { flignerKilleen } from "../../../src/stats/location/fligner-killeen.ts";
import { oneWayAnova } from "../../../src/stats/location/one-way-anova.ts";
import { pairedT } from "../../../src/stats/location/paired-t.ts";
import { studentT } from "../../../src/stats/location/pooled-t.ts";
import { tukey } from "../../../src/stats/location/tukey.ts";
import { varianceRatio } from "../../../src/stats/location/variance-ratio.ts";
import { welchAnova } from "../../../src/stats/location/welch-anova.ts";
import { welchT } from "../../../src/stats/location/welch-t.ts";
import type { Calibration } from "../calibration.ts";
import { exponentials, holds, normals, rejects } from "../simulated.ts";

const both = { alternative: "two-sided", confidence: 0.95 } as const;
const size = { kind: "size", expected: "nominal", runs: 6000 } as const;
const coverage = { kind: "coverage", expected: "nominal", runs: 6000 } as const;

const groups = (random: RandomStream, sizes: readonly number[], sds: readonly number[]): number[][] =>
  sizes.map((n, i) => normals(random, n, 5, sds[i]));

const three = (random: RandomStream): number[][] => groups(random, [6, 10, 15], [2, 2, 2]);

export default [
  {
    ...size,
    method: "student-t",
    setting: "5 v 20 normal, equal spread",
    once: (random) => rejects(studentT(normals(random, 5), normals(random, 20), both).pValue),
  },
  {
    ...coverage,
    method: "student-t",
    setting: "5 v 20 normal, difference 2",
    once: (random) => holds(studentT(normals(random, 5, 2), normals(random, 20), both), 2),
  },
  {
    ...size,
    method: "welch-t",
    setting: "8 v 20 normal, standard deviations 3 and 1",
    // The degrees of freedom are an approximation.
    slack: 0.005,
    once: (random) => rejects(welchT(normals(random, 8, 0, 3), normals(random, 20), both).pValue),
  },
  {
    ...coverage,
    method: "welch-t",
    setting: "8 v 20 normal, standard deviations 3 and 1, difference 2",
    slack: 0.005,
    once: (random) => holds(welchT(normals(random, 8, 2, 3), normals(random, 20), both), 2),
  },
  {
    ...size,
    method: "paired-t",
    setting: "9 pairs, normal differences",
    once: (random) => rejects(pairedT(normals(random, 9), normals(random, 9), both).pValue),
  },
  {
    ...coverage,
    method: "paired-t",
    setting: "9 pairs, difference 1",
    once: (random) => holds(pairedT(normals(random, 9, 1), normals(random, 9), both), 1),
  },
  {
    ...size,
    method: "one-way-anova",
    setting: "6, 10, 15 normal, equal spread",
    once: (random) => rejects(oneWayAnova(three(random)).pValue),
  },
  {
    ...size,
    method: "welch-anova",
    setting: "8, 12, 20 normal, standard deviations 3, 2, 1",
    slack: 0.01,
    once: (random) => rejects(welchAnova(groups(random, [8, 12, 20], [3, 2, 1])).pValue),
  },
  {
    ...size,
    method: "tukey-kramer",
    setting: "12 in each of 4 normal groups, any of six pairs",
    // A call takes some tens of milliseconds, for the quantile of the studentized range.
    runs: 400,
    once: (random) =>
      tukey(groups(random, [12, 12, 12, 12], [1, 1, 1, 1]), { confidence: 0.95 }).pairs.some(({ pValue }) =>
        rejects(pValue),
      ),
  },
  {
    method: "tukey-kramer",
    kind: "coverage",
    setting: "6, 10, 15 normal, all three differences at once",
    // Kramer's intervals for unequal groups are proven to be conservative.
    expected: "conservative",
    runs: 400,
    once: (random) => tukey(three(random), { confidence: 0.95 }).pairs.every((pair) => holds(pair, 0)),
  },
  {
    ...size,
    method: "bartlett",
    setting: "6, 10, 15 normal, equal spread",
    slack: 0.005,
    once: (random) => rejects(bartlett(three(random)).pValue),
  },
  {
    ...size,
    method: "brown-forsythe",
    setting: "20, 25, 30 normal, equal spread",
    // Distances from the median of a group of odd size hold a 0: errs to the safe side.
    slack: 0.015,
    once: (random) =>
      rejects(brownForsythe(groups(random, [20, 25, 30], [2, 2, 2]), { centre: "median" }).pValue),
  },
  {
    ...size,
    method: "levene",
    setting: "20, 25, 30 normal, equal spread",
    // Distances are not normal.
    slack: 0.015,
    once: (random) =>
      rejects(brownForsythe(groups(random, [20, 25, 30], [2, 2, 2]), { centre: "mean" }).pValue),
  },
  {
    ...size,
    method: "fligner-killeen",
    setting: "20, 25, 30 normal, equal spread",
    slack: 0.01,
    once: (random) => rejects(flignerKilleen(groups(random, [20, 25, 30], [2, 2, 2])).pValue),
  },
  {
    ...size,
    method: "variance-ratio",
    setting: "6 v 20 normal, equal spread",
    once: (random) => rejects(varianceRatio(normals(random, 6), normals(random, 20), both).pValue),
  },
  {
    ...coverage,
    method: "variance-ratio",
    setting: "6 v 20 normal, variances 4 to 1",
    once: (random) => holds(varianceRatio(normals(random, 6, 0, 2), normals(random, 20), both), 4),
  },
  {
    method: "median-interval",
    kind: "coverage",
    setting: "15 exponential values",
    expected: "conservative",
    runs: 6000,
    once: (random) => holds(medianInterval(exponentials(random, 15), { confidence: 0.95 }), Math.LN2),
  },
] satisfies readonly Calibration[];
