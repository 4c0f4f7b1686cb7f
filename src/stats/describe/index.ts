export { autocorrelation, type AutocorrelationResult } from "./autocorrelation.ts";
export { medianInterval, type MedianIntervalResult } from "./median-interval.ts";
export { quantile, type QuantileOptions, type QuantileType } from "./quantile.ts";
export type { Sample, Weighted } from "./sample.ts";
export {
  type StandardisedDifference,
  standardisedDifferenceBinary,
  standardisedDifferenceCategorical,
  standardisedDifferenceContinuous,
} from "./standardised-difference.ts";
export { summary, type Summary } from "./summary.ts";
export type { Alternative, ConfidenceOptions, TestOptions } from "./options.ts";
