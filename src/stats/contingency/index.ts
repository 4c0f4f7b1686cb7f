export { bergsmaCramersV } from "./bergsma-cramers-v.ts";
export { nMinusOneChiSquare, yatesChiSquare } from "./chi-square-2x2.ts";
export { chiSquareTest } from "./chi-square.ts";
export { cochranArmitage } from "./cochran-armitage.ts";
export { cramersVInterval } from "./cramers-v-interval.ts";
export { cramersV } from "./cramers-v.ts";
export { likelihoodRatioTest } from "./likelihood-ratio.ts";
export { linearByLinear } from "./linear-by-linear.ts";
