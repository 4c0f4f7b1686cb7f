/** Several samples of one person: the one that a stated rule prescribes. */
import {
  missingColumn,
  repeatedSamples,
  samplesOutsideWindow,
  samplesWithoutDate,
} from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import { readDate } from "./date-text.ts";
import { nearest } from "./nearest.ts";
import { recordsAt } from "./standards/standard-columns.ts";
import type { TextTable } from "./text-table.ts";

export type RepeatedRule = "first" | "last" | "nearest";

/** Days around a person's own day in which a sample counts, for the rule `nearest`. */
export interface SampleWindow {
  readonly before: number;
  readonly after: number;
  /** The day of a person, NaN where it is unknown; the record is one of the person's samples. */
  readonly dayOf: (person: string, record: number) => number;
}

export interface ChosenSamples {
  /** Records that count, in file order; where the dates do not say which, all of the person's. */
  readonly records: readonly number[];
  /** Records whose dates do not decide. */
  readonly unclear: readonly number[];
  /** People of whom one of several samples was chosen. */
  readonly repeated: number;
  /** People without a sample in the window, or without the day that it lies around. */
  readonly outside: readonly string[];
}

/**
 * Of each person the first or last sample by date, or the one nearest to the person's day within a window, the earlier of two that
 * are as near. A person's only sample is the first and the last; for `nearest` it must lie in the window too.
 *
 * @param day - of a record's sample, NaN where unknown
 */
export function chooseSamples(
  records: readonly number[],
  personOf: (record: number) => string,
  day: (record: number) => number,
  rule: RepeatedRule,
  window?: SampleWindow,
): ChosenSamples {
  const people = new Map<string, number[]>();
  for (const record of records) {
    const person = personOf(record);
    const own = people.get(person);
    if (own === undefined) people.set(person, [record]);
    else own.push(record);
  }
  const unclear: number[] = [];
  const outside: string[] = [];
  let repeated = 0;
  const kept = [...people].flatMap(([person, own]) => {
    if (person === "" || (own.length === 1 && rule !== "nearest")) return own;
    const days = own.map(day);
    // Without every date nobody can say which sample is the first, the last or the nearest.
    if (days.some((one) => Number.isNaN(one))) {
      unclear.push(...own);
      return own;
    }
    const rank = own.map((record, k): number => {
      if (rule === "first") return days[k]!;
      if (rule === "last") return -days[k]!;
      const gap = days[k]! - (window?.dayOf(person, record) ?? Number.NaN);
      const isInside = gap >= -(window?.before ?? 0) && gap <= (window?.after ?? 0);
      // Half a day decides between two that are as near.
      return isInside ? Math.abs(gap) + (gap > 0 ? 0.5 : 0) : Infinity;
    });
    const best = Math.min(...rank);
    if (best === Infinity) {
      outside.push(person);
      return [];
    }
    const chosen = own.filter((_, k) => rank[k] === best);
    if (chosen.length > 1) {
      unclear.push(...own);
      return own;
    }
    if (own.length > 1) repeated++;
    return chosen;
  });
  return { records: kept.toSorted((a, b) => a - b), unclear, repeated, outside };
}

/** Day of a cell; NaN where it is blank or no clear date. */
export function dayOfCell(cell: string | null | undefined): number {
  const reading = readDate(cell ?? "");
  if ("days" in reading) return reading.days;
  return Number.NaN;
}

/** What a choice has to say. */
export const choiceIssues = (
  { unclear, repeated, outside }: ChosenSamples,
  rule: RepeatedRule,
  what: string,
  at: { readonly date: (records: readonly number[]) => Parameters<typeof samplesWithoutDate>[0] },
): readonly Issue[] => [
  ...(unclear.length > 0 ? [samplesWithoutDate(at.date(unclear), rule)] : []),
  ...(outside.length > 0 ? [samplesOutsideWindow(at.date([]), what, outside)] : []),
  ...(repeated > 0 ? [repeatedSamples(at.date([]), what, repeated, rule)] : []),
];

/** A table of samples as one row per person. */
export function oneSampleEach(
  table: TextTable,
  idColumn: string,
  choice: { readonly rule: RepeatedRule; readonly date: string; readonly window?: SampleWindow },
): { readonly table: TextTable; readonly issues: readonly Issue[] } {
  const [id, date] = [idColumn, choice.date].map((name) => table.columns.indexOf(name)) as [number, number];
  // A missing identifier is told where tables are joined.
  if (id < 0) return { table, issues: [] };
  if (date < 0)
    return {
      table,
      issues: [missingColumn(table.file, choice.date, table.columns, nearest(choice.date, table.columns))],
    };
  const cell = (record: number, column: number): string => table.records[record]?.[column]?.trim() ?? "";
  const chosen = chooseSamples(
    [...table.records.keys()],
    (record) => cell(record, id),
    (record) => dayOfCell(cell(record, date)),
    choice.rule,
    choice.window,
  );
  const pick = <T>(all: readonly T[]): T[] => chosen.records.map((record) => all[record]!);
  return {
    table: {
      ...table,
      records: pick(table.records),
      rowNumbers: pick(table.rowNumbers),
      ...(table.descriptions === undefined
        ? {}
        : {
            descriptions: table.descriptions.map(({ results, measurements, ...described }) => ({
              ...described,
              ...(results === undefined ? {} : { results: pick(results) }),
              ...(measurements === undefined ? {} : { measurements: pick(measurements) }),
            })),
          }),
    },
    issues: choiceIssues(chosen, choice.rule, "sample", {
      date: (records) => recordsAt(table, date, records),
    }),
  };
}
