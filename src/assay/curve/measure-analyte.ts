/** Every sample of one analyte on one plate: from the signals of its wells to its status. */
import { type Issue, refuse } from "../../core/issues/issue.ts";
import type { MeasurementStatus } from "../../core/measurement.ts";
import { levelIssues } from "../checks.ts";
import {
  type BlankLimit,
  blankLimit,
  concentrationOfLimit,
  type LimitConcentration,
} from "../limits/blank-limit.ts";
import type { PlateRow } from "../plate.ts";
import { type InversePrediction, inversePrediction } from "./inverse-prediction.ts";
import { probabilityAbove } from "./probability-above.ts";
import { type QuantificationRange, quantificationRange, type RecoveryRule } from "./quantification-range.ts";
import { type ReplicateSignals, replicateSignals } from "./replicate-signals.ts";
import { sampleStatus } from "./sample-status.ts";
import {
  curveIssues,
  standardCurve,
  type StandardCurve,
  type StandardCurveOptions,
} from "./standard-curve.ts";

/** What is used of a row that counts; `masked` says why a person or a named rule leaves it out. */
export interface AnalyteRow
  extends Pick<PlateRow, "wells" | "type" | "sample" | "signal" | "dilution" | "expectedConcentration"> {
  readonly masked?: string;
}

export interface MeasureOptions {
  readonly curve: StandardCurveOptions;
  /** Standard deviations of the blanks beyond their mean at which detection begins. */
  readonly blankSds: number;
  readonly quantification: RecoveryRule;
  /** Coefficient of variation of signals above which the wells of a sample do not agree, as a share. */
  readonly mostCv: number;
  readonly confidence: number;
}

export interface SampleMeasurement {
  readonly sample: string;
  readonly type: "control" | "unknown";
  readonly wells: readonly string[];
  /** Wells with a signal that are left out, with the reason. */
  readonly masked: readonly { readonly wells: readonly string[]; readonly reason: string }[];
  readonly dilution: number;
  readonly expectedConcentration: number | null;
  /** Null where no well has a signal that counts, as are the members below. */
  readonly replicates: ReplicateSignals | null;
  readonly prediction: InversePrediction | null;
  readonly status: MeasurementStatus;
  /** Mean signal beyond the limit of the blanks; null without blanks. */
  readonly detected: boolean | null;
  readonly probabilityAboveLimit: number | null;
}

export interface AnalyteMeasurement {
  /** Null where no curve can be fitted: `issues` says why. */
  readonly curve: StandardCurve | null;
  readonly issues: readonly Issue[];
  /** Null with fewer than two blanks. */
  readonly blankLimit: BlankLimit | null;
  /** Of the blanks' limit, on the plate: multiply by a sample's dilution. */
  readonly limit: LimitConcentration | null;
  readonly quantification: QuantificationRange | null;
  readonly samples: readonly SampleMeasurement[];
}

/**
 * The curve of an analyte, its limits, and each sample's concentration, status, detection and the probability that it
 * lies above the limit of the blanks.
 *
 * Wells of one sample at one dilution belong together; their signals are averaged first. Without a good curve samples
 * are `invalid`, but whether their signal lies beyond that of the blanks is still said: it needs no curve.
 *
 * @throws InputError - a confidence outside (0, 1)
 */
export function measureAnalyte(rows: readonly AnalyteRow[], options: MeasureOptions): AnalyteMeasurement {
  refuse(levelIssues("confidence", options.confidence));
  const used = rows.filter(({ signal }) => signal !== null);
  const blanks = used
    .filter(({ type, masked }) => type === "blank" && masked === undefined)
    .map(({ signal }) => signal!);
  const standards = used
    .filter(({ type, expectedConcentration }) => type === "standard" && expectedConcentration !== undefined)
    .map(({ signal, expectedConcentration, masked }) => ({
      concentration: expectedConcentration!,
      signal: signal!,
      ...(masked === undefined ? {} : { masked }),
    }));
  const refused = curveIssues({ standards, blanks }, options.curve);
  const curve = refused.length > 0 ? null : standardCurve({ standards, blanks }, options.curve);
  const found: Found = {
    curve,
    blankLimit:
      blanks.length < 2
        ? null
        : blankLimit(blanks, { k: options.blankSds, direction: options.curve.direction }),
    quantification: curve?.status === "good" ? quantificationRange(curve, options.quantification) : null,
  };
  return {
    ...found,
    issues: curve === null ? refused : curve.flags,
    limit:
      curve === null || found.blankLimit === null
        ? null
        : concentrationOfLimit(curve, found.blankLimit.signal),
    samples: samplesOf(rows).map((own) => measured(own, found, options)),
  };
}

type Found = Pick<AnalyteMeasurement, "curve" | "blankLimit" | "quantification">;

/** Rows of controls and unknowns by sample and dilution, in the order of the plate. */
function samplesOf(rows: readonly AnalyteRow[]): readonly (readonly AnalyteRow[])[] {
  const groups = new Map<string, AnalyteRow[]>();
  for (const row of rows) {
    if (row.type !== "control" && row.type !== "unknown") continue;
    const key = JSON.stringify([row.type, row.sample, row.dilution]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function measured(rows: readonly AnalyteRow[], found: Found, options: MeasureOptions): SampleMeasurement {
  const { type, sample, dilution, expectedConcentration } = rows[0]!;
  const counted = rows.filter(({ signal, masked }) => signal !== null && masked === undefined);
  const shape = {
    sample,
    type: type as "control" | "unknown",
    wells: rows.flatMap(({ wells }) => wells),
    masked: rows.flatMap(({ wells, masked, signal }) =>
      masked === undefined || signal === null ? [] : [{ wells, reason: masked }],
    ),
    dilution,
    expectedConcentration: expectedConcentration ?? null,
  };
  if (counted.length === 0)
    return {
      ...shape,
      replicates: null,
      prediction: null,
      status: shape.masked.length > 0 ? "invalid" : "notMeasured",
      detected: null,
      probabilityAboveLimit: null,
    };
  const signals = counted.map(({ signal }) => signal!);
  const { curve, blankLimit: limit } = found;
  const isFalling = options.curve.direction === "falling";
  const replicates = replicateSignals(signals, {
    mostCv: options.mostCv,
    limits: limit === null ? [] : [limit.signal],
  });
  const prediction =
    curve === null ? null : inversePrediction(curve, signals, { confidence: options.confidence, dilution });
  return {
    ...shape,
    replicates,
    prediction,
    status:
      curve === null || prediction === null || prediction.reason === "curve-not-good"
        ? "invalid"
        : statusOf(curve, prediction, found, isFalling),
    detected:
      limit === null ? null : isFalling ? replicates.mean < limit.signal : replicates.mean > limit.signal,
    probabilityAboveLimit:
      curve === null || limit === null ? null : probabilityAbove(curve, signals, limit, dilution).probability,
  };
}

function statusOf(
  curve: StandardCurve,
  { signal, concentration, off, dilution }: InversePrediction,
  { blankLimit: limit, quantification }: Found,
  isFalling: boolean,
): MeasurementStatus {
  const levels = curve.points
    .filter(({ concentration, mask }) => concentration > 0 && mask === null)
    .map(({ concentration }) => concentration);
  return sampleStatus(
    { signal, concentration: concentration === null ? null : concentration / dilution, off },
    {
      ...(limit === null ? {} : { lodSignal: limit.signal }),
      ...(quantification === null || quantification.lloq === null || quantification.uloq === null
        ? {}
        : { lloq: quantification.lloq, uloq: quantification.uloq }),
      lowestStandard: Math.min(...levels),
      highestStandard: Math.max(...levels),
    },
    isFalling,
  );
}
