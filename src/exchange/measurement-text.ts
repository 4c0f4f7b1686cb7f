/** A measurement as a cell that reads back as the same measurement. */
import { parseMeasurement } from "../cohort/measurement-cell.ts";
import type { Limits, Measurement, MeasurementStatus } from "../core/measurement.ts";

const WITHOUT_NUMBER: Readonly<Record<MeasurementStatus, string | null>> = {
  quantified: null,
  belowLod: "<LOD",
  belowLloq: "<LLOQ",
  extrapolatedLow: "<LLOQ",
  extrapolatedHigh: ">ULOQ",
  aboveUloq: ">ULOQ",
  notMeasured: null,
  invalid: "?????",
};

/**
 * The cell: `1.25`, `<0.5`, `>5000`, `*0.12` for a value outside the curve, `<LOD`, `<LLOQ` and `>ULOQ` where no
 * bound is known, `?????` for an invalid one; null where nothing was measured. A number beside a
 * label that outranks it stands in brackets: `<LLOQ (0.42)`.
 *
 * @example measurementText({ status: "belowLod", bound: { op: "<", limit: 0.5, limitType: "lod" }, raw: "< 0,5", unit: "pg/mL", dilution: 1 }) // "<0.5"
 */
export function measurementText({ status, value, bound }: Measurement): string | null {
  if (bound !== undefined) return `${bound.op}${bound.limit}`;
  if (value !== undefined && status === "quantified") return String(value);
  if (value !== undefined && status.startsWith("extrapolated")) return `*${value}`;
  const label = WITHOUT_NUMBER[status];
  return value === undefined || label === null ? label : `${label} (${value})`;
}

/** Whether the cell, read under the same limits, says what the measurement says. */
export function readsBack(measurement: Measurement, limits: Limits): boolean {
  const reading = parseMeasurement(measurementText(measurement), {
    unit: measurement.unit,
    decimal: ".",
    notDetected: [],
    notMeasured: [],
    missing: [],
    ...limits,
  });
  if ("issue" in reading) return false;
  const again = reading.measurement;
  return (
    again.status === measurement.status &&
    again.value === measurement.value &&
    again.bound?.op === measurement.bound?.op &&
    again.bound?.limit === measurement.bound?.limit
  );
}
