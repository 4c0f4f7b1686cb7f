/** The mark between whole and fraction in a file. */
export type DecimalMark = "." | ",";

export type NumberReading =
  | { readonly value: number; readonly otherMark: boolean }
  /** `1,234` in a file with decimal points: 1234 or 1.234, nobody can tell. */
  | { readonly problem: "ambiguous" }
  | { readonly problem: "not-a-number" };

const POINT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const COMMA = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?$/;
const ONE_GROUP = { ".": /^[+-]?[1-9]\d{0,2}\.\d{3}$/, ",": /^[+-]?[1-9]\d{0,2},\d{3}$/ } as const;
// Thousands marks that cannot be a decimal mark: apostrophes and the narrow spaces of typesetting.
const QUIET_GROUPS = /^[+-]?\d{1,3}(?:['\u2019\u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?$/;
const COMMA_GROUPS = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+\.\d+$|^[+-]?[1-9]\d{0,2}(?:,\d{3}){2,}$/;
const POINT_GROUPS = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+,\d+$|^[+-]?[1-9]\d{0,2}(?:\.\d{3}){2,}$/;

const NOT_A_NUMBER: NumberReading = { problem: "not-a-number" };

function finite(text: string, otherMark: boolean): NumberReading {
  const value = Number(text);
  // A number that overflows (1e999) was not meant as infinity.
  return Number.isFinite(value) ? { value: value === 0 ? 0 : value, otherMark } : NOT_A_NUMBER;
}

/**
 * A number as a cell writes it, in a file whose decimal mark is known.
 *
 * The other mark is accepted where only one reading exists (`1,25`, `0,5`, `1,234.5` in a file with points);
 * one mark before exactly three digits has two readings a factor of 1000 apart and is refused.
 * Scientific notation is read; hexadecimal, infinities and words are not numbers.
 *
 * @example readNumber("<0.5", ".") // { problem: "not-a-number" }
 */
export function readNumber(text: string, decimal: DecimalMark): NumberReading {
  const trimmed = text.trim();
  const cell = trimmed.startsWith("\u2212") ? `-${trimmed.slice(1)}` : trimmed;
  if (decimal === "." && POINT.test(cell)) return finite(cell, false);
  if (decimal === "," && COMMA.test(cell)) return finite(cell.replace(",", "."), false);
  const other = decimal === "." ? "," : ".";
  if (ONE_GROUP[other].test(cell)) return { problem: "ambiguous" };
  if (other === "," && COMMA.test(cell)) return finite(cell.replace(",", "."), true);
  if (other === "." && POINT.test(cell)) return finite(cell, true);
  if (COMMA_GROUPS.test(cell)) return finite(cell.replaceAll(",", ""), decimal === ",");
  if (POINT_GROUPS.test(cell)) return finite(cell.replaceAll(".", "").replace(",", "."), decimal === ".");
  if (QUIET_GROUPS.test(cell))
    return finite(cell.replaceAll(/['\u2019\u00a0\u2009\u202f]/g, "").replace(",", "."), false);
  return NOT_A_NUMBER;
}

/** What one cell says about the decimal mark of its file. */
export type DecimalEvidence = "." | "," | "ambiguous-point" | "ambiguous-comma" | null;

const NUMBER_PART = /^[<>=\u2264\u2265* ]*([+-]?\d*[.,]\d+(?:[eE][+-]?\d+)?)(?:\s*\D{0,12})?$/;

/** Reads the evidence without deciding: `1,5` speaks for a comma, `1,234` for nothing. */
export function decimalEvidence(cell: string): DecimalEvidence {
  const number = NUMBER_PART.exec(cell.trim())?.[1];
  if (number === undefined) return null;
  if (ONE_GROUP[","].test(number)) return "ambiguous-comma";
  if (ONE_GROUP["."].test(number)) return "ambiguous-point";
  return number.includes(",") ? "," : ".";
}

/** True when both texts are numbers and equal as such (`-9` and `-9.0`). */
export function sameNumber(a: string, b: string, decimal: DecimalMark): boolean {
  const left = readNumber(a, decimal);
  const right = readNumber(b, decimal);
  return "value" in left && "value" in right && left.value === right.value;
}
