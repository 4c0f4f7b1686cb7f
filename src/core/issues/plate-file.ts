/** Refusals and remarks about the files of instruments: what kind they are, and what stands in their cells. */
import { type Issue, shown } from "./issue.ts";
import { type CellPlace, cellIssue, count, issue, list, otherRows } from "./parts.ts";
import { cellsInWords, type PlateCells, plateIssue } from "./plate-parts.ts";

export * from "./plate-map.ts";
export type { PlateCells } from "./plate-parts.ts";
export * from "./plate-print.ts";

// The file as a whole

export const unknownPlateFile = (
  file: string,
  lookedFor: readonly string[],
  firstCells: readonly string[],
): Issue =>
  plateIssue(
    "unknown-plate-file",
    "error",
    file,
    `one of: ${lookedFor.join("; ")}`,
    `a file that begins ${shown(firstCells.join(" | "))}`,
    "export the results again in one of these layouts, or save the plate as a table with the columns well, sample, type, signal",
  );

export const beadLevelFile = (file: string): Issue =>
  plateIssue(
    "bead-level-file",
    "error",
    file,
    "results with one value per well and analyte",
    "single bead events (EventNo, RID, ...) of one well",
    "export the results of the batch (Median, Count, Result) instead",
  );

export const cutFile = (file: string, what: string, lastRow: number, missing: string): Issue =>
  issue(
    "cut-file",
    "error",
    { file, row: lastRow },
    what,
    `the end of the file without ${missing}`,
    "copy or export the file again: what stands above is read, the rest is not there",
  );

export const noFinalLineEnd = (file: string, row: number): Issue =>
  issue(
    "no-final-line-end",
    "warning",
    { file, row },
    "a line end after the last row",
    "none",
    "the last cell may be cut: compare it with the software, or export the file again",
  );

export const linesNotRead = (file: string, sheet: string | undefined, rows: readonly number[]): Issue =>
  issue(
    "lines-not-read",
    "note",
    { file, ...(sheet === undefined ? {} : { sheet }), ...(rows[0] === undefined ? {} : { row: rows[0] }) },
    "rows of wells only",
    `${count(rows.length, "line")} with a single cell${otherRows(rows)}`,
    "they are read as titles and remarks",
  );

export const wellsAbsent = (file: string, plate: string, wells: readonly string[]): Issue =>
  plateIssue(
    "wells-absent",
    "note",
    file,
    `every well of the plate ${shown(plate)}`,
    `nothing for ${count(wells.length, "well")}: ${list(wells)}`,
    "check that they were empty",
  );

export const brokenXml = (file: string, line: number, problem: string): Issue =>
  issue(
    "broken-xml",
    "error",
    { file, line },
    "an XML document without a document type, its elements properly nested",
    problem.replaceAll("-", " "),
    "export the file again; do not trust one with a document type",
  );

export const quotesTakenLiterally = (file: string, line: number): Issue =>
  issue(
    "stray-quote",
    "error",
    { file, line },
    "quotes only around a whole cell",
    "a quote that is misplaced or never closed",
    "export the file again; each line was split by itself, so check the rows from here on",
  );

export const noPlateRows = (file: string, kind: string): Issue =>
  plateIssue(
    "no-plate-rows",
    "error",
    file,
    `at least one well in a file of ${kind}`,
    "none",
    "export the results with their wells",
  );

export const severalTables = (file: string, used: readonly string[], skipped: readonly string[]): Issue =>
  plateIssue(
    "several-tables",
    "warning",
    file,
    "sheets of results only",
    `also ${list(skipped.map((name) => shown(name)))}`,
    `read: ${list(used.map((name) => shown(name)))}; the others hold no results`,
  );

export const backslashT = (file: string): Issue =>
  plateIssue(
    "literal-backslash-t",
    "warning",
    file,
    "tabulators between cells",
    "the two characters \\t in some lines",
    "they are read as tabulators; export the file again if a name contains them",
  );

export const ambiguousDate = (file: string, got: string): Issue =>
  plateIssue(
    "ambiguous-date",
    "note",
    file,
    "a date with one reading",
    shown(got),
    "the day and the month cannot be told apart, so the plate has no date",
  );

// Rows and cells

export const shortPlateRow = (
  file: string,
  sheet: string | undefined,
  row: number,
  expected: string,
  got: string,
): Issue =>
  issue(
    "ragged-row",
    "error",
    { file, ...(sheet === undefined ? {} : { sheet }), row },
    expected,
    got,
    "the row is not read: correct it, or export the file again; decimal commas need quotes around their cell",
  );

export const noWell = (file: string, sheet: string | undefined, row: number, got: string): Issue =>
  issue(
    "no-well",
    "error",
    { file, ...(sheet === undefined ? {} : { sheet }), row },
    "a well from A1 to P24",
    shown(got),
    "the row is not read: correct the well, or export the file again",
  );

export const locationUnread = (file: string, rows: readonly number[]): Issue =>
  cellIssue(
    "location-unread",
    "warning",
    { file, column: "Location", rows },
    "a well from A1 to P24",
    "another location",
    "the rows are read under their samples, without a well: no plate map can be joined to them",
  );

export const unreadablePlateCell = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "unreadable-cell",
    "error",
    at,
    "a number, or a word that the instrument's software writes instead of one",
    shown(got),
    "correct the cell in the software and export again; the row is kept without this number",
  );

export const ambiguousPlateNumber = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "ambiguous-number",
    "error",
    at,
    "a number with one reading",
    shown(got),
    "it is a number of thousands or one with three decimals: export again without thousands separators",
  );

export const sideUnknown = (file: string, cells: readonly PlateCells[]): Issue =>
  plateIssue(
    "side-unknown",
    "error",
    file,
    "standards that say on which side of the curve a value lies",
    cellsInWords(cells),
    "the file has no standards with expected concentrations for it, so the status is invalid",
  );

export const duplicateWell = (file: string, cells: readonly PlateCells[]): Issue =>
  plateIssue(
    "duplicate-well",
    "error",
    file,
    "each well once per analyte",
    cellsInWords(cells),
    "only the first is kept: delete the others, or name the plates apart",
  );

export const rawAndSummary = (file: string, single: number, aggregated: number): Issue =>
  plateIssue(
    "raw-and-summary-rows",
    "warning",
    file,
    "each well once",
    `${count(single, "row")} of single wells and ${count(aggregated, "row")} that sum them up`,
    "the single wells count; the rows that sum them up are kept beside them and never counted",
  );
