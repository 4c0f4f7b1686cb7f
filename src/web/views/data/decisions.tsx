/** What the drafted protocol left to the person, as a list to be worked through. */
import { useId, useState } from "react";
import type { TableInfo } from "../../messages.ts";
import { useStudy } from "../../state/store.ts";
import type { ColumnUse } from "./column-words.ts";

interface DecisionsProps {
  readonly tables: readonly TableInfo[];
  readonly useOf: (header: string) => ColumnUse;
  readonly onColumn: (column: number, table: number) => void;
}

export function Decisions({ tables, useOf, onColumn }: DecisionsProps) {
  const decisions = useStudy((state) => state.study?.decisions ?? []);
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [hidden, setHidden] = useState(false);
  const title = useId();
  if (decisions.length === 0 || hidden) return null;
  return (
    <section className="decisions" aria-labelledby={title}>
      <div className="decisions-head">
        <h2 id={title}>
          To decide before the answers are seen{" "}
          <span className="kicker">{`${done.size} of ${decisions.length} done`}</span>
        </h2>
        <button type="button" onClick={() => setHidden(true)}>
          Hide this list
        </button>
      </div>
      <ul>
        {decisions.map((decision) => {
          const place = placeIn(decision, tables, useOf);
          return (
            <li key={decision} className={done.has(decision) ? "done" : undefined}>
              <label>
                <input
                  type="checkbox"
                  checked={done.has(decision)}
                  onChange={({ target }) => {
                    const next = new Set(done);
                    if (target.checked) next.add(decision);
                    else next.delete(decision);
                    setDone(next);
                  }}
                />
                {decision}
              </label>
              {place !== null && (
                <button type="button" className="link" onClick={() => onColumn(place.column, place.table)}>
                  Show the column
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The column that a decision names by its header or its name in the protocol; the longest where several fit. */
function placeIn(
  decision: string,
  tables: readonly TableInfo[],
  useOf: DecisionsProps["useOf"],
): { table: number; column: number } | null {
  let best: { table: number; column: number; length: number } | null = null;
  for (const [table, { columns }] of tables.entries())
    for (const [column, header] of columns.entries())
      for (const name of [header, useOf(header).variable?.name ?? ""])
        if (
          name.length > (best?.length ?? 0) &&
          [`Column ${name} `, `${name}:`, `${name} holds`].some((start) => decision.startsWith(start))
        )
          best = { table, column, length: name.length };
  return best;
}
