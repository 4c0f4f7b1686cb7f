/** A table with one header somewhere in its first rows, as result tables of several vendors are. */
import type { Issue } from "../../core/issues/issue.ts";
import { cutFile, linesNotRead, shortPlateRow } from "../../core/issues/plate-file.ts";
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
  /** Filled cells of the rows above the header, up to the table before it. */
  readonly above: readonly string[];
  readonly issues: readonly Issue[];
}

const HEADER_WITHIN = 60;

const filledCells = (row: readonly string[]): number => row.filter((cell) => cell !== "").length;
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
 * The rows below a header, up to the next row that is the same header again.
 *
 * A row with cells beyond the header, or with fewer than the header in a text file, is listed and not read: its cells cannot be trusted
 * to stand in their columns. Lines with a single filled cell are titles or remarks and are listed.
 *
 * @param header - index of the header's row
 * @param isHeader - what ends the table: the same header again unless stated
 */
export function flatTable(
  sheet: SourceSheet,
  file: string,
  header: number,
  isHeader: (row: readonly string[]) => boolean = sameAs(sheet.rows[header] ?? []),
): FlatTable {
  const columns = sheet.rows[header] ?? [];
  const width = columns.length;
  const filled = filledLength(columns);
  const issues: Issue[] = [];
  const rows: FlatRow[] = [];
  const asides: number[] = [];
  const positions = positionsOf(columns);
  const next = sheet.rows.findIndex((row, i) => i > header && isHeader(row));
  const last = sheet.rows.findLastIndex((row) => filledCells(row) > 0);
  const end = next < 0 ? last : next - 1;
  // A workbook does not store the blank cells at the end of a row.
  const isShort = (row: readonly string[]): boolean => sheet.name === undefined && row.length < width;
  for (let i = header + 1; i <= end; i++) {
    const cells = sheet.rows[i] ?? [];
    if (filledCells(cells) === 0) continue;
    if (isShort(cells) && i === last) {
      const missing = `cells ${cells.length + 1} to ${width} of the last row`;
      issues.push(cutFile(file, `${width} cells in every row`, i + 1, missing));
    } else if (filledCells(cells) === 1 && width > 2) asides.push(i + 1);
    else if (isShort(cells) || filledLength(cells) > filled)
      issues.push(
        shortPlateRow(file, sheet.name, i + 1, `${filled} cells as in the header`, `${cells.length} cells`),
      );
    else rows.push(flatRow(columns, positions, cells, i + 1));
  }
  if (asides.length > 0 && next < 0) issues.push(linesNotRead(file, sheet.name, asides));
  const before = sheet.rows.findLastIndex((row, i) => i < header && isHeader(row));
  const above = sheet.rows
    .slice(before + 1, header)
    .filter((row) => before < 0 || filledCells(row) === 1)
    .flat()
    .filter((cell) => cell !== "");
  return { columns, rows, above, issues };
}

const sameAs = (header: readonly string[]): ((row: readonly string[]) => boolean) => {
  const key = header.join("\n");
  return (row) => row.join("\n") === key;
};

/** Every row that is the same header as the first one: plates below each other have one each. */
export function repeatedHeaders(rows: readonly (readonly string[])[], header: number): readonly number[] {
  const isSame = sameAs(rows[header] ?? []);
  return header < 0 ? [] : rows.flatMap((row, i) => (isSame(row) ? [i] : []));
}

/** Where each column stands, by its name in lower case; of two with one name the first. */
function positionsOf(columns: readonly string[]): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  for (const [i, column] of columns.entries())
    if (!positions.has(column.toLowerCase())) positions.set(column.toLowerCase(), i);
  return positions;
}

function flatRow(
  columns: readonly string[],
  positions: ReadonlyMap<string, number>,
  cells: readonly string[],
  row: number,
): FlatRow {
  const text = (column: string): string => cells[positions.get(column.toLowerCase()) ?? -1] ?? "";
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
