/** Refusals and remarks about data files: their kind, their text and the shape of their table. */
import { type Issue, shown } from "./issue.ts";
import { type CellPlace, cellIssue, count, issue, otherRows } from "./parts.ts";

export * from "./binary-file.ts";
export * from "./cell.ts";
export * from "./identifier.ts";
export * from "./measured-cell.ts";
export * from "./standards.ts";
export * from "./workbook.ts";

export const emptyFile = (file: string): Issue =>
  issue(
    "empty-file",
    "error",
    { file },
    "a table with a header row",
    "an empty file",
    "export the data again",
  );

export const noSubjects = (file: string): Issue =>
  issue(
    "no-subjects",
    "error",
    { file },
    "at least one row below the header",
    "none",
    "export the data again",
  );

export const wrongKind = (file: string, expected: string, kind: string, advice: string): Issue =>
  issue("wrong-kind-of-file", "error", { file }, expected, kind, advice);

export const binaryFile = (file: string): Issue =>
  issue(
    "not-text",
    "error",
    { file },
    "a text file",
    "binary data (many zero bytes)",
    "export the table as CSV in UTF-8, or as .xlsx",
  );

const megabytes = (bytes: number): string => `${(bytes / 1048576).toFixed(1)} MB`;

export const tooLarge = (file: string, bytes: number, limit: number, what = "a file"): Issue =>
  issue(
    "too-large",
    "error",
    { file },
    `${what} of at most ${megabytes(limit)}`,
    megabytes(bytes),
    "keep only the columns and rows of this study, or split the file by centre",
  );

export const damagedFile = (file: string, what: string, detail: string): Issue =>
  issue("damaged-file", "error", { file }, what, detail, "copy or export the file again");

export const workbookWithDoctype = (file: string, part: string): Issue =>
  issue(
    "xml-doctype",
    "error",
    { file },
    "a workbook as office programs write it",
    `a document type declaration in ${part}`,
    "do not trust this file: ask for the workbook again from where it came",
  );

export const cannotDecode = (file: string, encoding: string, line: number): Issue =>
  issue(
    "cannot-decode",
    "error",
    { file, line },
    `text in ${encoding}`,
    "bytes that are not",
    "save the file as UTF-8, or state its `encoding:` in study.yaml",
  );

export const encodingGuessed = (file: string, encoding: string): Issue =>
  issue(
    "encoding-guessed",
    "note",
    { file },
    "text in UTF-8",
    `other bytes, read as ${encoding}`,
    "check letters with accents; state `encoding:` in study.yaml to silence this",
  );

export const damagedText = (at: CellPlace, got: string): Issue =>
  cellIssue(
    "damaged-text",
    "error",
    at,
    "text in UTF-8",
    `${shown(got)} with bytes that are not`,
    "correct the marked letters (\ufffd) in the file",
  );

export const controlCharacter = (at: CellPlace, name: string): Issue =>
  cellIssue(
    "control-character",
    "error",
    at,
    "printable text",
    `the control character ${name}`,
    "delete it in the file, or export again",
  );

export const mixedNewlines = (file: string, kinds: readonly string[]): Issue =>
  issue(
    "mixed-newlines",
    "note",
    { file },
    "one kind of line end",
    kinds.join(", "),
    "check that no line is broken: the file was edited by several programs",
  );

// Shape of a table

export const raggedRecord = (
  at: { readonly file: string; readonly sheet?: string; readonly row: number; readonly line?: number },
  cells: number,
  columns: number,
  surplus: readonly string[],
): Issue => {
  const blank = surplus.length > 0 && surplus.every((cell) => cell.trim() === "");
  const detail = surplus.length === 0 ? "" : `, surplus ${surplus.map((cell) => shown(cell)).join(", ")}`;
  return issue(
    "ragged-row",
    blank ? "warning" : "error",
    at,
    `${count(columns, "cell")} as in the header`,
    `${count(cells, "cell")}${detail}`,
    blank
      ? "the surplus cells are blank and left out"
      : "correct the row: a missing or surplus separator moves every later cell; quote cells that contain it",
  );
};

export const unclosedQuote = (file: string, line: number, row: number, column: string | undefined): Issue =>
  issue(
    "unclosed-quote",
    "error",
    { file, line, row, ...(column === undefined ? {} : { column }) },
    "a closing quote",
    "none up to the end of the file",
    "close the quote, or delete the one that opens it",
  );

export const strayQuote = (file: string, line: number, row: number, column: string | undefined): Issue =>
  issue(
    "stray-quote",
    "error",
    { file, line, row, ...(column === undefined ? {} : { column }) },
    "quotes only around a whole cell",
    "a quote inside a cell",
    'put the cell in quotes and write each inner quote twice ("")',
  );

export const noHeader = (file: string, row: number, first: readonly string[]): Issue =>
  issue(
    "no-header",
    "warning",
    { file, row },
    "names of columns in the first row",
    `what looks like data (${first.map((cell) => shown(cell)).join(", ")})`,
    "add a header row; until then the columns are called column_1, column_2, ...",
  );

export const duplicateHeader = (
  file: string,
  row: number,
  name: string,
  positions: readonly number[],
  renamed: readonly string[],
): Issue =>
  issue(
    "duplicate-header",
    "error",
    { file, row, column: name },
    "every column with a name of its own",
    `${shown(name)} for columns ${positions.join(" and ")}`,
    `rename the columns; here the later ones are called ${renamed.join(", ")}`,
  );

export const emptyHeader = (file: string, row: number, position: number, renamed: string): Issue =>
  issue(
    "empty-header",
    "warning",
    { file, row },
    "a name for every column",
    `none for column ${position}`,
    `name it in the file; here it is called ${renamed}`,
  );

export const noDataRows = (file: string): Issue =>
  issue("no-data-rows", "warning", { file }, "at least one data row", "only a header", "check the export");

export const rowsAboveHeader = (file: string, headerRow: number, rows: number): Issue =>
  issue(
    "rows-above-header",
    "note",
    { file, row: headerRow },
    "the header in the first row",
    `${count(rows, "row")} above it`,
    "they are not read; check that this row is the header",
  );

export const footerRows = (file: string, row: number, texts: readonly string[]): Issue =>
  issue(
    "footer-rows",
    "warning",
    { file, row },
    "data up to the last row",
    `a blank row and then ${texts.map((text) => shown(text)).join(", ")}`,
    "these rows are not read as subjects; move limits and totals out of the table",
  );

export const blankRows = (file: string, rows: readonly number[]): Issue =>
  issue(
    "blank-rows",
    "note",
    { file, ...(rows[0] === undefined ? {} : { row: rows[0] }) },
    "no blank rows between subjects",
    `${count(rows.length, "blank row")}${otherRows(rows)}`,
    "they are left out",
  );
