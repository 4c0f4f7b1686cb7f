/** Limits and detection rule of an analyte, each rule with its meaning in words. */
import { DETECTION_RULES } from "../../../cohort/detection.ts";
import type { Analyte } from "../../../cohort/dictionary.ts";
import { PickOne } from "../../parts/pick.tsx";
import { ColumnPick } from "./column-pick.tsx";
import { LIMIT_WORDS, LIMITS, type LimitName } from "./column-words.ts";
import type { Edit } from "./dictionary.tsx";
import { limitEdits } from "./dictionary-edits.ts";
import { numberIn, TextField } from "./small-fields.tsx";
import { visible } from "./visible-text.ts";

interface ConcentrationProps {
  readonly analyte: Analyte;
  /** Of the table, for limits of each sample. */
  readonly columns: readonly string[];
  readonly edit: Edit;
}

export function Concentration({ analyte, columns, edit }: ConcentrationProps) {
  const { name, unit, limits, detection } = analyte;
  const rule = DETECTION_RULES.find(({ id }) => id === detection.id);
  const lacks =
    rule !== undefined && (rule.needs === "lod" || rule.needs === "lloq") && limits[rule.needs] === undefined;

  function setRule(id: string): void {
    const needsThreshold = DETECTION_RULES.find((each) => each.id === id)?.needs === "threshold";
    const { lod } = limits;
    const threshold = detection.threshold ?? (lod !== undefined && "value" in lod ? lod.value : 0);
    edit(
      [
        {
          op: "set",
          path: ["analytes", name, "detection"],
          value: needsThreshold ? { rule: id, threshold } : id,
        },
      ],
      `change the detection rule of ${name} to ${id}`,
    );
  }

  return (
    <>
      <fieldset className="limits">
        <legend>Limits, in {unit === "" ? "the unit" : visible(unit)}</legend>
        {LIMITS.map((limit) => (
          <Limit key={limit} limit={limit} analyte={analyte} columns={columns} edit={edit} />
        ))}
      </fieldset>
      <fieldset className="detection">
        <legend>When a sample counts as detected</legend>
        <PickOne
          label="Detection rule"
          choices={DETECTION_RULES.map(({ id, label }) => ({ value: id, label }))}
          value={detection.id}
          onPick={setRule}
        />
        {rule?.needs === "threshold" && (
          <TextField
            label={`Threshold, in ${unit}`}
            value={detection.threshold === undefined ? "" : String(detection.threshold)}
            problem={(text) => (typeof numberIn(text) === "number" ? null : "This is not a number.")}
            onChange={(text) =>
              edit(
                [
                  {
                    op: "set",
                    path: ["analytes", name, "detection"],
                    value: { rule: detection.id, threshold: numberIn(text) },
                  },
                ],
                `change the threshold of ${name}`,
              )
            }
          />
        )}
        <p className="meaning">{rule?.meaning ?? `${detection.id} is no rule that is known.`}</p>
        {lacks && (
          <p className="field-problem">
            This rule compares with the {LIMIT_WORDS[rule.needs as LimitName].toLowerCase()}, which is not
            stated above.
          </p>
        )}
      </fieldset>
    </>
  );
}

function Limit({ limit, analyte, columns, edit }: ConcentrationProps & { limit: LimitName }) {
  const source = analyte.limits[limit];
  const isColumn = source !== undefined && "column" in source;
  const words = LIMIT_WORDS[limit];
  const set = (value: number | string | undefined): void =>
    edit(limitEdits(analyte.name, limit, value), `change the ${words.toLowerCase()} of ${analyte.name}`);
  return (
    <div className="own-limit">
      <span className="limit-name" title={words}>
        {limit.toUpperCase()}
      </span>
      <TextField
        label={`${words} as one number`}
        unseenLabel
        value={source !== undefined && "value" in source ? String(source.value) : ""}
        problem={(text) => {
          const value = numberIn(text);
          return value === undefined || (value !== null && value > 0) ? null : "A limit is a number above 0.";
        }}
        onChange={(text) => set(numberIn(text) ?? undefined)}
      />
      <ColumnPick
        label={`${words} of each sample, from a column`}
        columns={columns}
        value={isColumn ? source.column : undefined}
        none={source !== undefined && !isColumn ? "the same for all" : "or a column"}
        onPick={(column) => {
          if (column !== "") set(column);
          else if (isColumn) set(undefined);
        }}
      />
    </div>
  );
}
