/**
 * The public library: statistics as plain functions from numbers to plain objects, measured values, and studies run from a program.
 * Nothing here touches files, network, clock or environment; the same in Node and in a browser.
 */
export * from "./assay/index.ts";
export * from "./core/index.ts";
export * from "./distributions/index.ts";
export * from "./num/index.ts";
export * from "./stats/index.ts";

export { detected, DETECTION_RULES } from "./cohort/detection.ts";
export { parseMeasurement } from "./cohort/measurement-cell.ts";
export { readTable } from "./cohort/read-table.ts";
export { memoryEngine } from "./tally/memory.ts";
export type { Engine } from "./tally/engine.ts";
export { readProtocol } from "./study/read-protocol.ts";
export { resolve as resolveProtocol } from "./study/resolve.ts";
export { answerStudy, checkStudy } from "./study/run.ts";
export { reportHtml } from "./report/html.ts";
