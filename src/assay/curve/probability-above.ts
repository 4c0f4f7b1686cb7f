/** How sure it is that a sample holds more than a limit. */
import { finiteIssues } from "../checks.ts";
import { outOfRange, tooFew } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import * as studentT from "../../distributions/student-t.ts";
import { distanceAbove, subtractedBy, wellDegreesOfFreedom, wellVariance } from "./inverse-prediction.ts";
import { isRising, logisticResponse } from "./logistic.ts";
import type { StandardCurve } from "./standard-curve.ts";

/**
 * A limit as a concentration of the undiluted sample, or as a signal of the instrument with its own standard error:
 * a limit of blanks can exist as a signal where the curve has no concentration for it.
 */
export type AssayLimit =
  | { readonly concentration: number }
  | { readonly signal: number; readonly standardError: number };

export interface ProbabilityAbove {
  readonly method: "probability-above-limit";
  /** Null where the curve is not good. */
  readonly probability: number | null;
  /** Distance of the mean signal from that of the limit, in standard errors of their difference. */
  readonly t: number | null;
  readonly degreesOfFreedom: number;
}

/**
 * Probability that a sample's concentration lies above a limit, given its mean signal, the scatter of wells and the
 * uncertainty of the curve.
 *
 * Variant: the confidence distribution that belongs to the interval of `inversePrediction`: P(t_df <= (mean - f(L)) /
 * sqrt(var f(L) + s^2 f(L)^p / m)), signs turned for a falling curve. It is 0.975 exactly where the lower limit of the
 * 95 % interval is L. As a probability of the concentration it supposes that no concentration was likelier than
 * another beforehand. A limit given as a signal is compared on the signals, its own standard error included.
 * Source: Schweder & Hjort, Confidence, Likelihood, Probability, sec. 3.2.
 *
 * @throws InputError - no signal, one that is not finite, a limit below 0
 */
export function probabilityAbove(
  curve: StandardCurve,
  signals: readonly number[],
  limit: AssayLimit,
  dilution: number,
): ProbabilityAbove {
  refuse(limitIssues(signals, limit, dilution));
  const { degreesOfFreedom } = curve;
  const method = "probability-above-limit";
  if (curve.status !== "good" || curve.covariance === null)
    return { method, probability: null, t: null, degreesOfFreedom };
  const signal = signals.reduce((sum, value) => sum + value, 0) / signals.length;
  const atLimit =
    "concentration" in limit
      ? logisticResponse(curve.parameters, limit.concentration / dilution) + subtractedBy(curve)
      : limit.signal;
  const df = wellDegreesOfFreedom(curve, atLimit);
  const t =
    "concentration" in limit
      ? distanceAbove(curve, signal, signals.length, limit.concentration / dilution)
      : distanceFromSignal(curve, signal, signals.length, limit);
  return { method, probability: studentT.cdf({ df }, t), t, degreesOfFreedom: df };
}

function distanceFromSignal(
  curve: StandardCurve,
  signal: number,
  replicates: number,
  limit: { readonly signal: number; readonly standardError: number },
): number {
  const variance = wellVariance(curve, limit.signal) / replicates + limit.standardError ** 2;
  const difference = (isRising(curve.parameters) ? 1 : -1) * (signal - limit.signal);
  return difference === 0 ? 0 : difference / Math.sqrt(variance);
}

function limitIssues(signals: readonly number[], limit: AssayLimit, dilution: number): Issue[] {
  const value = "concentration" in limit ? limit.concentration : limit.standardError;
  const path = "concentration" in limit ? "limit.concentration" : "limit.standardError";
  return [
    ...(signals.length === 0 ? [tooFew("signals", "well with a signal", 1, 0)] : []),
    ...finiteIssues("signals", signals),
    ...(value >= 0 && Number.isFinite(value) ? [] : [outOfRange(path, value, "[0, Infinity)")]),
    ...("signal" in limit ? finiteIssues("limit.signal", [limit.signal]) : []),
    ...(Number.isFinite(dilution) && dilution > 0 ? [] : [outOfRange("dilution", dilution, "(0, Infinity)")]),
  ];
}
