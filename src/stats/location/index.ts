export { bartlett, type BartlettResult } from "./bartlett.ts";
export { brownForsythe, type SpreadTestResult } from "./brown-forsythe.ts";
export { flignerKilleen, type FlignerKilleenResult } from "./fligner-killeen.ts";
export { oneWayAnova, type OneWayAnovaResult } from "./one-way-anova.ts";
export { pairedT, type PairedTResult } from "./paired-t.ts";
export { studentT, type StudentTResult } from "./pooled-t.ts";
export {
  standardisedMeanDifference,
  type StandardisedMeanDifferenceResult,
} from "./standardised-mean-difference.ts";
export { tukey, type TukeyPair, type TukeyResult } from "./tukey.ts";
export { varianceRatio, type VarianceRatioResult } from "./variance-ratio.ts";
export { welchAnova, type WelchAnovaResult } from "./welch-anova.ts";
export { welchT, type WelchTResult } from "./welch-t.ts";
