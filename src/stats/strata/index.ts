export { type BreslowDay, breslowDay } from "./breslow-day.ts";
export { type ExactCommonOddsRatio, exactCommonOddsRatio } from "./exact-common-odds-ratio.ts";
export {
  type CmhStatistic,
  type GeneralisedCmh,
  generalisedCmh,
  type GeneralisedCmhOptions,
} from "./generalised-cmh.ts";
export { type CommonRatio, mantelHaenszelOddsRatio } from "./mantel-haenszel-odds-ratio.ts";
export {
  type CommonRiskDifference,
  type CommonRiskDifferenceOptions,
  mantelHaenszelRiskDifference,
  type RiskDifferenceVariance,
} from "./mantel-haenszel-risk-difference.ts";
export { mantelHaenszelRiskRatio } from "./mantel-haenszel-risk-ratio.ts";
export { mantelHaenszelTest, type MantelHaenszelTest } from "./mantel-haenszel-test.ts";
export type { Strata } from "./strata.ts";
export { type ZelenExact, zelenExact } from "./zelen-exact.ts";
