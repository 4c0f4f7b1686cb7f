import { randomStream } from "../../../src/core/random.ts";
import { brunnerMunzelPermutation } from "../../../src/stats/ranks/brunner-munzel-permutation.ts";
import { hodgesLehmann } from "../../../src/stats/ranks/hodges-lehmann.ts";
import { kruskalWallis } from "../../../src/stats/ranks/kruskal-wallis.ts";
import { mannWhitney } from "../../../src/stats/ranks/mann-whitney.ts";
import { probabilityOfSuperiority } from "../../../src/stats/ranks/probability-of-superiority.ts";
import { wilcoxonSignedRank } from "../../../src/stats/ranks/wilcoxon-signed-rank.ts";
import type { Benchmark } from "../benchmark.ts";

const options = { alternative: "two-sided", confidence: 0.95 } as const;

/** Values from 0 to 1, those below `limit` at the limit. */
function values(n: number, seed: number, limit: number): number[] {
  const random = randomStream(seed);
  return Array.from({ length: n }, () => Math.max(limit, random.uniform() ** 1.1));
}

const test = (n: number, limit: number) => {
  const [x, y] = [values(n, 1, limit), values(n, 2, limit)];
  return () => mannWhitney(x, y, options);
};
const bothLimits = (n: number) => {
  const [x, y] = [values(n, 1, 0), values(n, 2, 0)];
  return () => hodgesLehmann(x, y, { confidence: 0.95 });
};
const superiority = (n: number) => {
  const [x, y] = [values(n, 1, 0), values(n, 2, 0)];
  return () => probabilityOfSuperiority(x, y, { confidence: 0.95 });
};
const signed = (n: number) => {
  const [x, y] = [values(n, 1, 0), values(n, 2, 0)];
  return () => wilcoxonSignedRank(x, y, { ...options, zeros: "drop" });
};
const groups = (n: number) => {
  const samples = [1, 2, 3].map((seed) => values(n, seed, 0));
  return () => kruskalWallis(samples);
};
const limitInR = (share: number): string =>
  `library(coin); set.seed(1); v <- pmax(${share}, runif(400)); g <- factor(rep(1:2, each = 200))`;
const coinCall = 'pvalue(wilcox_test(v ~ g, distribution = "exact"))';

export default [
  {
    method: "mann-whitney",
    setting: "300 v 300 without ties",
    promiseMs: 20,
    ours: test(300, 0),
    r: {
      setup: "set.seed(1); x <- runif(300); y <- runif(300)",
      call: "wilcox.test(x, y, exact = TRUE)$p.value",
    },
    growth: { sizes: [60, 120, 300, 600], at: (n) => test(n, 0) },
  },
  ...[0.4, 0.6, 0.8].map((share) => ({
    method: "mann-whitney",
    setting: `200 v 200, ${100 * share} % at the limit`,
    promiseMs: 20,
    ours: test(200, share),
    r: { setup: limitInR(share), call: coinCall },
    growth: { sizes: [20, 50, 100, 200], at: (n: number) => test(n, share) },
  })),
  {
    method: "hodges-lehmann",
    setting: "300 v 300, exact limits",
    ours: bothLimits(300),
    r: {
      setup: "set.seed(1); x <- runif(100); y <- runif(100)",
      call: "wilcox.test(x, y, exact = TRUE, conf.int = TRUE)$conf.int",
    },
    growth: { sizes: [60, 120, 300, 600], at: bothLimits },
  },
  {
    method: "wilcoxon-signed-rank",
    setting: "300 pairs without ties",
    ours: signed(300),
    r: {
      setup: "set.seed(1); x <- runif(300); y <- runif(300)",
      call: "wilcox.test(x, y, paired = TRUE, exact = TRUE)$p.value",
    },
    growth: { sizes: [40, 100, 200, 400], at: signed },
  },
  {
    method: "brunner-munzel",
    setting: "300 v 300",
    ours: superiority(300),
    python: {
      setup:
        "import numpy, scipy.stats\nr = numpy.random.default_rng(1)\nx, y = r.random(300), r.random(300)",
      call: "scipy.stats.brunnermunzel(x, y)",
    },
    growth: { sizes: [100, 300, 1000], at: superiority },
  },
  {
    method: "brunner-munzel-permutation",
    setting: "10 v 10, 10,000 draws",
    ours: () =>
      brunnerMunzelPermutation(values(10, 1, 0), values(10, 2, 0), {
        alternative: "two-sided",
        draws: 10_000,
        seed: 1,
      }),
  },
  {
    method: "kruskal-wallis",
    setting: "exact, 6 + 6 + 6",
    ours: groups(6),
    growth: { sizes: [2, 3, 5, 7], at: groups },
  },
] satisfies readonly Benchmark[];
