import {
  regressionOnOrderStatistics,
  type RosScale,
} from "../../../src/stats/censored/regression-on-order-statistics.ts";

const probabilities = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

export default function adapter({
  value,
  nondetect,
  scale,
}: {
  value: number[];
  nondetect: boolean[];
  scale: RosScale;
}): unknown {
  const got = regressionOnOrderStatistics({ values: value, nondetect }, { scale, probabilities });
  return {
    n_used: got.n,
    n_dropped_above_max: got.leftOut,
    limits: got.limits.map((limit) => limit.limit),
    A: got.limits.map((limit) => limit.detects),
    B: got.limits.map((limit) => limit.below),
    C: got.limits.map((limit) => limit.nondetects),
    pexceed: got.limits.map((limit) => limit.exceedance),
    value_sorted: got.points.map((point) => point.value),
    nondetect_sorted: got.points.map((point) => point.nondetect),
    plotting_position: got.points.map((point) => point.plottingPosition),
    intercept: got.intercept,
    slope: got.slope,
    modeled: got.points.map((point) => point.modelled),
    mean: got.mean,
    sd: got.standardDeviation,
    median: got.median,
    quantile_probs: probabilities,
    quantiles: got.quantiles,
  };
}
