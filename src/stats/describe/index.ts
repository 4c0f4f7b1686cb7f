export { autocorrelation } from "./autocorrelation.ts";
export { medianInterval } from "./median-interval.ts";
export { quantile, type QuantileType } from "./quantile.ts";
export type { Sample } from "./sample.ts";
export {
  standardisedDifferenceBinary,
  standardisedDifferenceCategorical,
  standardisedDifferenceContinuous,
} from "./standardised-difference.ts";
export { summary } from "./summary.ts";
