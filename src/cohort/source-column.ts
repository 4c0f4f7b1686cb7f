/** One column of text, one cell per subject, with where each cell stands. */
import { type CellPlace, missingCodeNotStated } from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import type { Measurement } from "../core/measurement.ts";
import { type DecimalMark, readNumber } from "./number-text.ts";
import type { ColumnDescription } from "./text-table.ts";

export interface SourceColumn {
  readonly file: string;
  readonly sheet?: string;
  readonly column: string;
  /** Null where the file has no cell, or no row for the subject. */
  readonly cells: readonly (string | null)[];
  /** Row in `file` for each subject; 0 where it has none. */
  readonly rows: readonly number[];
  readonly decimal: DecimalMark;
  /** The number of each cell that is digits with at most one mark, NaN for any other; read while the rows are at hand. */
  readonly plain?: Float64Array;
  /** The cells as results, where another column of the file says whether a number is a value or a limit. */
  readonly results?: readonly (string | null)[];
  /** The cells as measurements, where they were computed and not read. */
  readonly measurements?: readonly (Measurement | null)[];
  /** What the file itself declares to be missing. */
  readonly declared?: DeclaredMissing;
}

export interface DeclaredMissing {
  readonly codes: readonly string[];
  readonly range?: readonly [number | null, number | null];
}

/** Whether a cell is one of the codes that its file declares to be missing. */
export function isDeclaredMissing(cell: string, { codes, range }: DeclaredMissing): boolean {
  if (codes.includes(cell)) return true;
  const value = range === undefined || cell === "" ? Number.NaN : Number(cell);
  return value >= (range?.[0] ?? -Infinity) && value <= (range?.[1] ?? Infinity);
}

/** The codes that a description declares, or null where there are none. */
export function declaredMissing(description: ColumnDescription | undefined): DeclaredMissing | null {
  const { missing = [], missingRange } = description ?? {};
  if (missing.length === 0 && missingRange === undefined) return null;
  return { codes: missing, ...(missingRange === undefined ? {} : { range: missingRange }) };
}

/** An error for every code that the file declares to be missing and the study does not. */
export function unstatedMissing(source: SourceColumn, stated: readonly string[]): Issue[] {
  const { declared } = source;
  if (declared === undefined) return [];
  const isStated = codeMatcher(stated, source.decimal);
  const troubles = troublesOf(source);
  for (const [i, cell] of source.cells.entries()) {
    const text = cell?.trim() ?? "";
    if (text !== "" && isDeclaredMissing(text, declared) && !isStated(text))
      troubles.add("missing-code", i, missingCodeNotStated);
  }
  return troubles.issues();
}

export const placeOf = (source: SourceColumn, rows: readonly number[]): CellPlace => ({
  file: source.file,
  ...(source.sheet === undefined ? {} : { sheet: source.sheet }),
  column: source.column,
  rows,
});

/** Collects the cells of a column that are in trouble, so that a thousand equal ones make one issue. */
export interface Troubles {
  add(kind: string, subject: number, make: (at: CellPlace, got: string) => Issue): void;
  readonly issues: () => Issue[];
}

// A column of the wrong type would otherwise give an issue for every distinct cell.
const MOST_ISSUES_OF_A_KIND = 50;

export function troublesOf(source: SourceColumn): Troubles {
  const groups = new Map<
    string,
    { got: string; rows: number[]; make: (at: CellPlace, got: string) => Issue }
  >();
  const kinds = new Map<string, number>();
  return {
    add(kind, subject, make) {
      const got = source.cells[subject] ?? "";
      const row = source.rows[subject] ?? 0;
      const own = groups.get(`${kind}\u0000${got}`);
      if (own !== undefined) {
        own.rows.push(row);
        return;
      }
      const seen = (kinds.get(kind) ?? 0) + 1;
      kinds.set(kind, seen);
      const key = seen > MOST_ISSUES_OF_A_KIND ? `${kind}\u0000\u0000others` : `${kind}\u0000${got}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { got, rows: [row], make });
      else group.rows.push(row);
    },
    issues: () => [...groups.values()].map(({ got, rows, make }) => make(placeOf(source, rows), got)),
  };
}

/** Tells codes of a study from values: equal as text after trimming, or as numbers where both are numbers. */
export function codeMatcher(codes: readonly string[], decimal: DecimalMark): (cell: string) => boolean {
  if (codes.length === 0) return () => false;
  const texts = new Set(codes.map((code) => code.trim()));
  const numbers = new Set<number>();
  for (const code of texts) {
    const reading = readNumber(code, decimal);
    if ("value" in reading) numbers.add(reading.value);
  }
  return (cell) => {
    if (texts.has(cell)) return true;
    if (numbers.size === 0) return false;
    const reading = readNumber(cell, decimal);
    return "value" in reading && numbers.has(reading.value);
  };
}
