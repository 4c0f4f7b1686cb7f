/** What is known of one sample: concentration, interval, status, and the probability that it is above the limit. */
import type { LimitType, MeasurementStatus } from "../../core/measurement.ts";
import { inversePrediction } from "../curve/inverse-prediction.ts";
import { probabilityAbove } from "../curve/probability-above.ts";
import type { QuantificationRange } from "../curve/quantification-range.ts";
import { replicateSignals } from "../curve/replicate-signals.ts";
import { sampleStatus } from "../curve/sample-status.ts";
import type { StandardCurve } from "../curve/standard-curve.ts";
import { DETECTED } from "../read/printed-measurements.ts";
import type { ResultChoices } from "./choices.ts";
import type { DetectionLimit } from "./detection-limits.ts";
import type { SampleWells } from "./plate-wells.ts";

export interface SampleResult {
  readonly sample: string;
  readonly type: "unknown" | "control";
  readonly wells: readonly string[];
  readonly dilution: number;
  readonly expected: number | null;
  /** Mean of the wells that count; null without any. */
  readonly signal: number | null;
  /** Of the signals; null for a single well. */
  readonly cv: number | null;
  readonly beads: readonly number[];
  /** As read off the curve, on the plate; null off it. A status may still forbid to use it as a result. */
  readonly onPlate: number | null;
  readonly off: "below-curve" | "above-curve" | null;
  readonly status: MeasurementStatus;
  /** In the sample, and only where the status allows a number. */
  readonly concentration: number | null;
  /** In the sample; upper may be Infinity. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Null where the plate has no limit of the chosen rule, or no good curve. */
  readonly detected: boolean | null;
  /** That the concentration is above the chosen rule's limit. */
  readonly probability: number | null;
  /** In the sample: the limit that the status turns on. */
  readonly limit: { readonly value: number; readonly type: LimitType } | null;
  readonly raw: readonly string[];
  /** Whether the vendor's words say that it is detected; null where they do not, or its wells do not agree. */
  readonly printed: boolean | null;
  readonly flags: readonly string[];
}

const HAS_NUMBER: ReadonlySet<MeasurementStatus> = new Set([
  "quantified",
  "extrapolatedLow",
  "extrapolatedHigh",
]);

export interface SampleContext {
  readonly curve: StandardCurve | null;
  readonly range: QuantificationRange | null;
  /** Of the chosen rule. */
  readonly limit: DetectionLimit;
  /** Wells behind one row of the standards: 1, or more where the software put wells together. */
  readonly wellsPerStandard: number;
  readonly standards: readonly [number, number] | null;
  readonly choices: ResultChoices;
}

type Base = Omit<
  SampleResult,
  | "status"
  | "onPlate"
  | "off"
  | "concentration"
  | "lower"
  | "upper"
  | "detected"
  | "probability"
  | "limit"
  | "flags"
>;

function withoutNumber(base: Base, status: MeasurementStatus, flags: readonly string[]): SampleResult {
  return {
    ...base,
    status,
    onPlate: null,
    off: null,
    concentration: null,
    lower: null,
    upper: null,
    detected: null,
    probability: null,
    limit: null,
    flags,
  };
}

function printedDetection({ all }: SampleWells): boolean | null {
  const words = new Set(all.map(({ status }) => (status === null ? "" : DETECTED[status])));
  const [only] = words;
  return words.size !== 1 || (only !== "yes" && only !== "no") ? null : only === "yes";
}

/** Replicates are combined on their signals first; limits of the plate are multiplied by the sample's dilution. */
export function sampleResult(wells: SampleWells, context: SampleContext): SampleResult {
  const { choices, curve, limit } = context;
  const signals = wells.rows.map(({ signal }) => signal);
  const beads = wells.rows.flatMap((row) => (row.beads === null ? [] : [row.beads]));
  const replicates =
    signals.length === 0
      ? null
      : replicateSignals(signals, {
          mostCv: choices.mostReplicateCv,
          limits: limit.signal === null ? [] : [limit.signal],
        });
  const [only] = wells.rows;
  const printed =
    wells.rows.length === 1 &&
    only !== undefined &&
    only.wells.length > 1 &&
    only.sd !== null &&
    only.signal > 0
      ? only.sd / only.signal
      : null;
  const cv = replicates?.cv ?? printed;
  const base: Base = {
    sample: wells.sample,
    type: wells.type,
    wells: wells.all.flatMap((row) => row.wells),
    dilution: wells.dilution,
    expected: wells.expected,
    signal: replicates?.mean ?? null,
    cv,
    beads,
    printed: printedDetection(wells),
    raw: [...new Set(wells.all.map((row) => row.concentrationText))].filter((text) => text !== ""),
  };
  const flags = [
    ...new Set(wells.all.flatMap((row) => row.flags)),
    ...wells.left.map(({ wells: left, why }) => `${left.join(" ")} left out: ${why}`),
    ...(wells.all.every((row) => row.dilutionStated) ? [] : ["dilution not stated"]),
    ...(cv !== null && cv > choices.mostReplicateCv
      ? [`replicates discordant: CV above ${choices.mostReplicateCv}`]
      : []),
    ...(replicates?.discordant.includes("straddles-limit") === true
      ? ["replicates on both sides of the limit"]
      : []),
    ...wells.rows.flatMap((row) =>
      row.beads !== null && row.beads < choices.minimumBeads
        ? [`few beads: ${row.beads} in ${row.wells.join(" ")}`]
        : [],
    ),
  ];
  if (signals.length === 0)
    return withoutNumber(
      base,
      wells.left.some(({ why }) => why !== "no signal") ? "invalid" : "notMeasured",
      flags,
    );
  if (curve === null || curve.status !== "good" || context.standards === null)
    return withoutNumber(base, "invalid", [
      ...flags,
      curve === null ? "no curve" : `no good curve: ${curve.status}`,
    ]);
  return readOff(wells, base, signals, flags, curve, context.standards, context);
}

function readOff(
  { dilution, rows }: SampleWells,
  base: Base,
  signals: readonly number[],
  flags: readonly string[],
  curve: StandardCurve,
  [lowestStandard, highestStandard]: readonly [number, number],
  { choices, range, limit, wellsPerStandard }: SampleContext,
): SampleResult {
  const read = inversePrediction(curve, signals, { confidence: choices.confidence, dilution });
  const onPlate = read.concentration === null ? null : read.concentration / dilution;
  const lloq = range?.lloq ?? null;
  const uloq = range?.uloq ?? null;
  const isLloqRule = choices.limit.of === "lloq";
  const status = sampleStatus(
    { signal: read.signal, concentration: onPlate, off: read.off },
    {
      ...(limit.signal === null ? {} : { lodSignal: limit.signal }),
      ...(lloq === null ? {} : { lloq }),
      ...(uloq === null ? {} : { uloq }),
      lowestStandard,
      highestStandard,
    },
    choices.direction === "falling",
  );
  const known = isLloqRule ? lloq !== null : limit.signal !== null;
  const detected = !known
    ? null
    : isLloqRule
      ? onPlate === null
        ? read.off === "above-curve"
        : onPlate > lloq!
      : status !== "belowLod";
  const hasError = isLloqRule || limit.signalStandardError !== null;
  const probability =
    !known || !hasError
      ? null
      : probabilityAbove(
          curve,
          signals,
          isLloqRule
            ? { concentration: lloq! * dilution }
            : { signal: limit.signal!, standardError: limit.signalStandardError! },
          dilution,
        ).probability;
  const wellsHere = Math.max(...rows.map((row) => Math.max(1, row.wells.length)));
  return {
    ...base,
    onPlate,
    off: read.off,
    status,
    concentration: HAS_NUMBER.has(status) ? read.concentration : null,
    lower: read.lower,
    upper: read.upper,
    detected,
    probability,
    limit: limitOf(status, limit, lloq, uloq ?? highestStandard, dilution),
    flags: [
      ...flags,
      ...(status === "extrapolatedLow" || status === "extrapolatedHigh"
        ? ["extrapolated beyond the standards"]
        : []),
      ...(read.reason === "signal-contradicts-curve"
        ? ["signal beyond the end of the curve by more than its error"]
        : []),
      ...(known ? [] : ["no limit of detection on this plate"]),
      ...(known && !hasError ? ["no probability: a limit by rank has no standard error"] : []),
      ...(wellsHere === wellsPerStandard
        ? []
        : [
            `interval supposes ${wellsPerStandard} wells behind the signal, as in the standards; here ${wellsHere}`,
          ]),
    ],
  };
}

/** The LLOQ or ULOQ where the sample lies beyond it, else the limit of detection; null where that has no concentration. */
function limitOf(
  status: MeasurementStatus,
  limit: DetectionLimit,
  lloq: number | null,
  uloq: number,
  dilution: number,
): SampleResult["limit"] {
  if (status === "aboveUloq") return { value: uloq * dilution, type: "uloq" };
  if (status === "belowLloq" && lloq !== null) return { value: lloq * dilution, type: "lloq" };
  return limit.concentration === null
    ? null
    : { value: limit.concentration * dilution, type: limit.rule === "lloq" ? "lloq" : "lod" };
}
