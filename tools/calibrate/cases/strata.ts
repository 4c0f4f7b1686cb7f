import type { RandomStream } from "../../../src/core/random.ts";
import { cohenKappa } from "../../../src/stats/agreement/cohen-kappa.ts";
import { betaBinomialTwoRisks } from "../../../src/stats/bayes/beta-binomial-two-risks.ts";
import { cramersVInterval } from "../../../src/stats/contingency/cramers-v-interval.ts";
import type { Table2x2 } from "../../../src/stats/contingency/table.ts";
import { breslowDay } from "../../../src/stats/strata/breslow-day.ts";
import { exactCommonOddsRatio } from "../../../src/stats/strata/exact-common-odds-ratio.ts";
import { generalisedCmh } from "../../../src/stats/strata/generalised-cmh.ts";
import { mantelHaenszelOddsRatio } from "../../../src/stats/strata/mantel-haenszel-odds-ratio.ts";
import { mantelHaenszelRiskDifference } from "../../../src/stats/strata/mantel-haenszel-risk-difference.ts";
import { mantelHaenszelRiskRatio } from "../../../src/stats/strata/mantel-haenszel-risk-ratio.ts";
import { mantelHaenszelTest } from "../../../src/stats/strata/mantel-haenszel-test.ts";
import { zelenExact } from "../../../src/stats/strata/zelen-exact.ts";
import type { Calibration } from "../calibration.ts";

const events = (random: RandomStream, n: number, risk: number): number => {
  let count = 0;
  for (let i = 0; i < n; i++) if (random.uniform() < risk) count++;
  return count;
};

/** One stratum: the second group's risk, and that of the first by its effect. */
function stratum(random: RandomStream, n1: number, n2: number, risk1: number, risk2: number): Table2x2 {
  const [a, c] = [events(random, n1, risk1), events(random, n2, risk2)];
  return [
    [a, n1 - a],
    [c, n2 - c],
  ];
}

const byOddsRatio = (risk: number, oddsRatio: number): number =>
  (oddsRatio * risk) / (1 - risk + oddsRatio * risk);

// Eight centres of unlike size and risk.
const centres = [0.1, 0.15, 0.2, 0.3, 0.35, 0.4, 0.5, 0.6];
const centresWith = (random: RandomStream, effect: (risk: number) => number): Table2x2[] =>
  centres.map((risk, k) => stratum(random, 12 + 3 * k, 30 - 2 * k, effect(risk), risk));

const holds = (
  { lower, upper }: { readonly lower: number | null; readonly upper: number | null },
  truth: number,
): boolean => lower !== null && lower <= truth && (upper === null || truth <= upper);

const at95 = { confidence: 0.95 };
const exact = { alternative: "two-sided", confidence: 0.95 } as const;

/** Categories 0 ... k - 1 drawn by their shares. */
function category(random: RandomStream, shares: readonly number[]): number {
  let left = random.uniform();
  for (const [k, share] of shares.entries()) {
    left -= share;
    if (left < 0) return k;
  }
  return shares.length - 1;
}

export default [
  {
    method: "mantel-haenszel-odds-ratio",
    kind: "coverage",
    setting: "8 strata of 42 to 49, odds ratio 3",
    expected: "nominal",
    slack: 0.01,
    runs: 3000,
    once: (random) =>
      holds(
        mantelHaenszelOddsRatio(
          centresWith(random, (risk) => byOddsRatio(risk, 3)),
          at95,
        ),
        3,
      ),
  },
  {
    method: "mantel-haenszel-risk-ratio",
    kind: "coverage",
    setting: "8 strata of 42 to 49, risk ratio 1.5",
    expected: "nominal",
    slack: 0.01,
    runs: 3000,
    once: (random) =>
      holds(
        mantelHaenszelRiskRatio(
          centresWith(random, (risk) => 1.5 * risk),
          at95,
        ),
        1.5,
      ),
  },
  {
    method: "mantel-haenszel-risk-difference",
    kind: "coverage",
    setting: "8 strata of 42 to 49, risk difference 0.1, variance of Sato",
    expected: "nominal",
    slack: 0.01,
    runs: 3000,
    once: (random) =>
      holds(
        mantelHaenszelRiskDifference(
          centresWith(random, (risk) => risk + 0.1),
          { ...at95, variance: "sato" },
        ),
        0.1,
      ),
  },
  {
    method: "mantel-haenszel-test",
    kind: "size",
    setting: "8 strata of 42 to 49, risks 0.1 to 0.6",
    expected: "nominal",
    slack: 0.01,
    runs: 4000,
    once: (random) => (mantelHaenszelTest(centresWith(random, (risk) => risk)).pValue ?? 1) < 0.05,
  },
  {
    method: "exact-common-odds-ratio",
    kind: "size",
    setting: "5 strata of 8 v 6, risk 0.3",
    expected: "conservative",
    runs: 2000,
    once: (random) => {
      const strata = Array.from({ length: 5 }, () => stratum(random, 8, 6, 0.3, 0.3));
      return (exactCommonOddsRatio(strata, exact).inference?.pValue ?? 1) < 0.05;
    },
  },
  {
    method: "exact-common-odds-ratio",
    kind: "coverage",
    setting: "5 strata of 8 v 6, odds ratio 4",
    expected: "conservative",
    runs: 1500,
    once: (random) => {
      const strata = Array.from({ length: 5 }, () => stratum(random, 8, 6, byOddsRatio(0.3, 4), 0.3));
      const { inference } = exactCommonOddsRatio(strata, exact);
      // Without a stratum that can speak every odds ratio stands.
      return inference === null || holds(inference, 4);
    },
  },
  {
    method: "breslow-day",
    kind: "size",
    setting: "8 strata of 42 to 49, odds ratio 2",
    expected: "nominal",
    // Fitted cells of 2 and 3 in the smallest strata.
    slack: 0.015,
    runs: 3000,
    once: (random) =>
      (breslowDay(centresWith(random, (risk) => byOddsRatio(risk, 2))).taronePValue ?? 1) < 0.05,
  },
  {
    method: "zelen-exact",
    kind: "size",
    setting: "4 strata of 10 v 8, odds ratio 3",
    expected: "conservative",
    runs: 1500,
    once: (random) => {
      const strata = [0.2, 0.3, 0.4, 0.5].map((risk) => stratum(random, 10, 8, byOddsRatio(risk, 3), risk));
      return (zelenExact(strata).pValue ?? 1) < 0.05;
    },
  },
  {
    method: "generalised-cmh",
    kind: "size",
    setting: "4 strata of 30 in 3 x 3, general association",
    expected: "nominal",
    slack: 0.01,
    runs: 2000,
    once: (random) => {
      const strata = Array.from({ length: 4 }, () => {
        const table = [0, 1, 2].map(() => [0, 0, 0]);
        for (let i = 0; i < 30; i++) {
          const row = table[category(random, [0.3, 0.3, 0.4])] as number[];
          row[category(random, [0.5, 0.3, 0.2])]! += 1;
        }
        return table;
      });
      const scores = { rowScores: [0, 1, 2], columnScores: [0, 1, 2] };
      return (generalisedCmh(strata, scores).generalAssociation.pValue ?? 1) < 0.05;
    },
  },
  {
    method: "cohen-kappa",
    kind: "coverage",
    setting: "200 pairs, kappa 0.6, shares 0.3 and 0.7",
    expected: "nominal",
    slack: 0.015,
    runs: 3000,
    once: (random) => {
      // Both see the truth with probability 0.6 together, else independently: kappa is 0.6.
      const table: [[number, number], [number, number]] = [
        [0, 0],
        [0, 0],
      ];
      for (let i = 0; i < 200; i++) {
        const first = category(random, [0.3, 0.7]);
        const second = random.uniform() < 0.6 ? first : category(random, [0.3, 0.7]);
        (table[first as 0 | 1] as number[])[second]! += 1;
      }
      return holds(cohenKappa(table, { weights: "unweighted", confidence: 0.95 }), 0.6);
    },
  },
  {
    method: "beta-binomial-two-risks",
    kind: "coverage",
    setting: "risks drawn from the uniform prior, 15 v 20",
    expected: "nominal",
    runs: 120,
    once: (random) => {
      const uniform = { shape1: 1, shape2: 1 };
      const [p1, p2] = [random.uniform(), random.uniform()];
      const { difference } = betaBinomialTwoRisks(events(random, 15, p1), 15, events(random, 20, p2), 20, {
        prior1: uniform,
        prior2: uniform,
        confidence: 0.95,
        margin: 0,
      });
      return holds(difference, p1 - p2);
    },
  },
  {
    method: "cramers-v-interval",
    kind: "coverage",
    setting: "200 subjects in 2 x 2, V 0.3",
    expected: "nominal",
    slack: 0.015,
    runs: 2000,
    once: (random) => {
      // Equal margins and cells 0.325, 0.175: phi is 0.3.
      const counts = [0, 0, 0, 0];
      for (let i = 0; i < 200; i++) counts[category(random, [0.325, 0.175, 0.175, 0.325])]! += 1;
      const [a, b, c, d] = counts as [number, number, number, number];
      return holds(
        cramersVInterval(
          [
            [a, b],
            [c, d],
          ],
          at95,
        ),
        0.3,
      );
    },
  },
] satisfies readonly Calibration[];
