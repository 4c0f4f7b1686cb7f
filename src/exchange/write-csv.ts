/** A table as comma-separated text. */
import { csvFile } from "../report/tables.ts";
import { isoDate } from "../cohort/read/iso-text.ts";
import type { FlatColumn, FlatTable } from "./flat-table.ts";

/** A cell as text: dates in ISO 8601, numbers in the shortest form that reads back, nothing where unknown. */
export function cellText({ kind }: FlatColumn, cell: string | number | null): string {
  if (cell === null) return "";
  return kind === "date" ? (isoDate(Number(cell)) ?? "") : String(cell);
}

/** RFC 4180 in UTF-8, a header of names. A text that a spreadsheet would run as a formula gets an apostrophe in front. */
export const writeCsv = ({ subjects, columns }: FlatTable): string =>
  csvFile([
    columns.map(({ name }) => name),
    ...Array.from({ length: subjects }, (_, i) =>
      columns.map((column) => cellText(column, column.cells[i] ?? null)),
    ),
  ]);
