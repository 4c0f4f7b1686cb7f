/** The limits of one analyte on one plate under every rule that is shown. */
import { fewBlanks } from "../../core/issues/plate-results.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { blankLimit, concentrationOfLimit } from "../limits/blank-limit.ts";
import type { StandardCurve } from "../curve/standard-curve.ts";
import type { LimitRule, ResultChoices } from "./choices.ts";
import { SHOWN_RULES } from "./choices.ts";
import type { RowSignal } from "./plate-wells.ts";

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

function limitUnder(
  rule: LimitRule,
  blanks: BlankSummary | null,
  curve: StandardCurve | null,
  lloq: number | null,
  direction: "rising" | "falling",
): DetectionLimit {
  const none = { rule: rule.name, signal: null, signalStandardError: null, concentration: null };
  if (rule.of === "lloq")
    return { ...none, concentration: lloq, reason: lloq === null ? "no standard passes" : null };
  if (blanks === null) return { ...none, reason: "fewer than two blank wells" };
  const { signal, standardError } = blankLimit(signalsLike(blanks), { k: rule.k, direction });
  const read =
    curve === null ? { concentration: null, reason: "no curve" } : concentrationOfLimit(curve, signal);
  return { rule: rule.name, signal, signalStandardError: standardError, ...read };
}

/** The chosen rule first, then those shown beside it. */
export function detectionLimits(
  blanks: readonly RowSignal[],
  curve: StandardCurve | null,
  lloq: number | null,
  { limit, direction }: ResultChoices,
): {
  readonly summary: BlankSummary | null;
  readonly limits: readonly [DetectionLimit, ...DetectionLimit[]];
  readonly issues: readonly Issue[];
} {
  const summary = blankSummary(blanks);
  const others = SHOWN_RULES.filter(({ name }) => name !== limit.name);
  const under = (rule: LimitRule): DetectionLimit => limitUnder(rule, summary, curve, lloq, direction);
  const wells = blanks.reduce((sum, row) => sum + Math.max(1, row.wells.length), 0);
  return {
    summary,
    limits: [under(limit), ...others.map(under)],
    issues: summary === null && limit.of === "blanks" ? [fewBlanks(wells)] : [],
  };
}
