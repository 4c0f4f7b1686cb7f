/** Above the grid: which table, a search, a way to a column, how the file was read, another table. */
import { type ReactNode, useId, useState } from "react";
import type { DictionaryText } from "../../../session/dictionary-text.ts";
import { PickOne } from "../../parts/pick.tsx";
import type { TableInfo } from "../../messages.ts";
import { AddTable } from "./add-table.tsx";
import { columnsWith } from "./column-pick.tsx";
import { FileReading } from "./file-reading.tsx";
import { visible } from "./visible-text.ts";

const MOST_OFFERED = 50;

interface ToolsProps {
  readonly tables: readonly TableInfo[];
  readonly table: number;
  readonly said: DictionaryText;
  readonly search: string;
  readonly onTable: (table: number) => void;
  readonly onSearch: (text: string) => void;
  readonly onColumn: (column: number) => void;
  /** Beside the words on the file: nothing moves when it appears. */
  readonly children: ReactNode;
}

export function Tools({ tables, table, said, search, onTable, onSearch, onColumn, children }: ToolsProps) {
  const info = tables[table]!;
  const nameOf = ({ file, sheet }: TableInfo): string =>
    visible(sheet === undefined ? file : `${file}, sheet ${sheet}`);
  return (
    <div className="data-tools">
      <div className="tool-row">
        {tables.length > 1 ? (
          <PickOne
            label="Table"
            choices={tables.map((each, i) => ({ value: String(i), label: nameOf(each) }))}
            value={String(table)}
            onPick={(value) => onTable(Number(value))}
          />
        ) : (
          <p className="table-name">{nameOf(info)}</p>
        )}
        <p className="kicker">
          {info.rows.toLocaleString("en")} rows, {info.columns.length.toLocaleString("en")} columns
        </p>
        <span className="space" />
        <ColumnJump key={table} columns={info.columns} onColumn={onColumn} />
        <input
          type="search"
          className="search"
          aria-label="Search all cells of this table"
          placeholder="Search cells"
          value={search}
          onChange={({ target }) => onSearch(target.value)}
        />
        <AddTable />
      </div>
      <div className="reading-row">
        <FileReading
          key={`${info.file}:${info.sheet}:${JSON.stringify(info.dialect)}`}
          table={table}
          info={info}
          said={said}
        />
        {children}
      </div>
    </div>
  );
}

function ColumnJump({ columns, onColumn }: Pick<ToolsProps, "onColumn"> & { columns: readonly string[] }) {
  const list = useId();
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const found = columnsWith(columns, text);
  const best = found.find((name) => name.toLowerCase() === wanted) ?? found[0];
  return (
    <form
      className="jump"
      onSubmit={(event) => {
        event.preventDefault();
        if (best === undefined) return;
        setText("");
        onColumn(columns.indexOf(best));
      }}
    >
      <input
        aria-label="Go to a column"
        aria-describedby={`${list}-found`}
        placeholder="Go to column"
        list={list}
        value={text}
        onChange={({ target }) => {
          const at = columns.indexOf(target.value);
          const isPicked = at >= 0 && Math.abs(target.value.length - text.length) > 1;
          setText(isPicked ? "" : target.value);
          if (isPicked) onColumn(at);
        }}
      />
      <datalist id={list}>
        {found.slice(0, MOST_OFFERED).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <span id={`${list}-found`} className="unseen" role="status">
        {wanted === "" ? "" : `${found.length} columns have this in their name`}
      </span>
    </form>
  );
}
