/** Everything that is computed from one plate. */
import type { Issue } from "../../core/issues/issue.ts";
import {
  type AcceptanceCriteria,
  plateAcceptance,
  type PlateAcceptance,
} from "../quality/plate-acceptance.ts";
import { quantificationRange, type QuantificationRange } from "../curve/quantification-range.ts";
import type { StandardCurve } from "../curve/standard-curve.ts";
import type { ReadPlate } from "../read/reading.ts";
import type { ResultChoices } from "./choices.ts";
import { type BlankSummary, type DetectionLimit, detectionLimits } from "./detection-limits.ts";
import { type CurvePoint, drawnCurve } from "./drawn-curve.ts";
import { fitAnalyte } from "./fit-analyte.ts";
import { type AnalyteWells, analyteWells } from "./plate-wells.ts";
import { sampleResult, type SampleResult } from "./sample-result.ts";

export interface ReplicateSummary {
  readonly samples: number;
  readonly replicated: number;
  readonly medianCv: number | null;
  readonly highestCv: number | null;
}

export interface WellSignal {
  readonly wells: readonly string[];
  readonly type: string;
  readonly sample: string;
  readonly signal: number;
}

export interface AnalyteResult {
  readonly analyte: string;
  readonly unit: string;
  /** Null where there is nothing to fit; `issues` say why. */
  readonly curve: StandardCurve | null;
  readonly issues: readonly Issue[];
  /** Wells of each standard, in the order of the curve's points. */
  readonly standardWells: readonly (readonly string[])[];
  readonly blanks: BlankSummary | null;
  /** The chosen rule first. */
  readonly limits: readonly [DetectionLimit, ...DetectionLimit[]];
  readonly range: QuantificationRange | null;
  readonly samples: readonly SampleResult[];
  readonly replicates: ReplicateSummary;
  /** Null without a curve: the analyte has then failed. */
  readonly acceptance: PlateAcceptance | null;
  readonly accepted: boolean;
  /** Criteria that the plate holds nothing to judge by. */
  readonly notAsked: readonly ("controls" | "replicates" | "beads")[];
  readonly drawn: readonly CurvePoint[];
  readonly signals: readonly WellSignal[];
}

export interface PlateResult {
  readonly plate: string;
  readonly software: string;
  readonly date: string | null;
  readonly analytes: readonly AnalyteResult[];
  /** Every analyte is. */
  readonly accepted: boolean;
}

function replicatesOf(samples: readonly SampleResult[]): ReplicateSummary {
  const cvs = samples.flatMap(({ cv }) => (cv === null ? [] : [cv])).sort((a, b) => a - b);
  return {
    samples: samples.length,
    replicated: cvs.length,
    medianCv: cvs.length === 0 ? null : (cvs[(cvs.length - 1) >> 1]! + cvs[cvs.length >> 1]!) / 2,
    highestCv: cvs.at(-1) ?? null,
  };
}

function acceptanceOf(
  curve: StandardCurve | null,
  samples: readonly SampleResult[],
  wells: AnalyteWells,
  { acceptance }: ResultChoices,
): Pick<AnalyteResult, "acceptance" | "accepted" | "notAsked"> {
  const controls = samples.flatMap(({ type, sample, expected, onPlate, dilution }) =>
    type === "control" && expected !== null && expected > 0
      ? [{ level: sample, expected, measured: onPlate === null ? null : onPlate * dilution }]
      : [],
  );
  const replicateCvs = samples.flatMap(({ cv }) => (cv === null ? [] : [cv]));
  const beadCounts = [
    ...samples.flatMap(({ beads }) => beads),
    ...[...wells.standards, ...wells.blanks].flatMap(({ beads }) => (beads === null ? [] : [beads])),
  ];
  const there = { controls, replicates: replicateCvs, beads: beadCounts };
  const notAsked = (["controls", "replicates", "beads"] as const).filter((name) => there[name].length === 0);
  if (curve === null) return { acceptance: null, accepted: false, notAsked };
  const criteria: AcceptanceCriteria = Object.fromEntries(
    Object.entries(acceptance).filter(([name]) => !(notAsked as readonly string[]).includes(name)),
  );
  const judged = plateAcceptance({ curve, controls, replicateCvs, beadCounts }, criteria);
  return { acceptance: judged, accepted: judged.accepted, notAsked };
}

const rowWells = (wells: AnalyteWells): number =>
  wells.standards.reduce((most, row) => Math.max(most, row.wells.length), 1);

function analyteResult(wells: AnalyteWells, plate: ReadPlate, choices: ResultChoices): AnalyteResult {
  const { curve, issues } = fitAnalyte(wells, choices);
  const good = curve !== null && curve.status === "good";
  const range = good ? quantificationRange(curve, choices.quantification) : null;
  const found = detectionLimits(wells, curve, range?.lloq ?? null, choices);
  const levels = wells.standards.map(({ concentration }) => concentration).filter((x) => x > 0);
  const context = {
    curve,
    range,
    limit: found.limits[0],
    wellsPerStandard: rowWells(wells),
    standards: levels.length === 0 ? null : ([Math.min(...levels), Math.max(...levels)] as const),
    choices,
  };
  const samples = wells.samples.map((sample) => sampleResult(sample, context));
  return {
    analyte: wells.analyte,
    unit: wells.unit,
    curve,
    issues: [...issues, ...(curve?.flags ?? []), ...found.issues],
    standardWells: wells.standards.map((row) => row.wells),
    blanks: found.summary,
    limits: found.limits,
    range,
    samples,
    replicates: replicatesOf(samples),
    ...acceptanceOf(curve, samples, wells, choices),
    drawn: curve === null ? [] : drawnCurve(curve, choices.confidence),
    signals: plate.rows.flatMap((row) =>
      row.analyte === wells.analyte && row.signal !== null && row.wells.length > 0
        ? [{ wells: row.wells, type: row.type, sample: row.sample, signal: row.signal }]
        : [],
    ),
  };
}

/**
 * Fits every analyte of a plate and reads its samples off. An analyte that cannot be fitted says why; the others come
 * through.
 */
export function plateResult(plate: ReadPlate, choices: ResultChoices): PlateResult {
  const analytes = analyteWells(plate).map((wells) => analyteResult(wells, plate, choices));
  return {
    plate: plate.plate,
    software: plate.software,
    date: plate.date ?? null,
    analytes,
    accepted: analytes.length > 0 && analytes.every(({ accepted }) => accepted),
  };
}
