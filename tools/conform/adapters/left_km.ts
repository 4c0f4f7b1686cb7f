import { leftKaplanMeier } from "../../../src/stats/censored/left-kaplan-meier.ts";

const probabilities = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

export default function adapter({
  value,
  nondetect,
  conf,
}: {
  value: number[];
  nondetect: boolean[];
  conf: number;
}): unknown {
  const got = leftKaplanMeier(
    { values: value, nondetect },
    { confidence: conf, scale: "plain", probabilities },
  );
  return {
    obs: got.steps.map((step) => step.value),
    n_risk: got.steps.map((step) => step.atRisk),
    n_event: got.steps.map((step) => step.detects),
    prob_lt: got.steps.map((step) => step.below),
    prob_le: got.steps.map((step) => step.atOrBelow),
    se_lt: got.steps.map((step) => step.standardError),
    lower_lt: got.steps.map((step) => step.lower),
    upper_lt: got.steps.map((step) => step.upper),
    quantile_probs: probabilities,
    quantiles: got.quantiles.map((quantile) => quantile.value),
    median: got.median,
    mean: got.mean,
    mean_se: got.meanStandardError,
    mean_ci: [got.meanLower, got.meanUpper],
    prob_below_lowest_detect: got.belowLowestDetect,
    n: got.n,
    n_nondetect: got.nondetects,
  };
}
