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

// Powers of ten that a double holds exactly, as far as 15 digits need them.
const TENS = Float64Array.from({ length: 16 }, (_, k) => Number(`1e${k}`));
const MOST_DIGITS = 15;

/**
 * The number of a text of digits with at most one mark and a minus, NaN for any other: most cells of a file. Both parts of the
 * quotient are exact, so it is the number that the text means, rounded once.
 */
export function plainNumber(text: string, decimal: DecimalMark): number {
  const mark = decimal === "." ? 46 : 44;
  const { length } = text;
  if (length === 0 || length > MOST_DIGITS + 2) return Number.NaN;
  let at = text.charCodeAt(0) === 45 ? 1 : 0;
  const isNegative = at === 1;
  let digits = 0;
  let whole = 0;
  let markAt = -1;
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      whole = whole * 10 + (code - 48);
      digits++;
    } else if (code === mark && markAt < 0) markAt = at;
    else return Number.NaN;
  }
  if (digits === 0 || digits > MOST_DIGITS) return Number.NaN;
  const value = markAt < 0 ? whole : whole / TENS[length - 1 - markAt]!;
  return isNegative && value !== 0 ? -value : value;
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
  const plain = plainNumber(text, decimal);
  if (!Number.isNaN(plain)) return { value: plain, otherMark: false };
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

/** The evidence of digits with one mark inside, as most cells are; and of digits alone; undefined for any other text. */
function plainEvidence(cell: string): DecimalEvidence | undefined {
  const { length } = cell;
  let markAt = -1;
  for (let at = 0; at < length; at++) {
    const code = cell.charCodeAt(at);
    if (code >= 48 && code <= 57) continue;
    if ((code !== 46 && code !== 44) || markAt >= 0) return undefined;
    markAt = at;
  }
  if (markAt < 0) return null;
  if (markAt === length - 1) return undefined;
  const isComma = cell.charCodeAt(markAt) === 44;
  // One to three digits without a leading zero before the mark, and three behind it, may be thousands.
  const mayBeGroup = markAt >= 1 && markAt <= 3 && length - markAt === 4 && cell.charCodeAt(0) !== 48;
  if (mayBeGroup) return isComma ? "ambiguous-comma" : "ambiguous-point";
  return isComma ? "," : ".";
}

/** Reads the evidence without deciding: `1,5` speaks for a comma, `1,234` for nothing. */
export function decimalEvidence(cell: string): DecimalEvidence {
  const plain = plainEvidence(cell);
  if (plain !== undefined) return plain;
  if (!cell.includes(",") && !cell.includes(".")) return null;
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
