/** Dates and times of SAS: what the display format of a number says that it counts. */
import { clockText, isoDate, isoDateTime } from "./iso-text.ts";

export type SasKind = "date" | "datetime" | "time";

const DATE_TIME =
  /^(?:DATETIME|DATEAMPM|MDYAMPM|E8601D[TNXZ]|B8601D[TNXZ]|IS8601D[TNXZ]|DT(?:DATE|MONYY|YEAR|WKDATX))/;
const DATE =
  /^(?:DATE|DAY|DOWNAME|(?:DDMM|MMDD)YY|MMYY|MON|YYMM|YYMON|YYQ|YEAR|QTR|JUL|WEEK|WORDDAT|(?:E|B|IS)8601DA)/;
const TIME = /^(?:TIME|HHMM|HOUR|MMSS|TOD|(?:E|B|IS)8601(?:TM|TZ|LZ))/;

/** Null for a format of plain numbers. */
export function sasKind(format: string): SasKind | null {
  const name = format.toUpperCase();
  if (DATE_TIME.test(name)) return "datetime";
  if (TIME.test(name)) return "time";
  return DATE.test(name) ? "date" : null;
}

// SAS counts days and seconds from 1 January 1960, 3,653 days before 1970.
const EPOCH_DAYS = 3653;

/** Null where the number is no such date: the caller then shows the number. */
export function sasDateText(value: number, kind: SasKind): string | null {
  if (kind === "time") return clockText(value);
  return kind === "date" ? isoDate(value - EPOCH_DAYS) : isoDateTime((value - EPOCH_DAYS * 86_400) * 1000);
}
