import type { RandomStream } from "../../../src/core/random.ts";
import * as normal from "../../../src/distributions/normal.ts";
import { scoreEquivalence } from "../../../src/stats/equivalence/score-equivalence.ts";
import { scoreNonInferiority } from "../../../src/stats/equivalence/score-non-inferiority.ts";
import { tostPaired, tostStudent, tostWelch } from "../../../src/stats/equivalence/tost-means.ts";
import { newcombePairedDifference } from "../../../src/stats/two-by-two/newcombe-paired-difference.ts";
import { tangoPairedDifference } from "../../../src/stats/two-by-two/tango-paired-difference.ts";
import type { Calibration } from "../calibration.ts";

const events = (random: RandomStream, n: number, risk: number): number => {
  let count = 0;
  for (let i = 0; i < n; i++) if (random.uniform() < risk) count++;
  return count;
};
const sample = (random: RandomStream, n: number, mean: number, sd: number): number[] =>
  Array.from({ length: n }, () => normal.quantile({ mean, sd }, random.uniform()));

/** Pairs with the event first only 20 %, second only 8 %, both 40 %. */
const pairs = (random: RandomStream) => {
  const cells = [0, 0, 0, 0];
  for (let i = 0; i < 80; i++) {
    const u = random.uniform();
    cells[u < 0.4 ? 0 : u < 0.6 ? 1 : u < 0.68 ? 2 : 3]!++;
  }
  const [a, b, c, d] = cells as [number, number, number, number];
  return [
    [a, b],
    [c, d],
  ] as const;
};
const covers = ({ lower, upper }: { readonly lower: number; readonly upper: number }): boolean =>
  lower <= 0.12 && 0.12 <= upper;

const size = { kind: "size" as const, expected: "nominal" as const, runs: 6000 };
const coverage = { kind: "coverage" as const, expected: "nominal" as const, runs: 6000 };
// Wide margins: at the upper one the other test always rejects, so the error is that of one test.
const margins = { lowerMargin: -9, upperMargin: 1, alpha: 0.05 };

export default [
  {
    ...size,
    method: "tost-welch",
    setting: "true difference at the margin, 12 v 20, SD 1 v 2",
    // Satterthwaite's df are an approximation.
    slack: 0.005,
    once: (random) => tostWelch(sample(random, 12, 1, 1), sample(random, 20, 0, 2), margins).equivalent!,
  },
  {
    ...size,
    method: "tost-student",
    setting: "true difference at the margin, 8 v 15",
    once: (random) => tostStudent(sample(random, 8, 1, 1), sample(random, 15, 0, 1), margins).equivalent!,
  },
  {
    ...size,
    method: "tost-paired",
    setting: "true difference at the margin, 10 pairs",
    once: (random) => tostPaired(sample(random, 10, 1, 1), sample(random, 10, 0, 1), margins).equivalent!,
  },
  {
    ...size,
    method: "score-non-inferiority",
    setting: "true difference at the margin, 120 v 90, risks 0.7 v 0.8",
    // Counts move in whole steps.
    slack: 0.012,
    once: (random) =>
      scoreNonInferiority(events(random, 120, 0.7), 120, events(random, 90, 0.8), 90, {
        scale: "risk-difference",
        variance: "farrington-manning",
        margin: -0.1,
        alternative: "greater",
        alpha: 0.05,
      }).shown,
  },
  {
    ...size,
    method: "score-equivalence",
    setting: "true ratio at the margin, 300 v 250, risks 0.5 v 0.4",
    slack: 0.012,
    once: (random) =>
      scoreEquivalence(events(random, 300, 0.5), 300, events(random, 250, 0.4), 250, {
        scale: "risk-ratio",
        variance: "miettinen-nurminen",
        lowerMargin: 0.4,
        upperMargin: 1.25,
        alpha: 0.05,
      }).equivalent,
  },
  {
    ...coverage,
    method: "newcombe-paired-difference",
    setting: "80 pairs, difference 0.12",
    slack: 0.015,
    once: (random) => covers(newcombePairedDifference(pairs(random), { confidence: 0.95 })),
  },
  {
    ...coverage,
    method: "tango-paired-difference",
    setting: "80 pairs, difference 0.12",
    slack: 0.01,
    once: (random) => covers(tangoPairedDifference(pairs(random), { confidence: 0.95 })),
  },
] satisfies readonly Calibration[];
