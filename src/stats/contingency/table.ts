import { emptyMargin, notACount, outOfRange, tooFew } from "../../core/issues/input.ts";
import type { Issue } from "../../core/issues/issue.ts";

/** Counts laid out [[exposed cases, exposed others], [control cases, control others]]: rows are the groups. */
export type Table2x2 = readonly [readonly [number, number], readonly [number, number]];

/** Counts by row and column; every row has the same length. */
export type CountTable = readonly (readonly number[])[];

export interface Margins {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly n: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export function margins(table: CountTable): Margins {
  const rows = table.map(sum);
  const columns = (table[0] ?? []).map((_, j) => sum(table.map((row) => row[j] ?? 0)));
  return { rows, columns, n: sum(rows) };
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

export const checkCount = (path: string, value: number): Issue[] =>
  isCount(value) ? [] : [notACount(path, value)];

/** Both rows and both columns must hold somebody: otherwise `undefinedThing` has no value. */
export function checkTable2x2(table: Table2x2, undefinedThing: string): Issue[] {
  return checkTable(table, undefinedThing, { rows: 2, columns: 2 });
}

/** A rectangle of counts, at least 2 by 2 (or exactly `size`), with no empty row and no empty column. */
export function checkTable(
  table: CountTable,
  undefinedThing: string,
  size?: { readonly rows: number; readonly columns: number },
): Issue[] {
  const columns = table[0]?.length ?? 0;
  const shape: Issue[] = [];
  if (size !== undefined && (table.length !== size.rows || table.some((row) => row.length !== size.columns)))
    return [tooFew("table", "rows and columns", 2, Math.min(table.length, columns))];
  if (table.length < 2) shape.push(tooFew("table", "rows", 2, table.length));
  if (columns < 2) shape.push(tooFew("table", "columns", 2, columns));
  for (const [i, row] of table.entries())
    if (row.length !== columns) shape.push(tooFew(`table[${i}]`, "columns", columns, row.length));
  if (shape.length > 0) return shape;
  const cells = table.flatMap((row, i) => row.flatMap((cell, j) => checkCount(`table[${i}][${j}]`, cell)));
  if (cells.length > 0) return cells;
  const { rows, columns: columnTotals } = margins(table);
  return [
    ...rows.flatMap((total, i) => (total > 0 ? [] : [emptyMargin("table", `row ${i + 1}`, undefinedThing)])),
    ...columnTotals.flatMap((total, j) =>
      total > 0 ? [] : [emptyMargin("table", `column ${j + 1}`, undefinedThing)],
    ),
  ];
}

export const checkConfidence = (confidence: number): Issue[] =>
  confidence > 0 && confidence < 1 ? [] : [outOfRange("confidence", confidence, "(0, 1)")];

/** Said wherever a ratio or its upper limit has no bound. */
export const noBoundAbove = "no bound above: a cell is 0";
