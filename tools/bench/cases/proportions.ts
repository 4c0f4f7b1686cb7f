import {
  agrestiCoullInterval,
  binomialTest,
  clopperPearsonInterval,
  jeffreysInterval,
  logitInterval,
  midPInterval,
  oneSidedBound,
  waldInterval,
  wilsonCorrectedInterval,
  wilsonInterval,
} from "../../../src/stats/proportions/index.ts";
import type { Benchmark } from "../benchmark.ts";

const SIZES = [100, 300, 1000, 3000];
const options = { confidence: 0.95 };

type Interval = (events: number, n: number, given: typeof options) => unknown;

const interval = (method: string, of: Interval, call?: string): Benchmark => ({
  method,
  setting: "200 of 1000",
  ours: () => of(200, 1000, options),
  ...(call === undefined ? {} : { r: { setup: "", call } }),
  growth: { sizes: SIZES, at: (n) => () => of(n / 5, n, options) },
});

export default [
  interval("wilson-interval", wilsonInterval, "prop.test(200, 1000, correct = FALSE)"),
  interval("wilson-corrected-interval", wilsonCorrectedInterval, "prop.test(200, 1000)"),
  interval("clopper-pearson-interval", clopperPearsonInterval, "binom.test(200, 1000)"),
  interval("mid-p-interval", midPInterval),
  interval("jeffreys-interval", jeffreysInterval, "qbeta(c(0.025, 0.975), 200.5, 800.5)"),
  interval("agresti-coull-interval", agrestiCoullInterval),
  interval("logit-interval", logitInterval),
  interval("wald-interval", waldInterval),
  {
    method: "one-sided-exact-bound",
    setting: "0 of 1000",
    ours: () => oneSidedBound(0, 1000, options),
    r: { setup: "", call: 'binom.test(0, 1000, alternative = "less")' },
    growth: { sizes: SIZES, at: (n) => () => oneSidedBound(0, n, options) },
  },
  {
    method: "binomial-exact",
    setting: "450 of 1000 against 1/2",
    ours: () => binomialTest(450, 1000, { nullShare: 0.5, alternative: "two-sided" }),
    r: { setup: "", call: "binom.test(450, 1000)" },
    python: { setup: "import scipy.stats", call: "scipy.stats.binomtest(450, 1000).pvalue" },
    growth: {
      sizes: SIZES,
      at: (n) => () => binomialTest(0.45 * n, n, { nullShare: 0.5, alternative: "two-sided" }),
    },
  },
] satisfies readonly Benchmark[];
