import { deltaErrors } from "../../src/assay/curve/inverse-prediction.ts";
import { logisticInverse } from "../../src/assay/curve/logistic.ts";
import { standardCurve } from "../../src/assay/curve/standard-curve.ts";
import type { Weighting } from "../../src/assay/curve/weighting.ts";

/** A standard curve as the case files give it. */
export interface LogisticCase {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly weights: "none" | "inv_y" | "inv_y2";
  readonly back_calculate: readonly number[];
}

const WEIGHTINGS: Readonly<Record<LogisticCase["weights"], Weighting>> = {
  none: "1",
  inv_y: "1/y",
  inv_y2: "1/y2",
};

/** The curve with b > 0, under the names of the case files; their recoveries are percentages. */
export function logisticCase(
  { x, y, weights, back_calculate: signals }: LogisticCase,
  model: "4PL" | "5PL",
): unknown {
  const curve = standardCurve(
    { standards: x.map((concentration, i) => ({ concentration, signal: y[i]! })), blanks: [] },
    {
      model,
      family: "exponent-high",
      weighting: WEIGHTINGS[weights],
      background: "ignored",
      direction: "rising",
      outliers: { rule: "none" },
    },
  );
  const names = model === "4PL" ? (["a", "b", "c", "d"] as const) : (["a", "b", "c", "d", "g"] as const);
  const read = signals.map((signal) => {
    const inverse = logisticInverse(curve.parameters, signal);
    if ("off" in inverse) return null;
    return { x: inverse.concentration, ...deltaErrors(curve, inverse.concentration, signal, 1)! };
  });
  return {
    params: curve.parameters,
    se: curve.standardErrors,
    cov: names.map((_, i) => names.map((_, k) => curve.covariance![i]![k]!)),
    wrss: curve.weightedSumOfSquares,
    rss: curve.points.reduce((sum, { signal, fitted }) => sum + (signal - fitted) ** 2, 0),
    residual_sd: Math.sqrt(curve.residualVariance!),
    df: curve.degreesOfFreedom,
    fitted: curve.points.map(({ fitted }) => fitted),
    back_x: read.map((answer) => answer?.x ?? null),
    back_se_curve: read.map((answer) => answer?.curve ?? null),
    back_se_total: read.map((answer) => answer?.total ?? null),
    standards_back_x: curve.points.map(({ recalculated }) => recalculated),
    recovery_percent: curve.points.map(({ recovery }) => (recovery === null ? null : 100 * recovery)),
  };
}
