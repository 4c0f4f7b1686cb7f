/** A new item that is chosen: the button adds it, so that arrow keys can pass over the choices. */
import { useState } from "react";
import type { NameChoice } from "../../../../session/protocol-names.ts";
import { AddText } from "./add-text.tsx";

/** More names than these are searched for, not listed. */
export const LONG = 150;

interface AddChoiceProps {
  readonly label: string;
  readonly choices: readonly NameChoice[];
  readonly onAdd: (value: string) => void;
}

export function AddChoice({ label, choices, onAdd }: AddChoiceProps) {
  const [chosen, setChosen] = useState("");
  const value = choices.some((choice) => choice.value === chosen) ? chosen : "";
  if (choices.length > LONG)
    return <AddText code label={label} placeholder="type to search" choices={choices} onAdd={onAdd} />;
  const add = (): void => {
    if (value === "") return;
    setChosen("");
    onAdd(value);
  };
  return (
    <div className="add-text">
      <select
        aria-label={label}
        value={value}
        disabled={choices.length === 0}
        onChange={({ target }) => setChosen(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          // The focus may move to what was added, which this key must not press.
          event.preventDefault();
          add();
        }}
      >
        <option value="">{choices.length === 0 ? "nothing left to add" : "choose"}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      <button type="button" onClick={add} disabled={value === ""} aria-label={`Add (${label.toLowerCase()})`}>
        Add
      </button>
    </div>
  );
}
