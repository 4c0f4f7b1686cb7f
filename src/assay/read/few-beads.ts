/** Readings of too few beads. */
import type { Issue } from "../../core/issues/issue.ts";
import { lowBeadCount, type PlateCells } from "../../core/issues/plate-file.ts";
import type { ReadRow } from "./reading.ts";

export const rowCells = ({ wells, analyte }: ReadRow, text: string): PlateCells => ({ wells, analyte, text });

/** One remark for a plate, with every reading below the minimum; none where the file counts no beads. */
export function fewBeads(rows: readonly ReadRow[], minimum: number, file: string): readonly Issue[] {
  const few = rows.flatMap((row) =>
    row.beadCount !== undefined && row.beadCount < minimum ? [rowCells(row, String(row.beadCount))] : [],
  );
  return few.length === 0 ? [] : [lowBeadCount(file, minimum, few)];
}
