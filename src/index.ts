/** The public library: the statistics, measured values, and studies from a program. */
export { describeIssue, InputError, type Issue } from "./core/issues/issue.ts";
export { randomStream, randomStreams, type RandomStream } from "./core/random.ts";
