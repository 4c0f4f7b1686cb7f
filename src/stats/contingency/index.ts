export { type BergsmaCramersV, bergsmaCramersV } from "./bergsma-cramers-v.ts";
export { type ChiSquare2x2, nMinusOneChiSquare, yatesChiSquare } from "./chi-square-2x2.ts";
export { chiSquareTest, type ChiSquareTest } from "./chi-square.ts";
export {
  cochranArmitage,
  type CochranArmitageOptions,
  type CochranArmitageResult,
} from "./cochran-armitage.ts";
export { cramersVInterval, type CramersVInterval } from "./cramers-v-interval.ts";
export { type CramersV, cramersV } from "./cramers-v.ts";
export { likelihoodRatioTest, type LikelihoodRatioTest } from "./likelihood-ratio.ts";
export { type LinearByLinear, linearByLinear, type LinearByLinearOptions } from "./linear-by-linear.ts";
export type { CountTable, Table2x2 } from "./table.ts";
