/** Dates as instruments write them. */

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** `01:05 PM`, `16:07`, `10:05:11 AM`; "" where the text has no time. */
function timeOf(text: string): string {
  const parts = /(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([AP])?\.?M?/i.exec(text);
  if (parts === null) return "";
  const [, hours, minutes, seconds, half] = parts;
  const hour =
    half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toUpperCase() === "P" ? 12 : 0);
  if (hour > 23 || Number(minutes) > 59) return "";
  return `T${String(hour).padStart(2, "0")}:${minutes}${seconds === undefined ? "" : `:${seconds}`}`;
}

function dayOf(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Which of the two first numbers of `05/06/2022` is the day; null where nothing tells. */
export type DayOrder = "day-first" | "month-first" | null;

/** What one date says about the order: `28/02/2014` has the day first; a time with AM or PM goes with the month first. */
export function dayOrder(text: string): DayOrder {
  const parts = /(?:^|\D)(\d{1,2})\/(\d{1,2})\/\d{4}/.exec(text);
  if (parts === null) return null;
  if (Number(parts[1]) > 12) return "day-first";
  if (Number(parts[2]) > 12) return "month-first";
  return /\d\s*[AP]M\b/i.test(text) ? "month-first" : null;
}

/**
 * A vendor's date in ISO 8601, with its time as far as it is written; null where the text holds no date or `05/06/2022`
 * may mean two days.
 *
 * @param order - what the other dates of the file say
 * @example vendorDate("02-Mar-2007, 01:03 PM", null) // "2007-03-02T13:03"
 */
export function vendorDate(text: string, order: DayOrder): string | null {
  const iso = /(\d{4})-(\d{2})-(\d{2})/.exec(text);
  const named = /(\d{1,2})-([A-Za-z]{3})[a-z]*-(\d{4})/.exec(text);
  const dotted = /(\d{1,2})\.(\d{1,2})\.(\d{4})/.exec(text);
  const slashed = /(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(text);
  let day: string | null = null;
  let rest = text;
  if (iso !== null) {
    day = dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    rest = text.slice(iso.index + iso[0].length);
  } else if (named !== null) {
    day = dayOf(Number(named[3]), MONTHS.indexOf((named[2] ?? "").toLowerCase()) + 1, Number(named[1]));
    rest = text.slice(named.index + named[0].length);
  } else if (dotted !== null) {
    day = dayOf(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
    rest = text.slice(dotted.index + dotted[0].length);
  } else if (slashed !== null) {
    const first = dayOrder(text) ?? order;
    const [, a, b, year] = slashed.map(Number);
    if (first === "day-first") day = dayOf(year ?? 0, b ?? 0, a ?? 0);
    if (first === "month-first") day = dayOf(year ?? 0, a ?? 0, b ?? 0);
    rest = text.slice(slashed.index + slashed[0].length);
  }
  if (day === null) return null;
  const zone = /\d(Z|[+-]\d{2}:\d{2})$/.exec(rest.trim())?.[1] ?? "";
  const time = timeOf(rest);
  return `${day}${time}${time === "" ? "" : zone}`;
}
