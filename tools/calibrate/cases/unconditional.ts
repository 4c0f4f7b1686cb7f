import type { RandomStream } from "../../../src/core/random.ts";
import { barnardExact } from "../../../src/stats/exact/barnard.ts";
import { boschlooExact } from "../../../src/stats/exact/boschloo.ts";
import { exactOddsRatio } from "../../../src/stats/exact/exact-odds-ratio.ts";
import { exactRiskDifference } from "../../../src/stats/exact/exact-risk-difference.ts";
import { exactRiskRatio } from "../../../src/stats/exact/exact-risk-ratio.ts";
import { blakerInterval } from "../../../src/stats/proportions/blaker.ts";
import { blakerTest } from "../../../src/stats/proportions/blaker-test.ts";
import type { Calibration } from "../calibration.ts";

const events = (random: RandomStream, n: number, risk: number): number => {
  let count = 0;
  for (let i = 0; i < n; i++) if (random.uniform() < risk) count++;
  return count;
};

const table = (random: RandomStream, n1: number, n2: number, risk: number) => {
  const [a, c] = [events(random, n1, risk), events(random, n2, risk)];
  return [
    [a, n1 - a],
    [c, n2 - c],
  ] as const;
};

const holds = (interval: { readonly lower: number; readonly upper: number }, truth: number): boolean =>
  interval.lower <= truth && truth <= interval.upper;

const exact = { expected: "conservative" as const, runs: 4000 };

const INTERVALS = {
  "exact-risk-difference": { interval: exactRiskDifference, truth: 0.3 },
  "exact-risk-ratio": { interval: exactRiskRatio, truth: 2.5 },
  "exact-odds-ratio": { interval: exactOddsRatio, truth: 4 },
} as const;

export default [
  {
    ...exact,
    method: "blaker-interval",
    kind: "coverage",
    setting: "n = 25, risk 0.1",
    once: (random) => holds(blakerInterval(events(random, 25, 0.1), 25, { confidence: 0.95 }), 0.1),
  },
  {
    ...exact,
    method: "blaker-test",
    kind: "size",
    setting: "n = 40, risk 0.3",
    once: (random) => blakerTest(events(random, 40, 0.3), 40, { nullShare: 0.3 }).pValue <= 0.05,
  },
  ...(["z-pooled", "z-unpooled"] as const).map((statistic) => ({
    ...exact,
    method: "barnard-exact",
    kind: "size" as const,
    setting: `${statistic}, 20 v 12, risk 0.25`,
    once: (random: RandomStream) =>
      barnardExact(table(random, 20, 12, 0.25), { alternative: "two-sided", statistic }).pValue <= 0.05,
  })),
  {
    ...exact,
    method: "boschloo-exact",
    kind: "size",
    setting: "20 v 12, risk 0.25",
    once: (random) => boschlooExact(table(random, 20, 12, 0.25), { alternative: "two-sided" }).pValue <= 0.05,
  },
  ...(["exact-risk-difference", "exact-risk-ratio", "exact-odds-ratio"] as const).flatMap((method) =>
    (["chan-zhang", "agresti-min"] as const).map((inversion) => ({
      ...exact,
      runs: 400,
      method,
      kind: "coverage" as const,
      setting: `${inversion}, 12 v 9, risks 0.5 v 0.2`,
      once: (random: RandomStream) => {
        const { interval, truth } = INTERVALS[method];
        const [a, c] = [events(random, 12, 0.5), events(random, 9, 0.2)];
        const { lower, upper } = interval(a, 12, c, 9, { confidence: 0.95, inversion });
        return lower <= truth && (upper === null || truth <= upper);
      },
    })),
  ),
] satisfies readonly Calibration[];
