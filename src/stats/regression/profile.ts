/** Profile likelihood of one coefficient or one block: limits by a bracketed root, tests by a constrained maximum. */
import { cholesky, inverseCholesky, solveCholesky } from "../../num/matrix.ts";
import { type Coordinates, coordinatesOf, toCoefficients, toCoordinates } from "./coordinates.ts";
import type { Packed } from "./design.ts";
import type { Evaluation, Objective } from "./likelihood.ts";
import { leading, type Maximum, maximise, TIGHT } from "./maximise.ts";

export interface Limit {
  readonly value: number | null;
  readonly converged: boolean;
  readonly iterations: number;
  /** |deviance of the profile at the limit - chi-square quantile|. */
  readonly criterion: number | null;
  readonly reason: string | null;
}

export type LikelihoodOf = (design: Packed) => Objective;

/** A model at its maximum, in coordinates that put the columns asked about last. */
export interface Profiled {
  readonly coordinates: Coordinates;
  readonly objective: Objective;
  readonly top: Maximum;
}

export const reachIn =
  ({ x, count, order }: Packed) =>
  (step: Float64Array): number => {
    let most = 0;
    for (let i = 0; i < count; i++) {
      let eta = 0;
      for (let k = 0; k < step.length; k++) eta += x[i * order + k]! * step[k]!;
      most = Math.max(most, Math.abs(eta));
    }
    return most;
  };

/** Maximum over every coefficient, from `start` or from 0. */
export function fitIn(
  design: Packed,
  likelihoodOf: LikelihoodOf,
  last: readonly number[],
  maximumIterations: number,
  start?: ArrayLike<number>,
): Profiled {
  const coordinates = coordinatesOf(design, last);
  const objective = likelihoodOf(coordinates.packed);
  const from = start === undefined ? new Float64Array(design.order) : toCoordinates(coordinates, start);
  const top = maximise(objective, from, reachIn(coordinates.packed), {
    free: design.order,
    maximumIterations,
    tolerance: TIGHT,
  });
  return { coordinates, objective, top };
}

export const coefficientsOf = ({ coordinates, top }: Profiled): number[] =>
  toCoefficients(coordinates, top.at);

/** Maximum with the last `held` coordinates at 0, from the tangent at the top; from 0 where that fails. */
export function heldAtZero(
  { coordinates, objective, top }: Profiled,
  held: number,
  maximumIterations: number,
): Maximum {
  const { order } = coordinates.packed;
  const options = { free: order - held, maximumIterations, tolerance: TIGHT };
  const reach = reachIn(coordinates.packed);
  const cleared = top.at.map((value, k) => (k < order - held ? value : 0));
  const warm = maximise(objective, cleared, reach, options);
  return warm.converged ? warm : maximise(objective, new Float64Array(order), reach, options);
}

const LIMIT_ITERATIONS = 60;
// The profile value is then right to 5e-15 of a log-likelihood unit.
const INNER_TOLERANCE = 1e-7;

/**
 * Limit of the last coordinate at which twice the drop of the profile below its top is `quantile`.
 *
 * The square root of that drop is nearly linear in the coefficient, so Newton's rule on it needs few steps; its slope
 * is the score of the coefficient at the constrained maximum. Steps outside the bracket are replaced by bisection,
 * or by doubling while the limit has not been passed. Nuisance coordinates start from the tangent of the last point.
 *
 * Source: Venzon & Moolgavkar, Applied Statistics 37 (1988) 87, secs. 1-2 (definition of the limits).
 */
export function profileLimit(
  profiled: Profiled,
  quantile: number,
  direction: 1 | -1,
  maximumIterations: number,
): Limit {
  const { coordinates, objective, top } = profiled;
  const { order } = coordinates.packed;
  const reach = reachIn(coordinates.packed);
  const last = order - 1;
  const unit = 1 / coordinates.r[order * order - 1]!;
  const target = Math.sqrt(quantile);
  const center = top.at[last]!;
  const error = standardErrorAt(top, order);
  // Rounding of two log-likelihoods bounds what a difference of them can be asked for.
  const floor = 16 * Number.EPSILON * (1 + Math.abs(top.evaluation.value));
  let inside = 0;
  let outside = Infinity;
  let here = top;
  let bend = bendAt(top.evaluation, order);
  let place = 0;
  let next = target * error;
  let closest: number | null = null;
  for (let iterations = 1; iterations <= LIMIT_ITERATIONS; iterations++) {
    const start = Float64Array.from(here.at, (value, k) =>
      k < last ? value - direction * (next - place) * (bend.tangent[k] ?? 0) : center + direction * next,
    );
    const point = maximise(objective, start, reach, {
      free: last,
      maximumIterations,
      tolerance: INNER_TOLERANCE,
    });
    if (!point.converged) {
      // Too far from the last point for its tangent: come nearer, the next start is better.
      next = 0.5 * (place + next);
      if (Math.abs(next - place) < 1e-9 * error)
        return failed("the other coefficients could not be fitted", iterations, closest);
      continue;
    }
    here = point;
    place = next;
    const drop = 2 * (top.evaluation.value - point.evaluation.value);
    const gap = drop - quantile;
    closest = Math.min(closest ?? Infinity, Math.abs(gap));
    const slope = -direction * point.evaluation.gradient[last]!;
    const meets = Math.abs(gap) <= 1e-9 * quantile + floor;
    if (meets && slope > 0) {
      // What is left of the way by Newton's rule, below 1e-9 of it, takes the limit to rounding error.
      const value = (center + direction * (place - gap / (2 * slope))) * unit;
      return { value, converged: true, iterations, criterion: Math.abs(gap), reason: null };
    }
    if (gap < 0) inside = Math.max(inside, place);
    else outside = Math.min(outside, place);
    bend = bendAt(point.evaluation, order);
    const proposal = place + rootStep(drop, slope, bend.curvature, target);
    if (outside === Infinity)
      next = proposal > inside ? Math.min(proposal, 2 * place + error) : 2 * place + error;
    else if (proposal > inside && proposal < outside) next = proposal;
    else next = 0.5 * (inside + outside);
  }
  return failed(`no limit found in ${LIMIT_ITERATIONS} steps`, LIMIT_ITERATIONS, closest);
}

/** Halley's step for sqrt(drop) = target, from the drop's first two derivatives 2 slope and 2 curvature. */
export function rootStep(drop: number, slope: number, curvature: number, target: number): number {
  if (!(slope > 0) || !(drop > 0)) return Number.NaN;
  const root = Math.sqrt(drop);
  const first = slope / root;
  const second = (curvature - first * first) / root;
  const newton = (target - root) / first;
  const halley = newton / (1 + (0.5 * newton * second) / first);
  return Number.isFinite(halley) && halley * newton > 0 ? halley : newton;
}

const failed = (reason: string, iterations: number, criterion: number | null = null): Limit => ({
  value: null,
  converged: false,
  iterations,
  criterion,
  reason,
});

function standardErrorAt({ evaluation }: Maximum, order: number): number {
  const factor = cholesky(evaluation.curvature(), order) ?? cholesky(evaluation.information, order, 1e-15);
  return factor === null ? 1 : Math.sqrt(inverseCholesky(factor, order)[order * order - 1]!);
}

interface Bend {
  /** How the other coordinates follow the last along the profile. */
  readonly tangent: Float64Array;
  /** Minus the second derivative of the profile. */
  readonly curvature: number;
}

function bendAt(evaluation: Evaluation, order: number): Bend {
  const last = order - 1;
  const curvature = evaluation.curvature();
  const own = curvature[order * order - 1]!;
  const factor = cholesky(leading(curvature, order, last), last);
  if (factor === null) return { tangent: new Float64Array(last), curvature: own };
  const edge = Float64Array.from({ length: last }, (_, k) => curvature[k * order + last]!);
  const tangent = solveCholesky(factor, last, edge);
  return { tangent, curvature: tangent.reduce((rest, value, k) => rest - value * edge[k]!, own) };
}

export function reasonOf(lower: Pick<Limit, "reason">, upper: Pick<Limit, "reason">): string | null {
  const parts = [
    ...(lower.reason === null ? [] : [`lower limit: ${lower.reason}`]),
    ...(upper.reason === null ? [] : [`upper limit: ${upper.reason}`]),
  ];
  return parts.length === 0 ? null : parts.join("; ");
}
