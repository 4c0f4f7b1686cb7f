export { describeIssue, InputError, type Issue, type Place } from "./issues/issue.ts";
export type { Limits, Measurement, MeasurementStatus } from "./measurement.ts";
export { randomStream, randomStreams, type RandomStream } from "./random.ts";
