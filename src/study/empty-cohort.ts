/** A cohort without people, for checking what a protocol says before a file is read. */
import type { Cohort } from "../cohort/cohort.ts";
import type { Variable } from "../cohort/dictionary.ts";
import { withOutcomes } from "./follow-up.ts";
import type { FollowUpSpec } from "./follow-up-schema.ts";
import type { Column } from "../core/column.ts";

/** A column without rows: it has the type, which is all that checking a derived column needs. */
function emptyColumn(v: Variable): Column {
  switch (v.type) {
    case "id":
      return { kind: "id", values: [] };
    case "nominal":
    case "ordinal":
    case "binary":
      return {
        kind: "category",
        levels: v.levels ?? [],
        ordered: v.type === "ordinal",
        codes: new Int32Array(),
      };
    case "date":
      return { kind: "date", days: new Float64Array() };
    case "concentration":
      return { kind: "measurement", analyte: v.name, records: [], limits: [] };
    case "count":
    case "continuous":
    case "edss":
      return { kind: "number", values: new Float64Array() };
  }
}

/** Nobody in it, but every column with its type, those of a follow-up too. */
export const emptyCohort = (variables: readonly Variable[], followUp?: FollowUpSpec): Cohort =>
  withOutcomes(followUp, new Map(), withVariables(variables));

const withVariables = (variables: readonly Variable[]): Cohort => ({
  subjects: 0,
  ids: [],
  rowNumbers: [],
  file: "",
  columns: new Map(variables.map((v) => [v.name, emptyColumn(v)])),
});
