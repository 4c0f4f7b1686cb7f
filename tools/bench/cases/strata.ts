import { randomStream } from "../../../src/core/random.ts";
import { cohenKappa } from "../../../src/stats/agreement/cohen-kappa.ts";
import { betaBinomialTwoRisks } from "../../../src/stats/bayes/beta-binomial-two-risks.ts";
import { cramersVInterval } from "../../../src/stats/contingency/cramers-v-interval.ts";
import type { Table2x2 } from "../../../src/stats/contingency/table.ts";
import { breslowDay } from "../../../src/stats/strata/breslow-day.ts";
import { exactCommonOddsRatio } from "../../../src/stats/strata/exact-common-odds-ratio.ts";
import { generalisedCmh } from "../../../src/stats/strata/generalised-cmh.ts";
import { mantelHaenszelTest } from "../../../src/stats/strata/mantel-haenszel-test.ts";
import { zelenExact } from "../../../src/stats/strata/zelen-exact.ts";
import type { Benchmark } from "../benchmark.ts";

/** Strata of `size` v `size` subjects at risks of about 0.3 and 0.35. */
function strataOf(count: number, size: number): Table2x2[] {
  const random = randomStream(11);
  const events = (risk: number): number => {
    let sum = 0;
    for (let i = 0; i < size; i++) if (random.uniform() < risk) sum++;
    return sum;
  };
  return Array.from({ length: count }, () => {
    const [a, c] = [events(0.3), events(0.35)];
    return [
      [a, size - a],
      [c, size - c],
    ];
  });
}

const hundred = strataOf(100, 100);
const literal = `array(c(${hundred.map(([[a, b], [c, d]]) => `${a},${c},${b},${d}`).join(",")}), c(2, 2, 100))`;
const exact = { alternative: "two-sided", confidence: 0.95 } as const;
const wide = Array.from({ length: 20 }, (_, k) =>
  [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => ((3 * i + 5 * j + 7 * k) % 9) + 1)),
);
const scores = { rowScores: [1, 2, 3, 4], columnScores: [1, 2, 3, 4] };
const uniform = { shape1: 1, shape2: 1 };

export default [
  {
    method: "exact-common-odds-ratio",
    setting: "100 strata of 200",
    ours: () => exactCommonOddsRatio(hundred, exact),
    r: { setup: `x <- ${literal}`, call: "mantelhaen.test(x, exact = TRUE)" },
    growth: {
      sizes: [10, 20, 50, 100],
      at: (n) => () => exactCommonOddsRatio(hundred.slice(0, n), exact),
    },
  },
  {
    method: "mantel-haenszel-test",
    setting: "100 strata of 200",
    ours: () => mantelHaenszelTest(hundred),
    r: { setup: `x <- ${literal}`, call: "mantelhaen.test(x)" },
    growth: { sizes: [10, 20, 50, 100], at: (n) => () => mantelHaenszelTest(hundred.slice(0, n)) },
  },
  {
    method: "breslow-day",
    setting: "100 strata of 200",
    ours: () => breslowDay(hundred),
    growth: { sizes: [10, 20, 50, 100], at: (n) => () => breslowDay(hundred.slice(0, n)) },
  },
  {
    method: "zelen-exact",
    setting: "4 strata of 200",
    ours: () => zelenExact(hundred.slice(0, 4)),
    growth: { sizes: [20, 40, 100, 200], at: (n) => () => zelenExact(strataOf(4, n / 2)) },
  },
  {
    method: "generalised-cmh",
    setting: "20 strata of 4 x 4",
    ours: () => generalisedCmh(wide, scores),
    r: {
      setup: `x <- array(c(${wide.flatMap((table) => [0, 1, 2, 3].flatMap((j) => table.map((row) => row[j]))).join(",")}), c(4, 4, 20))`,
      call: "mantelhaen.test(x)",
    },
    growth: { sizes: [2, 5, 10, 20], at: (n) => () => generalisedCmh(wide.slice(0, n), scores) },
  },
  {
    method: "cohen-kappa",
    setting: "5 x 5",
    ours: () =>
      cohenKappa(
        [3, 1, 4, 1, 5].map((k, i) => [2, 7, 1, 8, 2].map((m, j) => k * m + (i === j ? 50 : 0))),
        {
          weights: "quadratic",
          confidence: 0.95,
        },
      ),
  },
  {
    method: "beta-binomial-two-risks",
    setting: "50 of 100 v 40 of 100, all limits",
    ours: () =>
      betaBinomialTwoRisks(50, 100, 40, 100, {
        prior1: uniform,
        prior2: uniform,
        confidence: 0.95,
        margin: 0,
      }),
    growth: {
      sizes: [100, 1000, 10_000, 100_000],
      at: (n) => () =>
        betaBinomialTwoRisks(n / 2, n, (2 * n) / 5, n, {
          prior1: uniform,
          prior2: uniform,
          confidence: 0.95,
          margin: 0,
        }),
    },
  },
  {
    method: "cramers-v-interval",
    setting: "4 x 4, 300 subjects",
    ours: () =>
      cramersVInterval(
        wide[0]!.map((row) => row.map((cell) => 4 * cell)),
        { confidence: 0.95 },
      ),
  },
] satisfies readonly Benchmark[];
