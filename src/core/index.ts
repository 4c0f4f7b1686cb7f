export { describeIssue, InputError, type Issue, type Place } from "./issues/issue.ts";
export type { Limits, Measurement, MeasurementStatus } from "./measurement.ts";
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
