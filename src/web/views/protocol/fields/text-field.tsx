/** One text or number of the protocol. */
import { useState } from "react";
import type { NameChoice } from "../../../../session/protocol-names.ts";
import type { Path } from "../../../../study/schema-at.ts";
import { textOf, useForm, useValue } from "../form.ts";
import { DraftInput } from "./draft-input.tsx";
import { Field } from "./field.tsx";

interface TextFieldProps {
  readonly path: Path;
  readonly label: string;
  readonly hint?: string | undefined;
  /** `either` is a number where it reads as one, otherwise text. */
  readonly as?: "text" | "number" | "either";
  readonly lines?: number;
  readonly code?: boolean;
  readonly choices?: readonly NameChoice[] | undefined;
}

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

export function TextField({ path, label, hint, as = "text", lines, code, choices }: TextFieldProps) {
  const { edit } = useForm();
  const value = useValue(path);
  const [problem, setProblem] = useState<string | null>(null);

  const commit = (text: string): void => {
    const isNumber = NUMBER.test(text);
    if (as === "number" && text !== "" && !isNumber)
      return setProblem(`"${text}" is not a number; write it with a point, such as 0.5.`);
    setProblem(null);
    const next = text === "" ? undefined : as !== "text" && isNumber ? Number(text) : text;
    edit([{ op: "set", path, value: next }], `change ${label.toLowerCase()}`);
  };

  return (
    <Field path={path} label={label} hint={hint} problem={problem}>
      {(control) => (
        <DraftInput
          {...control}
          value={textOf(value)}
          onCommit={commit}
          numeric={as === "number"}
          choices={choices}
          {...(lines === undefined ? {} : { lines })}
          {...(code === undefined ? {} : { code })}
        />
      )}
    </Field>
  );
}
