/** Refusals and remarks about measured cells and the limits of their assay. */
import { type Issue, shown } from "./issue.ts";
import { type CellPlace, cellIssue, count, issue } from "./parts.ts";

export const unitConverted = (
  at: CellPlace,
  {
    from,
    to,
    times,
    over,
  }: { readonly from: string; readonly to: string; readonly times: number; readonly over: number },
  cells: number,
): Issue =>
  cellIssue(
    "unit-converted",
    "note",
    at,
    `numbers in ${to}`,
    `${count(cells, "number")} in ${from}, as study.yaml says`,
    `each is converted: times ${times}${over === 1 ? "" : ` over ${over}`}, to 15 digits`,
  );

export const unreadableMeasurement = (at: CellPlace, got: string, unit: string): Issue =>
  cellIssue(
    "unreadable-measurement",
    "error",
    at,
    `a concentration in ${unit}, a bound such as <0.5, or a known mark such as ND or OOR <`,
    shown(got),
    "correct the cell, or list it under `not_detected:` or `not_measured:` of the analyte in study.yaml",
  );

export const negativeConcentration = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "negative-concentration",
    "error",
    at,
    "a concentration of at least 0",
    shown(got),
    "if the number is a code, list it under `not_detected:` or `not_measured:` of the analyte in study.yaml",
  );

export const otherUnit = (at: CellPlace, got: string, unit: string): Issue =>
  cellIssue(
    "other-unit",
    "error",
    at,
    `a concentration in ${unit}`,
    shown(got),
    "convert the cell, or correct the analyte's `unit:` in study.yaml",
  );

export const ambiguousToken = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "ambiguous-token",
    "warning",
    at,
    "a mark with one meaning",
    shown(got),
    "it is read as not detected but may mean not done: list it under `not_detected:` or `not_measured:` in study.yaml",
  );

export const boundAgainstLimit = (at: CellPlace, got: string, limitName: string, limit: number): Issue =>
  cellIssue(
    "bound-against-limit",
    "warning",
    at,
    `a bound equal to the sample's ${limitName}, ${limit}`,
    shown(got),
    `both are kept, so detection against the ${limitName} may be unknown; correct the cell or the limit`,
  );

export const belowOwnLod = (at: CellPlace): Issue =>
  cellIssue(
    "below-own-lod",
    "note",
    at,
    "a mark on values below the sample's LOD",
    `${count(at.rows.length, "plain number")} below it`,
    "they are kept as numbers; the detection rule decides whether they count as detected",
  );

export const limitMissing = (at: CellPlace, limitName: string, analyte: string): Issue =>
  cellIssue(
    "limit-missing",
    "warning",
    at,
    `the ${limitName} of every sample measured for ${analyte}`,
    `none for ${count(at.rows.length, "sample")}`,
    `detection against the ${limitName} is unknown there`,
  );

export const limitNotPositive = (at: CellPlace, got: string, limitName: string): Issue =>
  cellIssue(
    "limit-not-positive",
    "error",
    at,
    `a number above 0 as ${limitName}`,
    shown(got),
    "correct the cell, or leave it blank where the limit is unknown",
  );

export const limitsOutOfOrder = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "limits-out-of-order",
    "error",
    at,
    "LOD <= LLOQ < ULOQ",
    got,
    "correct the limits in the file or in study.yaml",
  );

export const analyteNotDescribed = (file: string, column: string): Issue =>
  issue(
    "analyte-not-described",
    "error",
    { file, column },
    "the analyte of a concentration variable",
    "none",
    "describe it under `analytes:` in study.yaml, with its unit and detection rule",
  );

export const formulaLike = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "formula-like-text",
    "note",
    at,
    "text that no spreadsheet would run",
    shown(got),
    "it is kept as text; delete it unless you know where it came from",
  );
