/** Stata's dates: what a display format says that the numbers of a variable count. */
import type { ColumnDescription } from "../text-table.ts";
import { isoDate, isoDateTime } from "./iso-text.ts";

export interface StataPeriod {
  readonly type: NonNullable<ColumnDescription["type"]>;
  /** Null where the number is no such date: the caller then shows the number. */
  readonly text: (value: number) => string | null;
}

// Stata counts from 1 January 1960, 3,653 days before 1970.
const EPOCH_DAYS = 3653;

// Days (since 1970) that begin just after a leap second, 1972 to 2017. Source: IERS Bulletin C.
const AFTER_LEAP_SECONDS = [
  "1972-07-01",
  "1973-01-01",
  "1974-01-01",
  "1975-01-01",
  "1976-01-01",
  "1977-01-01",
  "1978-01-01",
  "1979-01-01",
  "1980-01-01",
  "1981-07-01",
  "1982-07-01",
  "1983-07-01",
  "1985-07-01",
  "1988-01-01",
  "1990-01-01",
  "1991-01-01",
  "1992-07-01",
  "1993-07-01",
  "1994-07-01",
  "1996-01-01",
  "1997-07-01",
  "1999-01-01",
  "2006-01-01",
  "2009-01-01",
  "2012-07-01",
  "2015-07-01",
  "2017-01-01",
].map((day, i) => Date.parse(day) + (i + 1) * 1000);

/** `%tC` counts leap seconds too; the clock does not. */
function withoutLeapSeconds(ms: number): number {
  return ms - AFTER_LEAP_SECONDS.filter((after) => ms >= after).length * 1000;
}

const fromEpoch = (ms: number): number => ms - EPOCH_DAYS * 86_400_000;

/** `2019-03` for months, `2019-Q1`, `2019-H1`, `2019-W11` for Stata's own weeks. */
const part = (perYear: number, name: (index: number) => string) => (value: number) =>
  Number.isInteger(value)
    ? `${1960 + Math.floor(value / perYear)}-${name((((value % perYear) + perYear) % perYear) + 1)}`
    : null;

const two = (n: number): string => String(n).padStart(2, "0");

const PERIODS: Readonly<Record<string, StataPeriod>> = {
  d: { type: "date", text: (value) => isoDate(value - EPOCH_DAYS) },
  c: { type: "datetime", text: (value) => isoDateTime(fromEpoch(value)) },
  C: { type: "datetime", text: (value) => isoDateTime(withoutLeapSeconds(fromEpoch(value))) },
  m: { type: "text", text: part(12, two) },
  q: { type: "text", text: part(4, (index) => `Q${index}`) },
  h: { type: "text", text: part(2, (index) => `H${index}`) },
  w: { type: "text", text: part(52, (index) => `W${two(index)}`) },
};

/** Null for a format of plain numbers. `%d` is the old name of `%td`. */
export function stataPeriod(format: string): StataPeriod | null {
  const kind = /^%-?(?:t([dcCmqhw])|(d))/.exec(format);
  return kind === null ? null : (PERIODS[kind[1] ?? "d"] ?? null);
}
