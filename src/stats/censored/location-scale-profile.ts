/** Profile likelihood limits of one coefficient and of the scale of a location-scale model. */
import * as elementary from "../../core/elementary.ts";
import { cholesky, solveCholesky } from "../../num/matrix.ts";
import { type Maximum, leading, maximise } from "../regression/maximise.ts";
import type { Limit } from "../regression/profile.ts";
import { likelihoodLimit, type ProfilePoint } from "./likelihood-limit.ts";
import { locationScale, type Observations, reachOf } from "./location-scale.ts";
import type { LocationScaleFit } from "./location-scale-fit.ts";

// The profile value is then right to 1e-18 of a log-likelihood unit.
const INNER_TOLERANCE = 1e-9;

export interface CoefficientLimit {
  readonly quantile: number;
  readonly direction: 1 | -1;
  readonly maximumIterations: number;
  /** The largest log-likelihood on the linear scale where the estimate of the coefficient is infinite. */
  readonly supremum?: number;
}

/**
 * Limit of the coefficient of the last coordinate. Held at a value, the coefficient moves the outcome by a multiple of
 * its column, and what remains is a location-scale model again, with one maximum.
 */
export function coefficientLimit(fit: LocationScaleFit, options: CoefficientLimit): Limit {
  const { family, observations, objective, coordinates, center, unit, top, logUnit } = fit;
  const { maximumIterations, supremum } = options;
  const { order, count, x, middle } = observations;
  const last = order - 1;
  const free = family.fixedScale ? last : order;
  const without: Observations = {
    ...observations,
    order: last,
    x: Float64Array.from(
      { length: count * last },
      (_, at) => x[Math.floor(at / last) * order + (at % last)]!,
    ),
  };
  const start = supremum === undefined ? top.at[last]! / top.at[order]! : 0;
  let warm = Float64Array.from([...top.at.subarray(0, last), supremum === undefined ? top.at[order]! : 1]);
  let from = start;
  let tangent = supremum === undefined ? tangentAt(top, start, order, free) : new Float64Array(free);
  const at = (place: number): ProfilePoint | null => {
    const shifted = middle.map((value, i) => value - place * x[i * order + last]!);
    const held = { ...without, middle: shifted };
    const law = locationScale(family.law, held);
    const moved = warm.map((value, k) => value + (place - from) * (k < free ? tangent[k]! : 0));
    const point = maximise(law, moved, reachOf(held), {
      free,
      maximumIterations,
      tolerance: INNER_TOLERANCE,
    });
    if (!point.converged) return null;
    warm = Float64Array.from(point.at);
    from = place;
    const theta = warm[last]!;
    const full = new Float64Array([...warm.subarray(0, last), place * theta, theta]);
    const evaluation = objective(full);
    tangent = tangentAt({ ...point, at: full, evaluation }, place, order, free);
    return { value: point.evaluation.value, slope: theta * evaluation.gradient[last]! };
  };
  const limit = likelihoodLimit({
    at,
    start,
    isTop: supremum === undefined,
    unit: supremum === undefined ? standardErrorOfLast(fit) : 1,
    direction: options.direction,
    top: supremum === undefined ? top.evaluation.value : supremum + logUnit,
    quantile: options.quantile,
  });
  const r = coordinates.r[order * order - 1]!;
  return limit.value === null ? limit : { ...limit, value: (center[last]! + unit * limit.value) / r };
}

/** How the `free` other coordinates follow the held coefficient c, the last omega being c theta: -J_uu^-1 J_uc. */
function tangentAt({ at, evaluation }: Maximum, place: number, order: number, free: number): Float64Array {
  const last = order - 1;
  const size = order + 1;
  const theta = at[order]!;
  const j = evaluation.curvature();
  // Row k of the chart's Jacobian: unit vectors, and for theta (place at the last omega, 1 at theta).
  const full = (a: number, b: number): number => j[(a < last ? a : order) * size + (b < last ? b : order)]!;
  const withLast = (a: number): number => j[(a < last ? a : order) * size + last]!;
  const own = j[last * size + last]!;
  const block = new Float64Array(free * free);
  const edge = new Float64Array(free);
  for (let a = 0; a < free; a++) {
    const pa = a === last ? place : 0;
    for (let b = 0; b < free; b++) {
      const pb = b === last ? place : 0;
      block[a * free + b] = full(a, b) + pa * withLast(b) + pb * withLast(a) + pa * pb * own;
    }
    edge[a] = theta * (withLast(a) + pa * own) - (a === last ? evaluation.gradient[last]! : 0);
  }
  const factor = cholesky(block, free);
  return factor === null ? new Float64Array(free) : solveCholesky(factor, free, edge).map((value) => -value);
}

/** Standard error of the last omega over theta. */
function standardErrorOfLast({ top, family }: LocationScaleFit): number {
  const size = top.at.length;
  const last = size - 2;
  const theta = top.at[size - 1]!;
  const free = family.fixedScale ? size - 1 : size;
  const factor = cholesky(leading(top.evaluation.curvature(), size, free), free);
  if (factor === null) return 1;
  const row = new Float64Array(free);
  row[last] = 1 / theta;
  if (!family.fixedScale) row[last + 1] = -top.at[last]! / (theta * theta);
  const solved = solveCholesky(factor, free, row);
  return Math.sqrt(row.reduce((sum, value, k) => sum + value * solved[k]!, 0));
}

/** Limit of the scale; the profile is taken in its logarithm. */
export function scaleLimit(
  { observations, objective, unit, top }: LocationScaleFit,
  quantile: number,
  direction: 1 | -1,
  maximumIterations: number,
): Limit {
  const { order } = observations;
  const size = order + 1;
  const reach = reachOf(observations);
  const start = -elementary.log(top.at[order]!);
  let warm: Maximum = top;
  const at = (place: number): ProfilePoint | null => {
    const theta = elementary.exp(-place);
    const j = warm.evaluation.curvature();
    const factor = cholesky(leading(j, size, order), order);
    const edge = Float64Array.from(
      { length: order },
      (_, k) => -j[k * size + order]! * (theta - warm.at[order]!),
    );
    const step = factor === null ? edge.fill(0) : solveCholesky(factor, order, edge);
    const begin = Float64Array.from({ length: size }, (_, k) => (k < order ? warm.at[k]! + step[k]! : theta));
    const point = maximise(objective, begin, reach, {
      free: order,
      maximumIterations,
      tolerance: INNER_TOLERANCE,
    });
    if (!point.converged) return null;
    warm = point;
    return { value: point.evaluation.value, slope: -theta * point.evaluation.gradient[order]! };
  };
  const factor = cholesky(top.evaluation.curvature(), size);
  const variance =
    factor === null
      ? 1
      : solveCholesky(
          factor,
          size,
          Float64Array.from({ length: size }, (_, k) => (k === order ? 1 : 0)),
        )[order]!;
  const limit = likelihoodLimit({
    at,
    start,
    isTop: true,
    unit: Math.sqrt(variance) / top.at[order]!,
    direction,
    top: top.evaluation.value,
    quantile,
  });
  return limit.value === null ? limit : { ...limit, value: unit * elementary.exp(limit.value) };
}
