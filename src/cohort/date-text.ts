/** Which of the two leading numbers of `03/04/2019` is the day. */
export type DateOrder = "day-first" | "month-first";

export type DateReading =
  | { readonly days: number }
  /** Both readings, in days; equal where day and month are the same number. */
  | { readonly dayFirst: number | null; readonly monthFirst: number | null }
  | { readonly problem: "not-a-date" | "impossible" | "two-digit-year" };

const ISO =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const COMPACT = /^((?:18|19|20|21)\d{2})(\d{2})(\d{2})$/;
const POINTS = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/;
const SLASHES = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/;
const NAMED = /^(\d{1,2})[- ./]?([a-z]{3,9})\.?[- ./,]*(\d{4})$/i;
const SHORT_YEAR = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}$|^\d{1,2}[- ][a-z]{3,9}[- ]\d{2}$/i;

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

const lengthOfMonth = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/**
 * Days since 1970-01-01 in the proleptic Gregorian calendar, or null where the date does not exist.
 *
 * @example daysOf(2020, 2, 29) // 18321
 */
export function daysOf(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > lengthOfMonth(year, month)) return null;
  // Counts from March, so that the leap day is the last day of a year.
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

const known = (days: number | null): DateReading => (days === null ? { problem: "impossible" } : { days });

/**
 * A date as a cell writes it. Year first, points (day first, as German writes it) and English month names have
 * one reading; slashes and hyphens before a year have two, and the caller decides for the whole column.
 * A time of day is accepted and left out. A year of two digits is refused.
 *
 * @example readDate("28.11.2016") // { days: 17133 }
 */
export function readDate(text: string): DateReading {
  const cell = text.trim();
  const yearFirst = ISO.exec(cell) ?? COMPACT.exec(cell);
  if (yearFirst !== null)
    return known(daysOf(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])));
  const points = POINTS.exec(cell);
  if (points !== null) return known(daysOf(Number(points[3]), Number(points[2]), Number(points[1])));
  const slashes = SLASHES.exec(cell);
  if (slashes !== null) {
    const [first, second, year] = [Number(slashes[1]), Number(slashes[2]), Number(slashes[3])];
    const dayFirst = daysOf(year, second, first);
    const monthFirst = daysOf(year, first, second);
    return dayFirst === null && monthFirst === null ? { problem: "impossible" } : { dayFirst, monthFirst };
  }
  const named = NAMED.exec(cell);
  if (named !== null) {
    const word = (named[2] ?? "").toLowerCase();
    const month = MONTHS.findIndex((name) => name === word || name.slice(0, 3) === word);
    return month < 0
      ? { problem: "not-a-date" }
      : known(daysOf(Number(named[3]), month + 1, Number(named[1])));
  }
  return { problem: SHORT_YEAR.test(cell) ? "two-digit-year" : "not-a-date" };
}
