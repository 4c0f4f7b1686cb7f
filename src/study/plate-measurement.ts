/** One sample of a plate as a measured value of the study: status, number or bound, and the limits of its own plate. */
import type { AnalyteResult } from "../assay/results/plate-result.ts";
import type { SampleResult } from "../assay/results/sample-result.ts";
import type { Bound, Limits, Measurement } from "../core/measurement.ts";

export interface SampleOnPlate {
  readonly plate: string;
  readonly result: AnalyteResult;
  readonly sample: SampleResult;
  /** Whether the plate passed, or the protocol uses those that did not. */
  readonly isUsed: boolean;
}

export interface PlateMeasurement {
  readonly measurement: Measurement;
  readonly limits: Limits;
  /** That the sample is above its plate's limit of detection; null where that is not known. */
  readonly probability: number | null;
}

/**
 * Limits of the plate times the sample's dilution. An LLOQ below the limit of detection is raised to it (a sample is not
 * quantified where it is not detected); a ULOQ at or below the LLOQ is no limit.
 *
 * @example limitsOf(sample, { limits: [{ concentration: 0.5, ... }], range: { lloq: 0.4, uloq: 100 }, ... }) // { lod: 0.5, lloq: 0.5, uloq: 100 }
 */
export function limitsOf(
  { dilution }: Pick<SampleResult, "dilution">,
  { limits, range }: Pick<AnalyteResult, "limits" | "range">,
): Limits {
  const [{ concentration, rule }] = limits;
  const lloq = range?.lloq ?? null;
  const uloq = range?.uloq ?? null;
  const lod = rule === "lloq" ? lloq : concentration;
  const least = lloq === null ? null : Math.max(lloq, lod ?? 0);
  return {
    ...(lod === null || lod <= 0 ? {} : { lod: lod * dilution }),
    ...(least === null ? {} : { lloq: least * dilution }),
    ...(uloq === null || uloq <= (least ?? lod ?? 0) ? {} : { uloq: uloq * dilution }),
  };
}

/** A sample of a plate that did not pass is invalid, with the reason in its raw text: unknown, and never negative. */
export function plateMeasurement(on: SampleOnPlate, unit: string): PlateMeasurement {
  const { sample, result, isUsed, plate } = on;
  const { dilution } = sample;
  const limits = limitsOf(sample, result);
  const printed = sample.raw.join(" | ");
  const base = { unit, dilution };
  if (!isUsed)
    return {
      measurement: { ...base, status: "invalid", raw: `plate ${plate} failed` },
      limits,
      probability: null,
    };
  const value = sample.onPlate === null ? null : sample.onPlate * dilution;
  const hasValue = value !== null && value >= 0 && HAS_VALUE.has(sample.status);
  const bound = boundOf(sample.status, limits);
  return {
    measurement: {
      ...base,
      status: sample.status,
      raw: rawText(sample, printed),
      ...(hasValue ? { value } : {}),
      ...(!hasValue && bound !== null ? { bound } : {}),
    },
    limits,
    probability: sample.probability,
  };
}

/** A value below the LLOQ is kept beside its status: it says on which side of the limit of detection the sample lies. */
const HAS_VALUE: ReadonlySet<Measurement["status"]> = new Set([
  "quantified",
  "extrapolatedLow",
  "extrapolatedHigh",
  "belowLloq",
]);

function boundOf(status: Measurement["status"], { lod, uloq }: Limits): Bound | null {
  if (status === "belowLod" && lod !== undefined) return { op: "<", limit: lod, limitType: "lod" };
  if (status === "aboveUloq" && uloq !== undefined) return { op: ">", limit: uloq, limitType: "uloq" };
  return null;
}

function rawText({ concentration, status, wells }: SampleResult, printed: string): string {
  if (printed !== "") return printed;
  return concentration === null ? `${status} (${wells.join(" ")})` : String(concentration);
}
