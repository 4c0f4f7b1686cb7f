export { barnardExact, type BarnardOptions, type BarnardResult } from "./barnard.ts";
export { boschlooExact, type BoschlooOptions, type BoschlooResult } from "./boschloo.ts";
export { fisherExact, type FisherResult } from "./fisher.ts";
export {
  fisherFreemanHaltonMonteCarlo,
  type FisherFreemanHaltonMonteCarloResult,
} from "./fisher-freeman-halton-monte-carlo.ts";
export {
  fisherFreemanHalton,
  type FisherFreemanHaltonOptions,
  type FisherFreemanHaltonResult,
} from "./fisher-freeman-halton.ts";
export type { ConditionalOddsRatio, ConditionalOptions } from "./conditional-odds-ratio.ts";
export { exactOddsRatio, type ExactOddsRatio } from "./exact-odds-ratio.ts";
export { type ExactRiskDifference, exactRiskDifference } from "./exact-risk-difference.ts";
export { type ExactRiskRatio, exactRiskRatio } from "./exact-risk-ratio.ts";
export type { ExactEffectOptions } from "./exact-effect.ts";
