/** What is known of a sample's concentration, given the limits of its plate. */
import type { MeasurementStatus } from "../../core/measurement.ts";
import type { OffCurve } from "./logistic.ts";

/** A limit of detection is on the signals where it comes from blanks, on concentrations where a study states it. */
export interface SampleLimits {
  readonly lodSignal?: number;
  /** Concentrations as on the plate, before dilution is applied. */
  readonly lod?: number;
  readonly lloq?: number;
  readonly uloq?: number;
  readonly lowestStandard: number;
  readonly highestStandard: number;
}

export interface ReadOff {
  /** Mean signal of the sample's wells. */
  readonly signal: number;
  /** On the plate, before dilution is applied; null off the curve. */
  readonly concentration: number | null;
  readonly off: OffCurve | null;
}

/**
 * The status of a sample that was read off a curve, whose signal rises with concentration unless `isFalling`.
 *
 * In this order: above the curve, above the ULOQ; at or below the limit of detection or below the curve; below the
 * LLOQ; outside the standards; quantified.
 */
export function sampleStatus(
  { signal, concentration, off }: ReadOff,
  limits: SampleLimits,
  isFalling: boolean,
): MeasurementStatus {
  const { lodSignal, lod, lloq, uloq, lowestStandard, highestStandard } = limits;
  if (off === "above-curve") return "aboveUloq";
  const isUnderSignal = lodSignal !== undefined && (isFalling ? signal >= lodSignal : signal <= lodSignal);
  if (isUnderSignal || off === "below-curve") return "belowLod";
  if (concentration === null) return "invalid";
  if (lod !== undefined && concentration <= lod) return "belowLod";
  if (uloq !== undefined && concentration > uloq) return "aboveUloq";
  if (lloq !== undefined && concentration < lloq) return "belowLloq";
  if (concentration < lowestStandard) return "extrapolatedLow";
  return concentration > highestStandard ? "extrapolatedHigh" : "quantified";
}
