/** Olink's NPX files: one row per sample and assay, log2 values that are measured also below the limit of detection. */
import { belowLodKept } from "../../core/issues/file.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { readNumber } from "../number-text.ts";
import type { TextTable } from "../text-table.ts";
import { columnCells, columnIndex, recordsAt } from "./standard-columns.ts";

const LIMIT_COLUMNS = ["lod", "maxlod", "platelod"];

/**
 * Records whose NPX lies below the limit of detection of their assay and plate; null where the table is no NPX file or
 * gives no limits. NPX are logarithms: below the limit they are less certain, not unknown, and stay as they are.
 *
 * Source: Olink, "NPX file format", columns NPX and LOD.
 */
export function olinkBelowLod(table: TextTable): readonly number[] | null {
  const values = columnCells(table, "npx");
  const limits = LIMIT_COLUMNS.map((name) => columnCells(table, name)).find((cells) => cells !== null);
  if (values === null || limits === undefined || columnIndex(table, "olinkid") < 0) return null;
  const number = (cell: string | undefined): number => {
    const reading = readNumber(cell ?? "", ".");
    return "value" in reading ? reading.value : Number.NaN;
  };
  return values.flatMap((value, i) => (number(value) < number(limits?.[i]) ? [i] : []));
}

/** The remark that a table's values below the limit are kept. */
export function olinkRemarks(table: TextTable): Issue[] {
  const below = olinkBelowLod(table);
  return below === null || below.length === 0
    ? []
    : [belowLodKept(recordsAt(table, columnIndex(table, "npx"), below))];
}
