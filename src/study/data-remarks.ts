/** What is worth a look in data that passed every check. */
import type { Cohort } from "../cohort/cohort.ts";
import type { Dictionary, Variable } from "../cohort/dictionary.ts";
import { findDigitPreference } from "../cohort/summary/digit-preference.ts";
import { findOutliers } from "../cohort/summary/outliers.ts";
import type { Column } from "../core/column.ts";
import type { Issue } from "../core/issues/issue.ts";
import { digitsPreferred, farFromOthers } from "../core/issues/remark.ts";

/**
 * Values far from the others and preferred last digits, of every number and of measured values within the range. EDSS, counts and
 * dates are left out.
 */
export function dataRemarks(cohort: Cohort, { variables }: Dictionary): readonly Issue[] {
  return variables.flatMap((variable): Issue[] => {
    const column = cohort.columns.get(variable.name);
    const values = column === undefined ? null : numbersOf(variable, column);
    if (values === null) return [];
    const at = (subjects: readonly number[]) => ({
      file: cohort.file,
      column: variable.column,
      rows: subjects.map((i) => cohort.rowNumbers[i]!),
    });
    const far = findOutliers(values);
    const digits = variable.type === "continuous" ? findDigitPreference(values) : null;
    return [
      ...(far === null || far.at.length === 0
        ? []
        : [
            farFromOthers(
              at(far.at),
              far.at.map((i) => String(values[i])),
              far.median,
              far.scale,
            ),
          ]),
      ...(digits === null ? [] : [digitsPreferred(at([]), digits.share, digits.values, digits.decimals)]),
    ];
  });
}

function numbersOf({ type }: Variable, column: Column): Float64Array | null {
  if (column.kind === "number") return type === "continuous" ? column.values : null;
  if (column.kind !== "measurement") return null;
  return Float64Array.from(column.records, ({ status, value }) =>
    status === "quantified" && value !== undefined ? value : Number.NaN,
  );
}
