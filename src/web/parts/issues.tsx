/** Problems as the command line words them, errors first. */
import { describeIssue, type Issue } from "../../core/issues/issue.ts";

const ORDER = { error: 0, warning: 1, note: 2 } as const;

export const bySeverity = (issues: readonly Issue[]): readonly Issue[] =>
  [...issues].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);

export function IssueList({
  issues,
  goTo,
  label = "Problems",
}: {
  issues: readonly Issue[];
  /** Makes each problem a way to its place. */
  goTo?: (issue: Issue) => void;
  label?: string;
}) {
  return (
    <ul className="issues" aria-label={label}>
      {bySeverity(issues).map((issue, i) => (
        <li key={i} className={issue.severity}>
          <span className="severity">{issue.severity}</span>
          {goTo === undefined ? (
            describeIssue(issue)
          ) : (
            <button type="button" className="link" onClick={() => goTo(issue)}>
              {describeIssue(issue)}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
