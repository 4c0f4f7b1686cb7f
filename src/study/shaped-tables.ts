/** The tables of `data:` with one row per person: long ones as one table per test, repeated samples by the stated rule. */
import type { CohortTable } from "../cohort/join-tables.ts";
import { testTables } from "../cohort/long-table.ts";
import { dayOfCell, oneSampleEach, type SampleWindow } from "../cohort/repeated-samples.ts";
import type { TextTable } from "../cohort/text-table.ts";
import type { Issue } from "../core/issues/issue.ts";
import type { Protocol } from "./protocol.ts";
import type { Resolved } from "./resolve.ts";

export interface ShapedTable {
  readonly tables: readonly CohortTable[];
  readonly issues: readonly Issue[];
}

type FileSpec = Protocol["data"][number];

/** @param tables - one for each file of the protocol, in its order */
export function shapedTables(
  tables: readonly TextTable[],
  { protocol, dictionary }: Pick<Resolved, "protocol" | "dictionary">,
): readonly ShapedTable[] {
  const idColumn = dictionary.variables.find((v) => v.type === "id")!.column;
  const idOf = (i: number): string => protocol.data[i]!.id ?? idColumn;
  const windowOf = (own: number, spec: FileSpec["repeated"] | FileSpec["long"]): SampleWindow | undefined => {
    const header = dictionary.variables.find(({ name }) => name === spec?.to)?.column;
    if (header === undefined) return undefined;
    return {
      before: spec?.before ?? 0,
      after: spec?.after ?? 0,
      dayOf: dayOfPerson(header, own, tables, idOf),
    };
  };
  return tables.map((table, i): ShapedTable => {
    const { long, repeated } = protocol.data[i]!;
    const window = windowOf(i, long ?? repeated);
    const near = window === undefined ? {} : { window };
    if (long !== undefined) {
      const { test, value, date, repeated: rule } = long;
      return testTables(
        table,
        idOf(i),
        { test, value, repeated: rule, ...(date === undefined ? {} : { date }), ...near },
        i === 0,
      );
    }
    if (repeated === undefined) return { tables: [{ table, idColumn: idOf(i) }], issues: [] };
    const { rule, date } = repeated;
    const one = oneSampleEach(table, idOf(i), { rule, date, ...near });
    return { tables: [{ table: one.table, idColumn: idOf(i) }], issues: one.issues };
  });
}

/** A date of each sample's own row where the table has it, else of the person's row in the first table that does. */
function dayOfPerson(
  header: string,
  own: number,
  tables: readonly TextTable[],
  idOf: (table: number) => string,
): SampleWindow["dayOf"] {
  const column = tables[own]!.columns.indexOf(header);
  if (column >= 0) return (_, record) => dayOfCell(tables[own]!.records[record]?.[column]);
  const other = tables.findIndex(({ columns }) => columns.includes(header));
  const table = tables[other];
  if (table === undefined) return () => Number.NaN;
  const [id, date] = [table.columns.indexOf(idOf(other)), table.columns.indexOf(header)];
  const days = new Map(
    table.records.map((record) => [record[id]?.trim() ?? "", dayOfCell(record[date])] as const),
  );
  return (person) => days.get(person) ?? Number.NaN;
}
