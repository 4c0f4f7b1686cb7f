/** A new item that is typed: Enter or the button adds it; leaving the field does not. */
import { useState } from "react";

interface AddTextProps {
  readonly label: string;
  readonly placeholder: string;
  readonly code?: boolean;
  readonly onAdd: (text: string) => void;
  /** Why a text cannot be added, or null. */
  readonly problem?: (text: string) => string | null;
}

export function AddText({ label, placeholder, code = false, onAdd, problem }: AddTextProps) {
  const [text, setText] = useState("");
  const [said, setSaid] = useState<string | null>(null);
  const typed = text.trim();
  const add = (): void => {
    if (typed === "") return;
    const why = problem?.(typed) ?? null;
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
        spellCheck={!code}
        aria-invalid={said === null ? undefined : true}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={({ key }) => key === "Enter" && add()}
      />
      <button type="button" onClick={add} disabled={typed === ""} aria-label={`Add: ${label.toLowerCase()}`}>
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
