import { daysOf } from "../date-text.ts";

/** Days since 1970-01-01 of a text `2020-01-31`; null where that is no day of the calendar. */
export function daysOfIsoDate(text: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return parts === null ? null : daysOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/**
 * Year and month (1 to 12) of the day that lies `days` after 1970-01-01, in the proleptic Gregorian calendar.
 *
 * The year is taken to start in March, so that the leap day is its last; 400 years have 146,097 days, and the day
 * 0000-03-01, from which the count goes, lies 719,468 days before 1970-01-01.
 *
 * @example yearAndMonth(18292) // { year: 2020, month: 1 }
 */
export function yearAndMonth(days: number): { readonly year: number; readonly month: number } {
  const since = Math.floor(days) + 719_468;
  const era = Math.floor(since / 146_097);
  const dayOfEra = since - era * 146_097;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month };
}
