/** Smallest and largest allowed value; either may be open. */
import { useState } from "react";
import type { Path } from "../../../../study/schema-at.ts";
import { listOf, meaningAt, textOf, useForm, useValue } from "../form.ts";
import { DraftInput } from "./draft-input.tsx";
import { Field } from "./field.tsx";

export function RangeField({ path }: { path: Path }) {
  const { edit, root } = useForm();
  const [problem, setProblem] = useState<string | null>(null);
  const range = listOf(useValue(path));
  const ends = [range[0] ?? null, range[1] ?? null];

  const commit = (index: number, text: string): void => {
    const value = text === "" ? null : Number(text);
    if (Number.isNaN(value))
      return setProblem(`"${text}" is not a number; write it with a point, such as 0.5.`);
    setProblem(null);
    const next = ends.map((end, i) => (i === index ? value : end));
    const open = next.every((end) => end === null);
    const whole = range.length !== 2 || open;
    edit(
      whole
        ? [{ op: "set", path, value: open ? undefined : next }]
        : [{ op: "set", path: [...path, index], value }],
      "change the allowed range",
    );
  };

  return (
    <Field path={path} label="Allowed range" hint={meaningAt(path, root)} problem={problem} group>
      {() => (
        <span className="range">
          {["Smallest", "Largest"].map((which, index) => (
            <DraftInput
              key={which}
              numeric
              aria-label={`${which} allowed value`}
              placeholder="open"
              value={textOf(ends[index])}
              onCommit={(text) => commit(index, text)}
            />
          ))}
        </span>
      )}
    </Field>
  );
}
