import {
  kendallTauB,
  pearsonCorrelation,
  spearmanCorrelation,
} from "../../../src/stats/correlation/index.ts";
import {
  autocorrelation,
  medianInterval,
  quantile,
  standardisedDifferenceContinuous,
  summary,
} from "../../../src/stats/describe/index.ts";
import type { Benchmark } from "../benchmark.ts";
import { normals } from "../data.ts";

const SIZES = [300, 1000, 3000];
const options = { confidence: 0.95 };

type Pairs = (x: readonly number[], y: readonly number[]) => unknown;

function pairs(method: string, of: Pairs, sizes: readonly number[], call?: string): Benchmark {
  const n = sizes.at(-1)!;
  const at = (size: number): (() => unknown) => {
    const [x, y] = [normals(size, 1), normals(size, 2)];
    return () => of(x, y);
  };
  return {
    method,
    setting: `${n} pairs`,
    ours: at(n),
    ...(call === undefined ? {} : { r: { setup: `set.seed(1); x <- rnorm(${n}); y <- rnorm(${n})`, call } }),
    growth: { sizes, at },
  };
}

const sixty = normals(60, 1);
const others = normals(60, 2);

export default [
  pairs("pearson-correlation", (x, y) => pearsonCorrelation(x, y, options), SIZES, "cor.test(x, y)"),
  pairs(
    "spearman-correlation",
    (x, y) => spearmanCorrelation(x, y, options),
    SIZES,
    'cor.test(x, y, method = "spearman", exact = FALSE)',
  ),
  {
    ...pairs("kendall-tau-b", (x, y) => kendallTauB(x, y, options), [60, 200, 600]),
    setting: "60 pairs, exact",
    ours: () => kendallTauB(sixty, others, options),
    r: {
      setup: "set.seed(1); x <- rnorm(60); y <- rnorm(60)",
      call: 'cor.test(x, y, method = "kendall", exact = TRUE)',
    },
  },
  pairs("summary", (x) => summary(x), SIZES, "c(mean(x), sd(x), quantile(x), mad(x))"),
  pairs("quantile", (x) => quantile(x, 0.25, { type: 7 }), SIZES, "quantile(x, 0.25)"),
  pairs(
    "median-interval",
    (x) => medianInterval(x, options),
    SIZES,
    "sort(x)[qbinom(c(0.025, 0.975), 3000, 0.5)]",
  ),
  pairs("standardised-difference", standardisedDifferenceContinuous, SIZES),
  pairs("autocorrelation", (x) => autocorrelation(x, 1), SIZES, "acf(x, 1, plot = FALSE)"),
] satisfies readonly Benchmark[];
