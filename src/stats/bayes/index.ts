export {
  type BetaBinomialOptions,
  betaBinomialTwoRisks,
  type BetaBinomialTwoRisks,
  type PosteriorInterval,
} from "./beta-binomial-two-risks.ts";
export {
  type BayesFactorPrior,
  twoByTwoBayesFactor,
  type TwoByTwoBayesFactor,
} from "./two-by-two-bayes-factor.ts";
export type { BetaShapes } from "./two-betas.ts";
