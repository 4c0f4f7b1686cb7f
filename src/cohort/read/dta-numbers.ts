/** Stata's numbers, of which the largest of each kind are 27 kinds of missing: `.`, `.a` to `.z`. */
import type { DtaVariable } from "./dta-layout.ts";

const letter = (index: number): string => (index === 0 ? "." : `.${String.fromCharCode(96 + index)}`);

const FIRST_MISSING_BYTE = 101;
const FIRST_MISSING_INT = 32_741;
const FIRST_MISSING_LONG = 2_147_483_621;

/** The missing value that four bytes of a value label stand for, or null for a number. */
export const missingText = (value: number): string | null =>
  value >= FIRST_MISSING_LONG ? letter(value - FIRST_MISSING_LONG) : null;

/** A number, or the text of a missing value. */
export function dtaNumber(
  view: DataView,
  at: number,
  storage: Exclude<DtaVariable["storage"], "text" | "long-text">,
  littleEndian: boolean,
): number | string {
  switch (storage) {
    case "byte": {
      const value = view.getInt8(at);
      return value >= FIRST_MISSING_BYTE ? letter(value - FIRST_MISSING_BYTE) : value;
    }
    case "int": {
      const value = view.getInt16(at, littleEndian);
      return value >= FIRST_MISSING_INT ? letter(value - FIRST_MISSING_INT) : value;
    }
    case "long": {
      const value = view.getInt32(at, littleEndian);
      return missingText(value) ?? value;
    }
    case "float": {
      // 0x7f000000 is `.`; each further kind adds 0x800.
      const bits = view.getUint32(at, littleEndian);
      if (bits < 0x7f000000 || bits >= 0x80000000) return finite(view.getFloat32(at, littleEndian));
      return letterOrPlain((bits - 0x7f000000) / 0x800);
    }
    case "double": {
      // The upper half of `.` is 0x7fe00000; each further kind adds 0x100.
      const upper = view.getUint32(littleEndian ? at + 4 : at, littleEndian);
      if (upper < 0x7fe00000 || upper >= 0x80000000) return finite(view.getFloat64(at, littleEndian));
      return letterOrPlain((upper - 0x7fe00000) / 0x100);
    }
  }
}

const finite = (value: number): number | string => (Number.isFinite(value) ? value : ".");

const letterOrPlain = (index: number): string =>
  Number.isInteger(index) && index <= 26 ? letter(index) : ".";
