import {
  chiSquareTest,
  cochranArmitage,
  cramersV,
  likelihoodRatioTest,
  linearByLinear,
  nMinusOneChiSquare,
  yatesChiSquare,
} from "../../../src/stats/contingency/index.ts";
import { fisherExact } from "../../../src/stats/exact/index.ts";
import { mcNemar, phi } from "../../../src/stats/two-by-two/index.ts";
import type { Benchmark } from "../benchmark.ts";

type Table2x2 = Parameters<typeof fisherExact>[0];

const SIZES = [120, 400, 1200];
const options = { alternative: "two-sided", confidence: 0.95 } as const;

/** n subjects in two groups of unequal risk. */
const twoByTwo = (n: number): Table2x2 => {
  const part = Math.round(n / 10);
  return [
    [3 * part, 2 * part],
    [2 * part, 3 * part],
  ];
};

/** Five ordered groups, each with `side` subjects; the share of events rises. */
const events = (side: number): number[] => [0.2, 0.25, 0.3, 0.35, 0.4].map((risk) => Math.round(risk * side));
const fiveByTwo = (n: number): number[][] => events(n / 5).map((count) => [count, n / 5 - count]);

const small = (method: string, of: (table: Table2x2) => unknown, call?: string): Benchmark => ({
  method,
  setting: "2x2, 1200 subjects",
  ours: () => of(twoByTwo(1200)),
  ...(call === undefined ? {} : { r: { setup: "t <- matrix(c(360, 240, 240, 360), 2)", call } }),
  growth: { sizes: SIZES, at: (n) => () => of(twoByTwo(n)) },
});

const long = (method: string, of: (table: readonly number[][]) => unknown, call?: string): Benchmark => ({
  method,
  setting: "5x2, 1000 subjects",
  ours: () => of(fiveByTwo(1000)),
  ...(call === undefined
    ? {}
    : { r: { setup: "t <- cbind(c(40, 50, 60, 70, 80), c(160, 150, 140, 130, 120))", call } }),
  growth: { sizes: [100, 300, 1000], at: (n) => () => of(fiveByTwo(n)) },
});

const trend = (n: number) => () =>
  cochranArmitage(
    events(n / 5),
    [1, 1, 1, 1, 1].map((one) => (one * n) / 5),
    { scores: [1, 2, 3, 4, 5] },
  );

export default [
  {
    ...small("fisher-exact", (table) => fisherExact(table, options), "fisher.test(t)"),
    python: { setup: "import scipy.stats", call: "scipy.stats.fisher_exact([[360, 240], [240, 360]])" },
    growth: { sizes: [120, 1200, 12_000, 120_000], at: (n) => () => fisherExact(twoByTwo(n), options) },
  },
  small("yates-chi-square", yatesChiSquare, "chisq.test(t)"),
  small("n-minus-one-chi-square", nMinusOneChiSquare),
  small("phi", phi),
  small("mcnemar", mcNemar, "mcnemar.test(t)"),
  long("pearson-chi-square", chiSquareTest, "chisq.test(t, correct = FALSE)"),
  long("likelihood-ratio-chi-square", likelihoodRatioTest),
  long("cramers-v", (table) => cramersV(table)),
  long("linear-by-linear", (table) =>
    linearByLinear(table, { rowScores: [1, 2, 3, 4, 5], columnScores: [1, 0] }),
  ),
  {
    method: "cochran-armitage",
    setting: "5 groups, 600 subjects, exact and asymptotic",
    ours: trend(600),
    growth: { sizes: [100, 200, 500, 1000], at: trend },
  },
] satisfies readonly Benchmark[];
