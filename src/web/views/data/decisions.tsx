/** What the drafted protocol left to the person, as a list to be worked through. */
import { useId, useMemo, useState } from "react";
import type { TableInfo } from "../../messages.ts";
import { useStudy } from "../../state/store.ts";
import type { ColumnUse } from "./column-words.ts";

const NONE: readonly string[] = [];

interface DecisionsProps {
  readonly tables: readonly TableInfo[];
  readonly useOf: (header: string) => ColumnUse;
  readonly onColumn: (column: number, table: number) => void;
}

export function Decisions({ tables, useOf, onColumn }: DecisionsProps) {
  const decisions = useStudy((state) => state.study?.decisions ?? NONE);
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [hidden, setHidden] = useState(false);
  const title = useId();
  const places = useMemo(
    () => (decisions.length === 0 ? new Map<string, ColumnPlace>() : placesByName(tables, useOf)),
    [decisions, tables, useOf],
  );
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
          const place = placeIn(decision, places);
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

interface ColumnPlace {
  readonly table: number;
  readonly column: number;
}

/** Columns by header and by their name in the protocol; of several with one name the first. */
function placesByName(
  tables: readonly TableInfo[],
  useOf: DecisionsProps["useOf"],
): Map<string, ColumnPlace> {
  const places = new Map<string, ColumnPlace>();
  for (const [table, { columns }] of tables.entries())
    for (const [column, header] of columns.entries())
      for (const name of [header, useOf(header).variable?.name ?? ""])
        if (name !== "" && !places.has(name)) places.set(name, { table, column });
  return places;
}

/** The column that a decision names first; the longest where several fit. */
function placeIn(decision: string, places: ReadonlyMap<string, ColumnPlace>): ColumnPlace | null {
  const text = decision.replace(/^Column /, "");
  const ends = [...text.matchAll(/:| holds | is | looks /g)].map(({ index }) => index).reverse();
  for (const end of ends) {
    const found = places.get(text.slice(0, end));
    if (found !== undefined) return found;
  }
  return null;
}
