/** What the readers of interchange standards share: columns found by name, and results with their issues. */
import type { CellPlace } from "../../core/issues/file.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { parseMeasurement } from "../measurement-cell.ts";
import type { TextTable } from "../text-table.ts";

/** Results of one column, as cells that say what they are: `<=0.7`, `13.56`, or null where nothing was measured. */
export interface QualifiedColumn {
  readonly column: number;
  readonly results: readonly (string | null)[];
  readonly unit?: string;
  readonly issues: readonly Issue[];
}

/** Cells of a column by its name, whatever its case; blank ones are "". Null where the table has no such column. */
export function columnCells(table: TextTable, name: string): readonly string[] | null {
  const index = columnIndex(table, name);
  return index < 0 ? null : table.records.map((record) => record[index]?.trim() ?? "");
}

export const columnIndex = (table: TextTable, name: string): number =>
  table.columns.findIndex((column) => column.trim().toLowerCase() === name.toLowerCase());

/** The place of some records in a column. */
export const recordsAt = (table: TextTable, column: number, records: readonly number[]): CellPlace => ({
  file: table.file,
  ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
  column: table.columns[column] ?? "",
  rows: records.map((record) => table.rowNumbers[record] ?? 0),
});

/** The only text of a column besides blanks, or none where there are several. */
export function commonText(cells: readonly string[] | null): { unit?: string } {
  const texts = new Set((cells ?? []).filter((cell) => cell !== ""));
  const [unit] = texts;
  return texts.size === 1 && unit !== undefined ? { unit } : {};
}

/** What a text says by itself: a bound or mark below or above, a number, or nothing that counts as measured. */
export interface SaidByText {
  readonly kind: "below" | "above" | "number" | "nothing";
  /** The number, or the limit of a bound, where the text has one. */
  readonly amount?: number;
}

export function saidByText(text: string, unit: string): SaidByText {
  const reading = parseMeasurement(text, {
    unit,
    decimal: ".",
    notDetected: [],
    notMeasured: [],
    missing: [],
  });
  if (!("measurement" in reading)) return { kind: "nothing" };
  const { status, value, bound } = reading.measurement;
  const amount = bound?.limit ?? value;
  const said = amount === undefined ? {} : { amount };
  if (status.startsWith("below")) return { kind: "below", ...said };
  if (status === "aboveUloq") return { kind: "above", ...said };
  return status === "quantified" ? { kind: "number", ...said } : { kind: "nothing" };
}
