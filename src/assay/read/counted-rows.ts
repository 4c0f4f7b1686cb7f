/** Which rows of a plate count, where a file holds wells and rows that sum them up. */
import type { Plate } from "../plate.ts";

/**
 * The rows of single wells, and those aggregated rows none of whose wells has a row of its own for the same analyte. Where an aggregated row
 * names no wells, its sample stands for them.
 *
 * @example countedRows({ rows: [well A1, well A2, aggregated A1+A2, aggregated B1+B2], ... }).length // 3
 */
export function countedRows<Row extends Plate["rows"][number]>(plate: {
  readonly rows: readonly Row[];
}): readonly Row[] {
  const singles = plate.rows.filter(({ level }) => level === "well");
  const wells = new Set(singles.flatMap((row) => row.wells.map((well) => `${row.analyte}\n${well}`)));
  const samples = new Set(singles.map((row) => `${row.analyte}\n${row.sample}`));
  const isRepeated = (row: Row): boolean =>
    row.wells.length === 0
      ? samples.has(`${row.analyte}\n${row.sample}`)
      : row.wells.some((well) => wells.has(`${row.analyte}\n${well}`));
  return plate.rows.filter((row) => row.level === "well" || !isRepeated(row));
}
