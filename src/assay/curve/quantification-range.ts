/** Between which standards a curve may be used. */
import { refuse } from "../../core/issues/issue.ts";
import { outOfRange } from "../../core/issues/input.ts";
import type { StandardCurve } from "./standard-curve.ts";
import { logisticInverse } from "./logistic.ts";

export interface RecoveryRule {
  /** Ratios of recalculated to true concentration, as shares: 0.8 and 1.2. */
  readonly leastRecovery: number;
  readonly mostRecovery: number;
  /** Largest coefficient of variation of a level's signals, as a share; levels of one well have none and pass. */
  readonly mostCv: number;
}

export interface StandardLevel {
  readonly concentration: number;
  readonly wells: number;
  /** Of the mean signal; null off the curve. */
  readonly recovery: number | null;
  /** Of the signals with their background; null for one well. */
  readonly cv: number | null;
  readonly passes: boolean;
}

export interface QuantificationRange {
  readonly method: "standards-recovery";
  readonly rule: RecoveryRule;
  /** Lowest concentration first. */
  readonly levels: readonly StandardLevel[];
  /** Null where no level passes. */
  readonly lloq: number | null;
  readonly uloq: number | null;
}

/**
 * The lower and upper limits of quantification from the recovery of the standards: the ends of the longest run of
 * neighbouring levels that all pass, the lower one of two as long.
 *
 * A level's signals are averaged first, then read off the curve; masked wells do not count. A run, and not the lowest
 * and highest passing level, so that no failing level lies inside the range.
 * Source: 20 % about the true value and 20 % scatter of signals: Milliplex's multiplex guide; 30 %: Bio-Plex Manager.
 *
 * @throws InputError - limits that are not in order
 */
export function quantificationRange(curve: StandardCurve, rule: RecoveryRule): QuantificationRange {
  const { leastRecovery, mostRecovery, mostCv } = rule;
  refuse([
    ...(leastRecovery > 0 && leastRecovery < 1 ? [] : [outOfRange("leastRecovery", leastRecovery, "(0, 1)")]),
    ...(mostRecovery > 1 ? [] : [outOfRange("mostRecovery", mostRecovery, "(1, Infinity)")]),
    ...(mostCv > 0 ? [] : [outOfRange("mostCv", mostCv, "(0, Infinity)")]),
  ]);
  const byLevel = new Map<number, number[]>();
  for (const { concentration, signal, mask } of curve.points)
    if (mask === null && concentration > 0)
      byLevel.set(concentration, [...(byLevel.get(concentration) ?? []), signal]);
  const levels = [...byLevel]
    .sort(([a], [b]) => a - b)
    .map(([concentration, signals]) => levelOf(curve, concentration, signals, rule));
  let best: readonly StandardLevel[] = [];
  let run: StandardLevel[] = [];
  for (const level of levels) {
    run = level.passes ? [...run, level] : [];
    if (run.length > best.length) best = run;
  }
  return {
    method: "standards-recovery",
    rule,
    levels,
    lloq: best[0]?.concentration ?? null,
    uloq: best.at(-1)?.concentration ?? null,
  };
}

function levelOf(
  curve: StandardCurve,
  concentration: number,
  signals: readonly number[],
  { leastRecovery, mostRecovery, mostCv }: RecoveryRule,
): StandardLevel {
  const wells = signals.length;
  const mean = signals.reduce((sum, value) => sum + value, 0) / wells;
  const inverse = logisticInverse(curve.parameters, mean);
  const recovery = "concentration" in inverse ? inverse.concentration / concentration : null;
  const raw = mean + (curve.background === "subtracted" ? curve.backgroundSignal! : 0);
  const variance = signals.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (wells - 1);
  const cv = wells === 1 ? null : Math.sqrt(variance) / raw;
  const passes =
    recovery !== null &&
    recovery >= leastRecovery &&
    recovery <= mostRecovery &&
    (cv === null || cv <= mostCv);
  return { concentration, wells, recovery, cv, passes };
}
