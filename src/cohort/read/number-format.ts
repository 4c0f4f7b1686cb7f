/** Number formats of spreadsheets: which show dates, and the numbers of the formats that have no text of their own. */

const BUILT_IN: Readonly<Record<number, string>> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  11: "0.00E+00",
  14: "yyyy-mm-dd",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "yyyy-mm-dd h:mm",
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mm:ss.0",
  49: "@",
};

/** Source: ECMA-376 part 1, section 18.8.30; the numbers 27 to 36 and 50 to 58 are dates of East Asian versions. */
export const builtInFormat = (index: number): string =>
  (index >= 27 && index <= 36) || (index >= 50 && index <= 58) ? "yyyy-mm-dd" : (BUILT_IN[index] ?? "");

/** True for dates and times of day; a duration such as `[h]:mm` counts hours and stays a number. */
export function isDateFormat(format: string): boolean {
  const [first = ""] = format.split(";");
  const bare = first.replaceAll(/"[^"]*"|\\.|_./g, "");
  if (/\[(?:h+|m+|s+)\]/i.test(bare)) return false;
  const letters = bare.replaceAll(/\[[^\]]*\]/g, "");
  return !/general/i.test(letters) && /[ymdhs]/i.test(letters);
}

const DAY_MS = 86_400_000;

/**
 * The date of a serial number, to the millisecond. In the system of 1900 the day 60 is 29 February 1900, which never was:
 * numbers below it are one day further from 1970.
 *
 * @example serialDate(43538, false) // 2019-03-14
 */
export function serialDate(serial: number, is1904: boolean): Date {
  const days = is1904 ? serial - 24_107 : serial - (serial < 60 ? 25_568 : 25_569);
  return new Date(Math.round(days * DAY_MS));
}
