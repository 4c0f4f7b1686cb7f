export { describeIssue, InputError, type Issue, type Place, type Severity } from "./issues/issue.ts";
export type { Bound, LimitType, Limits, Measurement, MeasurementStatus } from "./measurement.ts";
export {
  drawExponential,
  drawNormal,
  drawOrder,
  drawWithoutReturn,
  drawWithReturn,
  shuffle,
} from "./draw.ts";
export {
  randomStream,
  randomStreams,
  type RandomStream,
  streamFrom,
  type StreamState,
  streamStates,
} from "./random.ts";
