/** What is wrong between the plates of a study and its people. */
import { type Issue, shown } from "./issue.ts";
import { count, list } from "./parts.ts";
import { aboutPart } from "./plate-parts.ts";

export const analyteNotOnPlates = (run: string, name: string, found: readonly string[]): Issue =>
  aboutPart(
    "analyte-not-on-plates",
    "error",
    `plates: ${run}`,
    `the analyte ${shown(name)} on its plates`,
    found.length === 0 ? "no analyte" : `only ${list(found)}`,
    "write its name as the instrument's file has it",
  );

export const plateUnitDiffers = (run: string, name: string, unit: string, got: string): Issue =>
  aboutPart(
    "plate-unit-differs",
    "error",
    `plates: ${run}`,
    `${shown(name)} in the unit of the study, ${unit}`,
    got,
    "state the plates' unit under analytes:, or give the standards in the study's unit",
  );

export const sampleWithoutName = (run: string, wells: readonly string[]): Issue =>
  aboutPart(
    "sample-without-name",
    "error",
    `plates: ${run}`,
    "every sample under the identifier of its subject",
    `none for ${count(wells.length, "sample")}: ${list(wells)}`,
    "name them in a plate map (map:), with the columns well and sample",
  );

export const sampleMeasuredTwice = (analyte: string, samples: readonly string[]): Issue =>
  aboutPart(
    "sample-measured-twice",
    "error",
    "plates",
    `one result of ${shown(analyte)} for each sample, or a rule that says which counts`,
    `more for ${count(samples.length, "sample")}: ${list(samples)}`,
    "say repeated: first or repeated: last under plates:",
  );

export const sampleCountedOnce = (
  analyte: string,
  rule: "first" | "last",
  samples: readonly string[],
): Issue =>
  aboutPart(
    "sample-counted-once",
    "note",
    "plates",
    `one result of ${shown(analyte)} for each sample`,
    `more for ${count(samples.length, "sample")}: ${list(samples)}`,
    `the ${rule} counts, as the protocol says`,
  );

export const plateFailed = (
  run: string,
  plate: string,
  analyte: string,
  samples: number,
  isUsed: boolean,
): Issue =>
  aboutPart(
    "plate-failed",
    "warning",
    `plates: ${run}`,
    `${shown(analyte)} to pass on plate ${shown(plate)}`,
    `it did not; ${count(samples, "sample")}`,
    isUsed
      ? "they are used, as the protocol says; the plate report says what failed"
      : "they are unknown, as the protocol says; the plate report says what failed",
  );

export const noPlateRead = (run: string): Issue =>
  aboutPart(
    "no-plate-read",
    "error",
    `plates: ${run}`,
    "at least one plate",
    "none",
    "see what is said about its files",
  );
