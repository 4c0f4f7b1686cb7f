import { medianInterval } from "../../../src/stats/describe/median-interval.ts";
import { quantile, type QuantileType } from "../../../src/stats/describe/quantile.ts";
import { summary } from "../../../src/stats/describe/summary.ts";

const types: readonly QuantileType[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const probs = [0, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 1];

export default function adapter({ x }: { x: number[] }): unknown {
  const s = summary(x);
  const median = medianInterval(x, { confidence: 0.95 });
  return {
    n: s.n,
    mean: s.mean,
    sd: s.sd,
    var: s.variance,
    median: s.median,
    mad: s.medianAbsoluteDeviation.scaled,
    mad_raw: s.medianAbsoluteDeviation.raw,
    iqr7: s.interquartileRange,
    min: s.minimum,
    max: s.maximum,
    quantiles: Object.fromEntries(
      types.map((type) => [`type${type}`, probs.map((p) => quantile(x, p, { type }))]),
    ),
    probs,
    geometric_mean: s.geometricMean,
    skewness_g1: s.skewness,
    kurtosis_g2: s.kurtosis,
    median_ci_exact: median.lower === null ? null : [median.lower, median.upper],
    median_ci_coverage: median.coverage,
  };
}
