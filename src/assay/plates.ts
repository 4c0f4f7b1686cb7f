/** Plates from the bytes of their exports: read, joined with maps and masks, fitted and judged. Reading takes the packages that read tables. */
export type { RunFiles, GivenFile, PlatesOfRun } from "./read/read-plates.ts";
export { readPlates } from "./read/read-plates.ts";
export type { PlateFileKind, ReadPlate, ReadRow, ReadStatus, RowPlace } from "./read/reading.ts";
export {
  choicesWith,
  DEFAULT_CHOICES,
  limitRule,
  type LimitRule,
  type ResultChoices,
} from "./results/choices.ts";
export { fittedMeasurements } from "./results/fitted-measurements.ts";
export { type AnalyteResult, plateResult, type PlateResult } from "./results/plate-result.ts";
export { ruleShares, type AnalyteShares } from "./results/rule-shares.ts";
export { runQuality, type QualityOptions, type RunQuality } from "./results/run-quality.ts";
export type { SampleResult } from "./results/sample-result.ts";
