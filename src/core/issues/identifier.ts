/** Refusals about columns that the protocol names and about identifiers of subjects. */
import { type Issue, shown } from "./issue.ts";
import { type CellPlace, cellIssue, count, didYouMean, issue, list } from "./parts.ts";

export const missingColumn = (
  file: string,
  column: string,
  columns: readonly string[],
  near: string | null,
): Issue =>
  issue(
    "missing-column",
    "error",
    { file, column },
    `a column called ${shown(column)}`,
    `the columns ${list(columns)}`,
    `${didYouMean(near)}correct the name in study.yaml or in the header`,
  );

export const columnInTwoFiles = (column: string, files: readonly string[]): Issue =>
  issue(
    "column-in-two-files",
    "error",
    { ...(files[0] === undefined ? {} : { file: files[0] }), column },
    "the column in one file only",
    `it in ${files.join(" and ")}`,
    "rename it in one of them",
  );

export const emptyId = (at: CellPlace): Issue =>
  cellIssue(
    "empty-id",
    "error",
    at,
    "an identifier in every row",
    "a blank cell",
    "give the subject an identifier, or delete the row",
  );

export const duplicateId = (at: CellPlace, id: string, firstRow: number): Issue =>
  cellIssue(
    "duplicate-id",
    "error",
    at,
    "every identifier once",
    `${shown(id)}, already in row ${firstRow} with other data`,
    "correct one of the identifiers",
  );

export const duplicateRow = (at: CellPlace, id: string, firstRow: number): Issue =>
  cellIssue(
    "duplicate-row",
    "error",
    at,
    "every subject once",
    `${shown(id)}, the same as row ${firstRow}`,
    "delete one of the rows",
  );

export const secondMeasurement = (
  at: CellPlace,
  id: string,
  firstRow: number,
  columns: readonly string[],
): Issue =>
  cellIssue(
    "second-measurement",
    "error",
    at,
    "one measurement of a person",
    `${shown(id)}, already in row ${firstRow} and different only in ${list(columns)}`,
    "keep the row that the protocol prescribes: repeated samples are not independent subjects",
  );

export const spacesAroundId = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "spaces-around-id",
    "warning",
    at,
    "an identifier without spaces around it",
    shown(got),
    "the spaces are left out; correct them in the file",
  );

export const idsDifferByZeros = (at: CellPlace, id: string, other: string, otherRow: number): Issue =>
  cellIssue(
    "ids-differ-by-zeros",
    "warning",
    at,
    "identifiers that differ in more than leading zeros",
    `${shown(id)} beside ${shown(other)} in row ${otherRow}`,
    "check that these are two people: spreadsheets drop leading zeros",
  );

export const idsOnlyIn = (file: string, other: string, column: string, ids: readonly string[]): Issue =>
  issue(
    "ids-only-in-one-file",
    "warning",
    { file, column },
    `every identifier of this file in ${other} too`,
    `${count(ids.length, "identifier")} without a partner: ${list(ids.map((id) => shown(id)))}`,
    "check the spelling of identifiers and whether subjects are missing",
  );

export const identifyingColumn = (at: CellPlace, what: string): Issue =>
  cellIssue(
    "identifying-column",
    "warning",
    at,
    "no column that tells who a person is",
    `a column of ${what}`,
    "remove it before the file is analysed or shared; drafts leave it out",
  );

export const sameData = (at: CellPlace, id: string, other: string, otherRow: number): Issue =>
  cellIssue(
    "same-data",
    "warning",
    at,
    "people who differ in something",
    `${shown(id)} with every cell of ${shown(other)} in row ${otherRow}`,
    "check that this is not one person under two identifiers",
  );
