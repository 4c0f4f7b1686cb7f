/** Every standard read back off the curve. */
import * as elementary from "../../core/elementary.ts";
import { logisticInverse, logisticResponse } from "./logistic.ts";
import type { Mask, StandardPoint } from "./standard-curve.ts";
import type { WeightedFit } from "./weighted-fit.ts";

interface GivenPoint {
  readonly standard: number | null;
  readonly x: number;
  readonly y: number;
}

/** Masked ones too: what they would have given is shown beside why they were left out. */
export function pointsOf(
  points: readonly GivenPoint[],
  masks: readonly (Mask | null)[],
  { logistic, used, variancePower }: WeightedFit,
  residualVariance: number | null,
  subtracted: number,
): readonly StandardPoint[] {
  const { parameters } = logistic;
  const unmasked = masks.flatMap((mask, i) => (mask === null ? [i] : []));
  const weightAt = new Map(unmasked.map((i, k) => [i, used[k]!.weight]));
  return points.map(({ standard, x, y }, i) => {
    const fitted = logisticResponse(parameters, x);
    const weight =
      weightAt.get(i) ?? elementary.pow(Math.max(Number.MIN_VALUE, fitted + subtracted), -variancePower);
    const inverse = logisticInverse(parameters, y);
    const recalculated = "concentration" in inverse ? inverse.concentration : null;
    return {
      standard,
      concentration: x,
      signal: y,
      fitted,
      residual:
        residualVariance === null || residualVariance === 0
          ? null
          : (y - fitted) * Math.sqrt(weight / residualVariance),
      recalculated,
      off: "off" in inverse ? inverse.off : null,
      recovery: recalculated === null || x === 0 ? null : recalculated / x,
      mask: masks[i] ?? null,
    };
  });
}
