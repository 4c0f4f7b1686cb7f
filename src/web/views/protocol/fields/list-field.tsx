/** A list of names or cells, in order: add, take away, move earlier. */
import { useRef } from "react";
import type { NameChoice } from "../../../../session/protocol-names.ts";
import type { Path } from "../../../../study/schema-at.ts";
import { listOf, textOf, useForm, useValue } from "../form.ts";
import { AddChoice } from "./add-choice.tsx";
import { AddText } from "./add-text.tsx";
import { Field } from "./field.tsx";

interface ListFieldProps {
  readonly path: Path;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Names to choose from; null for cells, which are typed. */
  readonly choices: readonly NameChoice[] | null;
}

export function ListField({ path, label, hint, choices }: ListFieldProps) {
  const { edit } = useForm();
  const items = listOf(useValue(path)).map(textOf);
  const list = useRef<HTMLUListElement>(null);
  const words = (value: string): string => choices?.find((c) => c.value === value)?.label ?? value;
  const name = label.toLowerCase();

  const add = (value: string): void => edit([{ op: "append", path, value }], `add ${value} to ${name}`);
  const remove = (index: number): void => {
    edit(
      items.length === 1
        ? [{ op: "set", path, value: undefined }]
        : [{ op: "remove", path: [...path, index] }],
      `take ${items[index]} from ${name}`,
    );
    // Focus stays near: on the item that took the place.
    requestAnimationFrame(() => {
      const buttons = list.current?.querySelectorAll<HTMLButtonElement>(".chip-remove");
      buttons?.[Math.min(index, buttons.length - 1)]?.focus();
    });
  };

  return (
    <Field path={path} label={label} hint={hint} group>
      {() => (
        <>
          {items.length > 0 && (
            <ul className="chips" ref={list}>
              {items.map((value, index) => (
                <li key={`${index}-${value}`}>
                  {index > 0 && (
                    <button
                      type="button"
                      aria-label={`Move ${words(value)} earlier`}
                      title="Move earlier"
                      onClick={() =>
                        edit(
                          [{ op: "move", path: [...path, index], to: index - 1 }],
                          `move ${value} in ${name}`,
                        )
                      }
                    >
                      ←
                    </button>
                  )}
                  <span title={words(value) === value ? undefined : value}>{words(value)}</span>
                  <button
                    type="button"
                    className="chip-remove"
                    aria-label={`Take ${words(value)} away`}
                    title="Take away"
                    onClick={() => remove(index)}
                  >
                    ×
                  </button>
                </li>
              ))}
            </ul>
          )}
          {choices === null ? (
            <AddText code label={`Add to ${label}`} placeholder="cell" onAdd={add} />
          ) : (
            <AddChoice
              label={`Add to ${label}`}
              choices={choices.filter(({ value }) => !items.includes(value))}
              onAdd={add}
            />
          )}
        </>
      )}
    </Field>
  );
}
