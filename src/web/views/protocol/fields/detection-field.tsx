/** When a sample counts as detected: the rule, what it means in words, and its threshold. */
import { DETECTION_RULES } from "../../../../cohort/detection.ts";
import type { Path } from "../../../../study/schema-at.ts";
import { isEntries, meaningAt, textOf, useForm, useValue } from "../form.ts";
import { Field } from "./field.tsx";
import { TextField } from "./text-field.tsx";

export function DetectionField({ path }: { path: Path }) {
  const { edit, root } = useForm();
  const value = useValue(path);
  const inEntries = isEntries(value);
  const id = textOf(inEntries ? value["rule"] : value);
  const rule = DETECTION_RULES.find((known) => known.id === id);

  const choose = (next: string): void => {
    const keeps = inEntries && (next === "above-threshold" || value["threshold"] === undefined);
    edit(
      [
        keeps
          ? { op: "set", path: [...path, "rule"], value: next }
          : { op: "set", path, value: next === "above-threshold" ? { rule: next } : next },
      ],
      "change when a sample counts as detected",
    );
  };

  return (
    <>
      <Field path={path} label="Detected when" hint={rule?.meaning ?? meaningAt(path, root)}>
        {(control) => (
          <select {...control} value={id} onChange={({ target }) => choose(target.value)}>
            {rule === undefined && <option value={id}>{id === "" ? "choose" : `${id} (not known)`}</option>}
            {DETECTION_RULES.map((known) => (
              <option key={known.id} value={known.id}>
                {known.label} ({known.id})
              </option>
            ))}
          </select>
        )}
      </Field>
      {rule?.needs === "threshold" && (
        <TextField
          path={[...path, "threshold"]}
          label="Threshold"
          hint="In the analyte's unit."
          as="number"
        />
      )}
    </>
  );
}
