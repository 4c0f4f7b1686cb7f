/** What a measured value lies between. */
import type { Limits, Measurement } from "../core/measurement.ts";

/**
 * Lower and upper end of the value, both the value where one was measured; `high` is null where nothing bounds it. A mark below the
 * limit of detection or quantification without a number lies below that limit of its sample. Null where nothing was measured.
 *
 * @example boundsOf({ status: "belowLod", bound: { op: "<", limit: 0.5, limitType: "lod" }, raw: "<0.5", unit: "pg/mL", dilution: 1 }, {}) // { low: 0, high: 0.5 }
 */
export function boundsOf(
  measurement: Measurement | undefined,
  { lod, lloq, uloq }: Limits,
): { readonly low: number; readonly high: number | null } | null {
  if (measurement === undefined) return null;
  const { status, value, bound } = measurement;
  if (status === "notMeasured" || status === "invalid") return null;
  if (bound !== undefined)
    return bound.op.startsWith("<") ? { low: 0, high: bound.limit } : { low: bound.limit, high: null };
  switch (status) {
    case "belowLod":
      return { low: 0, high: lod ?? lloq ?? null };
    case "belowLloq":
      return value === undefined ? { low: 0, high: lloq ?? null } : { low: value, high: value };
    case "aboveUloq":
      return { low: uloq ?? 0, high: null };
    case "quantified":
    case "extrapolatedLow":
    case "extrapolatedHigh":
      return value === undefined ? { low: 0, high: null } : { low: value, high: value };
  }
}
