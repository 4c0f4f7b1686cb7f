/** Text cells to typed columns: categories, numbers, EDSS and dates. A cell that does not fit is unknown and an issue. */
import type { CategoryColumn, DateColumn, Level, NumberColumn } from "../core/column.ts";
import {
  ambiguousDate,
  ambiguousNumber,
  dateOrderGuessed,
  edssHalf,
  edssOffScale,
  impossibleDate,
  levelsNotStated,
  lookAlikeLevel,
  lookAlikeLevels,
  mixedDateOrder,
  mixedDecimal,
  notACountCell,
  notADate,
  notANumber,
  outsideRange,
  twoDigitYear,
  unknownLevel,
} from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import { type DateOrder, type DateReading, readDate } from "./date-text.ts";
import type { Variable } from "./dictionary.ts";
import { isoDate } from "./read/iso-text.ts";
import { lookAlikes, spellingKey } from "./look-alikes.ts";
import { nearest } from "./nearest.ts";
import { readNumber } from "./number-text.ts";
import { codeMatcher, placeOf, type SourceColumn, troublesOf } from "./source-column.ts";

export interface Typed<Column> {
  readonly column: Column;
  readonly issues: readonly Issue[];
}

/** Levels match as text after trimming, or as numbers (`1` and `1.0`); upper and lower case differ. */
export function categoryColumn(source: SourceColumn, variable: Variable): Typed<CategoryColumn> {
  const isMissing = codeMatcher(variable.missing, source.decimal);
  const troubles = troublesOf(source);
  const levels = variable.levels ?? distinctLevels(source, isMissing);
  const codeOf = new Map(levels.map((level, code) => [level.value.trim(), code]));
  const matchers = levels.map((level) => codeMatcher([level.value], source.decimal));
  const names = levels.map((level) => level.value);
  const map = new Map(Object.entries(variable.map ?? {}));
  const spellings = new Map(names.map((name) => [spellingKey(name), name]));
  spellings.delete("");
  const codes = new Int32Array(source.cells.length).fill(-1);
  // Cells repeat: each distinct one is looked up once. -2 marks a cell that is no level.
  const seen = new Map<string, number>();
  const { cells } = source;
  for (let i = 0; i < cells.length; i++) {
    const text = cells[i]?.trim() ?? "";
    if (text === "") continue;
    let code = seen.get(text);
    if (code === undefined) {
      const level = map.get(text) ?? text;
      code = isMissing(text) ? -1 : (codeOf.get(level) ?? matchers.findIndex((matches) => matches(level)));
      if (code < 0 && !isMissing(text)) code = -2;
      seen.set(text, code);
    }
    if (code === -2) {
      const alike = spellings.get(spellingKey(text));
      if (alike === undefined)
        troubles.add("level", i, (at, got) => unknownLevel(at, got, names, nearest(got, names)));
      else troubles.add("spelling", i, (at, got) => lookAlikeLevel(at, got, alike));
    } else codes[i] = code;
  }
  const column: CategoryColumn = { kind: "category", levels, ordered: variable.type === "ordinal", codes };
  const unstated =
    variable.levels === undefined ? [levelsNotStated(placeOf(source, []), variable.type, names)] : [];
  const alike = lookAlikes(new Map(names.map((name) => [name, 1]))).map(({ level, others }) =>
    lookAlikeLevels(placeOf(source, []), [level, ...others]),
  );
  return { column, issues: [...unstated, ...alike, ...troubles.issues()] };
}

function distinctLevels(source: SourceColumn, isMissing: (cell: string) => boolean): Level[] {
  const values = new Set(source.cells.map((cell) => cell?.trim() ?? ""));
  return [...values]
    .filter((value) => value !== "" && !isMissing(value))
    .sort()
    .map((value) => ({ value, label: value }));
}

/** Types `count`, `continuous` and `edss`. */
export function numberColumn(source: SourceColumn, variable: Variable): Typed<NumberColumn> {
  const isMissing = codeMatcher(variable.missing, source.decimal);
  const troubles = troublesOf(source);
  const values = new Float64Array(source.cells.length).fill(Number.NaN);
  const { range } = variable;
  const [low, high] = [range?.[0] ?? -Infinity, range?.[1] ?? Infinity];
  const { cells } = source;
  // A code that means unknown may be a number: then every cell is asked.
  const plain = variable.missing.length === 0 ? source.plain : undefined;
  for (let i = 0; i < cells.length; i++) {
    let value = plain === undefined ? Number.NaN : plain[i]!;
    if (Number.isNaN(value)) {
      const text = cells[i]?.trim() ?? "";
      if (text === "" || isMissing(text)) continue;
      const reading = readNumber(text, source.decimal);
      if ("problem" in reading) {
        if (reading.problem === "ambiguous") troubles.add("ambiguous", i, ambiguousNumber);
        else troubles.add("number", i, (at, got) => notANumber(at, got));
        continue;
      }
      if (reading.otherMark) troubles.add("decimal", i, (at, got) => mixedDecimal(at, got, source.decimal));
      value = reading.value;
    }
    if (variable.type === "count" && !(Number.isInteger(value) && value >= 0))
      troubles.add("count", i, notACountCell);
    else if (variable.type === "edss" && value === 0.5) troubles.add("edss-half", i, (at) => edssHalf(at));
    else if (variable.type === "edss" && !isEdss(value)) troubles.add("edss", i, edssOffScale);
    else if (range !== undefined && (value < low || value > high))
      troubles.add("range", i, (at, got) => outsideRange(at, got, range, variable.unit));
    else values[i] = value;
  }
  return { column: { kind: "number", values }, issues: troubles.issues() };
}

/**
 * The 20 scores of the Expanded Disability Status Scale: 0, then 1.0 to 10.0 in steps of 0.5.
 *
 * Source: Kurtzke, Neurology 33 (1983) 1444.
 */
export const isEdss = (value: number): boolean =>
  value === 0 || (value >= 1 && value <= 10 && Number.isInteger(value * 2));

/** Dates of one column: where the file leaves day and month open, one clear date decides for all. */
export function dateColumn(source: SourceColumn, variable: Variable, stated?: DateOrder): Typed<DateColumn> {
  const isMissing = codeMatcher(variable.missing, source.decimal);
  const troubles = troublesOf(source);
  const days = new Float64Array(source.cells.length).fill(Number.NaN);
  const seen = new Map<string, DateReading>();
  const readings = source.cells.map((cell): DateReading | null => {
    const text = cell?.trim() ?? "";
    if (text === "" || isMissing(text)) return null;
    const reading = seen.get(text) ?? readDate(text);
    seen.set(text, reading);
    return reading;
  });
  const decided = stated ?? decideOrder(source, readings);
  const order = typeof decided === "string" ? decided : null;
  for (let i = 0; i < readings.length; i++) {
    const reading = readings[i]!;
    if (reading === null) continue;
    if ("days" in reading) days[i] = reading.days;
    else if ("problem" in reading) {
      const make = { "not-a-date": notADate, impossible: impossibleDate, "two-digit-year": twoDigitYear }[
        reading.problem
      ];
      troubles.add(reading.problem, i, make);
    } else if (order === null) {
      if (reading.dayFirst === reading.monthFirst && reading.dayFirst !== null) days[i] = reading.dayFirst;
    } else {
      const value = order === "day-first" ? reading.dayFirst : reading.monthFirst;
      if (value === null) troubles.add("impossible", i, impossibleDate);
      else days[i] = value;
    }
  }
  const undecided = decided === null || typeof decided === "string" ? [] : [decided];
  const guessed = stated === undefined && order !== null ? guessedOrder(source, readings, order) : [];
  return { column: { kind: "date", days }, issues: [...undecided, ...guessed, ...troubles.issues()] };
}

/** What the guess makes of the first cell that leaves it open; nothing where there is none. */
function guessedOrder(
  source: SourceColumn,
  readings: readonly (DateReading | null)[],
  order: DateOrder,
): Issue[] {
  const isOpen = (reading: DateReading | null): boolean =>
    reading !== null &&
    "dayFirst" in reading &&
    reading.dayFirst !== null &&
    reading.monthFirst !== null &&
    reading.dayFirst !== reading.monthFirst;
  const open = readings.findIndex(isOpen);
  if (open < 0) return [];
  const clear = readings.findIndex(
    (reading) =>
      reading !== null &&
      "dayFirst" in reading &&
      (order === "day-first" ? reading.monthFirst : reading.dayFirst) === null,
  );
  const reading = readings[open] as { readonly dayFirst: number; readonly monthFirst: number };
  const cell = (i: number): string => source.cells[i]?.trim() ?? "";
  const days = order === "day-first" ? reading.dayFirst : reading.monthFirst;
  return [
    dateOrderGuessed(
      placeOf(source, [source.rows[open] ?? 0]),
      cell(clear),
      order,
      cell(open),
      isoDate(days) ?? "",
    ),
  ];
}

/** The order, an issue where the column leaves it open or contradicts itself, or null where it does not matter. */
function decideOrder(
  source: SourceColumn,
  readings: readonly (DateReading | null)[],
): DateOrder | Issue | null {
  const dayFirst: number[] = [];
  const monthFirst: number[] = [];
  const open: number[] = [];
  for (const [i, reading] of readings.entries()) {
    if (reading === null || !("dayFirst" in reading)) continue;
    if (reading.monthFirst === null) dayFirst.push(i);
    else if (reading.dayFirst === null) monthFirst.push(i);
    else if (reading.dayFirst !== reading.monthFirst) open.push(i);
  }
  const cell = (indices: readonly number[]): string => source.cells[indices[0] ?? -1]?.trim() ?? "";
  const at = (indices: readonly number[]) =>
    placeOf(
      source,
      indices.map((i) => source.rows[i] ?? 0),
    );
  if (dayFirst.length > 0 && monthFirst.length > 0)
    return mixedDateOrder(
      at([...dayFirst, ...monthFirst, ...open].sort((a, b) => a - b)),
      cell(dayFirst),
      cell(monthFirst),
    );
  if (dayFirst.length > 0) return "day-first";
  if (monthFirst.length > 0) return "month-first";
  return open.length > 0 ? ambiguousDate(at(open), cell(open)) : null;
}
