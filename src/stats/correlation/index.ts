export { type KendallResult, kendallTauB } from "./kendall.ts";
export { pearsonCorrelation, type PearsonResult } from "./pearson.ts";
export { spearmanCorrelation, type SpearmanResult } from "./spearman.ts";
