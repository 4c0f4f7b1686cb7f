/** What the protocol says of one column, changed by choosing. */
import { useEffect, useRef, useState } from "react";
import type { ColumnMeaning, ColumnSummary } from "../../../session/column-reading.ts";
import { type DictionaryText, VARIABLE_TYPES } from "../../../session/dictionary-text.ts";
import type { ProtocolEdit } from "../../../session/edit-protocol.ts";
import { PickOne } from "../../parts/pick.tsx";
import type { TableInfo } from "../../messages.ts";
import { useStore } from "../../state/store.ts";
import { type ColumnUse, KIND_WORDS, LIMIT_WORDS, TYPE_WORDS } from "./column-words.ts";
import { Concentration } from "./concentration.tsx";
import { removeEdits, typeEdits, unitEdits } from "./dictionary-edits.ts";
import { LastChange } from "./last-change.tsx";
import { RangeFields, TextField } from "./small-fields.tsx";
import { UnusedColumn } from "./unused-column.tsx";
import { Values } from "./values.tsx";
import { visible } from "./visible-text.ts";

interface DictionaryProps {
  readonly table: number;
  readonly info: TableInfo;
  readonly column: number;
  readonly use: ColumnUse;
  readonly said: DictionaryText;
  /** Changes when the cells do. */
  readonly reading: string;
}

/** Changes the protocol; `label` is what undo will say. */
export type Edit = (edits: readonly ProtocolEdit[], label: string) => void;

export function Dictionary({ table, info, column, use, said, reading }: DictionaryProps) {
  const { actions } = useStore();
  const header = info.columns[column] ?? "";
  const { variable, analyte, limitOf, operatorOf } = use;
  const meaning: ColumnMeaning = { variable, analyte };
  const summary = useSummary(table, column, meaning, reading);
  const [before, setBefore] = useState<ColumnMeaning | null>(null);

  const edit: Edit = (edits, label) => {
    setBefore(meaning);
    actions.edit(edits, label);
  };

  return (
    <aside className="dictionary" aria-labelledby="dictionary-title">
      <h2 id="dictionary-title">
        {visible(header)}
        {variable !== null && variable.name !== header && (
          <span className="kicker"> is {variable.name} in the protocol</span>
        )}
      </h2>
      {limitOf.map(({ analyte: of, limit }) => (
        <p key={`${of.name}:${limit}`} className="limit-of">
          {LIMIT_WORDS[limit]} of each sample for {visible(of.label)}.
        </p>
      ))}
      {operatorOf.map((of) => (
        <p key={of.name}>Says whether the number of {visible(of.label)} is a value or a limit.</p>
      ))}
      {summary !== null && <Counts summary={summary} used={variable !== null} />}
      {variable === null ? (
        limitOf.length + operatorOf.length === 0 &&
        (said.data.some(({ file, id }) => file === info.file && id === header) ? (
          <p>Identifies the people of this table.</p>
        ) : (
          <UnusedColumn
            table={table}
            column={column}
            header={header}
            said={said}
            summary={summary}
            edit={edit}
          />
        ))
      ) : (
        <>
          <div className="fields">
            <TextField
              label="Label"
              value={variable.label}
              onChange={(label) =>
                edit(
                  [{ op: "set", path: ["variables", variable.name, "label"], value: label || undefined }],
                  `change the label of ${variable.name}`,
                )
              }
            />
            <label className="field">
              <span>Type</span>
              <PickOne
                label="Type"
                choices={VARIABLE_TYPES.map((type) => ({
                  value: type,
                  label: `${type}: ${TYPE_WORDS[type]}`,
                }))}
                value={variable.type}
                onPick={(picked) => {
                  const type = VARIABLE_TYPES.find((known) => known === picked);
                  if (type !== undefined && summary !== null)
                    edit(
                      typeEdits(variable, analyte, type, summary),
                      `change the type of ${variable.name} to ${type}`,
                    );
                }}
              />
            </label>
            {["count", "continuous", "edss", "concentration"].includes(variable.type) && (
              <TextField
                label="Unit"
                value={analyte?.unit ?? variable.unit ?? ""}
                onChange={(unit) =>
                  edit(unitEdits(variable, analyte, unit), `change the unit of ${variable.name}`)
                }
              />
            )}
          </div>
          {["count", "continuous", "edss"].includes(variable.type) && (
            <RangeFields variable={variable} edit={edit} />
          )}
          {analyte !== null && <Concentration analyte={analyte} columns={info.columns} edit={edit} />}
          <LastChange
            table={table}
            column={column}
            before={before}
            after={meaning}
            onUndo={() => {
              setBefore(null);
              actions.undo();
            }}
          />
          {summary !== null && variable.type !== "id" && (
            <Values variable={variable} analyte={analyte} summary={summary} edit={edit} />
          )}
          <p className="buttons">
            <button
              type="button"
              onClick={() => edit(removeEdits(variable, analyte), `stop using ${variable.name}`)}
            >
              Stop using this column
            </button>
          </p>
        </>
      )}
    </aside>
  );
}

function Counts({ summary, used }: { summary: ColumnSummary; used: boolean }) {
  const total = Object.values(summary.kinds).reduce((sum, n) => sum + n, 0);
  const parts = (["number", "text", "marked", "missing", "blank", "refused"] as const).flatMap((kind) =>
    summary.kinds[kind] === 0 ? [] : [`${KIND_WORDS[kind]} ${summary.kinds[kind]}`],
  );
  return (
    <>
      <p className="counts">
        {total} cells, {summary.distinct} different{used ? ", read as" : ""}: {parts.join(", ")}
      </p>
      {used && summary.examples.length > 0 && (
        <dl className="examples" aria-label="Examples">
          {summary.examples.map(({ cell, reading }) => (
            <div key={reading.kind} className={reading.kind}>
              <dt>{visible(cell)}</dt>
              <dd>{visible(reading.words)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

/** Counted in the worker; what was counted last stays until the new counts come, so that nothing jumps. */
function useSummary(
  table: number,
  column: number,
  meaning: ColumnMeaning,
  reading: string,
): ColumnSummary | null {
  const { engine } = useStore();
  const [summary, setSummary] = useState<ColumnSummary | null>(null);
  const key = JSON.stringify([table, column, meaning, reading]);
  const newest = useRef(key);
  newest.current = key;
  useEffect(() => {
    engine.call("column", { table, column, meaning }).then(
      (answer) => {
        if (newest.current === key && answer !== null) setSummary(answer);
      },
      // A worker that was ended by a cancel is asked again with the next change.
      () => undefined,
    );
    // The key says everything that the answer depends on.
  }, [engine, key]);
  return summary;
}
