/** Levels of a variable: the cell as it stands in the data, and words shown for it. */
import type { Path } from "../../../../study/schema-at.ts";
import { isEntries, listOf, meaningAt, textOf, useForm, useValue } from "../form.ts";
import { AddText } from "./add-text.tsx";
import { DraftInput } from "./draft-input.tsx";
import { Field } from "./field.tsx";
import { RowButtons } from "./row-buttons.tsx";

export function LevelsField({ path }: { path: Path }) {
  const { edit, root } = useForm();
  const levels = listOf(useValue(path)).map((level) =>
    isEntries(level)
      ? { value: textOf(level["value"]), label: textOf(level["label"]), worded: true }
      : { value: textOf(level), label: "", worded: false },
  );
  const change = (index: number, value: unknown, what: string): void =>
    edit([{ op: "set", path: [...path, index], value }], what);

  return (
    <Field path={path} label="Levels" hint={meaningAt(path, root)} group>
      {() => (
        <>
          {levels.length > 0 && (
            <ol className="rows levels">
              {levels.map(({ value, label, worded }, index) => (
                <li key={`${index}-${value}`}>
                  <DraftInput
                    code
                    aria-label={`Cell of level ${index + 1}`}
                    value={value}
                    onCommit={(text) =>
                      worded
                        ? edit(
                            [{ op: "set", path: [...path, index, "value"], value: text }],
                            `change level ${value}`,
                          )
                        : change(index, text, `change level ${value}`)
                    }
                  />
                  <DraftInput
                    aria-label={`Words for level ${value}`}
                    placeholder={value}
                    value={label}
                    onCommit={(text) =>
                      worded && text !== ""
                        ? edit(
                            [{ op: "set", path: [...path, index, "label"], value: text }],
                            `name level ${value}`,
                          )
                        : change(index, text === "" ? value : { value, label: text }, `name level ${value}`)
                    }
                  />
                  <RowButtons path={[...path, index]} name={`level ${value}`} only={levels.length === 1} />
                </li>
              ))}
            </ol>
          )}
          <AddText
            code
            label="Add a level"
            placeholder="cell of a new level"
            onAdd={(value) => edit([{ op: "append", path, value }], `add level ${value}`)}
          />
        </>
      )}
    </Field>
  );
}
