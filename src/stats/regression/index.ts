export { collinearity } from "./collinearity.ts";
export type { Design } from "./design.ts";
export { eventsPerVariable } from "./events-per-variable.ts";
export { firthBlockTest, firthLogistic } from "./firth.ts";
export { linearRegression, type LinearResult } from "./linear.ts";
export { logisticBlockTest, logisticRegression } from "./logistic.ts";
export { detectSeparation } from "./separation.ts";
export { flacLogistic } from "./flac.ts";
export { flicLogistic } from "./flic.ts";
export { linearBlockTest } from "./linear-block-test.ts";
export { linearClusterRobust } from "./linear-cluster.ts";
export { linearInfluence } from "./linear-influence.ts";
export { linearRobust } from "./linear-robust.ts";
export { logisticInfluence } from "./logistic-influence.ts";
export { logisticRobust } from "./logistic-robust.ts";
export {
  knotQuantiles,
  type RestrictedCubicSpline,
  restrictedCubicSpline,
  splineBasis,
  splineCurve,
} from "./restricted-cubic-spline.ts";
export { logisticScoreInterval, logisticScoreTest } from "./score-test.ts";
