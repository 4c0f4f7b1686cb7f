/** A cell and the head of a column; problems are told by a shape as well as a colour. */
import { memo } from "react";
import { describeIssue } from "../../../core/issues/issue.ts";
import type { PlacedIssue } from "./cell-issues.ts";
import { visible } from "./visible-text.ts";

interface Place {
  readonly id: string;
  readonly index: number;
  readonly left: number;
  readonly width: number;
  readonly issues: readonly PlacedIssue[];
  readonly active: boolean;
}

const titleOf = (issues: readonly PlacedIssue[]): string =>
  issues.map(({ issue }) => `${issue.severity}: ${describeIssue(issue)}`).join("\n");

function Mark({ issues }: { issues: readonly PlacedIssue[] }) {
  const worst = issues[0]?.issue.severity;
  return worst === undefined ? null : (
    <>
      <span className="unseen">{`, ${worst}`}</span>
      <svg className={`mark ${worst}`} viewBox="0 0 10 10" aria-hidden="true">
        {worst === "error" ? (
          <path d="M1 1 9 9M9 1 1 9" fill="none" strokeWidth="2.4" />
        ) : worst === "warning" ? (
          <path d="M5 0.8 9.6 9.2H0.4Z" />
        ) : (
          <circle cx="5" cy="5" r="3.2" fill="none" strokeWidth="1.6" />
        )}
      </svg>
    </>
  );
}

interface GridCellProps extends Place {
  readonly row: number;
  readonly text: string | null | undefined;
  readonly numeric: boolean;
}

/** Drawn again only when something of it changes: while the grid is scrolled, cells stay. */
export const GridCell = memo(function GridCell(props: GridCellProps) {
  const { id, row, index, left, width, text, numeric, issues, active } = props;
  const isBlank = text === null || (text !== undefined && text.trim() === "");
  const worst = issues[0]?.issue.severity;
  const title = issues.length > 0 ? titleOf(issues) : isBlank ? "blank" : undefined;
  return (
    <div
      id={id}
      className={`grid-cell${numeric ? " numeric" : ""}${worst === undefined ? "" : ` has-${worst}`}${active ? " active" : ""}`}
      role="gridcell"
      aria-colindex={index + 2}
      aria-selected={active}
      data-row={row}
      data-column={index}
      style={{ left, width }}
      title={title}
    >
      <Mark issues={issues} />
      {isBlank ? (
        <span className="blank">
          <span aria-hidden="true">·</span>
          <span className="unseen">blank</span>
        </span>
      ) : (
        <span className="cell-text">{text === undefined ? "" : visible(text)}</span>
      )}
    </div>
  );
});

export function HeaderCell(props: Place & { name: string; says: string; numeric: boolean; chosen: boolean }) {
  const { id, index, left, width, name, says, numeric, issues, active, chosen } = props;
  const shown = visible(name);
  return (
    <div
      id={id}
      className={`grid-header${numeric ? " numeric" : ""}${chosen ? " chosen" : ""}${active ? " active" : ""}`}
      role="columnheader"
      aria-colindex={index + 2}
      aria-selected={active}
      style={{ left, width }}
      title={issues.length > 0 ? `${shown}\n${titleOf(issues.slice(0, 5))}` : shown}
      data-row={-1}
      data-column={index}
    >
      <span className="header-name">
        <span className="cell-text">{shown}</span>
        <Mark issues={issues} />
      </span>
      <span className="header-says">{says}</span>
    </div>
  );
}

export function RowNumber(props: {
  width: number;
  number: number | undefined;
  issues: readonly PlacedIssue[];
}) {
  const { width, number, issues } = props;
  return (
    <div
      className="grid-number"
      role="rowheader"
      aria-colindex={1}
      style={{ width }}
      title={issues.length > 0 ? titleOf(issues) : undefined}
    >
      {number ?? ""}
      <Mark issues={issues} />
    </div>
  );
}
