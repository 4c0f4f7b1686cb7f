/** Firth's estimate as added data: how much of a pseudo-subject each row brings with it. */
import * as elementary from "../../core/elementary.ts";
import { cholesky, solveLower } from "../../num/matrix.ts";
import type { Packed } from "./design.ts";
import { penalisedLikelihood } from "./likelihood.ts";
import { fitIn } from "./profile.ts";

export interface FirthWeights {
  /** w v x'I^-1 x of each row at Firth's estimate; they sum to the number of coefficients. */
  readonly leverage: readonly number[];
  readonly converged: boolean;
  readonly iterations: number;
  readonly criterion: number;
}

/** Leverages at Firth's estimate. Source: Heinze & Schemper, Statistics in Medicine 21 (2002) 2409, sec. 2. */
export function firthWeights(design: Packed, maximumIterations = 200): FirthWeights {
  const { coordinates, top } = fitIn(design, penalisedLikelihood, [], maximumIterations);
  const { x, weights, count, order } = coordinates.packed;
  const factor = cholesky(top.evaluation.information, order, 0);
  const leverage = Array.from({ length: count }, (_, i) => {
    const row = x.subarray(i * order, (i + 1) * order);
    const eta = row.reduce((sum, value, k) => sum + value * top.at[k]!, 0);
    const variance = (weights[i]! / (1 + elementary.exp(eta))) * (1 / (1 + elementary.exp(-eta)));
    const white = solveLower(factor ?? new Float64Array(order * order), order, row);
    return variance * white.reduce((sum, value) => sum + value * value, 0);
  });
  return { leverage, converged: top.converged, iterations: top.iterations, criterion: top.criterion };
}
