/** Groups of a categorical or true/false column, in the protocol's order. */
import { say } from "./answer.ts";
import type { Counted, Prose } from "./answer.ts";
import type { ColumnInfo } from "./kind.ts";
import type { Cell, Tally } from "../tally/engine.ts";

export interface Group {
  /** The cell as the tally gives it. */
  readonly cell: Cell;
  readonly value: string;
  readonly label: string;
}

export function groupsOf(column: ColumnInfo): Group[] {
  if (column.type === "boolean")
    return [
      { cell: false, value: "false", label: `not ${column.label}` },
      { cell: true, value: "true", label: column.label },
    ];
  return (column.levels ?? []).map((level) => ({
    cell: level.value,
    value: level.value,
    label: level.label,
  }));
}

/** The groups a question shows: all of them, or under a filter those that it leaves anybody in. */
export function groupsLeft(column: ColumnInfo, tally: Tally, position: number, filtered: boolean): Group[] {
  const groups = groupsOf(column);
  if (!filtered) return groups;
  const left = groups.filter((group) => tally.rows.some((row) => row.cells[position] === group.cell));
  return left.length === 0 ? groups : left;
}

/** Who is left out before any variable is looked at. */
export function filterLosses(tally: Tally, where: string | undefined): Counted["excluded"][number][] {
  if (where === undefined) return [];
  return [
    { reason: `outside the question (not: ${where})`, n: tally.filteredOut },
    { reason: `unknown whether inside the question (${where})`, n: tally.filterUnknown },
  ];
}

export const total = (counts: readonly number[]): number => counts.reduce((sum, n) => sum + n, 0);

/** "A, B and C". */
export function listed(parts: readonly Prose[]): Prose {
  return parts.flatMap((part, i) => {
    if (i === 0) return [...part];
    return [i === parts.length - 1 ? " and " : ", ", ...part];
  });
}

export const alpha = (confidence: number): number => Number((1 - confidence).toPrecision(12));

export const noAnswer = (why: string): Prose => say`There is no answer: ${why}.`;
