/** Rows of cells to a table: finds the header, sets aside titles and footers, and reports what does not fit. */
import {
  blankRows,
  duplicateHeader,
  emptyHeader,
  footerRows,
  noDataRows,
  noHeader,
  raggedRecord,
  rowsAboveHeader,
} from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import { readDate } from "./date-text.ts";
import { decimalEvidence } from "./number-text.ts";

export type Row = readonly (string | null)[];

export interface ShapedTable {
  readonly columns: readonly string[];
  readonly records: readonly Row[];
  readonly rowNumbers: readonly number[];
  /** Index into the rows handed in; -1 where the file has no header. */
  readonly headerIndex: number;
  readonly issues: readonly Issue[];
}

const isBlank = (cell: string | null | undefined): boolean =>
  cell === null || cell === undefined || cell.trim() === "";

const filled = (row: Row): number => {
  let n = 0;
  for (const cell of row) if (!isBlank(cell)) n++;
  return n;
};

/**
 * Gives rows of text their shape as a table.
 *
 * The header is the first row with at least half as many filled cells as the fullest of the next rows; rows above
 * it are titles. Rows after a blank row that fill at most a third of the columns, up to the end, are a footer.
 * A short record is padded with null and a long one cut, each with an issue: cells are never shifted.
 *
 * @param rowNumber - the number that a spreadsheet shows for the row at an index
 * @param lineNumber - the line in a text file where the row at an index begins, if that differs
 */
export function shapeTable(
  rows: readonly Row[],
  file: string,
  rowNumber: (index: number) => number,
  lineNumber?: (index: number) => number,
): ShapedTable | null {
  const issues: Issue[] = [];
  const found = findHeader(rows);
  if (found === null) return null;
  const hasHeader = !looksLikeData(rows[found] ?? [], rows.slice(found + 1, found + 21));
  const headerIndex = hasHeader ? found : -1;
  const above = rows.slice(0, found).length;
  if (above > 0) issues.push(rowsAboveHeader(file, rowNumber(found), above));

  const headerRow = rows[found] ?? [];
  const width = widthOf(headerRow, rows.slice(found + 1));
  const columns = hasHeader
    ? namedColumns(headerRow, width, file, rowNumber(found), issues)
    : Array.from({ length: width }, (_, i) => `column_${i + 1}`);
  if (!hasHeader)
    issues.push(
      noHeader(
        file,
        rowNumber(found),
        headerRow.slice(0, 3).map((cell) => cell ?? ""),
      ),
    );

  const first = hasHeader ? found + 1 : found;
  const end = footerStart(rows, first, width, file, rowNumber, issues);
  const records: Row[] = [];
  const rowNumbers: number[] = [];
  const blank: number[] = [];
  for (let i = first; i < end; i++) {
    const row = rows[i] ?? [];
    if (row.every((cell) => isBlank(cell))) {
      blank.push(rowNumber(i));
      continue;
    }
    if (row.length !== headerRow.length) {
      const line = lineNumber?.(i);
      issues.push(
        raggedRecord(
          { file, row: rowNumber(i), ...(line === undefined || line === rowNumber(i) ? {} : { line }) },
          row.length,
          headerRow.length,
          row.slice(headerRow.length).map((cell) => cell ?? ""),
        ),
      );
    }
    records.push(fitted(row, width));
    rowNumbers.push(rowNumber(i));
  }
  if (blank.length > 0) issues.push(blankRows(file, blank));
  if (records.length === 0) issues.push(noDataRows(file));
  return { columns, records, rowNumbers, headerIndex, issues };
}

function fitted(row: Row, width: number): Row {
  if (row.length === width) return row;
  return row.length > width
    ? row.slice(0, width)
    : [...row, ...Array.from({ length: width - row.length }, () => null)];
}

// A title fills one or two cells; a header about as many as the data below it.
function findHeader(rows: readonly Row[]): number | null {
  const sample = rows.slice(0, 60);
  const fullest = Math.max(0, ...sample.map((row) => filled(row)));
  if (fullest === 0) return null;
  const index = sample.findIndex((row) => filled(row) > 0 && filled(row) >= fullest / 2);
  return index < 0 ? null : index;
}

// A blank column on the right that no row fills is an artefact of the export.
function widthOf(header: Row, body: readonly Row[]): number {
  let width = header.length;
  while (width > 1 && isBlank(header[width - 1]) && body.every((row) => isBlank(row[width - 1]))) width--;
  return width;
}

function looksLikeData(header: Row, body: readonly Row[]): boolean {
  const texts = header.flatMap((cell) => (isBlank(cell) ? [] : [(cell ?? "").trim()]));
  const valueLike = texts.filter((text) => isValue(text));
  if (valueLike.length < 2 || valueLike.length < 0.4 * texts.length) return false;
  if (valueLike.every((text) => /^(?:19|20)\d{2}$/.test(text))) return false;
  return header.some(
    (cell, i) => isValue((cell ?? "").trim()) && body.some((row) => isValue((row[i] ?? "").trim())),
  );
}

const isValue = (text: string): boolean =>
  text !== "" && (/^[<>*]?\s?[+-]?\d+$/.test(text) || decimalEvidence(text) !== null || !isNotADate(text));

const isNotADate = (text: string): boolean => {
  const reading = readDate(text);
  return "problem" in reading && reading.problem === "not-a-date";
};

function namedColumns(header: Row, width: number, file: string, row: number, issues: Issue[]): string[] {
  const names: string[] = [];
  const positions = new Map<string, number[]>();
  for (let i = 0; i < width; i++) {
    const name = (header[i] ?? "").trim();
    if (name === "") {
      names.push(`column_${i + 1}`);
      issues.push(emptyHeader(file, row, i + 1, `column_${i + 1}`));
      continue;
    }
    positions.set(name, [...(positions.get(name) ?? []), i + 1]);
    names.push(name);
  }
  for (const [name, at] of positions) {
    if (at.length < 2) continue;
    const renamed = at.slice(1).map((position) => {
      let unique = `${name}_${position}`;
      while (names.includes(unique)) unique = `${unique}_`;
      names[position - 1] = unique;
      return unique;
    });
    issues.push(duplicateHeader(file, row, name, at, renamed));
  }
  return names;
}

function footerStart(
  rows: readonly Row[],
  first: number,
  width: number,
  file: string,
  rowNumber: (index: number) => number,
  issues: Issue[],
): number {
  let end = rows.length;
  while (end > first && filled(rows[end - 1] ?? []) === 0) end--;
  let start = end;
  while (start > first && filled(rows[start - 1] ?? []) > 0 && filled(rows[start - 1] ?? []) <= width / 3)
    start--;
  const afterBlank = start < end && start > first && filled(rows[start - 1] ?? []) === 0;
  if (!afterBlank || width < 3) return end;
  const texts = rows.slice(start, end).map((row) => row.filter((cell) => !isBlank(cell)).join(", "));
  while (start > first && filled(rows[start - 1] ?? []) === 0) start--;
  issues.push(footerRows(file, rowNumber(start), texts));
  return start;
}
