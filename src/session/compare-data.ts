/** The checked data of two deliveries: people, columns and cells that changed. */
import type { Cohort } from "../cohort/cohort.ts";
import { flatTable } from "../exchange/flat-table.ts";
import { cellText } from "../exchange/write-csv.ts";
import type { Resolved } from "../study/resolve.ts";

export interface DeliveredData {
  readonly resolved: Pick<Resolved, "protocol" | "dictionary" | "vocabulary">;
  readonly cohort: Cohort;
}

export interface CellChange {
  readonly person: string;
  /** Row of the later file. */
  readonly row: number;
  /** As an export would write it; "" is unknown. */
  readonly before: string;
  readonly after: string;
}

export interface DataChange {
  readonly people: {
    readonly before: number;
    readonly after: number;
    readonly gone: readonly string[];
    readonly added: readonly string[];
  };
  readonly columns: { readonly gone: readonly string[]; readonly added: readonly string[] };
  /** Columns of both with the cells that differ, of people that both have. */
  readonly cells: readonly { readonly column: string; readonly changes: readonly CellChange[] }[];
}

/** Compares what the protocol declares; derived columns follow from it and are left out. Cost: linear in the cells. */
export function compareData(before: DeliveredData, after: DeliveredData): DataChange {
  const [old, now] = [textsOf(before), textsOf(after)];
  const oldAt = new Map(before.cohort.ids.map((id, i) => [id, i]));
  const nowAt = new Set(after.cohort.ids);
  const shared = after.cohort.ids.flatMap((person, i) => {
    const at = oldAt.get(person);
    return at === undefined ? [] : [{ person, i, at }];
  });
  return {
    people: {
      before: before.cohort.subjects,
      after: after.cohort.subjects,
      gone: before.cohort.ids.filter((id) => !nowAt.has(id)),
      added: after.cohort.ids.filter((id) => !oldAt.has(id)),
    },
    columns: {
      gone: [...old.keys()].filter((name) => !now.has(name)),
      added: [...now.keys()].filter((name) => !old.has(name)),
    },
    cells: [...now].flatMap(([column, text]) => {
      const earlier = old.get(column);
      if (earlier === undefined) return [];
      const changes = shared.flatMap(({ person, i, at }): CellChange[] => {
        const [was, is] = [earlier(at), text(i)];
        return was === is ? [] : [{ person, row: after.cohort.rowNumbers[i]!, before: was, after: is }];
      });
      return changes.length === 0 ? [] : [{ column, changes }];
    }),
  };
}

function textsOf({ resolved, cohort }: DeliveredData): ReadonlyMap<string, (subject: number) => string> {
  const { protocol, dictionary, vocabulary } = resolved;
  const read = [...vocabulary.columns.keys()].filter((name) => protocol.derived[name] === undefined);
  const { columns } = flatTable(cohort, vocabulary.columns, dictionary.analytes, new Set(read));
  return new Map(
    columns
      .filter(({ role }) => role === "variable" || role === "limit")
      .map((column) => [column.name, (subject) => cellText(column, column.cells[subject] ?? null)]),
  );
}
