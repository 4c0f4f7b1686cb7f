/** Files to one row per subject: identifiers are checked, further files join on them. */
import { addAll } from "../core/issues/add-all.ts";
import {
  duplicateId,
  duplicateRow,
  emptyId,
  idsDifferByZeros,
  idsOnlyIn,
  missingColumn,
  sameData,
  secondMeasurement,
  spacesAroundId,
} from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import { nearest } from "./nearest.ts";
import { type DecimalMark, plainNumber } from "./number-text.ts";
import { declaredMissing, type SourceColumn } from "./source-column.ts";
import type { TextTable } from "./text-table.ts";

export interface CohortTable {
  readonly table: TextTable;
  /** Header of the column that identifies a subject. */
  readonly idColumn: string;
}

export interface JoinedTables {
  readonly ids: readonly string[];
  readonly rowNumbers: readonly number[];
  readonly file: string;
  /** Files that have the column, the main one first. */
  find(column: string): readonly SourceColumn[];
  readonly columnNames: readonly string[];
}

interface IndexedTable extends CohortTable {
  readonly idIndex: number;
  /** Record index of each identifier, in file order; the first of duplicates. */
  readonly records: ReadonlyMap<string, number>;
  /** Rows with a blank or a repeated identifier: refused, but their other cells are checked like any. */
  readonly refused: readonly number[];
}

/**
 * Joins tables on identifiers. The first table decides who is a subject; repeated and blank identifiers are errors.
 *
 * @param measured - columns that hold measurements: rows that differ only there are repeated samples
 */
export function joinTables(
  tables: readonly CohortTable[],
  measured: ReadonlySet<string>,
  decimal: DecimalMark | undefined,
): { joined: JoinedTables | null; issues: Issue[] } {
  const issues: Issue[] = [];
  const indexed = tables.flatMap((each) => {
    const index = indexTable(each, measured, issues);
    return index === null ? [] : [index];
  });
  const [main, ...others] = indexed;
  if (main === undefined || main.table !== tables[0]?.table) return { joined: null, issues };
  for (const other of others) {
    // Tests of one file: who has which is no question of spelling.
    if (other.table.file === main.table.file) continue;
    const only = (a: IndexedTable, b: IndexedTable): string[] =>
      [...a.records.keys()].filter((id) => !b.records.has(id));
    const withoutOther = only(main, other);
    const withoutMain = only(other, main);
    if (withoutOther.length > 0)
      issues.push(idsOnlyIn(main.table.file, other.table.file, main.idColumn, withoutOther));
    if (withoutMain.length > 0)
      issues.push(idsOnlyIn(other.table.file, main.table.file, other.idColumn, withoutMain));
  }
  const known = [...main.records.keys()];
  const ids = [
    ...known,
    ...main.refused.map((record) => (main.table.records[record]?.[main.idIndex] ?? "").trim()),
  ];
  const positions = new Map(
    indexed.map((each) => [
      each,
      [
        ...known.map((id) => each.records.get(id) ?? -1),
        ...main.refused.map((record) => (each === main ? record : -1)),
      ],
    ]),
  );
  const sources = indexed.map((each) => ({
    each,
    source: sourcesOf(each.table, positions.get(each) ?? [], decimal),
  }));
  const joined: JoinedTables = {
    ids,
    rowNumbers: (positions.get(main) ?? []).map((record) => main.table.rowNumbers[record] ?? 0),
    file: main.table.file,
    columnNames: [...new Set(indexed.flatMap(({ table }) => table.columns))],
    find: (column) =>
      sources.flatMap(({ each, source }) => {
        const index = each.table.columns.indexOf(column);
        return index < 0 ? [] : [source(index)];
      }),
  };
  return { joined, issues };
}

/** Columns that are taken from the rows in one go: a row's cells lie side by side, those of a column do not. */
const BLOCK = 16;

/**
 * Columns of a table by their index, one cell per subject.
 *
 * @param positions - the record of each subject, -1 where the table has none
 */
export function sourcesOf(
  table: TextTable,
  positions: readonly number[],
  decimal: DecimalMark | undefined,
): (index: number) => SourceColumn {
  const { records, rowNumbers } = table;
  const rows = positions.map((record) => rowNumbers[record] ?? 0);
  const mark = decimal ?? (table.dialect["decimal"] === "," ? "," : ".");
  let block: {
    readonly first: number;
    readonly cells: readonly (string | null)[][];
    readonly plain: readonly Float64Array[];
  } | null = null;
  const cellsOf = (index: number): Pick<SourceColumn, "cells"> & { readonly plain: Float64Array } => {
    const first = index - (index % BLOCK);
    if (block?.first !== first) {
      const width = Math.min(BLOCK, table.columns.length - first);
      const cells = Array.from({ length: width }, (): (string | null)[] => []);
      const plain = cells.map(() => new Float64Array(positions.length));
      for (let i = 0; i < positions.length; i++) {
        const record = records[positions[i]!];
        for (let j = 0; j < width; j++) {
          const cell = record?.[first + j] ?? null;
          cells[j]!.push(cell);
          plain[j]![i] = cell === null ? Number.NaN : plainNumber(cell, mark);
        }
      }
      block = { first, cells, plain };
    }
    return { cells: block.cells[index - first]!, plain: block.plain[index - first]! };
  };
  return (index) => {
    const description = table.descriptions?.[index];
    const declared = declaredMissing(description);
    const { results, measurements } = description ?? {};
    return {
      file: table.file,
      ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
      column: table.columns[index] ?? "",
      ...cellsOf(index),
      rows,
      decimal: mark,
      ...(declared === null ? {} : { declared }),
      ...(results === undefined ? {} : { results: positions.map((record) => results[record] ?? null) }),
      ...(measurements === undefined
        ? {}
        : { measurements: positions.map((record) => measurements[record] ?? null) }),
    };
  };
}

function indexTable(each: CohortTable, measured: ReadonlySet<string>, issues: Issue[]): IndexedTable | null {
  const { table, idColumn } = each;
  const idIndex = table.columns.indexOf(idColumn);
  if (idIndex < 0) {
    issues.push(missingColumn(table.file, idColumn, table.columns, nearest(idColumn, table.columns)));
    return null;
  }
  const at = (rows: readonly number[]) => ({
    file: table.file,
    ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
    column: idColumn,
    rows,
  });
  const records = new Map<string, number>();
  const withoutZeros = new Map<string, string>();
  const blank: number[] = [];
  const refused: number[] = [];
  const rowOf = (record: number): number => table.rowNumbers[record] ?? 0;
  for (const [i, record] of table.records.entries()) {
    const cell = record[idIndex] ?? "";
    const id = cell.trim();
    if (id === "") {
      blank.push(rowOf(i));
      refused.push(i);
      continue;
    }
    if (id !== cell) issues.push(spacesAroundId(at([rowOf(i)]), cell));
    const first = records.get(id);
    if (first !== undefined) {
      issues.push(duplicateIssue(table, first, i, id, at([rowOf(i)]), measured));
      refused.push(i);
      continue;
    }
    records.set(id, i);
    if (!/^\d+$/.test(id)) continue;
    const bare = id.replace(/^0+/, "");
    const other = withoutZeros.get(bare);
    if (other === undefined) withoutZeros.set(bare, id);
    else issues.push(idsDifferByZeros(at([rowOf(i)]), id, other, rowOf(records.get(other) ?? -1)));
  }
  if (blank.length > 0) issues.push(emptyId(at(blank)));
  // Computed cells repeat each other: the limits of a plate are those of all its samples.
  const isComputed = table.descriptions?.some(({ measurements }) => measurements !== undefined) === true;
  addAll(
    issues,
    (isComputed ? [] : twins(table, idIndex, records)).map(([i, first]) => {
      const [id, other] = [i, first].map((record) => (table.records[record]?.[idIndex] ?? "").trim());
      return sameData(at([rowOf(i)]), id ?? "", other ?? "", rowOf(first));
    }),
  );
  return { table, idColumn, idIndex, records, refused };
}

// A column with so many different cells tells people apart; with three of them two people are hardly ever equal.
const TELLING_VALUES = 10;
const TELLING_COLUMNS = 3;
// More people than this with the same three cells: these columns do not tell people apart after all.
const MOST_CANDIDATES = 50;

/** Records under different identifiers whose other cells are all the same, each with the first of its kind. */
function twins(
  table: TextTable,
  idIndex: number,
  records: ReadonlyMap<string, number>,
): readonly (readonly [number, number])[] {
  const telling = table.columns.flatMap((_, j) => {
    const values = new Set(table.records.slice(0, 1000).map((record) => record[j]));
    return j !== idIndex && values.size > TELLING_VALUES ? [j] : [];
  });
  if (telling.length < TELLING_COLUMNS) return [];
  const text = (record: number, j: number): string => table.records[record]?.[j]?.trim() ?? "";
  const areSame = (i: number, k: number): boolean =>
    table.columns.every((_, j) => j === idIndex || text(i, j) === text(k, j));
  // Few columns find the candidates; all of them decide.
  const short = telling.slice(0, TELLING_COLUMNS);
  const seen = new Map<string, number[]>();
  const found: (readonly [number, number])[] = [];
  for (const i of records.values()) {
    if (telling.filter((j) => text(i, j) !== "").length < TELLING_COLUMNS) continue;
    const key = short.map((j) => text(i, j)).join("\u001f");
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, [i]);
      continue;
    }
    const first = before.find((k) => areSame(i, k));
    if (first === undefined) {
      if (before.length < MOST_CANDIDATES) before.push(i);
    } else found.push([i, first]);
  }
  return found;
}

function duplicateIssue(
  table: TextTable,
  first: number,
  second: number,
  id: string,
  at: Parameters<typeof duplicateId>[0],
  measured: ReadonlySet<string>,
): Issue {
  const [a, b] = [table.records[first] ?? [], table.records[second] ?? []];
  const different = table.columns.filter((_, j) => (a[j] ?? "").trim() !== (b[j] ?? "").trim());
  const firstRow = table.rowNumbers[first] ?? 0;
  if (different.length === 0) return duplicateRow(at, id, firstRow);
  if (different.every((column) => measured.has(column)))
    return secondMeasurement(at, id, firstRow, different);
  return duplicateId(at, id, firstRow);
}
