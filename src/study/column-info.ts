/** What questions may know of a column before any data are read. */
import type { Variable } from "../cohort/dictionary.ts";
import type { ColumnInfo } from "../questions/kind.ts";
import type { ValueType } from "../tally/engine.ts";
import { outcomeColumns } from "./follow-up-schema.ts";
import type { Protocol } from "./protocol.ts";

const VALUE_TYPES: Readonly<Record<Variable["type"], ValueType>> = {
  id: "id",
  nominal: "text",
  ordinal: "text",
  binary: "text",
  count: "number",
  continuous: "number",
  edss: "number",
  date: "date",
  concentration: "measurement",
};

/** Of a variable that the protocol declares. */
export const infoOf = (v: Variable, unit: string | undefined = v.unit): ColumnInfo => ({
  name: v.name,
  label: v.label,
  type: v.type,
  valueType: VALUE_TYPES[v.type],
  ...(unit === undefined ? {} : { unit }),
  ...(v.levels === undefined ? {} : { levels: v.levels }),
  ...(v.reference === undefined ? {} : { reference: v.reference }),
});

/** Of the columns that follow from visits and relapses. */
export const outcomeInfo = ({ follow_up: followUp }: Protocol): ColumnInfo[] =>
  Object.entries(followUp?.outcomes ?? {}).flatMap(([name, spec]) =>
    outcomeColumns(name, spec).map(
      ({ kind, ...column }): ColumnInfo => ({
        ...column,
        type: kind === "number" ? "continuous" : kind,
        valueType: kind,
      }),
    ),
  );
