/** Every problem of the data, each with a way to its cells. */
import { useState } from "react";
import { describeIssue } from "../../../core/issues/issue.ts";
import type { PlacedIssue } from "./cell-issues.ts";

/** Above this many, a person works through them from the top: the rest is counted. */
const SHOWN = 200;

interface ProblemsProps {
  readonly issues: readonly PlacedIssue[];
  /** Leads to the record of a problem; null for its column. */
  readonly goTo: (placed: PlacedIssue, record: number | null) => void;
}

export function Problems({ issues, goTo }: ProblemsProps) {
  const counts = (["error", "warning", "note"] as const).flatMap((severity) => {
    const n = issues.filter(({ issue }) => issue.severity === severity).length;
    return n === 0 ? [] : [`${n} ${severity}${n === 1 ? "" : "s"}`];
  });
  return (
    <section className="problems" aria-labelledby="problems-title">
      <h2 id="problems-title">
        Problems <span className="kicker">{counts.join(", ") || "none: every cell can be read"}</span>
      </h2>
      {issues.length > 0 && (
        <ul className="issues" aria-label="Problems of the data">
          {issues.slice(0, SHOWN).map((placed, i) => (
            <Problem key={i} placed={placed} goTo={goTo} />
          ))}
        </ul>
      )}
      {issues.length > SHOWN && (
        <p className="kicker">
          The first {SHOWN} of {issues.length} problems are listed. All are marked in the grid.
        </p>
      )}
    </section>
  );
}

function Problem({ placed, goTo }: { placed: PlacedIssue; goTo: ProblemsProps["goTo"] }) {
  const { issue, place } = placed;
  const words = describeIssue(issue);
  const [at, setAt] = useState(0);
  const rows = place?.records.length ?? 0;
  const next = rows === 0 ? 0 : (at + 1) % rows;
  return (
    <li className={issue.severity}>
      <span className="severity">{issue.severity}</span>
      <span>
        {place === null || (place.column === null && rows === 0) ? (
          words
        ) : (
          <button
            type="button"
            className="link"
            onClick={() => {
              setAt(0);
              goTo(placed, place.records[0] ?? null);
            }}
          >
            {words}
          </button>
        )}
        {rows > 1 && (
          <button
            type="button"
            className="next-row"
            onClick={() => {
              setAt(next);
              goTo(placed, place!.records[next]!);
            }}
          >
            next cell <span className="kicker">{`${at + 1} of ${rows}`}</span>
          </button>
        )}
      </span>
    </li>
  );
}
