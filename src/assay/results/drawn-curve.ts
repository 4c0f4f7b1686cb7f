/** The curve as points of a drawing, with the band in which single wells lie. */
import * as elementary from "../../core/elementary.ts";
import * as studentT from "../../distributions/student-t.ts";
import { subtractedBy, wellDegreesOfFreedom, wellVariance } from "../curve/inverse-prediction.ts";
import { logisticGradient, logisticResponse } from "../curve/logistic.ts";
import type { StandardCurve } from "../curve/standard-curve.ts";
import { quadratic } from "../curve/weighted-fit.ts";

export interface CurvePoint {
  readonly concentration: number;
  /** As the instrument gives it, background and all; the band is null where the curve is not good: its errors then mean nothing. */
  readonly signal: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

const STEPS = 80;

/** Evenly spaced logarithms from a third of the lowest standard to three times the highest. */
export function drawnCurve(curve: StandardCurve, confidence: number): readonly CurvePoint[] {
  const levels = curve.points.map(({ concentration }) => concentration).filter((x) => x > 0);
  if (levels.length === 0) return [];
  const low = elementary.log(Math.min(...levels) / 3);
  const high = elementary.log(Math.max(...levels) * 3);
  const subtracted = subtractedBy(curve);
  const quantiles = new Map<number, number>();
  // The same for every point unless the variance's power is fitted.
  const quantileOf = (df: number): number => {
    const found = quantiles.get(df) ?? studentT.upperQuantile({ df }, (1 - confidence) / 2);
    quantiles.set(df, found);
    return found;
  };
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const concentration = elementary.exp(low + ((high - low) * i) / STEPS);
    const signal = logisticResponse(curve.parameters, concentration) + subtracted;
    if (curve.status !== "good" || curve.covariance === null || curve.residualVariance === null)
      return { concentration, signal, lower: null, upper: null };
    const variance =
      quadratic(curve.covariance, logisticGradient(curve.parameters, concentration)) +
      wellVariance(curve, signal);
    const half = quantileOf(wellDegreesOfFreedom(curve, signal)) * Math.sqrt(variance);
    return { concentration, signal, lower: signal - half, upper: signal + half };
  });
}
