/** Whether a file writes decimals with a point or a comma. */
import { ambiguousNumber, decimalGuessed } from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import { type DecimalMark, decimalEvidence } from "./number-text.ts";
import type { ShapedTable } from "./table-shape.ts";

/**
 * Decides the decimal mark of a file from its cells, or takes the stated one.
 *
 * Cells with one reading (`1,5`, `0.25`) vote; the majority wins and a tie means a point. Where no cell votes and
 * a column holds numbers such as `1,234`, readings a factor of 1000 apart are possible: that is an error, as
 * `1.234` is in a file separated by semicolons, which programs write where the decimal mark is a comma.
 */
export function decideDecimal(
  table: ShapedTable,
  file: string,
  delimiter: string,
  stated?: DecimalMark,
): { decimal: DecimalMark; issues: Issue[] } {
  if (stated !== undefined) return { decimal: stated, issues: [] };
  let points = 0;
  let commas = 0;
  let first: { readonly column: number; readonly row: number; readonly cell: string } | null = null;
  const ambiguous = new Map<number, { rows: number[]; cell: string }>();
  for (const [i, record] of table.records.entries()) {
    for (let j = 0; j < record.length; j++) {
      const cell = record[j] ?? null;
      if (cell === null || cell === "") continue;
      const evidence = decimalEvidence(cell);
      if (evidence === ".") points++;
      else if (evidence === ",") {
        if (commas === 0) first = { column: j, row: i, cell };
        commas++;
      } else if (evidence === "ambiguous-comma" || (evidence === "ambiguous-point" && delimiter === ";")) {
        const seen = ambiguous.get(j);
        if (seen === undefined) ambiguous.set(j, { rows: [table.rowNumbers[i] ?? 0], cell });
        else seen.rows.push(table.rowNumbers[i] ?? 0);
      }
    }
  }
  if (commas > points) {
    const { column, row, cell } = first as unknown as { column: number; row: number; cell: string };
    const at = { file, column: table.columns[column] ?? "", rows: [table.rowNumbers[row] ?? 0] };
    return { decimal: ",", issues: [decimalGuessed(at, cell, cell.replace(",", "."))] };
  }
  if (points > 0) return { decimal: ".", issues: [] };
  const issues = [...ambiguous].map(([j, { rows, cell }]) =>
    ambiguousNumber({ file, column: table.columns[j] ?? "", rows }, cell),
  );
  return { decimal: ".", issues };
}
