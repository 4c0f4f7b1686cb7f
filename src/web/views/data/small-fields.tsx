/** Inputs whose change becomes one step of undo: it is made when the field is left or Enter is pressed. */
import { useEffect, useId, useState } from "react";
import type { Variable } from "../../../cohort/dictionary.ts";
import type { Edit } from "./dictionary.tsx";

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** A sentence that says why a text is not taken; null where it is. */
  readonly problem?: (value: string) => string | null;
  readonly unseenLabel?: boolean;
}

export function TextField({ label, value, onChange, problem, unseenLabel = false }: TextFieldProps) {
  const [text, setText] = useState(value);
  const id = useId();
  useEffect(() => setText(value), [value]);
  const wrong = text.trim() === value ? null : (problem?.(text.trim()) ?? null);
  const take = (): void => {
    if (wrong === null && text.trim() !== value) onChange(text.trim());
  };
  return (
    <label className="field">
      <span className={unseenLabel ? "unseen" : undefined}>{label}</span>
      <input
        value={text}
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : id}
        onChange={({ target }) => setText(target.value)}
        onBlur={take}
        onKeyDown={({ key }) => {
          if (key === "Enter") take();
          if (key === "Escape") setText(value);
        }}
      />
      {wrong !== null && (
        <span id={id} className="field-problem" role="alert">
          {wrong}
        </span>
      )}
    </label>
  );
}

/** The number that a person typed, with a decimal point or comma; undefined for an empty field, null for no number. */
export function numberIn(text: string): number | undefined | null {
  if (text === "") return undefined;
  const plain = text.replace(",", ".");
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) ? Number(plain) : null;
}

export function RangeFields({ variable, edit }: { variable: Variable; edit: Edit }) {
  const { name, range = [null, null] } = variable;
  const problem = (text: string): string | null => (numberIn(text) === null ? "This is not a number." : null);
  const set = (end: 0 | 1, text: string): void => {
    const ends: (number | null)[] = [...range];
    ends[end] = numberIn(text) ?? null;
    const value = ends[0] === null && ends[1] === null ? undefined : ends;
    edit([{ op: "set", path: ["variables", name, "range"], value }], `change the range of ${name}`);
  };
  return (
    <fieldset className="pair">
      <legend>Allowed values, both included</legend>
      <TextField
        label="from"
        value={range[0] === null ? "" : String(range[0])}
        problem={problem}
        onChange={(text) => set(0, text)}
      />
      <TextField
        label="to"
        value={range[1] === null ? "" : String(range[1])}
        problem={problem}
        onChange={(text) => set(1, text)}
      />
    </fieldset>
  );
}
