/** What another way to read a text file would make of it, beside how it is read now. */
import { readNumber } from "../../cohort/number-text.ts";
import { type ReadOptions, readTable } from "../../cohort/read-table.ts";
import type { TextTable } from "../../cohort/text-table.ts";
import type { Reread } from "../messages.ts";

const MOST_EXAMPLES = 3;
const SHOWN_COLUMNS = 6;

/**
 * @param now - the table as it is read now
 * @param bytes - of the same file
 */
export async function reread(now: TextTable, bytes: Uint8Array, options: ReadOptions): Promise<Reread> {
  const { table, issues } = await readTable(bytes, now.file, options);
  const errors = issues.filter(({ severity }) => severity === "error");
  if (table === null) return { before: headOf(now), after: null, sameShape: false, examples: [], errors };
  const sameShape =
    table.columns.length === now.columns.length && table.records.length === now.records.length;
  return {
    before: headOf(now),
    after: headOf(table),
    sameShape,
    examples: sameShape ? examplesOf(now, table) : [],
    errors,
  };
}

const headOf = ({ columns, records, dialect }: TextTable): NonNullable<Reread["after"]> => ({
  columns: columns.length,
  rows: records.length,
  names: columns.slice(0, SHOWN_COLUMNS),
  dialect,
});

/** Cells that hold another text, or another number. */
function examplesOf(now: TextTable, then: TextTable): Reread["examples"] {
  const examples = new Map<string, Reread["examples"][number]>();
  for (const [i, record] of now.records.entries())
    for (const [j, cell] of record.entries()) {
      const other = then.records[i]?.[j] ?? "";
      if (cell === null || cell === "" || examples.has(cell)) continue;
      const [before, after] = [inWords(cell, now), inWords(other, then)];
      if (before === after) continue;
      examples.set(cell, { column: now.columns[j] ?? "", row: now.rowNumbers[i] ?? 0, cell, before, after });
      if (examples.size === MOST_EXAMPLES) return [...examples.values()];
    }
  return [...examples.values()];
}

function inWords(cell: string, { dialect }: TextTable): string {
  const reading = readNumber(cell, dialect["decimal"] === "," ? "," : ".");
  if ("value" in reading) return `the number ${reading.value}`;
  return reading.problem === "ambiguous" ? "a number with two readings: refused" : `the text ${cell}`;
}
