/** Tables with one row per measurement, as OMOP, SDTM, FHIR and Olink have them, to one column per test. */
import { blankTest, missingColumn } from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import type { CohortTable } from "./join-tables.ts";
import { nearest } from "./nearest.ts";
import {
  chooseSamples,
  choiceIssues,
  dayOfCell,
  type RepeatedRule,
  type SampleWindow,
} from "./repeated-samples.ts";
import type { TextTable } from "./text-table.ts";

export interface LongShape {
  /** Header of the column that names the test. */
  readonly test: string;
  /** Header of the column that holds its result. */
  readonly value: string;
  /** Which of several samples of a person counts; a repetition is refused unless a rule is stated. */
  readonly repeated: "refuse" | RepeatedRule;
  /** Header of the date of each sample. */
  readonly date?: string;
  /** For `nearest`: where a sample counts. */
  readonly window?: SampleWindow;
}

/**
 * One table per test, each with the identifier and one column under the test's own name; rows keep their numbers. With
 * `isMain` a table of every person in the file stands first, and decides who is a subject.
 *
 * @example testTables(table, "person_id", { test: "measurement_source_value", value: "value_as_number", repeated: "refuse" }, true)
 */
export function testTables(
  table: TextTable,
  idColumn: string,
  shape: LongShape,
  isMain: boolean,
): { readonly tables: readonly CohortTable[]; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const find = (column: string): number => {
    const index = table.columns.indexOf(column);
    if (index < 0)
      issues.push(missingColumn(table.file, column, table.columns, nearest(column, table.columns)));
    return index;
  };
  const [id, test, value] = [find(idColumn), find(shape.test), find(shape.value)];
  const date = shape.date === undefined ? -1 : find(shape.date);
  if (issues.length > 0) return { tables: [], issues };

  const cell = (record: number, column: number): string => table.records[record]?.[column]?.trim() ?? "";
  const tests = new Map<string, number[]>();
  for (const i of table.records.keys()) {
    const name = cell(i, test);
    tests.set(name, [...(tests.get(name) ?? []), i]);
  }
  const at = (column: number, records: readonly number[]) => ({
    file: table.file,
    ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
    column: table.columns[column] ?? "",
    rows: records.map((record) => table.rowNumbers[record] ?? 0),
  });
  const blank = (tests.get("") ?? []).filter((i) => cell(i, value) !== "");
  if (blank.length > 0) issues.push(blankTest(at(test, blank)));
  tests.delete("");

  const described = table.descriptions?.[value] ?? {};
  const tableOf = (name: string, records: readonly number[]): CohortTable => {
    const kept = shape.repeated === "refuse" ? records : oneEach(records, name, shape.repeated);
    const results = described.results;
    return {
      idColumn,
      table: {
        ...table,
        columns: [idColumn, name],
        descriptions: [
          {},
          {
            ...described,
            ...(results === undefined ? {} : { results: kept.map((i) => results[i] ?? null) }),
          },
        ],
        records: kept.map((i) => [table.records[i]?.[id] ?? null, table.records[i]?.[value] ?? null]),
        rowNumbers: kept.map((i) => table.rowNumbers[i] ?? 0),
      },
    };
  };

  /** Of each person the sample that the rule prescribes; all of them where their dates do not say which it is. */
  function oneEach(records: readonly number[], name: string, rule: RepeatedRule): readonly number[] {
    const chosen = chooseSamples(
      records,
      (record) => cell(record, id),
      (record) => dayOfCell(date < 0 ? "" : cell(record, date)),
      rule,
      shape.window,
    );
    issues.push(...choiceIssues(chosen, rule, name, { date: (of) => at(date < 0 ? test : date, of) }));
    return chosen.records;
  }

  const tables = [...tests].map(([name, records]) => tableOf(name, records));
  return { tables: isMain ? [peopleOf(table, id), ...tables] : tables, issues };
}

/** Every identifier once, where it stands first; a blank one is left to the check of identifiers. */
function peopleOf(table: TextTable, id: number): CohortTable {
  const seen = new Set<string>();
  const firsts = [...table.records.keys()].filter((i) => {
    const name = table.records[i]?.[id]?.trim() ?? "";
    if (name !== "" && seen.has(name)) return false;
    seen.add(name);
    return true;
  });
  const idColumn = table.columns[id] ?? "";
  return {
    idColumn,
    table: {
      ...table,
      columns: [idColumn],
      descriptions: [{}],
      records: firsts.map((i) => [table.records[i]?.[id] ?? null]),
      rowNumbers: firsts.map((i) => table.rowNumbers[i] ?? 0),
    },
  };
}
