/** Authors: a name, or a name with affiliation and ORCID. */
import { isEntries, listOf, textOf, useForm, useValue } from "../form.ts";
import { AddText } from "./add-text.tsx";
import { DraftInput } from "./draft-input.tsx";
import { Field } from "./field.tsx";
import { RowButtons } from "./row-buttons.tsx";

const PATH = ["authors"];
const PARTS = [
  ["name", "Name"],
  ["affiliation", "Affiliation"],
  ["orcid", "ORCID"],
] as const;

export function AuthorsField() {
  const { edit } = useForm();
  const authors = listOf(useValue(PATH));
  return (
    <Field path={PATH} label="Authors" group>
      {() => (
        <>
          {authors.length > 0 && (
            <ol className="rows authors">
              {authors.map((author, index) => {
                const entries = isEntries(author) ? author : { name: author };
                const name = textOf(entries["name"]);
                const say = (part: string, text: string): void => {
                  const value = text === "" ? undefined : text;
                  edit(
                    [
                      isEntries(author)
                        ? { op: "set", path: [...PATH, index, part], value }
                        : { op: "set", path: [...PATH, index], value: { ...entries, [part]: value } },
                    ],
                    `change author ${name}`,
                  );
                };
                return (
                  <li key={`${index}-${name}`}>
                    {PARTS.map(([part, words]) => (
                      <DraftInput
                        key={part}
                        aria-label={`${words} of author ${index + 1}`}
                        placeholder={words}
                        value={textOf(entries[part])}
                        onCommit={(text) => say(part, text)}
                      />
                    ))}
                    <RowButtons path={[...PATH, index]} name={name} />
                  </li>
                );
              })}
            </ol>
          )}
          <AddText
            label="Add an author"
            placeholder="name of an author"
            onAdd={(name) => edit([{ op: "append", path: PATH, value: { name } }], `add author ${name}`)}
          />
        </>
      )}
    </Field>
  );
}
