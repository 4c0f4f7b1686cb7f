/** A table with one header somewhere in its first rows, as result tables of several vendors are. */
import { cutFile, shortPlateRow } from "../../core/issues/plate-file.ts";
import type { Issue } from "../../core/issues/issue.ts";
import type { Cell } from "./rows.ts";
import type { SourceSheet } from "./source.ts";

export interface FlatRow {
  /** "" where the table has no such column. */
  readonly text: (column: string) => string;
  readonly cell: (column: string) => Cell;
  readonly row: number;
  /** Columns that `known` does not name, untouched. */
  readonly rest: (known: ReadonlySet<string>) => Record<string, string>;
}

export interface FlatTable {
  readonly columns: readonly string[];
  readonly rows: readonly FlatRow[];
  /** Rows above the header. */
  readonly above: readonly (readonly string[])[];
  readonly issues: readonly Issue[];
}

const HEADER_WITHIN = 60;

const filledLength = (row: readonly string[]): number => row.findLastIndex((cell) => cell !== "") + 1;

/** The first row, among the first sixty, that holds all of the columns; -1 where there is none. */
export function headerIndex(rows: readonly (readonly string[])[], columns: readonly string[]): number {
  const wanted = columns.map((column) => column.toLowerCase());
  return rows.slice(0, HEADER_WITHIN).findIndex((row) => {
    const cells = new Set(row.map((cell) => cell.toLowerCase()));
    return wanted.every((column) => cells.has(column));
  });
}

/**
 * The rows below the header up to the first blank one. A row with cells beyond the header, or with fewer than the header in a text
 * file, is listed and not read: its cells cannot be trusted to stand in their columns.
 *
 * @param width - number of cells that each row of a text file must have; null in a workbook, which does not store blank ends
 */
export function flatTable(sheet: SourceSheet, file: string, header: number, checkShort: boolean): FlatTable {
  const columns = sheet.rows[header] ?? [];
  const width = columns.length;
  const filled = filledLength(columns);
  const issues: Issue[] = [];
  const rows: FlatRow[] = [];
  const last = sheet.rows.findLastIndex((row) => filledLength(row) > 0);
  for (let i = header + 1; i <= last; i++) {
    const cells = sheet.rows[i] ?? [];
    if (filledLength(cells) === 0) break;
    if (filledLength(cells) > filled) {
      issues.push(
        shortPlateRow(
          file,
          sheet.name,
          i + 1,
          `${filled} cells as in the header`,
          `${filledLength(cells)} cells`,
        ),
      );
      continue;
    }
    if (checkShort && cells.length < width) {
      issues.push(
        i === last
          ? cutFile(
              file,
              `${width} cells in every row`,
              i + 1,
              `cells ${cells.length + 1} to ${width} of the last row`,
            )
          : shortPlateRow(
              file,
              sheet.name,
              i + 1,
              `${width} cells as in the header`,
              `${cells.length} cells`,
            ),
      );
      continue;
    }
    rows.push(flatRow(columns, cells, i + 1));
  }
  return { columns, rows, above: sheet.rows.slice(0, header), issues };
}

function flatRow(columns: readonly string[], cells: readonly string[], row: number): FlatRow {
  const text = (column: string): string => {
    const wanted = column.toLowerCase();
    return cells[columns.findIndex((name) => name.toLowerCase() === wanted)] ?? "";
  };
  return {
    text,
    cell: (column) => ({ text: text(column), column }),
    row,
    rest: (known) =>
      Object.fromEntries(
        columns.flatMap((column, i) =>
          column === "" || known.has(column) ? [] : [[column, cells[i] ?? ""]],
        ),
      ),
  };
}
