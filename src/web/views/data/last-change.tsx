/** After a change of the dictionary: which cells are read otherwise now, with three of them before and after. */
import { useEffect, useState } from "react";
import type { ColumnMeaning, ReadingChange } from "../../../session/column-reading.ts";
import { useStore } from "../../state/store.ts";
import { visible } from "./visible-text.ts";

interface LastChangeProps {
  readonly table: number;
  readonly column: number;
  /** What was said before the last change; null where nothing was changed. */
  readonly before: ColumnMeaning | null;
  readonly after: ColumnMeaning;
  readonly onUndo: () => void;
}

export function LastChange({ table, column, before, after, onUndo }: LastChangeProps) {
  const { engine } = useStore();
  const [change, setChange] = useState<ReadingChange | null>(null);
  const key = JSON.stringify([before, after]);
  const differs = before !== null && JSON.stringify(before) !== JSON.stringify(after);
  useEffect(() => {
    if (!differs) {
      setChange(null);
      return;
    }
    let current = true;
    engine.call("compare", { table, column, before, after }).then(
      (answer) => {
        if (current) setChange(answer);
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
    // The key says what is compared.
  }, [engine, table, column, key, differs]);
  return (
    <div className={change === null ? undefined : "last-change"}>
      <div role="status">
        {change !== null && (
          <p>
            {change.changed === 0
              ? "No cell is read otherwise after this change."
              : `${change.changed} ${change.changed === 1 ? "cell is" : "cells are"} read otherwise after this change.`}
          </p>
        )}
      </div>
      {change !== null && change.examples.length > 0 && (
        <table className="before-after">
          <thead>
            <tr>
              <th scope="col">Cell</th>
              <th scope="col">Before</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {change.examples.map(({ cell, n, before: was, after: is }) => (
              <tr key={cell}>
                <th scope="row">
                  {cell === "" ? "blank" : <code>{visible(cell)}</code>}
                  <span className="kicker"> ×{n}</span>
                </th>
                <td>{visible(was)}</td>
                <td>{visible(is)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {change !== null && (
        <button type="button" className="link" onClick={onUndo}>
          Undo this change
        </button>
      )}
    </div>
  );
}
