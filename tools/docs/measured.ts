import { existsSync, readFileSync } from "node:fs";

/** Rows of one table of a written report that are about one method, under the table's own heads. */
export interface Measured {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());

/** What the tables of a report whose first column is the method's id say of it, without that column. */
export function measuredIn(text: string, id: string): readonly Measured[] {
  const tables: { head: readonly string[]; rows: (readonly string[])[] }[] = [];
  let before = "";
  for (const line of text.split("\n")) {
    if (/^\|[-:| ]+\|$/.test(line)) tables.push({ head: cellsOf(before).slice(1), rows: [] });
    else if (line.startsWith("|")) {
      const [first, ...rest] = cellsOf(line);
      if (first === id) tables.at(-1)?.rows.push(rest);
    }
    before = line;
  }
  return tables.filter(({ rows }) => rows.length > 0);
}

/** A report that `npm run calibrate` or `npm run bench` has written, or nothing yet. */
export const reportText = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");
