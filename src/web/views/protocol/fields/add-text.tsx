/** A new item that is typed: Enter or the button adds it; leaving the field does not. */
import { useId, useState } from "react";
import type { NameChoice } from "../../../../session/protocol-names.ts";

interface AddTextProps {
  readonly label: string;
  readonly placeholder: string;
  readonly code?: boolean;
  /** Offered while typing; nothing else can be added. */
  readonly choices?: readonly NameChoice[];
  readonly onAdd: (text: string) => void;
  /** Why a text cannot be added, or null. */
  readonly problem?: (text: string) => string | null;
}

export function AddText({ label, placeholder, code = false, choices, onAdd, problem }: AddTextProps) {
  const [text, setText] = useState("");
  const [said, setSaid] = useState<string | null>(null);
  const list = useId();
  const typed = text.trim();
  const add = (): void => {
    if (typed === "") return;
    const unknown = choices?.every(({ value }) => value !== typed) === true;
    const why = unknown ? `${typed} is not a name of this protocol.` : (problem?.(typed) ?? null);
    setSaid(why);
    if (why !== null) return;
    onAdd(typed);
    setText("");
  };
  return (
    <div className="add-text">
      <input
        aria-label={label}
        className={code ? "code" : undefined}
        value={text}
        placeholder={placeholder}
        autoComplete="off"
        list={choices === undefined ? undefined : list}
        spellCheck={!code}
        aria-invalid={said === null ? undefined : true}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          // What is being typed is taken back by the field, not by the page.
          if (text !== "" && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z")
            event.stopPropagation();
          if (event.key !== "Enter") return;
          // The focus may move to what was added, which this key must not press.
          event.preventDefault();
          add();
        }}
      />
      {choices !== undefined && (
        <datalist id={list}>
          {choices.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </datalist>
      )}
      <button type="button" onClick={add} disabled={typed === ""} aria-label={`Add (${label.toLowerCase()})`}>
        Add
      </button>
      {said !== null && (
        <p className="field-problem" role="alert">
          {said}
        </p>
      )}
    </div>
  );
}
