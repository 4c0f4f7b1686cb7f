/** The levels of a categorical column, in order, with labels, counts and the reference. */
import type { Variable } from "../../../cohort/dictionary.ts";
import type { Edit } from "./dictionary.tsx";
import { levelValue } from "./dictionary-edits.ts";
import { TextField } from "./small-fields.tsx";
import { visible } from "./visible-text.ts";

interface LevelsProps {
  readonly variable: Variable;
  readonly counts: ReadonlyMap<string, number>;
  readonly edit: Edit;
}

export function Levels({ variable, counts, edit }: LevelsProps) {
  const { name, levels = [], reference, type } = variable;
  const path = (at: number): readonly (string | number)[] => ["variables", name, "levels", at];
  return (
    <section aria-label="Levels">
      <h3>
        Levels{" "}
        <span className="kicker">
          {type === "binary"
            ? "the second means yes"
            : type === "ordinal"
              ? "from low to high"
              : "in the order of tables"}
        </span>
      </h3>
      <table className="values levels">
        <thead>
          <tr>
            <th scope="col">Cell</th>
            <th scope="col" className="numeric">
              Count
            </th>
            <th scope="col">Label</th>
            <th scope="col">
              <span className="unseen">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {levels.map((level, at) => (
            <tr key={level.value}>
              <th scope="row">
                {visible(level.value)}
                {level.value === reference && <span className="kicker"> reference</span>}
              </th>
              <td className="numeric">{counts.get(level.value) ?? 0}</td>
              <td>
                <TextField
                  label={`Label of ${visible(level.value)}`}
                  unseenLabel
                  value={level.label}
                  onChange={(label) =>
                    edit(
                      [
                        {
                          op: "set",
                          path: path(at),
                          value: levelValue({ ...level, label: label || level.value }),
                        },
                      ],
                      `change the label of ${level.value} in ${name}`,
                    )
                  }
                />
              </td>
              <td className="level-buttons">
                <button
                  type="button"
                  aria-label={`Move ${visible(level.value)} up`}
                  disabled={at === 0}
                  onClick={() =>
                    edit([{ op: "move", path: path(at), to: at - 1 }], `change the order of ${name}`)
                  }
                >
                  ↑
                </button>
                <button
                  type="button"
                  aria-label={`Remove the level ${visible(level.value)}`}
                  disabled={levels.length === 1 || level.value === reference}
                  title={
                    level.value === reference ? "The reference stays: choose another one first" : undefined
                  }
                  onClick={() =>
                    edit([{ op: "remove", path: path(at) }], `remove the level ${level.value} of ${name}`)
                  }
                >
                  ×
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <label className="field">
        <span>Compared with (reference)</span>
        <select
          value={reference ?? ""}
          onChange={({ target }) =>
            edit(
              [{ op: "set", path: ["variables", name, "reference"], value: target.value || undefined }],
              `change the reference of ${name}`,
            )
          }
        >
          <option value="">none stated</option>
          {levels.map(({ value, label }) => (
            <option key={value} value={value}>
              {visible(label)}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}
