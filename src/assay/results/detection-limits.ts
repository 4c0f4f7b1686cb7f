/** The limits of one analyte on one plate under every rule that is shown. */
import { fewBlanks, noEp17Limit } from "../../core/issues/plate-results.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { blankLimit, concentrationOfLimit } from "../limits/blank-limit.ts";
import { limitOfBlank } from "../limits/limit-of-blank.ts";
import { limitOfDetection } from "../limits/limit-of-detection.ts";
import type { StandardCurve } from "../curve/standard-curve.ts";
import type { LimitRule, ResultChoices } from "./choices.ts";
import { SHOWN_RULES } from "./choices.ts";
import type { AnalyteWells, RowSignal } from "./plate-wells.ts";

export interface BlankSummary {
  readonly wells: number;
  readonly mean: number;
  readonly sd: number;
}

export interface DetectionLimit {
  readonly rule: string;
  /** Null for a rule on concentrations, and where the plate has no such limit. */
  readonly signal: number | null;
  readonly signalStandardError: number | null;
  /** On the plate, before dilution. */
  readonly concentration: number | null;
  /** Why one of the two is not there. */
  readonly reason: string | null;
}

/**
 * Number, mean and standard deviation of all blank wells; rows that sum up wells come in with their printed standard
 * deviation. Null with fewer than two wells, or where one is not printed.
 */
export function blankSummary(blanks: readonly RowSignal[]): BlankSummary | null {
  const wells = blanks.reduce((sum, row) => sum + Math.max(1, row.wells.length), 0);
  if (wells < 2 || blanks.some(({ sd }) => sd === null)) return null;
  const sizes = blanks.map((row) => Math.max(1, row.wells.length));
  const mean = blanks.reduce((sum, { signal }, i) => sum + sizes[i]! * signal, 0) / wells;
  const squares = blanks.reduce(
    (sum, { signal, sd }, i) => sum + (sizes[i]! - 1) * sd! ** 2 + sizes[i]! * (signal - mean) ** 2,
    0,
  );
  return { wells, mean, sd: Math.sqrt(squares / (wells - 1)) };
}

/** Signals with a given number, mean and standard deviation: a limit asks no more of blanks that were printed together. */
function signalsLike({ wells, mean, sd }: BlankSummary): readonly number[] {
  const away = sd * Math.sqrt((wells - 1) / 2);
  return Array.from({ length: wells }, (_, i) => mean + (i === 0 ? away : i === 1 ? -away : 0));
}

interface PlateReadings {
  readonly blanks: readonly RowSignal[];
  readonly summary: BlankSummary | null;
  /** Signals of the wells of each low sample. */
  readonly low: readonly (readonly number[])[];
  readonly curve: StandardCurve | null;
  readonly lloq: number | null;
  readonly direction: "rising" | "falling";
}

type SignalLimit =
  | { readonly signal: number; readonly standardError: number | null }
  | { readonly reason: string };

const EP17 = { alpha: 0.05, quantile: "exact" } as const;

/** Limits of a falling curve lie below its blanks: the rules are for results that rise. */
function ep17Limit(name: "ep17-lob" | "ep17-lob-rank" | "ep17-lod", readings: PlateReadings): SignalLimit {
  const { summary, blanks, low, direction } = readings;
  if (summary === null) return { reason: "fewer than two blank wells" };
  const sign = direction === "rising" ? 1 : -1;
  const singles = blanks.every(({ wells }) => wells.length <= 1);
  if (name === "ep17-lob-rank" && !singles) return { reason: "blanks put together have no ranks" };
  const signals = singles ? blanks.map(({ signal }) => signal) : signalsLike(summary);
  const blank = limitOfBlank([signals.map((signal) => sign * signal)], EP17);
  if (name === "ep17-lob-rank") return { signal: sign * blank.rank, standardError: null };
  const n = blank.results;
  const ofBlank = blank.sd * Math.sqrt(1 / n + blank.multiplier ** 2 / (2 * (n - 1)));
  if (name === "ep17-lob") return { signal: sign * blank.parametric, standardError: ofBlank };
  const df = low.reduce((sum, wells) => sum + wells.length - 1, 0);
  if (df < 1) return { reason: "no low sample in two wells" };
  const { limit, sd, multiplier } = limitOfDetection(
    blank.parametric,
    low.map((wells) => wells.map((signal) => sign * signal)),
    EP17,
  );
  return { signal: sign * limit, standardError: Math.sqrt(ofBlank ** 2 + (multiplier * sd) ** 2 / (2 * df)) };
}

function signalLimit(
  rule: Exclude<LimitRule, { readonly of: "lloq" }>,
  readings: PlateReadings,
): SignalLimit {
  if (rule.of === "ep17") return ep17Limit(rule.name, readings);
  if (readings.summary === null) return { reason: "fewer than two blank wells" };
  return blankLimit(signalsLike(readings.summary), { k: rule.k, direction: readings.direction });
}

function limitUnder(rule: LimitRule, readings: PlateReadings): DetectionLimit {
  const { curve, lloq } = readings;
  const none = { rule: rule.name, signal: null, signalStandardError: null, concentration: null };
  if (rule.of === "lloq")
    return { ...none, concentration: lloq, reason: lloq === null ? "no standard passes" : null };
  const found = signalLimit(rule, readings);
  if ("reason" in found) return { ...none, reason: found.reason };
  const { signal, standardError } = found;
  const read =
    curve === null ? { concentration: null, reason: "no curve" } : concentrationOfLimit(curve, signal);
  return { rule: rule.name, signal, signalStandardError: standardError, ...read };
}

/** The chosen rule first, then those shown beside it. */
export function detectionLimits(
  { blanks, samples }: Pick<AnalyteWells, "blanks" | "samples">,
  curve: StandardCurve | null,
  lloq: number | null,
  { limit, lowSamples, direction }: ResultChoices,
): {
  readonly summary: BlankSummary | null;
  readonly limits: readonly [DetectionLimit, ...DetectionLimit[]];
  readonly issues: readonly Issue[];
} {
  const summary = blankSummary(blanks);
  const low = samples
    .filter(({ sample }) => lowSamples.includes(sample))
    .map(({ rows }) => rows.filter(({ wells }) => wells.length <= 1).map(({ signal }) => signal))
    .filter((wells) => wells.length > 0);
  const readings = { blanks, summary, low, curve, lloq, direction };
  const shown = lowSamples.length > 0 ? [...SHOWN_RULES, EP17_LOD] : SHOWN_RULES;
  const others = shown.filter(({ name }) => name !== limit.name);
  const chosen = limitUnder(limit, readings);
  const wells = blanks.reduce((sum, row) => sum + Math.max(1, row.wells.length), 0);
  const issues =
    summary === null && limit.of !== "lloq"
      ? [fewBlanks(wells)]
      : chosen.signal === null && limit.of === "ep17"
        ? [noEp17Limit(limit.name, chosen.reason ?? "")]
        : [];
  return { summary, limits: [chosen, ...others.map((rule) => limitUnder(rule, readings))], issues };
}

const EP17_LOD: LimitRule = { name: "ep17-lod", of: "ep17" };
