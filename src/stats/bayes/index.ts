export { betaBinomialTwoRisks } from "./beta-binomial-two-risks.ts";
export { twoByTwoBayesFactor } from "./two-by-two-bayes-factor.ts";
