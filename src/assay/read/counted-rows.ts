/** Which rows of a plate count, where a file holds wells and rows that sum them up. */
import type { Plate } from "../plate.ts";

/**
 * The rows of single wells, and those aggregated rows none of whose wells has a row of its own for the same analyte.
 *
 * @example countedRows({ rows: [well A1, well A2, aggregated A1+A2, aggregated B1+B2], ... }).length // 3
 */
export function countedRows<Row extends Plate["rows"][number]>(plate: {
  readonly rows: readonly Row[];
}): readonly Row[] {
  const single = new Set(
    plate.rows.flatMap((row) =>
      row.level === "well" ? row.wells.map((well) => `${row.analyte}\n${well}`) : [],
    ),
  );
  return plate.rows.filter(
    (row) => row.level === "well" || !row.wells.some((well) => single.has(`${row.analyte}\n${well}`)),
  );
}
