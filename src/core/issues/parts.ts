/** What the constructors of file and cell issues share. */
import { type Issue, type Place, type Severity } from "./issue.ts";

/** One kind of trouble in one column: every row that has it. */
export interface CellPlace {
  readonly file: string;
  readonly sheet?: string;
  readonly column: string;
  readonly rows: readonly number[];
}

const SHOWN_ROWS = 5;

export function issue(
  code: string,
  severity: Severity,
  at: Place,
  expected: string,
  got: string | undefined,
  advice: string,
): Issue {
  return { code, severity, at, expected, ...(got === undefined ? {} : { got }), advice };
}

/** `rows 5, 9 and 13 more`; the first row is already in the place. */
export function otherRows(rows: readonly number[]): string {
  const others = rows.slice(1, SHOWN_ROWS);
  const more = rows.length - 1 - others.length;
  if (others.length === 0) return "";
  const list = others.join(", ");
  return ` (also in ${others.length === 1 && more === 0 ? "row" : "rows"} ${list}${more > 0 ? ` and ${more} more` : ""})`;
}

export const list = (words: readonly string[]): string =>
  words.length <= 12 ? words.join(", ") : `${words.slice(0, 12).join(", ")} and ${words.length - 12} more`;

export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

export function cellIssue(
  code: string,
  severity: Severity,
  at: CellPlace,
  expected: string,
  got: string,
  advice: string,
): Issue {
  const row = at.rows[0];
  const place: Place = {
    file: at.file,
    ...(at.sheet === undefined ? {} : { sheet: at.sheet }),
    ...(row === undefined ? {} : { row }),
    ...(at.column === "" ? {} : { column: at.column }),
  };
  const found = issue(code, severity, place, expected, `${got}${otherRows(at.rows)}`, advice);
  return at.rows.length > 1 ? { ...found, rows: at.rows } : found;
}

export const didYouMean = (near: string | null): string => (near === null ? "" : `did you mean ${near}? `);
