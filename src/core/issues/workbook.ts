/** Remarks about workbooks: what a spreadsheet shows and a table of text does not. */
import { type Issue, shown } from "./issue.ts";
import { type CellPlace, cellIssue, count, didYouMean, issue, list, otherRows } from "./parts.ts";

export const sheetMissing = (
  file: string,
  sheet: string,
  sheets: readonly string[],
  near: string | null,
): Issue =>
  issue(
    "sheet-missing",
    "error",
    { file },
    `a sheet called ${shown(sheet)}`,
    `the sheets ${list(sheets.map((name) => shown(name)))}`,
    `${didYouMean(near)}correct \`sheet:\` in study.yaml`,
  );

export const noVisibleSheet = (file: string, hidden: readonly string[]): Issue =>
  issue(
    "no-visible-sheet",
    "error",
    { file },
    "a visible sheet with data",
    hidden.length === 0 ? "none" : `only the hidden ${list(hidden.map((name) => shown(name)))}`,
    "name the sheet under `sheet:` in study.yaml",
  );

export const hiddenSheets = (file: string, hidden: readonly string[], chosen: boolean): Issue =>
  issue(
    "hidden-sheet",
    "warning",
    { file },
    "visible sheets only",
    `the hidden ${list(hidden.map((name) => shown(name)))}`,
    chosen
      ? "it is read because the protocol names it; hidden sheets often hold names of patients"
      : "not read: hidden sheets often hold names of patients; delete them before sharing the file",
  );

export const severalSheets = (file: string, used: string, others: readonly string[]): Issue =>
  issue(
    "several-sheets",
    "note",
    { file, sheet: used },
    "one sheet, or `sheet:` in study.yaml",
    `also ${list(others.map((name) => shown(name)))}`,
    `the first visible sheet, ${shown(used)}, is read`,
  );

export const hiddenColumns = (at: CellPlace): Issue =>
  cellIssue(
    "hidden-column",
    "warning",
    at,
    "visible columns",
    "a hidden one",
    "it is read like the others; check that it belongs to the study",
  );

export const hiddenRows = (file: string, sheet: string, rows: readonly number[]): Issue =>
  issue(
    "hidden-row",
    "warning",
    { file, sheet, ...(rows[0] === undefined ? {} : { row: rows[0] }) },
    "visible rows",
    `${count(rows.length, "hidden row")}${otherRows(rows)}`,
    "they are read like the others; check that a filter was not meant to exclude them",
  );

export const mergedCells = (file: string, sheet: string, ranges: readonly string[], inData: boolean): Issue =>
  issue(
    "merged-cells",
    inData ? "warning" : "note",
    { file, sheet },
    "one cell per value",
    `merged ${list(ranges)}`,
    inData
      ? "only the first cell of each has a value: write it in every row"
      : "they lie above the table and do no harm",
  );

export const spreadsheetError = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "spreadsheet-error",
    "error",
    at,
    "a value",
    `the spreadsheet's error ${got}`,
    "correct the formula, or clear the cell",
  );

export const formulaWithoutValue = (at: CellPlace, formula: string): Issue =>
  cellIssue(
    "formula-without-value",
    "error",
    at,
    "a formula with its result",
    `=${formula} without one`,
    "open the workbook in a spreadsheet program, save it and read it again",
  );

export const formulaColumn = (at: CellPlace): Issue =>
  cellIssue(
    "formula-column",
    "note",
    at,
    "entered values",
    "results of formulas",
    "the results stored in the file are read; nothing is recalculated",
  );

export const percentFormat = (at: CellPlace, stored: string, seen: string): Issue =>
  cellIssue(
    "percent-format",
    "warning",
    at,
    "numbers as they are shown",
    `${stored} shown as ${seen}`,
    "the stored fraction is read: ranges and limits must be fractions too",
  );

export const leadingZeroFormat = (at: CellPlace, stored: string, seen: string): Issue =>
  cellIssue(
    "leading-zero-format",
    "warning",
    at,
    "identifiers stored as text",
    `${stored} shown as ${seen}`,
    "the shown text is read; store identifiers as text so that zeros cannot be lost",
  );

export const numberStoredAsText = (at: CellPlace): Issue =>
  cellIssue(
    "number-stored-as-text",
    "warning",
    at,
    "numbers stored as numbers",
    "numbers stored as text beside real ones",
    "they are read all the same; sums in the spreadsheet leave them out",
  );

export const percentAsText = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "percent-as-text",
    "error",
    at,
    "numbers like the others of the column",
    `the text ${shown(got)}`,
    "write it as a number on the scale of the column: read as text it may be a hundred times too large",
  );
