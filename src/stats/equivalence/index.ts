export { scoreEquivalence } from "./score-equivalence.ts";
export { scoreNonInferiority } from "./score-non-inferiority.ts";
export { tostPaired, tostStudent, tostWelch } from "./tost-means.ts";
