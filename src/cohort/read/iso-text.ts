/** Dates and times of statistics programs as ISO 8601 text. */

const DAY_MS = 86_400_000;
// The days that Date can hold.
const MOST_DAYS = 100_000_000;

/** Null where the number is no date: the caller then shows the number. */
export function isoDate(daysSince1970: number): string | null {
  if (!Number.isInteger(daysSince1970) || Math.abs(daysSince1970) > MOST_DAYS) return null;
  return isoDateTime(daysSince1970 * DAY_MS)?.replace(/T.*/, "") ?? null;
}

/**
 * Milliseconds since 1970 as date and time of day without time zone, fractions of a second where there are any.
 *
 * @example isoDateTime(1552555815000) // "2019-03-14T09:30:15"
 */
export function isoDateTime(ms: number): string | null {
  if (!Number.isFinite(ms) || Math.abs(ms) > MOST_DAYS * DAY_MS) return null;
  return new Date(Math.round(ms)).toISOString().replace(/(?:\.000)?Z$/, "");
}

/** Seconds as a clock or a duration: `09:30:15`, `26:00:00`, `-00:00:01.5`. */
export function clockText(seconds: number): string | null {
  if (!Number.isFinite(seconds) || Math.abs(seconds) > 1e9) return null;
  const ms = Math.round(Math.abs(seconds) * 1000);
  const two = (n: number): string => String(n).padStart(2, "0");
  const whole = Math.floor(ms / 1000);
  const fraction = ms % 1000 === 0 ? "" : `.${String(ms % 1000).padStart(3, "0")}`;
  const sign = seconds < 0 && ms > 0 ? "-" : "";
  return `${sign}${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}${fraction}`;
}
