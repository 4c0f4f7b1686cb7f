export { breslowDay } from "./breslow-day.ts";
export { exactCommonOddsRatio } from "./exact-common-odds-ratio.ts";
export { generalisedCmh } from "./generalised-cmh.ts";
export { mantelHaenszelOddsRatio } from "./mantel-haenszel-odds-ratio.ts";
export { mantelHaenszelRiskDifference } from "./mantel-haenszel-risk-difference.ts";
export { mantelHaenszelRiskRatio } from "./mantel-haenszel-risk-ratio.ts";
export { mantelHaenszelTest } from "./mantel-haenszel-test.ts";
