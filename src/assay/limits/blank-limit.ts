/** A limit of detection on the signals of blank wells. */
import { finiteIssues } from "../checks.ts";
import { outOfRange, tooFew } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import { logisticInverse } from "../curve/logistic.ts";
import { subtractedBy } from "../curve/inverse-prediction.ts";
import type { StandardCurve } from "../curve/standard-curve.ts";

export interface BlankLimitOptions {
  /** How many standard deviations beyond the mean: 2, 2.5 and 3 are in use. */
  readonly k: number;
  /** Of the signal with concentration: the limit lies above the blanks' mean of a rising curve, below that of a falling one. */
  readonly direction: "rising" | "falling";
}

export interface BlankLimit {
  readonly method: "blank-mean-k-sd";
  readonly k: number;
  readonly direction: "rising" | "falling";
  readonly blanks: number;
  readonly mean: number;
  readonly sd: number;
  /** mean + k sd, or mean - k sd where signals fall. */
  readonly signal: number;
  /** Of the limit, from the number of blanks: sd sqrt(1/n + k^2 / (2 (n - 1))). */
  readonly standardError: number;
}

/**
 * Mean of the blanks plus k of their standard deviations, as a signal.
 *
 * The standard error is the delta method's for normal signals, the sample variance's own variance being
 * 2 sd^4 / (n - 1). From two blanks it is as large as the limit's distance from the mean: the limit is then no limit.
 * Source: Armbruster & Pry, Clin Biochem Rev 29 Suppl 1 (2008) S49; k = 2, 2.5 or 3 by the laboratory's convention.
 *
 * @throws InputError - fewer than 2 blanks, signals that are not finite, k not above 0
 * @example blankLimit([10, 12, 14], { k: 2.5, direction: "rising" }).signal // 17
 */
export function blankLimit(blanks: readonly number[], { k, direction }: BlankLimitOptions): BlankLimit {
  refuse(blankIssues(blanks, k));
  const n = blanks.length;
  const mean = blanks.reduce((sum, value) => sum + value, 0) / n;
  const sd = Math.sqrt(blanks.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  return {
    method: "blank-mean-k-sd",
    k,
    direction,
    blanks: n,
    mean,
    sd,
    signal: mean + (direction === "rising" ? k : -k) * sd,
    standardError: sd * Math.sqrt(1 / n + k ** 2 / (2 * (n - 1))),
  };
}

const blankIssues = (blanks: readonly number[], k: number): Issue[] => [
  ...(blanks.length < 2 ? [tooFew("blanks", "blank wells", 2, blanks.length)] : []),
  ...finiteIssues("blanks", blanks),
  ...(k > 0 && Number.isFinite(k) ? [] : [outOfRange("k", k, "(0, Infinity)")]),
];

/** A signal's limit as a concentration of the plate, before dilution; null where the curve has none. */
export interface LimitConcentration {
  readonly concentration: number | null;
  readonly reason: "curve-not-good" | "limit-below-curve" | "limit-above-curve" | null;
}

/**
 * The concentration at which the curve reaches a limit given as a signal.
 *
 * A limit can exist on the signals and have no concentration: where it lies below the signal that the curve gives at
 * concentration 0. Every sample above it is then detected, and the limit has no number in units of concentration.
 */
export function concentrationOfLimit(curve: StandardCurve, signal: number): LimitConcentration {
  if (curve.status !== "good") return { concentration: null, reason: "curve-not-good" };
  const inverse = logisticInverse(curve.parameters, signal - subtractedBy(curve));
  if ("concentration" in inverse) return { concentration: inverse.concentration, reason: null };
  return {
    concentration: null,
    reason: inverse.off === "below-curve" ? "limit-below-curve" : "limit-above-curve",
  };
}
