export type { CensoredSample, IntervalSample } from "./censored-sample.ts";
export {
  type CensoredBlockTest,
  censoredBlockTest,
  type CensoredDesign,
  censoredRegression,
  type CensoredRegressionOptions,
  type CensoredRegressionResult,
} from "./censored-regression.ts";
export type { CensoredTerm } from "./censored-terms.ts";
export type { OutcomeDistribution } from "./outcome.ts";
