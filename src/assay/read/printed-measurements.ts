/** What the vendor printed, as rows of `measurements.csv`: statuses first, and no number that its status forbids. */
import { countedRows } from "./counted-rows.ts";
import type { ReadPlate, ReadRow, ReadStatus } from "./reading.ts";

export const MEASUREMENT_COLUMNS = [
  "plate",
  "wells",
  "sample",
  "type",
  "analyte",
  "signal",
  "concentration",
  "lower",
  "upper",
  "unit",
  "dilution",
  "status",
  "detected",
  "probability_above_limit",
  "limit",
  "limit_type",
  "rule",
  "raw",
  "flags",
] as const;

/** The rule's name: detection as the vendor's words say it, without a curve or a limit of our own. */
export const PRINTED_RULE = "as-printed";

/** What the vendor's word says about detection; "unknown" where the value lies below the standards but above no known LOD. */
export const DETECTED: Readonly<Record<Exclude<ReadStatus, null>, string>> = {
  quantified: "yes",
  extrapolatedHigh: "yes",
  aboveUloq: "yes",
  belowLod: "no",
  belowLloq: "unknown",
  extrapolatedLow: "unknown",
  notMeasured: "",
  invalid: "",
  signalOnly: "",
};

const HAS_NUMBER: ReadonlySet<ReadStatus> = new Set(["quantified", "extrapolatedLow", "extrapolatedHigh"]);

const text = (x: number | null | undefined): string => (x === null || x === undefined ? "" : String(x));

function line(plate: ReadPlate, row: ReadRow): readonly string[] {
  const unit = plate.analytes.find(({ name }) => name === row.analyte)?.unit ?? "";
  // Numbers of the well become those of the sample.
  const factor = row.dilutionApplied ? 1 : row.dilution;
  const number = HAS_NUMBER.has(row.status) && row.concentration !== null ? row.concentration * factor : null;
  const bound = row.bound === undefined ? null : row.bound.limit * factor;
  const flags = [...row.flags, ...(row.dilutionStated ? [] : ["dilution not stated"])];
  return [
    plate.plate,
    row.wells.join(" "),
    row.sample,
    row.type,
    row.analyte,
    text(row.signal),
    text(number),
    "",
    "",
    unit,
    text(row.dilution),
    row.status ?? "",
    row.status === null ? "" : DETECTED[row.status],
    "",
    text(bound),
    row.bound?.limitType ?? "",
    PRINTED_RULE,
    row.concentrationText,
    flags.join("; "),
  ];
}

/**
 * One line per counted row: replicates are not combined, since the vendor's concentrations cannot be. `lower`, `upper` and
 * `probability_above_limit` stay blank: no curve has been fitted.
 */
export const printedMeasurements = (plates: readonly ReadPlate[]): readonly (readonly string[])[] => [
  MEASUREMENT_COLUMNS,
  ...plates.flatMap((plate) => countedRows(plate).map((row) => line(plate, row))),
];
