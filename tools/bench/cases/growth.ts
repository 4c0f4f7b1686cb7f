/** How the cost grows of the methods that no other file times: most of them take microseconds. */
import { drawNormal } from "../../../src/core/draw.ts";
import { randomStream } from "../../../src/core/random.ts";
import {
  bergsmaCramersV,
  blakerTest,
  brunnerMunzelPermutation,
  censoredGoodnessOfFit,
  censoredLogRank,
  censoredSignTest,
  cohenKappa,
  cramersVInterval,
  dunn,
  flacLogistic,
  flicLogistic,
  friedman,
  gehan,
  jonckheereTerpstra,
  kruskalWallis,
  linearBlockTest,
  linearClusterRobust,
  linearInfluence,
  linearRobust,
  logisticInfluence,
  logisticRobust,
  logisticScoreTest,
  mantelHaenszelOddsRatio,
  mantelHaenszelRiskDifference,
  mantelHaenszelRiskRatio,
  newcombePairedDifference,
  pairedPrenticeWilcoxon,
  restrictedCubicSpline,
  scoreEquivalence,
  scoreNonInferiority,
  splineBasis,
  tangoPairedDifference,
  tostPaired,
  tostStudent,
  twoByTwoBayesFactor,
} from "../../../src/stats/index.ts";
import type { Benchmark } from "../benchmark.ts";
import { binaryDesign, linearDesign, normalGroups, normals } from "../data.ts";

const options = { confidence: 0.95 };
const margins = { lowerMargin: -0.5, upperMargin: 0.5, alpha: 0.05 };
const risks = { scale: "risk-difference", variance: "farrington-manning", alpha: 0.05 } as const;

/** Timed at the largest size; `at` makes the data, which is not timed, and gives the call. */
const entry = (
  method: string,
  unit: string,
  sizes: readonly number[],
  at: (n: number) => () => unknown,
  r?: Benchmark["r"],
): Benchmark => ({
  method,
  setting: `${sizes.at(-1)!} ${unit}`,
  ours: at(sizes.at(-1)!),
  ...(r === undefined ? {} : { r }),
  growth: { sizes, at },
});

const HUNDREDS = [100, 300, 1000];
const THOUSANDS = [300, 1000, 3000];

/** A 2x2 table of n subjects. */
const table = (n: number) =>
  [
    [0.3 * n, 0.2 * n],
    [0.2 * n, 0.3 * n],
  ] as const;
/** Pairs, a tenth of them discordant one way and a twentieth the other. */
const paired = (n: number) =>
  [
    [n / 2, n / 10],
    [n / 20, n - n / 2 - n / 10 - n / 20],
  ] as const;
/** As many tables of 100 subjects as strata. */
const strata = (count: number) => Array.from({ length: count }, () => table(100));

/** Lognormal values, a third below the limit 0.65. */
function nonDetects(n: number, seed: number) {
  const random = randomStream(seed);
  const values = Array.from({ length: n }, () => Math.exp(drawNormal(random)));
  return { values: values.map((v) => Math.max(v, 0.65)), nondetect: values.map((v) => v < 0.65) };
}
const twoNonDetects = (n: number) => [nonDetects(n / 2, 1), nonDetects(n / 2, 2)];
function pairedNonDetects(n: number) {
  const [x, y] = [nonDetects(n, 1), nonDetects(n, 2)];
  return { x: x.values, y: y.values, xNondetect: x.nondetect, yNondetect: y.nondetect };
}

const clusters = (n: number) => Array.from({ length: n }, (_, i) => `centre ${i % 20}`);
const rows = "subjects, 5 covariates";

export default [
  entry("bergsma-cramers-v", "subjects", HUNDREDS, (n) => () => bergsmaCramersV(table(n))),
  entry("cramers-v-interval", "subjects", HUNDREDS, (n) => () => cramersVInterval(table(n), options)),
  entry(
    "cohen-kappa",
    "subjects",
    HUNDREDS,
    (n) => () => cohenKappa(table(n), { weights: "unweighted", ...options }),
  ),
  entry("blaker-test", "subjects", HUNDREDS, (n) => () => blakerTest(0.2 * n, n, { nullShare: 0.3 })),
  entry(
    "two-by-two-bayes-factor",
    "subjects",
    HUNDREDS,
    (n) => () => twoByTwoBayesFactor(table(n), { sampling: "independent-multinomial", concentration: 1 }),
  ),
  entry(
    "newcombe-paired-difference",
    "pairs",
    HUNDREDS,
    (n) => () => newcombePairedDifference(paired(n), options),
  ),
  entry(
    "score-non-inferiority",
    "subjects in each group",
    HUNDREDS,
    (n) => () =>
      scoreNonInferiority(0.4 * n, n, 0.4 * n, n, { ...risks, margin: -0.1, alternative: "greater" }),
  ),
  entry(
    "score-equivalence",
    "subjects in each group",
    HUNDREDS,
    (n) => () => scoreEquivalence(0.4 * n, n, 0.4 * n, n, { ...risks, lowerMargin: -0.1, upperMargin: 0.1 }),
  ),
  entry(
    "tango-paired-difference",
    "pairs",
    [120, 400, 1200],
    (n) => () => tangoPairedDifference(paired(n), options),
  ),
  entry("tost-student", "values in two groups", THOUSANDS, (n) => {
    const [x, y] = normalGroups(n, 2);
    return () => tostStudent(x!, y!, margins);
  }),
  entry("tost-paired", "paired values", THOUSANDS, (n) => {
    const [x, y] = [normals(n, 1), normals(n, 2)];
    return () => tostPaired(x, y, margins);
  }),
  entry("mantel-haenszel-odds-ratio", "strata", [10, 30, 100], (n) => {
    const tables = strata(n);
    return () => mantelHaenszelOddsRatio(tables, options);
  }),
  entry("mantel-haenszel-risk-ratio", "strata", [10, 30, 100], (n) => {
    const tables = strata(n);
    return () => mantelHaenszelRiskRatio(tables, options);
  }),
  entry("mantel-haenszel-risk-difference", "strata", [10, 30, 100], (n) => {
    const tables = strata(n);
    return () => mantelHaenszelRiskDifference(tables, { ...options, variance: "sato" });
  }),
  entry("linear-block-f", rows, HUNDREDS, (n) => {
    const design = linearDesign(n, 5);
    return () => linearBlockTest(design, [1, 2]);
  }),
  entry("linear-robust", rows, HUNDREDS, (n) => {
    const design = linearDesign(n, 5);
    return () => linearRobust(design, { kind: "hc3", ...options });
  }),
  entry("linear-cluster-robust", `${rows}, 20 clusters`, HUNDREDS, (n) => {
    const design = linearDesign(n, 5);
    const labels = clusters(n);
    return () => linearClusterRobust(design, labels, { kind: "cr1", ...options });
  }),
  entry("linear-influence", rows, HUNDREDS, (n) => {
    const design = linearDesign(n, 5);
    return () => linearInfluence(design);
  }),
  entry("logistic-flic", rows, HUNDREDS, (n) => {
    const design = binaryDesign(n, 5);
    return () => flicLogistic(design, options);
  }),
  entry("logistic-flac", rows, HUNDREDS, (n) => {
    const design = binaryDesign(n, 5);
    return () => flacLogistic(design, options);
  }),
  entry("logistic-robust", rows, HUNDREDS, (n) => {
    const design = binaryDesign(n, 5);
    return () => logisticRobust(design, { kind: "hc0", ...options });
  }),
  entry("logistic-score", rows, HUNDREDS, (n) => {
    const design = binaryDesign(n, 5);
    return () => logisticScoreTest(design, [1]);
  }),
  entry("logistic-influence", rows, HUNDREDS, (n) => {
    const design = binaryDesign(n, 5);
    return () => logisticInfluence(design, { estimator: "maximum-likelihood" });
  }),
  entry("restricted-cubic-spline", "values, 5 knots", THOUSANDS, (n) => {
    const values = normals(n, 1);
    return () => {
      const spline = restrictedCubicSpline(values, { quantiles: [0.05, 0.275, 0.5, 0.725, 0.95] });
      return values.map((value) => splineBasis(spline, value));
    };
  }),
  entry("gehan", "values in two groups, a third non-detects", HUNDREDS, (n) => {
    const groups = twoNonDetects(n);
    return () => gehan(groups);
  }),
  entry("censored-log-rank", "values in two groups, a third non-detects", HUNDREDS, (n) => {
    const groups = twoNonDetects(n);
    return () => censoredLogRank(groups);
  }),
  entry("censored-sign-test", "pairs, a third non-detects", HUNDREDS, (n) => {
    const pairs = pairedNonDetects(n);
    return () => censoredSignTest(pairs, { alternative: "two-sided" });
  }),
  entry("paired-prentice-wilcoxon", "pairs, a third non-detects", HUNDREDS, (n) => {
    const pairs = pairedNonDetects(n);
    return () => pairedPrenticeWilcoxon(pairs, { alternative: "two-sided" });
  }),
  entry("censored-goodness-of-fit", "values, lognormal, 19 replicates", HUNDREDS, (n) => {
    const sample = nonDetects(n, 1);
    const asked = {
      distribution: "lognormal",
      statistic: "anderson-darling",
      replicates: 19,
      seed: 1,
    } as const;
    return () => censoredGoodnessOfFit(sample, asked);
  }),
  entry("dunn", "values in 5 groups", THOUSANDS, (n) => {
    const groups = normalGroups(n, 5);
    return () => dunn(groups);
  }),
  entry("kruskal-wallis", "values in 5 groups", THOUSANDS, (n) => {
    const groups = normalGroups(n, 5);
    return () => kruskalWallis(groups);
  }),
  entry("brunner-munzel-permutation", "values in two groups, 1000 draws", [20, 60, 200], (n) => {
    const [x, y] = normalGroups(n, 2);
    return () => brunnerMunzelPermutation(x!, y!, { alternative: "two-sided", draws: 1000, seed: 1 });
  }),
  entry("friedman", "subjects, 4 conditions", HUNDREDS, (n) => {
    const values = normals(4 * n, 1);
    const blocks = Array.from({ length: n }, (_, i) => values.slice(4 * i, 4 * i + 4));
    return () => friedman(blocks);
  }),
  entry("jonckheere-terpstra", "values in 5 groups", THOUSANDS, (n) => {
    const groups = normalGroups(n, 5);
    return () => jonckheereTerpstra(groups, { alternative: "two-sided" });
  }),
] satisfies readonly Benchmark[];
