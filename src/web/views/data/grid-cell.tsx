/** A cell and the head of a column; problems are told by a shape as well as a colour. */
import type { PlacedIssue } from "./cell-issues.ts";
import type { ColumnHead } from "./grid.tsx";
import { visible } from "./visible-text.ts";

interface Place {
  readonly id: string;
  readonly index: number;
  readonly left: number;
  readonly width: number;
  readonly issues: readonly PlacedIssue[];
  readonly active: boolean;
  readonly onChoose: () => void;
}

const titleOf = (issues: readonly PlacedIssue[]): string =>
  issues.map(({ issue, words }) => `${issue.severity}: ${words}`).join("\n");

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

export function GridCell(props: Place & { text: string | null | undefined; numeric: boolean }) {
  const { id, index, left, width, text, numeric, issues, active, onChoose } = props;
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
      style={{ left, width }}
      title={title}
      onClick={onChoose}
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
}

export function HeaderCell(props: Place & { name: string; head: ColumnHead; chosen: boolean }) {
  const { id, index, left, width, name, head, issues, active, chosen, onChoose } = props;
  const shown = visible(name);
  return (
    <div
      id={id}
      className={`grid-header${head.numeric ? " numeric" : ""}${chosen ? " chosen" : ""}${active ? " active" : ""}`}
      role="columnheader"
      aria-colindex={index + 2}
      aria-selected={active}
      style={{ left, width }}
      title={issues.length > 0 ? `${shown}\n${titleOf(issues.slice(0, 5))}` : shown}
      onClick={onChoose}
    >
      <span className="header-name">
        <span className="cell-text">{shown}</span>
        <Mark issues={issues} />
      </span>
      <span className="header-says">{head.says}</span>
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
