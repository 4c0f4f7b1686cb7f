/** The limits of quantification from how precisely a curve gives back concentrations. */
import * as elementary from "../../core/elementary.ts";
import { outOfRange } from "../../core/issues/input.ts";
import { refuse } from "../../core/issues/issue.ts";
import { findRoot } from "../../num/root.ts";
import { deltaErrors, subtractedBy } from "../curve/inverse-prediction.ts";
import { logisticResponse } from "../curve/logistic.ts";
import type { StandardCurve } from "../curve/standard-curve.ts";

export interface PrecisionOptions {
  /** Largest coefficient of variation of a concentration, as a share. */
  readonly mostCv: number;
  /** Wells of a sample. */
  readonly replicates: number;
}

export interface PrecisionPoint {
  readonly concentration: number;
  /** Standard error of a sample's concentration over the concentration. */
  readonly cv: number;
}

export interface PrecisionProfile {
  readonly method: "precision-profile";
  readonly mostCv: number;
  readonly replicates: number;
  /** From the lowest to the highest standard, evenly on the log scale. */
  readonly profile: readonly PrecisionPoint[];
  /** Ends of the widest stretch between the standards where the coefficient is small enough; null where there is none. */
  readonly lloq: number | null;
  readonly uloq: number | null;
  readonly reason: "curve-not-good" | "never-precise-enough" | null;
}

const POINTS = 121;

/**
 * The coefficient of variation that the curve predicts for a sample's concentration, and where it stays below a limit.
 *
 * By the delta method, with the curve's uncertainty and the scatter of as many wells as a sample has. The lower limit
 * is what some call the functional sensitivity. It is not looked for outside the standards.
 * Source: Sadler, Clin Biochem Rev 37 (2016) 37; O'Connell, Belanger & Haaland, Chemometrics 20 (1993) 97.
 * Accuracy as measured: limits to 1e-9. Cost: 121 predictions.
 *
 * @throws InputError - mostCv not above 0, replicates not a count of at least 1
 */
export function precisionProfile(
  curve: StandardCurve,
  { mostCv, replicates }: PrecisionOptions,
): PrecisionProfile {
  refuse([
    ...(mostCv > 0 ? [] : [outOfRange("mostCv", mostCv, "(0, Infinity)")]),
    ...(Number.isInteger(replicates) && replicates > 0
      ? []
      : [outOfRange("replicates", replicates, "[1, Infinity)")]),
  ]);
  const shape = { method: "precision-profile", mostCv, replicates } as const;
  if (curve.status !== "good")
    return { ...shape, profile: [], lloq: null, uloq: null, reason: "curve-not-good" };
  const standards = curve.points
    .filter(({ concentration, mask }) => concentration > 0 && mask === null)
    .map(({ concentration }) => concentration);
  const lowest = elementary.log(Math.min(...standards));
  const highest = elementary.log(Math.max(...standards));
  const cvAt = (log: number): number => {
    const concentration = elementary.exp(log);
    const signal = logisticResponse(curve.parameters, concentration) + subtractedBy(curve);
    return deltaErrors(curve, concentration, signal, replicates)!.total / concentration;
  };
  const logs = Array.from({ length: POINTS }, (_, i) => lowest + ((highest - lowest) * i) / (POINTS - 1));
  const cvs = logs.map(cvAt);
  const stretch = widestStretch(cvs, mostCv);
  const profile = logs.map((log, i) => ({ concentration: elementary.exp(log), cv: cvs[i]! }));
  if (stretch === null) return { ...shape, profile, lloq: null, uloq: null, reason: "never-precise-enough" };
  const meeting = (outside: number, inside: number): number =>
    outside < 0 || outside >= POINTS
      ? logs[inside]!
      : findRoot((log) => cvAt(log) - mostCv, logs[outside]!, logs[inside]!, {
          relativeTolerance: 1e-12,
          maximumIterations: 100,
        }).root;
  return {
    ...shape,
    profile,
    lloq: elementary.exp(meeting(stretch.from - 1, stretch.from)),
    uloq: elementary.exp(meeting(stretch.to + 1, stretch.to)),
    reason: null,
  };
}

/** First and last of the longest run of values that are at most a limit. */
function widestStretch(
  values: readonly number[],
  most: number,
): { readonly from: number; readonly to: number } | null {
  let best: { from: number; to: number } | null = null;
  let from = 0;
  for (const [i, value] of values.entries()) {
    if (!(value <= most)) {
      from = i + 1;
      continue;
    }
    if (best === null || i - from > best.to - best.from) best = { from, to: i };
  }
  return best;
}
