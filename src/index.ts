/**
 * The public library: statistics as plain functions from numbers to plain objects, measured values, and studies run from a program.
 * Nothing here touches files, network, clock or environment; the same in Node and in a browser.
 */
export { describeIssue, InputError, type Issue, type Place } from "./core/issues/issue.ts";
export type { Limits, Measurement, MeasurementStatus } from "./core/measurement.ts";
export { randomStream, randomStreams, type RandomStream } from "./core/random.ts";

export * as beta from "./distributions/beta.ts";
export * as binomial from "./distributions/binomial.ts";
export * as chiSquare from "./distributions/chi-square.ts";
export * as f from "./distributions/f.ts";
export * as gamma from "./distributions/gamma.ts";
export * as hypergeometric from "./distributions/hypergeometric.ts";
export * as kolmogorov from "./distributions/kolmogorov.ts";
export * as logistic from "./distributions/logistic.ts";
export * as lognormal from "./distributions/lognormal.ts";
export * as negativeBinomial from "./distributions/negative-binomial.ts";
export * as normal from "./distributions/normal.ts";
export * as poisson from "./distributions/poisson.ts";
export * as studentizedRange from "./distributions/studentized-range.ts";
export * as studentsT from "./distributions/student-t.ts";
export * as weibull from "./distributions/weibull.ts";

export { agrestiCoullInterval } from "./stats/proportions/agresti-coull.ts";
export { binomialTest } from "./stats/proportions/binomial-test.ts";
export { clopperPearsonInterval } from "./stats/proportions/clopper-pearson.ts";
export { jeffreysInterval } from "./stats/proportions/jeffreys.ts";
export { logitInterval } from "./stats/proportions/logit.ts";
export { midPInterval } from "./stats/proportions/mid-p.ts";
export { oneSidedBound } from "./stats/proportions/one-sided-bound.ts";
export { waldInterval } from "./stats/proportions/wald.ts";
export { wilsonCorrectedInterval } from "./stats/proportions/wilson-corrected.ts";
export { wilsonInterval } from "./stats/proportions/wilson.ts";

export { fisherExact } from "./stats/exact/fisher.ts";
export { fisherFreemanHaltonMonteCarlo } from "./stats/exact/fisher-freeman-halton-monte-carlo.ts";
export { fisherFreemanHalton } from "./stats/exact/fisher-freeman-halton.ts";

export { agrestiCaffoRiskDifference } from "./stats/two-by-two/agresti-caffo-risk-difference.ts";
export { haldaneOddsRatio } from "./stats/two-by-two/haldane-odds-ratio.ts";
export { katzRiskRatio } from "./stats/two-by-two/katz-risk-ratio.ts";
export { koopmanRiskRatio } from "./stats/two-by-two/koopman-risk-ratio.ts";
export { mcNemar } from "./stats/two-by-two/mcnemar.ts";
export { meeRiskDifference } from "./stats/two-by-two/mee-risk-difference.ts";
export { miettinenNurminenOddsRatio } from "./stats/two-by-two/miettinen-nurminen-odds-ratio.ts";
export { miettinenNurminenRiskDifference } from "./stats/two-by-two/miettinen-nurminen-risk-difference.ts";
export { miettinenNurminenRiskRatio } from "./stats/two-by-two/miettinen-nurminen-risk-ratio.ts";
export { newcombeRiskDifference } from "./stats/two-by-two/newcombe-risk-difference.ts";
export { phi } from "./stats/two-by-two/phi.ts";
export { scoreOddsRatio } from "./stats/two-by-two/score-odds-ratio.ts";
export { waldRiskDifference } from "./stats/two-by-two/wald-risk-difference.ts";
export { woolfOddsRatio } from "./stats/two-by-two/woolf-odds-ratio.ts";

export { nMinusOneChiSquare, yatesChiSquare } from "./stats/contingency/chi-square-2x2.ts";
export { chiSquareTest } from "./stats/contingency/chi-square.ts";
export { cochranArmitage } from "./stats/contingency/cochran-armitage.ts";
export { cramersV } from "./stats/contingency/cramers-v.ts";
export { likelihoodRatioTest } from "./stats/contingency/likelihood-ratio.ts";
export { linearByLinear } from "./stats/contingency/linear-by-linear.ts";

export { dunn } from "./stats/ranks/dunn.ts";
export { friedman } from "./stats/ranks/friedman.ts";
export { hodgesLehmann } from "./stats/ranks/hodges-lehmann.ts";
export { jonckheereTerpstra } from "./stats/ranks/jonckheere.ts";
export { kruskalWallis } from "./stats/ranks/kruskal-wallis.ts";
export { mannWhitney } from "./stats/ranks/mann-whitney.ts";
export { probabilityOfSuperiority } from "./stats/ranks/probability-of-superiority.ts";
export { wilcoxonSignedRank } from "./stats/ranks/wilcoxon-signed-rank.ts";

export { kendallTauB } from "./stats/correlation/kendall.ts";
export { pearsonCorrelation } from "./stats/correlation/pearson.ts";
export { spearmanCorrelation } from "./stats/correlation/spearman.ts";

export { bartlett } from "./stats/location/bartlett.ts";
export { brownForsythe } from "./stats/location/brown-forsythe.ts";
export { flignerKilleen } from "./stats/location/fligner-killeen.ts";
export { oneWayAnova } from "./stats/location/one-way-anova.ts";
export { pairedT } from "./stats/location/paired-t.ts";
export { studentT } from "./stats/location/pooled-t.ts";
export { standardisedMeanDifference } from "./stats/location/standardised-mean-difference.ts";
export { tukey } from "./stats/location/tukey.ts";
export { varianceRatio } from "./stats/location/variance-ratio.ts";
export { welchAnova } from "./stats/location/welch-anova.ts";
export { welchT } from "./stats/location/welch-t.ts";

export { autocorrelation } from "./stats/describe/autocorrelation.ts";
export { medianInterval } from "./stats/describe/median-interval.ts";
export { quantile, type QuantileType } from "./stats/describe/quantile.ts";
export type { Sample } from "./stats/describe/sample.ts";
export {
  standardisedDifferenceBinary,
  standardisedDifferenceCategorical,
  standardisedDifferenceContinuous,
} from "./stats/describe/standardised-difference.ts";
export { summary } from "./stats/describe/summary.ts";

export { collinearity } from "./stats/regression/collinearity.ts";
export type { Design } from "./stats/regression/design.ts";
export { eventsPerVariable } from "./stats/regression/events-per-variable.ts";
export { firthBlockTest, firthLogistic } from "./stats/regression/firth.ts";
export { linearRegression, type LinearResult } from "./stats/regression/linear.ts";
export { logisticBlockTest, logisticRegression } from "./stats/regression/logistic.ts";
export { detectSeparation } from "./stats/regression/separation.ts";

export { type AdjustmentMethod, adjustPValues } from "./stats/multiplicity/adjust-p-values.ts";
export { type Method, methodById, METHODS } from "./stats/registry.ts";

export { detected, DETECTION_RULES } from "./cohort/detection.ts";
export { parseMeasurement } from "./cohort/measurement-cell.ts";
export { readTable } from "./cohort/read-table.ts";
export { memoryEngine } from "./tally/memory.ts";
export type { Engine } from "./tally/engine.ts";
export { readProtocol } from "./study/read-protocol.ts";
export { resolve as resolveProtocol } from "./study/resolve.ts";
export { answerStudy, checkStudy } from "./study/run.ts";
export { reportHtml } from "./report/html.ts";
