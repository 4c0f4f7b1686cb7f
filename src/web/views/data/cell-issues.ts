/** The problems of one table, found by cell and by column. */
import type { Issue } from "../../../core/issues/issue.ts";
import type { IssuePlace } from "../../messages.ts";

export interface PlacedIssue {
  readonly issue: Issue;
  /** Null where the problem is about no table. */
  readonly place: IssuePlace | null;
}

export interface TableIssues {
  /** Problems of a cell, errors first. */
  readonly ofCell: (record: number, column: number) => readonly PlacedIssue[];
  /** Problems of the column as a whole. */
  readonly ofHeader: (column: number) => readonly PlacedIssue[];
  /** All problems of the column. */
  readonly ofColumn: (column: number) => readonly PlacedIssue[];
  /** Problems of the row as a whole. */
  readonly ofRow: (record: number) => readonly PlacedIssue[];
}

const ORDER = { error: 0, warning: 1, note: 2 } as const;

/** Errors first, else as they were found. */
export function placedIssues(
  issues: readonly Issue[],
  places: readonly (IssuePlace | null)[],
): readonly PlacedIssue[] {
  return issues
    .map((issue, i): PlacedIssue => ({ issue, place: places[i] ?? null }))
    .sort((a, b) => ORDER[a.issue.severity] - ORDER[b.issue.severity]);
}

const NONE: readonly PlacedIssue[] = [];

export function issuesOfTable(issues: readonly PlacedIssue[], table: number): TableIssues {
  const columns = new Map<number, PlacedIssue[]>();
  const ofRows: PlacedIssue[] = [];
  for (const placed of issues) {
    if (placed.place?.table !== table) continue;
    if (placed.place.column === null) {
      ofRows.push(placed);
      continue;
    }
    const own = columns.get(placed.place.column);
    if (own === undefined) columns.set(placed.place.column, [placed]);
    else own.push(placed);
  }
  const ofColumn = (column: number): readonly PlacedIssue[] => columns.get(column) ?? NONE;
  return {
    ofColumn,
    ofRow: (record) => ofRows.filter(({ place }) => isAmong(place!.records, record)),
    ofHeader: (column) => ofColumn(column).filter(({ place }) => place!.records.length === 0),
    ofCell: (record, column) => {
      const own = columns.get(column);
      return own === undefined ? NONE : own.filter(({ place }) => isAmong(place!.records, record));
    },
  };
}

function isAmong(sorted: Int32Array, record: number): boolean {
  let [low, high] = [0, sorted.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] === record) return true;
    if (sorted[middle]! < record) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
