export { kendallTauB } from "./kendall.ts";
export { pearsonCorrelation } from "./pearson.ts";
export { spearmanCorrelation } from "./spearman.ts";
