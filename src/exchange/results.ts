/** Measured results one by one, as standards with one row per measurement want them. */
import { isoDate } from "../cohort/read/iso-text.ts";
import type { Cohort } from "../cohort/cohort.ts";
import type { Analyte } from "../cohort/dictionary.ts";
import type { Limits, Measurement } from "../core/measurement.ts";

export interface MeasuredResult {
  readonly subject: string;
  /** Index of the subject, from 0. */
  readonly at: number;
  readonly analyte: Analyte;
  readonly measurement: Measurement;
  readonly limits: Limits;
  /** Day of the sample in ISO 8601; null where it is unknown. */
  readonly date: string | null;
}

/** @param dateVariable - date of the samples; absent where the export names none */
export function measuredResults(
  cohort: Cohort,
  analytes: readonly Analyte[],
  dateVariable: string | undefined,
): readonly MeasuredResult[] {
  const dates = dateVariable === undefined ? undefined : cohort.columns.get(dateVariable);
  return cohort.ids.flatMap((subject, at) =>
    analytes.flatMap((analyte): MeasuredResult[] => {
      const column = cohort.columns.get(analyte.name);
      if (column?.kind !== "measurement") return [];
      const day = dates?.kind === "date" ? dates.days[at]! : Number.NaN;
      return [
        {
          subject,
          at,
          analyte,
          measurement: column.records[at]!,
          limits: column.limits[at]!,
          date: Number.isNaN(day) ? null : isoDate(day),
        },
      ];
    }),
  );
}
