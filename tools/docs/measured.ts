import { existsSync, readFileSync } from "node:fs";

/** Rows of a written report that are about one method, under the report's own heads. */
export interface Measured {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());

/** From the tables of a page whose first column is the method's id, without that column; null where there is nothing. */
export function measuredIn(path: string, id: string): Measured | null {
  if (!existsSync(path)) return null;
  let head: readonly string[] = [];
  const rows: (readonly string[])[] = [];
  let own: readonly string[] = [];
  let before = "";
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (/^\|[-:| ]+\|$/.test(line)) head = cellsOf(before);
    else if (line.startsWith("|") && cellsOf(line)[0] === id && rows.every((row) => row.length > 0)) {
      if (own.length === 0) own = head;
      if (own === head) rows.push(cellsOf(line).slice(1));
    }
    before = line;
  }
  return rows.length === 0 ? null : { head: own.slice(1), rows };
}
