/** One of few: words of the schema, or names of the protocol. */
import type { NameChoice } from "../../../../session/protocol-names.ts";
import type { Path } from "../../../../study/schema-at.ts";
import { isRequired, textOf, useForm, useValue } from "../form.ts";
import { Field } from "./field.tsx";

interface ChoiceFieldProps {
  readonly path: Path;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly choices: readonly NameChoice[];
  /** What holds when nothing is said. */
  readonly otherwise?: string | undefined;
  /** The value that a choice stands for, where it is not its text. */
  readonly toValue?: (choice: string) => unknown;
}

export function ChoiceField({ path, label, hint, choices, otherwise, toValue }: ChoiceFieldProps) {
  const { edit, root } = useForm();
  const value = textOf(useValue(path));
  const known = value === "" || choices.some((choice) => choice.value === value);
  const required = isRequired(path, root);
  return (
    <Field path={path} label={label} hint={hint}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={({ target }) => {
            const next = target.value === "" ? undefined : (toValue?.(target.value) ?? target.value);
            edit([{ op: "set", path, value: next }], `change ${label.toLowerCase()}`);
          }}
        >
          {(!required || value === "") && (
            <option value="">
              {required ? "choose" : otherwise === undefined ? "not said" : `not said: ${otherwise}`}
            </option>
          )}
          {!known && <option value={value}>{value} (not known)</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label === choice.value ? choice.label : `${choice.label} (${choice.value})`}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
