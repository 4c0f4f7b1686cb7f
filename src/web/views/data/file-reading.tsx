/** How a file was read, and a way to read it otherwise: what would change is shown before it does. */
import { useEffect, useState } from "react";
import type { DictionaryText } from "../../../session/dictionary-text.ts";
import type { ProtocolEdit } from "../../../session/edit-protocol.ts";
import { IssueList } from "../../parts/issues.tsx";
import { PickOne } from "../../parts/pick.tsx";
import type { Reread, TableInfo } from "../../messages.ts";
import { useStore } from "../../state/store.ts";
import { ColumnPick } from "./column-pick.tsx";
import { visible } from "./visible-text.ts";

const CHOICES = {
  delimiter: [
    { value: ",", label: "commas" },
    { value: ";", label: "semicolons" },
    { value: "tab", label: "tabs" },
    { value: "|", label: "bars (|)" },
  ],
  decimal: [
    { value: ".", label: "a decimal point" },
    { value: ",", label: "a decimal comma" },
  ],
  encoding: [
    { value: "utf-8", label: "UTF-8" },
    { value: "utf-16le", label: "UTF-16 LE" },
    { value: "utf-16be", label: "UTF-16 BE" },
    { value: "windows-1252", label: "Windows 1252" },
  ],
} as const;
const WORDS = {
  delimiter: "Cells between",
  decimal: "Numbers with",
  encoding: "Text in",
  sheet: "Sheet",
} as const;
const TEXT_KEYS = ["delimiter", "decimal", "encoding"] as const;
type TextKey = (typeof TEXT_KEYS)[number];
type Key = keyof typeof WORDS;
type Wanted = Readonly<Record<Key, string>>;

interface FileReadingProps {
  readonly table: number;
  readonly info: TableInfo;
  readonly said: DictionaryText;
}

export function FileReading({ table, info, said }: FileReadingProps) {
  const { actions } = useStore();
  const { dialect } = info;
  const now: Wanted = {
    delimiter: dialect["delimiter"] === "\t" ? "tab" : (dialect["delimiter"] ?? ""),
    decimal: dialect["decimal"] ?? "",
    encoding: dialect["encoding"] ?? "",
    sheet: info.sheet ?? "",
  };
  const [wanted, setWanted] = useState(now);
  const at = said.data.findIndex(
    ({ file, sheet }) => file === info.file && (sheet === undefined || sheet === info.sheet),
  );
  const isText = dialect["format"] === "text";
  const keys: readonly Key[] = isText ? TEXT_KEYS : info.sheets === undefined ? [] : ["sheet"];
  const changed = keys.filter((key) => wanted[key] !== now[key]);
  const found = useReread(table, keys, wanted, changed.length > 0);
  const idColumn = said.variables.find(({ type }) => type === "id")?.column;
  const idHere = said.data[at]?.id ?? idColumn;
  const label = (key: TextKey): string =>
    CHOICES[key].find(({ value }) => value === now[key])?.label ?? visible(now[key]);

  function apply(): void {
    const edits = changed.map(
      (key): ProtocolEdit => ({ op: "set", path: ["data", at, key], value: wanted[key] }),
    );
    actions.edit(edits, `read ${info.file} with ${changed.map((key) => `${key} ${wanted[key]}`).join(", ")}`);
  }

  return (
    <details className="file-reading">
      <summary>
        {isText
          ? `Read as text in ${label("encoding")}, cells between ${label("delimiter")}, numbers with ${label("decimal")}`
          : `Read as ${visible(dialect["format"] ?? "a table")}${info.sheets === undefined ? "" : `, sheet ${visible(now.sheet)} of ${info.sheets.length}`}`}
        {idHere !== undefined && `; people by ${visible(idHere)}`}
      </summary>
      {at >= 0 && (
        <p className="reading-fields">
          {keys.map((key) => (
            <label key={key}>
              {WORDS[key]}{" "}
              <PickOne
                label={WORDS[key]}
                choices={
                  key === "sheet"
                    ? (info.sheets ?? []).map((name) => ({ value: name, label: visible(name) }))
                    : CHOICES[key]
                }
                value={wanted[key]}
                onPick={(value) => setWanted({ ...wanted, [key]: value })}
              />
            </label>
          ))}
          <label>
            People identified by{" "}
            <ColumnPick
              label="Column that identifies people"
              columns={info.columns}
              value={idHere !== undefined && info.columns.includes(idHere) ? idHere : undefined}
              none="choose"
              onPick={(value) =>
                actions.edit(
                  [
                    {
                      op: "set",
                      path: ["data", at, "id"],
                      value: value === idColumn || value === "" ? undefined : value,
                    },
                  ],
                  `identify people of ${info.file} by ${value}`,
                )
              }
            />
          </label>
        </p>
      )}
      {changed.length > 0 && at >= 0 && (
        <div className="reread">
          {found === null ? <p className="kicker">Reading…</p> : <Preview found={found} />}
          <p className="buttons">
            <button type="button" className="primary" disabled={found?.after == null} onClick={apply}>
              Read it this way
            </button>
            <button type="button" onClick={() => setWanted(now)}>
              Leave it as it is
            </button>
          </p>
        </div>
      )}
    </details>
  );
}

/** The file read in the wanted way, for comparison; null until it has come. */
function useReread(table: number, keys: readonly Key[], wanted: Wanted, asked: boolean): Reread | null {
  const { engine } = useStore();
  const [found, setFound] = useState<Reread | null>(null);
  useEffect(() => {
    setFound(null);
    if (!asked) return;
    let current = true;
    const options = Object.fromEntries(keys.map((key) => [key, wanted[key]])) as Parameters<
      typeof engine.call<"reread">
    >[1]["options"];
    engine.call("reread", { table, options }).then(
      (answer) => {
        if (current) setFound(answer);
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
    // `keys` follows from the table.
  }, [engine, table, wanted, asked]);
  return found;
}

function Preview({ found }: { found: Reread }) {
  const head = (read: Reread["before"]): string =>
    `${read.rows} rows and ${read.columns} columns: ${read.names.map(visible).join(", ")}${read.columns > read.names.length ? ", …" : ""}`;
  return (
    <>
      <table className="before-after">
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">Place</span>
            </th>
            <th scope="col">Now</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">The table</th>
            <td>{head(found.before)}</td>
            <td>{found.after === null ? "cannot be read" : head(found.after)}</td>
          </tr>
          {found.examples.map(({ column, row, cell, before, after }) => (
            <tr key={`${row}:${column}`}>
              <th scope="row">
                <code>{visible(cell)}</code>{" "}
                <span className="kicker">{`${visible(column)}, row ${row}`}</span>
              </th>
              <td>{visible(before)}</td>
              <td>{visible(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.after !== null && found.sameShape && found.examples.length === 0 && (
        <p>No cell would hold another text or number.</p>
      )}
      {found.errors.length > 0 && <IssueList issues={found.errors.slice(0, 3)} label="What would be wrong" />}
    </>
  );
}
