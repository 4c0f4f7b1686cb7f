/** The focused cell in full, with its problems: announced when the focus moves. */
import { describeIssue } from "../../../core/issues/issue.ts";
import type { PlacedIssue } from "./cell-issues.ts";
import { visible } from "./visible-text.ts";

interface CellBarProps {
  /** Row number of the file; null for the head of a column. */
  readonly row: number | null | undefined;
  readonly column: string | undefined;
  readonly text: string | null | undefined;
  readonly issues: readonly PlacedIssue[];
}

export function CellBar({ row, column, text, issues }: CellBarProps) {
  return (
    <div className="cell-bar">
      <p className="cell-place">
        {column === undefined ? "" : visible(column)}
        {row === null ? ", the whole column" : row === undefined ? "" : `, row ${row}`}
      </p>
      <div className="cell-says">
        {row !== null && (
          <p className="cell-value">
            {text === undefined ? "" : text === null || text.trim() === "" ? "blank" : visible(text)}
          </p>
        )}
        <div role="status" aria-live="polite">
          {issues.map(({ issue }, i) => (
            <p key={i} className={`cell-problem ${issue.severity}`}>
              <b>{issue.severity}</b> {describeIssue(issue)}
            </p>
          ))}
        </div>
      </div>
    </div>
  );
}
