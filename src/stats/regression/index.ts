export { collinearity } from "./collinearity.ts";
export type { Design } from "./design.ts";
export { eventsPerVariable } from "./events-per-variable.ts";
export { firthBlockTest, firthLogistic } from "./firth.ts";
export { linearRegression, type LinearResult } from "./linear.ts";
export { logisticBlockTest, logisticRegression } from "./logistic.ts";
export { detectSeparation } from "./separation.ts";
