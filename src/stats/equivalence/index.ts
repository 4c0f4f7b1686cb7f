export {
  scoreEquivalence,
  type ScoreEquivalence,
  type ScoreEquivalenceOptions,
} from "./score-equivalence.ts";
export {
  type ScoreNonInferiority,
  scoreNonInferiority,
  type ScoreNonInferiorityOptions,
} from "./score-non-inferiority.ts";
export {
  type MeanEquivalence,
  tostPaired,
  tostStudent,
  tostWelch,
  type TwoMeanEquivalence,
} from "./tost-means.ts";
export type { EquivalenceOptions } from "./margins.ts";
