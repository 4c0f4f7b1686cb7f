export {
  collinearity,
  type CollinearityResult,
  type CollinearityTerm,
  type TermColumns,
} from "./collinearity.ts";
export type { Design } from "./design.ts";
export { eventsPerVariable, type EventsPerVariable } from "./events-per-variable.ts";
export {
  type BlockTest,
  firthBlockTest,
  firthLogistic,
  type FirthOptions,
  type FirthResult,
  type FirthTerm,
} from "./firth.ts";
export {
  type FTest,
  type LinearOptions,
  linearRegression,
  type LinearResult,
  type LinearTerm,
} from "./linear.ts";
export {
  logisticBlockTest,
  type LogisticOptions,
  logisticRegression,
  type LogisticResult,
  type ObservationUnit,
} from "./logistic.ts";
export {
  detectSeparation,
  type InfiniteCoefficient,
  type SeparationKind,
  type SeparationResult,
} from "./separation.ts";
export { flacLogistic, type FlacResult } from "./flac.ts";
export { type CorrectedIntercept, flicLogistic, type FlicResult } from "./flic.ts";
export { type LinearBlockTest, linearBlockTest } from "./linear-block-test.ts";
export {
  type LinearClusterOptions,
  type LinearClusterResult,
  linearClusterRobust,
} from "./linear-cluster.ts";
export { linearInfluence, type LinearInfluence, type LinearInfluenceResult } from "./linear-influence.ts";
export { linearRobust, type LinearRobustOptions, type LinearRobustResult } from "./linear-robust.ts";
export {
  type LogisticInfluence,
  logisticInfluence,
  type LogisticInfluenceResult,
} from "./logistic-influence.ts";
export { logisticRobust, type LogisticRobustOptions, type LogisticRobustResult } from "./logistic-robust.ts";
export {
  type CurveOptions,
  type CurvePoint,
  type KnotChoice,
  knotQuantiles,
  restrictedCubicSpline,
  type RestrictedCubicSpline,
  splineBasis,
  splineCurve,
  type SplineCurve,
} from "./restricted-cubic-spline.ts";
export {
  logisticScoreInterval,
  logisticScoreTest,
  type ScoreInterval,
  type ScoreTest,
} from "./score-test.ts";
export type { ClusterLabels, RobustTerm } from "./robust.ts";
export type { LikelihoodRatio } from "./inference.ts";
export type { LogisticTerm } from "./logistic-terms.ts";
