/** Tables of visits and relapses -> the courses of people -> columns of the cohort. */
import type { Cohort } from "../cohort/cohort.ts";
import { type Course, FUNCTIONAL_SYSTEMS, type Visit } from "../cohort/course/person.ts";
import {
  type EventRule,
  firstEvent,
  nearestVisit,
  relapsesAfter,
  relapsesBefore,
} from "../cohort/course/outcome.ts";
import { PIRA_DEFINITIONS } from "../cohort/course/relapse-independence.ts";
import { nearest } from "../cohort/nearest.ts";
import { sourcesOf } from "../cohort/join-tables.ts";
import { placeOf, type SourceColumn } from "../cohort/source-column.ts";
import type { TextTable } from "../cohort/text-table.ts";
import { dateColumn, numberColumn } from "../cohort/typed-columns.ts";
import type { Column } from "../core/column.ts";
import { missingColumn } from "../core/issues/file.ts";
import {
  courseOfNobody,
  daysBelowZero,
  twoVisitsOneDay,
  visitsWithoutScore,
  withoutCourse,
  withoutDate,
} from "../core/issues/follow-up.ts";
import type { Issue } from "../core/issues/issue.ts";
import { type FollowUpSpec, outcomeColumns, type OutcomeSpec } from "./follow-up-schema.ts";

const DAYS_PER_YEAR = 365.25;

interface Courses {
  readonly courses: ReadonlyMap<string, Course>;
  readonly issues: readonly Issue[];
}

/**
 * The course of every person who has a visit or a relapse, by identifier. Rows without a date are refused, visits of one day with
 * different scores too; visits without a score are counted.
 *
 * @param idColumn - header of the identifier where the section names none
 */
export function readCourses(
  spec: FollowUpSpec,
  tables: { readonly visits: TextTable; readonly relapses: TextTable | null },
  idColumn: string,
): Courses {
  const issues: Issue[] = [];
  const onsets = new Map<string, Set<number>>();
  const add = (id: string, day: number): void => {
    const own = onsets.get(id);
    if (own === undefined) onsets.set(id, new Set([day]));
    else own.add(day);
  };
  const visits = readVisits(spec, tables.visits, idColumn, issues, add);
  if (spec.relapses !== undefined && tables.relapses !== null) {
    const { id = idColumn, date, missing } = spec.relapses;
    const find = finder(tables.relapses, issues);
    const [ids, dates] = [find(id), find(date)];
    if (ids !== null && dates !== null) {
      const { column, issues: ofDates } = dateColumn(dates, { ...asVariable(date), missing });
      issues.push(...ofDates);
      const undated = named(ids).flatMap((person, i) =>
        person !== "" && Number.isNaN(column.days[i]!) && isBlank(dates, i, missing) ? [i] : [],
      );
      if (undated.length > 0) issues.push(withoutDate(at(dates, undated), "relapse"));
      for (const [i, person] of named(ids).entries())
        if (person !== "" && !Number.isNaN(column.days[i]!)) add(person, column.days[i]!);
    }
  }
  const hasRelapses = spec.relapses !== undefined || spec.visits.days_since_relapse !== undefined;
  const nobody = spec.relapses?.nobody ?? "none";
  const people = new Set([...visits.keys(), ...onsets.keys()]);
  const courses = new Map(
    [...people].map((id): [string, Course] => {
      const own = onsets.get(id);
      return [
        id,
        {
          visits: visits.get(id) ?? [],
          relapses:
            hasRelapses && (own !== undefined || nobody === "none")
              ? [...(own ?? [])].sort((a, b) => a - b)
              : null,
        },
      ];
    }),
  );
  return { courses, issues };
}

const asVariable = (name: string) =>
  ({ name, column: name, label: name, type: "continuous", missing: [] as readonly string[] }) as const;

const named = (ids: SourceColumn): string[] => ids.cells.map((cell) => cell?.trim() ?? "");

const isBlank = (source: SourceColumn, i: number, missing: readonly string[]): boolean => {
  const text = source.cells[i]?.trim() ?? "";
  return text === "" || missing.includes(text);
};

const at = (source: SourceColumn, records: readonly number[]) =>
  placeOf(
    source,
    records.map((i) => source.rows[i] ?? 0),
  );

/** Columns of a table by their header, each cell of it in the order of the rows. */
function finder(table: TextTable, issues: Issue[]): (header: string) => SourceColumn | null {
  const source = sourcesOf(table, [...table.records.keys()], undefined);
  return (header) => {
    const index = table.columns.indexOf(header);
    if (index >= 0) return source(index);
    issues.push(missingColumn(table.file, header, table.columns, nearest(header, table.columns)));
    return null;
  };
}

function readVisits(
  spec: FollowUpSpec,
  table: TextTable,
  idColumn: string,
  issues: Issue[],
  addRelapse: (id: string, day: number) => void,
): Map<string, Visit[]> {
  const {
    id = idColumn,
    date,
    edss,
    functional_systems: systems,
    days_since_relapse: since,
    missing,
  } = spec.visits;
  const find = finder(table, issues);
  const numbers = (header: string, type: "edss" | "count" | "continuous"): Float64Array | null => {
    const source = find(header);
    if (source === null) return null;
    const typed = numberColumn(source, { ...asVariable(header), type, missing });
    issues.push(...typed.issues);
    return typed.column.values;
  };
  const [ids, dates] = [find(id), find(date)];
  const scores = numbers(edss, "edss");
  const ofSystems = FUNCTIONAL_SYSTEMS.flatMap((system) => {
    const header = systems[system];
    const values = header === undefined ? null : numbers(header, "count");
    return values === null ? [] : [{ system, values }];
  });
  const gaps = since === undefined ? null : numbers(since, "continuous");
  const visits = new Map<string, Visit[]>();
  if (ids === null || dates === null || scores === null) return visits;
  const { column, issues: ofDates } = dateColumn(dates, { ...asVariable(date), missing });
  issues.push(...ofDates);

  const undated: number[] = [];
  const unscored: number[] = [];
  const below: number[] = [];
  const contradicting: number[] = [];
  for (const [i, person] of named(ids).entries()) {
    const day = column.days[i]!;
    if (person === "") continue;
    if (Number.isNaN(day)) {
      if (isBlank(dates, i, missing)) undated.push(i);
      continue;
    }
    const gap = gaps?.[i] ?? Number.NaN;
    if (gap < 0) below.push(i);
    else if (!Number.isNaN(gap)) addRelapse(person, day - gap);
    if (Number.isNaN(scores[i]!)) {
      unscored.push(i);
      continue;
    }
    const visit = {
      day,
      edss: scores[i]!,
      systems: Object.fromEntries(
        ofSystems.flatMap(({ system, values }) => (Number.isNaN(values[i]!) ? [] : [[system, values[i]!]])),
      ),
    };
    const own = visits.get(person) ?? [];
    const same = own.find((other) => other.day === day);
    if (same === undefined) visits.set(person, [...own, visit]);
    else if (same.edss !== visit.edss) contradicting.push(i);
  }
  if (undated.length > 0) issues.push(withoutDate(at(dates, undated), "visit"));
  if (below.length > 0) issues.push(daysBelowZero(at({ ...dates, column: since ?? "" }, below)));
  if (contradicting.length > 0) issues.push(twoVisitsOneDay(at(dates, contradicting)));
  if (unscored.length > 0)
    issues.push(visitsWithoutScore(at({ ...dates, column: edss }, []), unscored.length));
  for (const own of visits.values()) own.sort((a, b) => a.day - b.day);
  return visits;
}

/** People without a course, and courses of nobody: missing partners both ways. */
export function unmatched(
  courses: ReadonlyMap<string, Course>,
  cohort: Cohort,
  file: string,
): readonly Issue[] {
  const known = new Set(cohort.ids);
  const strangers = [...courses.keys()].filter((id) => !known.has(id));
  const without = cohort.ids.filter((id) => (courses.get(id)?.visits.length ?? 0) === 0);
  return [
    ...(strangers.length > 0 ? [courseOfNobody(file, strangers)] : []),
    ...(without.length > 0 ? [withoutCourse(file, without)] : []),
  ];
}

const NO_COURSE: Course = { visits: [], relapses: null };

/** The cohort with the columns of every outcome; the dates they start from must be there. */
export function withOutcomes(
  spec: FollowUpSpec | undefined,
  courses: ReadonlyMap<string, Course>,
  cohort: Cohort,
): Cohort {
  if (spec === undefined) return cohort;
  const nobody: Course = spec.relapses?.nobody === "none" ? { visits: [], relapses: [] } : NO_COURSE;
  const people = cohort.ids.map((id) => courses.get(id) ?? nobody);
  const columns = new Map(cohort.columns);
  for (const [name, outcome] of Object.entries(spec.outcomes)) {
    const values = people.map((person, i) => valuesOf(outcome, person, (of) => dayOf(cohort, of, i)));
    for (const [k, { name: part, kind }] of outcomeColumns(name, outcome).entries())
      columns.set(
        part,
        columnOf(
          kind,
          values.map((row) => row[k] ?? null),
        ),
      );
  }
  return { ...cohort, columns };
}

function dayOf(cohort: Cohort, variable: string, subject: number): number {
  const column = cohort.columns.get(variable);
  return column?.kind === "date" ? column.days[subject]! : Number.NaN;
}

function columnOf(kind: "boolean" | "number" | "date", values: readonly (number | boolean | null)[]): Column {
  if (kind === "boolean")
    return { kind, values: Int8Array.from(values, (value) => (value === null ? -1 : Number(value))) };
  const numbers = Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value)));
  return kind === "number" ? { kind, values: numbers } : { kind, days: numbers };
}

/** One value for each column of the outcome. */
function valuesOf(
  spec: OutcomeSpec,
  course: Course,
  day: (variable: string) => number,
): readonly (number | boolean | null)[] {
  const years = (days: number | null | undefined): number | null =>
    days == null ? null : days / DAYS_PER_YEAR;
  switch (spec.outcome) {
    case "relapses-before": {
      const found = relapsesBefore(course, day(spec.at), spec.within);
      return [found?.count ?? null, found?.latest ?? null];
    }
    case "relapses-after": {
      const found = relapsesAfter(course, day(spec.at), spec.within);
      return [found?.count ?? null, years(found?.days)];
    }
    case "edss-at": {
      const found = nearestVisit(course, day(spec.at), spec.before, spec.after);
      return [found?.edss ?? null, found?.days ?? null];
    }
    case "confirmed-worsening":
    case "pira":
    case "raw":
    case "secondary-progression": {
      const { start, relapse_free: relapseFree } = spec;
      const rule = {
        stepAt55: spec.step_at_5_5,
        confirmedAfter: spec.confirmed_after,
        tolerance: spec.tolerance,
        baseline: spec.baseline,
        afterRelapse: spec.after_relapse,
        sustained: spec.sustained,
        relapseFree,
      };
      const found = firstEvent(course, eventOf(spec), rule, start === undefined ? undefined : day(start));
      return [found.happened, years(found.days), found.day];
    }
  }
}

function eventOf(spec: Extract<OutcomeSpec, { readonly confirmed_after: number }>): EventRule {
  switch (spec.outcome) {
    case "confirmed-worsening":
      return { event: "worsening" };
    case "pira":
      return { event: "pira", definition: PIRA_DEFINITIONS.find(({ id }) => id === spec.definition)! };
    case "raw":
      return { event: "raw", within: spec.within };
    case "secondary-progression":
      return {
        event: "secondary-progression",
        leastEdss: spec.least_edss,
        leastPyramidal: spec.least_pyramidal,
      };
  }
}
