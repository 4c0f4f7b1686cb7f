/** A column that the protocol does not use: what it may hold, and the way into the protocol. */
import { useEffect, useState } from "react";
import type { ColumnMeaning, ColumnSummary } from "../../../session/column-reading.ts";
import type { DictionaryText } from "../../../session/dictionary-text.ts";
import { useStore } from "../../state/store.ts";
import { TYPE_WORDS } from "./column-words.ts";
import type { Edit } from "./dictionary.tsx";
import { usingEdits } from "./dictionary-edits.ts";
import { visible } from "./visible-text.ts";

interface UnusedColumnProps {
  readonly table: number;
  readonly column: number;
  readonly header: string;
  readonly said: DictionaryText;
  readonly summary: ColumnSummary | null;
  readonly edit: Edit;
}

export function UnusedColumn({ table, column, header, said, summary, edit }: UnusedColumnProps) {
  const { engine } = useStore();
  const [guess, setGuess] = useState<ColumnMeaning | null | "none">(null);
  useEffect(() => {
    let current = true;
    engine.call("guess", { table, column }).then(
      (found) => {
        if (current) setGuess(found ?? "none");
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [engine, table, column]);

  function use(meaning: ColumnMeaning): void {
    if (meaning.variable === null) return;
    const { name, edits } = usingEdits({ variable: meaning.variable, analyte: meaning.analyte }, (taken) =>
      said.variables.some((variable) => variable.name === taken),
    );
    edit(edits, `use column ${header} as ${name}`);
  }

  if (guess === null || summary === null) return null;
  const meaning = guess === "none" ? plainMeaning(header, summary) : guess;
  const type = meaning.variable?.type;
  return (
    <>
      <p>
        The protocol does not use this column.
        {guess === "none" && " It looks like free text or is almost empty."}
      </p>
      <p className="buttons">
        <button type="button" className="primary" onClick={() => use(meaning)}>
          Use this column
        </button>
        {type !== undefined && (
          <span className="kicker">as {`${type}: ${TYPE_WORDS[type]}`}; to be checked</span>
        )}
      </p>
      {summary.values.length > 0 && (
        <ul className="value-list" aria-label={`Cells of ${visible(header)}`}>
          {summary.values.slice(0, 20).map(({ text, n }) => (
            <li key={text}>
              <span className="cell-text">{visible(text)}</span> <span className="kicker">{n}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Where nothing can be guessed: categories as they stand, to be corrected by the person. */
function plainMeaning(header: string, { values }: ColumnSummary): ColumnMeaning {
  const plain = header
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  const levels = values.map(({ text }) => ({ value: text, label: text }));
  return {
    variable: {
      name: /^[a-z]/.test(plain) ? plain : `x_${plain}`,
      column: header,
      label: header,
      type: "nominal",
      missing: [],
      levels: levels.length === 0 ? [{ value: "none", label: "none" }] : levels,
    },
    analyte: null,
  };
}
