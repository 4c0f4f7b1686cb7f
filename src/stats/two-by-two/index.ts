export { agrestiCaffoRiskDifference } from "./agresti-caffo-risk-difference.ts";
export { haldaneOddsRatio } from "./haldane-odds-ratio.ts";
export { katzRiskRatio } from "./katz-risk-ratio.ts";
export { koopmanRiskRatio, type KoopmanRiskRatio } from "./koopman-risk-ratio.ts";
export { mcNemar, type McNemar } from "./mcnemar.ts";
export { meeRiskDifference, type MeeRiskDifference } from "./mee-risk-difference.ts";
export {
  type MiettinenNurminenOddsRatio,
  miettinenNurminenOddsRatio,
} from "./miettinen-nurminen-odds-ratio.ts";
export {
  miettinenNurminenRiskDifference,
  type MiettinenNurminenRiskDifference,
} from "./miettinen-nurminen-risk-difference.ts";
export {
  type MiettinenNurminenRiskRatio,
  miettinenNurminenRiskRatio,
} from "./miettinen-nurminen-risk-ratio.ts";
export { newcombeRiskDifference } from "./newcombe-risk-difference.ts";
export { newcombePairedDifference } from "./newcombe-paired-difference.ts";
export { type Phi, phi } from "./phi.ts";
export { scoreOddsRatio, type ScoreOddsRatio } from "./score-odds-ratio.ts";
export { type TangoPairedDifference, tangoPairedDifference } from "./tango-paired-difference.ts";
export { waldRiskDifference } from "./wald-risk-difference.ts";
export { woolfOddsRatio } from "./woolf-odds-ratio.ts";
export type { PairedDifference } from "./paired-difference.ts";
export type { Ratio, RiskDifference } from "./groups.ts";
