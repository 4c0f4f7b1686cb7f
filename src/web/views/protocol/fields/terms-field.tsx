/** Variables of a regression: each with the unit of its odds ratio, how it enters, and its reference. */
import { namesAt } from "../../../../session/protocol-names.ts";
import { type Path, valueAt } from "../../../../study/schema-at.ts";
import { isEntries, listOf, meaningAt, textOf, useForm, useValue } from "../form.ts";
import { wordsFor } from "../words.ts";
import { AddChoice } from "./add-choice.tsx";
import { DraftInput } from "./draft-input.tsx";
import { Field } from "./field.tsx";
import { RowButtons } from "./row-buttons.tsx";

export function TermsField({ path }: { path: Path }) {
  const { edit, root, data } = useForm();
  const terms = listOf(useValue(path));
  const taken = terms.map((term) => textOf(isEntries(term) ? term["variable"] : term));
  const free = (namesAt(path, root, data) ?? []).filter(({ value }) => !taken.includes(value));
  const label = wordsFor("adjust");
  return (
    <Field path={path} label={label} hint={meaningAt(path, root)} group>
      {() => (
        <>
          {terms.length > 0 && (
            <ol className="rows">
              {terms.map((_, index) => (
                <li key={`${index}-${taken[index]}`}>
                  <Term path={[...path, index]} />
                  <RowButtons path={[...path, index]} name={taken[index]!} />
                </li>
              ))}
            </ol>
          )}
          <AddChoice
            label={`Add to ${label}`}
            choices={free}
            onAdd={(value) => edit([{ op: "append", path, value }], `adjust for ${value}`)}
          />
        </>
      )}
    </Field>
  );
}

export function ExposureField({ path }: { path: Path }) {
  const { root } = useForm();
  return (
    <Field path={path} label={wordsFor("exposure")} hint={meaningAt(path, root)} group>
      {() => <Term path={path} />}
    </Field>
  );
}

/** Written as a bare name until something more is said of it. */
function Term({ path }: { path: Path }) {
  const { edit, root, data } = useForm();
  const term = useValue(path);
  const entries = isEntries(term) ? term : { variable: term };
  const name = textOf(entries["variable"]);
  const choices = namesAt(path, root, data) ?? [];
  const levels = namesAt(["variables", name, "reference"], root, data) ?? [];

  const type = textOf(valueAt(root, ["variables", name, "type"]));
  const offersUnit = entries["per"] !== undefined || !["nominal", "ordinal", "binary"].includes(type);
  const offersForm = entries["as"] !== undefined || type === "ordinal";

  const say = (key: string, value: unknown, what: string): void => {
    const rest = Object.entries({ ...entries, [key]: value }).filter(([, given]) => given !== undefined);
    const bare = rest.length === 1;
    if (bare) edit([{ op: "set", path, value: rest[0]![1] }], what);
    else if (isEntries(term)) edit([{ op: "set", path: [...path, key], value }], what);
    else edit([{ op: "set", path, value: Object.fromEntries(rest) }], what);
  };

  return (
    <span className="term">
      <select
        aria-label="Variable"
        value={name}
        onChange={({ target }) => say("variable", target.value, `take ${target.value}`)}
      >
        {!choices.some(({ value }) => value === name) && <option value={name}>{name || "choose"}</option>}
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      {offersUnit && (
        <DraftInput
          numeric
          aria-label={`Odds ratio of ${name} for this many units`}
          placeholder="per 1"
          value={textOf(entries["per"])}
          onCommit={(text) => {
            const per = Number(text);
            if (text === "" || per > 0)
              say("per", text === "" ? undefined : per, `change the unit of ${name}`);
          }}
        />
      )}
      {offersForm && (
        <select
          aria-label={`How ${name} enters`}
          value={textOf(entries["as"])}
          onChange={({ target }) => say("as", target.value || undefined, `change how ${name} enters`)}
        >
          <option value="">as it is</option>
          <option value="categories">categories</option>
          <option value="linear">linear</option>
        </select>
      )}
      {(levels.length > 0 || entries["reference"] !== undefined) && (
        <select
          aria-label={`Reference of ${name}`}
          value={textOf(entries["reference"])}
          onChange={({ target }) =>
            say("reference", target.value || undefined, `change the reference of ${name}`)
          }
        >
          <option value="">its reference</option>
          {levels.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </span>
  );
}
