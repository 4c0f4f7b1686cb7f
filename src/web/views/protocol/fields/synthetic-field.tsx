/** Whether the data are of real people; if not, how they were made. */
import { isRequired, meaningAt, textOf, useForm, useValue } from "../form.ts";
import { wordsFor } from "../words.ts";
import { Field } from "./field.tsx";
import { TextField } from "./text-field.tsx";

const PATH = ["synthetic"];

export function SyntheticField() {
  const { edit, root } = useForm();
  const value = useValue(PATH);
  const words = typeof value === "string";
  return (
    <>
      <Field path={words ? [] : PATH} label={wordsFor("synthetic")} hint={meaningAt(PATH, root)}>
        {(control) => (
          <select
            {...control}
            required={isRequired(PATH, root)}
            value={words ? "words" : textOf(value)}
            onChange={({ target }) => {
              const next = { "": undefined, true: true, false: false, words: "made from a model" }[
                target.value
              ];
              edit([{ op: "set", path: PATH, value: next }], "say whether the data are synthetic");
            }}
          >
            <option value="">not said: of real people</option>
            <option value="false">of real people</option>
            <option value="true">synthetic</option>
            <option value="words">synthetic, made as follows</option>
          </select>
        )}
      </Field>
      {words && <TextField path={PATH} label="How the data were made" lines={3} />}
    </>
  );
}
