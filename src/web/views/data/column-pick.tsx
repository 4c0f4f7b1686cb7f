/** A column of a table: a list where it is short; where it is long, a field that offers what has the typed text in its name. */
import { useId, useState } from "react";
import { PickOne } from "../../parts/pick.tsx";
import { visible } from "./visible-text.ts";

const LONG = 150;
const MOST_OFFERED = 50;

interface ColumnPickProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly value: string | undefined;
  readonly none: string;
  /** An empty text where no column is chosen. */
  readonly onPick: (column: string) => void;
}

export function ColumnPick(props: ColumnPickProps) {
  const { columns, label, value, none, onPick } = props;
  return columns.length > LONG ? (
    <SearchedColumn {...props} key={value} />
  ) : (
    <PickOne
      label={label}
      choices={columns.map((column) => ({ value: column, label: `column ${visible(column)}` }))}
      value={value ?? ""}
      none={none}
      onPick={onPick}
    />
  );
}

function SearchedColumn({ label, columns, value = "", none, onPick }: ColumnPickProps) {
  const list = useId();
  const [text, setText] = useState(value);
  const take = (): void => {
    if (text === value) return;
    if (text === "" || columns.includes(text)) onPick(text);
    else setText(value);
  };
  return (
    <>
      <input
        className="pick"
        aria-label={label}
        list={list}
        placeholder={none}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onBlur={take}
        onKeyDown={({ key }) => {
          if (key === "Enter") take();
        }}
      />
      <datalist id={list}>
        {columnsWith(columns, text)
          .slice(0, MOST_OFFERED)
          .map((name) => (
            <option key={name} value={name} />
          ))}
      </datalist>
    </>
  );
}

/** Columns that have the text in their name, none for no text. */
export function columnsWith(columns: readonly string[], text: string): readonly string[] {
  const wanted = text.trim().toLowerCase();
  return wanted === "" ? [] : columns.filter((name) => name.toLowerCase().includes(wanted));
}
