/** What keeps a table from filling the memory, and its columns from sharing a name. */
import { DamagedBytes } from "./byte-reader.ts";

/** Most cells of a table: 200,000 rows of 100 columns. */
export const MAX_CELLS = 20_000_000;

/** Throws as soon as a table of so many columns has too many rows, whatever the file says of their number. */
export function limitCells(columns: number): (rows: number) => void {
  if (columns === 0) throw new DamagedBytes("a table without columns");
  const most = Math.floor(MAX_CELLS / columns);
  return (rows) => {
    if (rows > most)
      throw new DamagedBytes(`more than ${most} rows of ${columns} columns, ${MAX_CELLS} cells`);
  };
}

/** The names, or a refusal where two columns share one: formats that describe their columns forbid it. */
export function columnNames(names: readonly string[]): readonly string[] {
  const known = new Set<string>();
  for (const name of names) {
    if (known.has(name)) throw new DamagedBytes(`two columns called ${JSON.stringify(name)}`);
    known.add(name);
  }
  return names;
}
