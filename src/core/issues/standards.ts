/** Refusals and remarks about interchange standards: results that other columns qualify, and dictionaries of REDCap. */
import { type Issue, shown } from "./issue.ts";
import { type CellPlace, cellIssue, count, issue, list } from "./parts.ts";

export const unknownOperator = (at: CellPlace, got: string, known: readonly string[]): Issue =>
  cellIssue(
    "unknown-operator",
    "error",
    at,
    `an operator among ${list(known)}, or none`,
    shown(got),
    "correct the operator: without it nobody can tell a measured value from a limit",
  );

export const contradictoryResult = (at: CellPlace, expected: string, got: string): Issue =>
  cellIssue(
    "contradictory-result",
    "error",
    at,
    expected,
    got,
    "ask the laboratory which holds, and correct the row; until then the result is not used",
  );

export const qualifiedColumn = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "qualified-column",
    "error",
    at,
    "numbers that stand for themselves",
    `results that another column of the file qualifies, such as ${shown(got)}`,
    "give the variable the type concentration, so that limits are not read as values",
  );

export const belowLodKept = (at: CellPlace): Issue =>
  cellIssue(
    "below-lod-kept",
    "note",
    at,
    "values at or above the LOD",
    `${count(at.rows.length, "value")} below it`,
    "they are kept as the numbers they are, not as missing; state a detection rule if the question needs one",
  );

export const notAnObservation = (file: string, kinds: readonly string[]): Issue =>
  issue(
    "not-an-observation",
    "note",
    { file },
    "observations only",
    `also ${list(kinds)}`,
    "these resources are not read",
  );

export const withdrawnResult = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "withdrawn-result",
    "warning",
    at,
    "results that hold",
    `the status ${shown(got)}`,
    "these results are read as not measured",
  );

export const valueNotInDictionary = (at: CellPlace, got: string, allowed: readonly string[]): Issue =>
  cellIssue(
    "value-not-in-dictionary",
    "error",
    at,
    `one of the choices ${list(allowed)}`,
    shown(got),
    "correct the record, or name the project's missing data codes",
  );

export const valueAgainstValidation = (at: CellPlace, got: string, expected: string): Issue =>
  cellIssue(
    "value-not-in-dictionary",
    "error",
    at,
    expected,
    shown(got),
    "correct the record, or name the project's missing data codes",
  );

export const calculatedFromLimit = (at: CellPlace, source: string): Issue =>
  cellIssue(
    "calculated-from-limit",
    "warning",
    at,
    "values calculated from measurements",
    `values that REDCap calculated from a limit in ${source}`,
    "they are bounds, not measurements: leave the column out, or calculate it again from measured values",
  );

export const columnNotInDictionary = (file: string, columns: readonly string[]): Issue =>
  issue(
    "column-not-in-dictionary",
    "warning",
    { file },
    "columns that the dictionary describes",
    `also ${list(columns)}`,
    "check that data and dictionary come from the same project and the same day",
  );

export const markedIdentifier = (at: CellPlace): Issue =>
  cellIssue(
    "identifier-column",
    "warning",
    at,
    "no column that tells who a person is",
    "a field that the dictionary marks as an identifier",
    "leave it out of the export",
  );

export const notABundle = (file: string, got: string): Issue =>
  issue(
    "wrong-kind-of-file",
    "error",
    { file },
    "a FHIR R4 bundle with observations (.json)",
    got,
    "export a bundle of observations, or a table as CSV",
  );

export const missingCodeNotStated = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "missing-code-not-stated",
    "error",
    at,
    "every code under `missing:` that the file itself declares to be missing",
    `${shown(got)}, not stated`,
    "add it under `missing:` of the variable in study.yaml, or correct the file",
  );

// Tables with one row per measurement

export const blankTest = (at: CellPlace): Issue =>
  cellIssue(
    "blank-test",
    "error",
    at,
    "the name of the test",
    "a blank cell beside a result",
    "name the test, or delete the row",
  );

export const repeatedSamples = (
  at: CellPlace,
  test: string,
  people: number,
  rule: "first" | "last" | "nearest",
): Issue =>
  cellIssue(
    "repeated-samples",
    "note",
    at,
    `one ${test} of a person`,
    `several of ${count(people, "person", "people")}`,
    `the ${rule} by date is used, as study.yaml says`,
  );

export const samplesOutsideWindow = (at: CellPlace, test: string, people: readonly string[]): Issue =>
  cellIssue(
    "samples-outside-window",
    "warning",
    at,
    `a ${test} within the stated days`,
    `none of ${count(people.length, "person", "people")}: ${list(people)}`,
    "they have no value here; check the dates, or widen the window in study.yaml",
  );

export const samplesWithoutDate = (at: CellPlace, rule: "first" | "last" | "nearest"): Issue =>
  cellIssue(
    "samples-without-date",
    "error",
    at,
    `dates that say which sample is the ${rule}`,
    "equal or unknown ones",
    "correct the dates, name their column in study.yaml, or keep one row of each person",
  );
