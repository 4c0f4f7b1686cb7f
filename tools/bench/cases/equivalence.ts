import { scoreEquivalence } from "../../../src/stats/equivalence/score-equivalence.ts";
import { tostWelch } from "../../../src/stats/equivalence/tost-means.ts";
import { tangoPairedDifference } from "../../../src/stats/two-by-two/tango-paired-difference.ts";
import type { Benchmark } from "../benchmark.ts";

const values = (n: number, shift: number): number[] =>
  Array.from({ length: n }, (_, i) => Math.sin(i + shift) + shift);
const welch = (n: number) => () =>
  tostWelch(values(n, 0), values(n, 0.1), { lowerMargin: -0.5, upperMargin: 0.5, alpha: 0.05 });

export default [
  {
    method: "tost-welch",
    setting: "1000 v 1000",
    ours: welch(1000),
    r: {
      setup: "x <- sin(0:999); y <- sin(0:999 + 0.1) + 0.1",
      call: 'c(t.test(x, y, mu = -0.5, alternative = "greater")$p.value, t.test(x, y, mu = 0.5, alternative = "less")$p.value)',
    },
    growth: { sizes: [1000, 3000, 10_000], at: welch },
  },
  {
    method: "score-equivalence",
    setting: "880/1000 v 1790/2000, risk difference",
    ours: () =>
      scoreEquivalence(880, 1000, 1790, 2000, {
        scale: "risk-difference",
        variance: "farrington-manning",
        lowerMargin: -0.05,
        upperMargin: 0.05,
        alpha: 0.05,
      }),
  },
  {
    method: "tango-paired-difference",
    setting: "1000 pairs",
    ours: () =>
      tangoPairedDifference(
        [
          [900, 30],
          [12, 58],
        ],
        { confidence: 0.95 },
      ),
  },
] satisfies readonly Benchmark[];
