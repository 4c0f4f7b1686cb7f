/** Measured results as the table MEASUREMENT of the OMOP common data model, with the people they belong to. */
import { csvFile } from "../report/tables.ts";
import { measurementText } from "./measurement-text.ts";
import type { MeasuredResult } from "./results.ts";

/** Standard concepts of the domain "Meas Value Operator". */
const OPERATORS = { "<": 4171756, "<=": 4171754, ">": 4172704, ">=": 4171755 } as const;

/** Lab result, and "no matching concept". */
const TYPE_LAB = 32856;
const NO_CONCEPT = 0;

/**
 * Numbers only where one was measured, or the limit beside its operator; the cell as text in `value_source_value`. Analytes have no
 * standard concept here: `measurement_source_value` names them. What was not measured is no row.
 *
 * Source: OMOP CDM 5.4, tables MEASUREMENT and PERSON.
 */
export function writeOmop(results: readonly MeasuredResult[]): {
  readonly measurement: string;
  readonly person: string;
} {
  const subjects = [...new Set(results.map(({ subject }) => subject))];
  const areNumbers = subjects.every((id) => /^[1-9]\d{0,8}$/.test(id));
  const personOf = new Map(subjects.map((id, i) => [id, areNumbers ? Number(id) : i + 1]));
  const rows = results.flatMap(({ subject, analyte, measurement, limits, date }): string[][] => {
    const text = measurementText(measurement);
    if (text === null) return [];
    const { bound, value, status } = measurement;
    const number = bound?.limit ?? (status === "quantified" ? value : undefined);
    const operator = bound !== undefined ? String(OPERATORS[bound.op]) : "";
    return [
      [
        String(personOf.get(subject)!),
        String(NO_CONCEPT),
        date ?? "",
        String(TYPE_LAB),
        operator,
        number === undefined ? "" : String(number),
        String(NO_CONCEPT),
        limits.lod === undefined ? "" : String(limits.lod),
        limits.uloq === undefined ? "" : String(limits.uloq),
        analyte.name,
        analyte.unit,
        text,
      ],
    ];
  });
  return {
    measurement: csvFile([
      [
        "measurement_id",
        "person_id",
        "measurement_concept_id",
        "measurement_date",
        "measurement_type_concept_id",
        "operator_concept_id",
        "value_as_number",
        "unit_concept_id",
        "range_low",
        "range_high",
        "measurement_source_value",
        "unit_source_value",
        "value_source_value",
      ],
      ...rows.map((row, i) => [String(i + 1), ...row]),
    ]),
    person: csvFile([
      ["person_id", "person_source_value"],
      ...subjects.map((id) => [String(personOf.get(id)!), id]),
    ]),
  };
}
