/** Answers about the cells of the tables that the worker holds. */
import type { Issue } from "../../core/issues/issue.ts";
import { type DictionaryGuess, guessDictionary, MOST_DRAFTED } from "../../cohort/guess-dictionary.ts";
import type { TextTable } from "../../cohort/text-table.ts";
import type { ColumnMeaning } from "../../session/column-reading.ts";
import type { IssuePlace, TableInfo } from "../messages.ts";

// Widths of columns come from the header and these rows: a longer cell further down is cut, and shown whole below the grid.
const SAMPLE_ROWS = 200;
const WIDEST = 32;

const infos = new WeakMap<TextTable, TableInfo>();

export function infoOf(table: TextTable): TableInfo {
  const known = infos.get(table);
  if (known !== undefined) return known;
  const widths = table.columns.map((header) => Math.min(WIDEST, header.length));
  for (const record of table.records.slice(0, SAMPLE_ROWS))
    for (const [j, cell] of record.entries())
      if (cell !== null && cell.length > widths[j]!) widths[j] = Math.min(WIDEST, cell.length);
  const info: TableInfo = {
    file: table.file,
    ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
    ...(table.sheets === undefined ? {} : { sheets: table.sheets }),
    columns: table.columns,
    rows: table.records.length,
    widths,
    dialect: table.dialect,
  };
  infos.set(table, info);
  return info;
}

const guesses = new WeakMap<TextTable, DictionaryGuess>();

/** What one column may hold, guessed among the others as for a new study; null where the guess leaves it out. */
export function guessOf(table: TextTable, column: number): ColumnMeaning | null {
  const guess =
    column < MOST_DRAFTED
      ? (guesses.get(table) ?? guessDictionary(table))
      : guessDictionary(withoutOthers(table, column));
  if (column < MOST_DRAFTED) guesses.set(table, guess);
  const variable = guess.variables.find((each) => each.column === table.columns[column]);
  if (variable === undefined) return null;
  return { variable, analyte: guess.analytes.find(({ name }) => name === variable.name) ?? null };
}

/** The first columns, which name the people, and one that stands too far behind to be drafted. */
function withoutOthers(table: TextTable, column: number): TextTable {
  const cut = <T>(row: readonly T[]): readonly T[] => [...row.slice(0, MOST_DRAFTED - 1), row[column]!];
  return {
    ...table,
    columns: cut(table.columns),
    records: table.records.map(cut),
    ...(table.descriptions === undefined ? {} : { descriptions: cut(table.descriptions) }),
  };
}

/** Record numbers of the rows that have a cell with the text, in upper or lower case. */
export function rowsWith(table: TextTable, text: string): Int32Array {
  const wanted = text.toLowerCase();
  const found: number[] = [];
  for (const [i, record] of table.records.entries())
    if (record.some((cell) => cell?.toLowerCase().includes(wanted) === true)) found.push(i);
  return Int32Array.from(found);
}

/** Where each problem stands in the tables: one entry per problem, null where it is about no table. */
export function issuePlaces(
  issues: readonly Issue[],
  tables: readonly TextTable[],
): readonly (IssuePlace | null)[] {
  const columns = tables.map((table) => new Map(table.columns.map((name, j) => [name, j])));
  return issues.map(({ at, rows }) => {
    const table = tables.findIndex(
      ({ file, sheet }) => file === at.file && (at.sheet === undefined || at.sheet === sheet),
    );
    if (table < 0) return null;
    const column = at.column === undefined ? undefined : columns[table]!.get(at.column);
    const lines = rows ?? (at.row === undefined ? [] : [at.row]);
    const records = lines
      .map((row) => recordOf(tables[table]!.rowNumbers, row))
      .filter((record) => record >= 0)
      .sort((a, b) => a - b);
    return { table, column: column ?? null, records: Int32Array.from(records) };
  });
}

/** Row numbers ascend: halved until found, -1 where no record has the row. */
function recordOf(rowNumbers: readonly number[], row: number): number {
  let [low, high] = [0, rowNumbers.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (rowNumbers[middle] === row) return middle;
    if (rowNumbers[middle]! < row) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
