import { barnardExact } from "../../../src/stats/exact/barnard.ts";
import { boschlooExact } from "../../../src/stats/exact/boschloo.ts";
import { exactOddsRatio } from "../../../src/stats/exact/exact-odds-ratio.ts";
import { exactRiskDifference } from "../../../src/stats/exact/exact-risk-difference.ts";
import { exactRiskRatio } from "../../../src/stats/exact/exact-risk-ratio.ts";
import { blakerInterval } from "../../../src/stats/proportions/blaker.ts";
import type { Benchmark } from "../benchmark.ts";

const table = (n: number) =>
  [
    [0.5 * n, 0.5 * n],
    [0.6 * n, 0.4 * n],
  ] as const;
const sizes = [100, 300, 500, 1000];
const scipy = (call: string) => ({
  setup: "import numpy, scipy.stats\nx = numpy.array([[150, 180], [150, 120]])",
  call,
});

export default [
  {
    method: "boschloo-exact",
    setting: "300 v 300, two-sided",
    promiseMs: 50,
    ours: () => boschlooExact(table(300), { alternative: "two-sided" }),
    python: scipy("scipy.stats.boschloo_exact(x)"),
    growth: { sizes, at: (n) => () => boschlooExact(table(n), { alternative: "two-sided" }) },
  },
  {
    method: "boschloo-exact",
    setting: "500 v 500, two-sided",
    promiseMs: 50,
    ours: () => boschlooExact(table(500), { alternative: "two-sided" }),
  },
  {
    method: "barnard-exact",
    setting: "300 v 300, z-pooled, two-sided",
    promiseMs: 50,
    ours: () => barnardExact(table(300), { alternative: "two-sided", statistic: "z-pooled" }),
    python: scipy("scipy.stats.barnard_exact(x)"),
    growth: {
      sizes,
      at: (n) => () => barnardExact(table(n), { alternative: "two-sided", statistic: "z-pooled" }),
    },
  },
  {
    method: "barnard-exact",
    setting: "300 v 300, z-unpooled, two-sided",
    promiseMs: 50,
    ours: () => barnardExact(table(300), { alternative: "two-sided", statistic: "z-unpooled" }),
    python: scipy("scipy.stats.barnard_exact(x, pooled=False)"),
  },
  {
    method: "blaker-interval",
    setting: "300 of 1000",
    ours: () => blakerInterval(300, 1000, { confidence: 0.95 }),
    growth: {
      sizes: [100, 300, 1000],
      at: (n) => () => blakerInterval(0.3 * n, n, { confidence: 0.95 }),
    },
  },
  ...(
    [
      ["exact-risk-difference", exactRiskDifference],
      ["exact-risk-ratio", exactRiskRatio],
      ["exact-odds-ratio", exactOddsRatio],
    ] as const
  ).map(([method, interval]) => ({
    method,
    setting: "50/100 v 40/100, chan-zhang",
    ours: () => interval(50, 100, 40, 100, { confidence: 0.95, inversion: "chan-zhang" }),
    growth: {
      sizes: [20, 50, 100, 200],
      at: (n: number) => () =>
        interval(0.5 * n, n, 0.4 * n, n, { confidence: 0.95, inversion: "chan-zhang" }),
    },
  })),
] satisfies readonly Benchmark[];
