/** Names of wells as instruments write them. */

const LAST_ROW = "P";
const LAST_COLUMN = 24;

/**
 * A1 to P24 without leading zeros; null for anything else.
 *
 * @example wellName(" a01 ") // "A1"
 */
export function wellName(text: string): string | null {
  const parts = /^([A-Za-z])0*([1-9]\d?)$/.exec(text.trim());
  const row = parts?.[1]?.toUpperCase() ?? "";
  const column = Number(parts?.[2]);
  return parts === null || row > LAST_ROW || column > LAST_COLUMN ? null : `${row}${column}`;
}

/**
 * Wells of an aggregated row: `A3,A4`, `A3; A4`, `A3 A4`; null where one of them is not a well.
 *
 * @example wellNames("A3,A4") // ["A3", "A4"]
 */
export function wellNames(text: string): readonly string[] | null {
  const names = text
    .split(/[,;/+\s]+/)
    .filter((part) => part !== "")
    .map((part) => wellName(part));
  return names.length === 0 || names.includes(null) ? null : (names as string[]);
}

/** The order of reading a plate: by row, then by column. */
export const byWell = (a: string, b: string): number =>
  a[0] === b[0] ? Number(a.slice(1)) - Number(b.slice(1)) : a < b ? -1 : 1;
