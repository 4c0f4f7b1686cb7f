/** Text that becomes part of the protocol when the field is left or Enter is pressed; Escape takes it back. */
import { type KeyboardEvent, useId, useState } from "react";
import type { NameChoice } from "../../../../session/protocol-names.ts";

interface DraftInputProps {
  readonly id?: string;
  readonly value: string;
  readonly onCommit: (text: string) => void;
  readonly lines?: number;
  readonly code?: boolean;
  readonly numeric?: boolean;
  /** Offered while typing. */
  readonly choices?: readonly NameChoice[] | undefined;
  readonly placeholder?: string;
  readonly "aria-label"?: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
}

export function DraftInput({ value, onCommit, lines = 1, code, numeric, choices, ...rest }: DraftInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const list = useId();
  const commit = (): void => {
    if (draft === null) return;
    setDraft(null);
    if (draft.trim() !== value) onCommit(draft.trim());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const undo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (event.key === "Enter" && lines === 1) commit();
    else if (draft !== null && (event.key === "Escape" || undo)) {
      // What was not yet said is taken back first; the page's own undo comes after.
      event.preventDefault();
      event.stopPropagation();
      setDraft(null);
    }
  };
  const shared = {
    ...rest,
    className: code === true ? "code" : undefined,
    value: draft ?? value,
    onChange: ({ target }: { target: { value: string } }): void => setDraft(target.value),
    onBlur: commit,
    onKeyDown,
    spellCheck: code === true ? false : undefined,
    autoComplete: "off",
  };
  if (lines > 1) return <textarea {...shared} rows={lines} />;
  if (choices === undefined)
    return <input {...shared} inputMode={numeric === true ? "decimal" : undefined} />;
  return (
    <>
      <input {...shared} list={list} />
      <datalist id={list}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </datalist>
    </>
  );
}
