import type { RandomStream } from "../../../src/core/random.ts";
import { clopperPearsonInterval } from "../../../src/stats/proportions/clopper-pearson.ts";
import { wilsonInterval } from "../../../src/stats/proportions/wilson.ts";
import type { Calibration } from "../calibration.ts";

const events = (random: RandomStream, n: number, risk: number): number => {
  let count = 0;
  for (let i = 0; i < n; i++) if (random.uniform() < risk) count++;
  return count;
};

const holds = (interval: { readonly lower: number; readonly upper: number }, truth: number): boolean =>
  interval.lower <= truth && truth <= interval.upper;

export default [
  {
    method: "clopper-pearson-interval",
    kind: "coverage",
    setting: "n = 25, risk 0.1",
    expected: "conservative",
    runs: 4000,
    once: (random) => holds(clopperPearsonInterval(events(random, 25, 0.1), 25, { confidence: 0.95 }), 0.1),
  },
  {
    method: "wilson-interval",
    kind: "coverage",
    setting: "n = 103, risk 0.2",
    expected: "nominal",
    // A lattice of 104 possible intervals: the true coverage is up to a percent off.
    slack: 0.015,
    runs: 4000,
    once: (random) => holds(wilsonInterval(events(random, 103, 0.2), 103, { confidence: 0.95 }), 0.2),
  },
] satisfies readonly Calibration[];
