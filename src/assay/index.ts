/** Plates: from signals to the standard curve, concentrations with their intervals, limits of detection and the quality of plates. */
export type { Plate, PlateAnalyte, PlateRow, PrintedCurve, RowLevel, WellType } from "./plate.ts";
export {
  inversePrediction,
  type InversePrediction,
  type InversePredictionOptions,
} from "./curve/inverse-prediction.ts";
export {
  type Inverse,
  logisticInverse,
  type LogisticParameters,
  logisticResponse,
  type OffCurve,
} from "./curve/logistic.ts";
export type { LackOfFit } from "./curve/curve-flags.ts";
export {
  type AnalyteMeasurement,
  type AnalyteRow,
  measureAnalyte,
  type MeasureOptions,
  type SampleMeasurement,
} from "./curve/measure-analyte.ts";
export type { OutlierRule } from "./curve/outlying-standards.ts";
export { type AssayLimit, probabilityAbove, type ProbabilityAbove } from "./curve/probability-above.ts";
export {
  type QuantificationRange,
  quantificationRange,
  type RecoveryRule,
  type StandardLevel,
} from "./curve/quantification-range.ts";
export {
  type Discordance,
  type ReplicateOptions,
  type ReplicateSignals,
  replicateSignals,
} from "./curve/replicate-signals.ts";
export { type ReadOff, type SampleLimits, sampleStatus } from "./curve/sample-status.ts";
export {
  type Background,
  type Family,
  type Mask,
  type PowerInformation,
  type Standard,
  standardCurve,
  type StandardCurve,
  type StandardCurveInput,
  type StandardCurveOptions,
  type StandardPoint,
} from "./curve/standard-curve.ts";
export type { Weighting } from "./curve/weighting.ts";
export {
  blankLimit,
  type BlankLimit,
  type BlankLimitOptions,
  concentrationOfLimit,
  type LimitConcentration,
} from "./limits/blank-limit.ts";
export { type CommonLimit, highestLimit, type NamedLimit } from "./limits/common-limit.ts";
export {
  type DetectedShare,
  detectedShares,
  type DetectionLimitRule,
  type JudgedSample,
} from "./limits/detected-shares.ts";
export type { Ep17Options, SampleResults } from "./limits/ep17.ts";
export { limitOfBlank, type LimitOfBlank } from "./limits/limit-of-blank.ts";
export { limitOfDetection, type LimitOfDetection } from "./limits/limit-of-detection.ts";
export {
  type PrecisionOptions,
  type PrecisionPoint,
  type PrecisionProfile,
  precisionProfile,
} from "./limits/precision-profile.ts";
export { type HitRate, probitLimit, type ProbitLimit, type ProbitOptions } from "./limits/probit-limit.ts";
export { replicateScatter, type ReplicateScatter, type SampleScatter } from "./quality/replicate-cv.ts";
export {
  acrossLevels,
  type AcrossRule,
  type ControlTarget,
  leveyJennings,
  type LeveyJennings,
  WESTGARD_RULES,
  type WestgardRule,
} from "./quality/westgard.ts";
export { bridge, type Bridge, type BridgeOptions, type BridgeSample } from "./quality/bridge.ts";
export { edgeEffect, type EdgeEffect, type EdgeOptions, type WellValue } from "./quality/edge-effect.ts";
export {
  type AcceptanceCriteria,
  type ControlResult,
  type CriterionName,
  type CriterionResult,
  plateAcceptance,
  type PlateAcceptance,
  type PlateFacts,
  type RecoveryBand,
} from "./quality/plate-acceptance.ts";
export { type PlacedSample, plateBalance, type PlateBalance } from "./quality/plate-balance.ts";
export { plateDrift, type PlateDrift, type PlateValue } from "./quality/plate-drift.ts";
