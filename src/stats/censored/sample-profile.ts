/** Standard error and profile likelihood limits of a functional of a model with two coordinates. */
import type { Evaluation } from "../regression/likelihood.ts";
import type { Maximum } from "../regression/maximise.ts";
import type { Limit } from "../regression/profile.ts";
import { likelihoodLimit, type ProfilePoint } from "./likelihood-limit.ts";
import type { ChartPoint, Functional, SampleModel, Two } from "./sample-model.ts";

/** Inverse of the observed information: entries 11, 12, 22; `null` where it is not positive definite. */
export function inverseOf(top: Maximum): readonly [number, number, number] | null {
  const j = top.evaluation.curvature();
  const determinant = j[0]! * j[3]! - j[1]! * j[2]!;
  if (!(j[0]! > 0) || !(determinant > 1e-14 * j[0]! * j[3]!)) return null;
  return [j[3]! / determinant, -j[1]! / determinant, j[0]! / determinant];
}

const pointOf = (top: Maximum): Two => [top.at[0]!, top.at[1]!];

/** Gradient of a functional in the model's coordinates: a row of the inverse of the chart's Jacobian. */
export function gradientOf(functional: Functional, top: Maximum): Two {
  const point = pointOf(top);
  const { along, across } = functional.chart(functional.placeAt(point), functional.otherAt(point));
  const determinant = across[0] * along[1] - across[1] * along[0];
  return [along[1] / determinant, -along[0] / determinant];
}

/** Covariance of two functionals by the delta method. */
export const covarianceBetween = ([aa, ab, bb]: readonly [number, number, number], u: Two, v: Two): number =>
  u[0] * v[0] * aa + (u[0] * v[1] + u[1] * v[0]) * ab + u[1] * v[1] * bb;

interface Inner {
  readonly value: number;
  readonly evaluation: Evaluation;
  readonly chart: ChartPoint;
}

interface Profiled extends ProfilePoint {
  readonly other: number;
}

const INNER_TOLERANCE = 1e-9;
const INNER_ITERATIONS = 100;

/**
 * Limit of a functional, in its own coordinate. The likelihood at a value of the functional may have more than one
 * maximum: a limit found by following one of them is kept only if no other one there is higher; else all are followed.
 */
export function functionalLimit(
  model: SampleModel,
  top: Maximum,
  functional: Functional,
  standardError: number,
  quantile: number,
  direction: 1 | -1,
): Limit {
  const start = functional.placeAt(pointOf(top));
  const atTop = functional.otherAt(pointOf(top));
  const search = (isThorough: boolean): { limit: Limit; other: number } => {
    let other = atTop;
    const at = (place: number): ProfilePoint | null => {
      const starts = isThorough ? [other, atTop, ...functional.otherStarts(atTop)] : [other];
      const best = highest(model, functional, place, starts);
      if (best !== null) ({ other } = best);
      return best;
    };
    const limit = likelihoodLimit({
      at,
      start,
      isTop: true,
      unit: standardError,
      direction,
      top: top.evaluation.value,
      quantile,
    });
    return { limit, other };
  };
  const { limit, other } = search(false);
  if (functional.otherStarts(atTop).length === 0) return limit;
  if (limit.value === null) return search(true).limit;
  const followed = highest(model, functional, limit.value, [other]);
  const rival = highest(model, functional, limit.value, [atTop, ...functional.otherStarts(atTop)]);
  const isHighest = followed !== null && (rival === null || rival.value <= followed.value + 1e-7);
  return isHighest ? limit : search(true).limit;
}

/** The highest of the maxima found from several starts at one value of the functional. */
function highest(
  model: SampleModel,
  functional: Functional,
  place: number,
  starts: readonly number[],
): Profiled | null {
  let best: Profiled | null = null;
  for (const other of starts) {
    const found = climb(model, functional, place, other);
    if (found !== null && (best === null || found.value > best.value)) best = found;
  }
  return best;
}

/** A maximum over the other coordinate by damped Newton steps. */
function climb(model: SampleModel, functional: Functional, place: number, from: number): Profiled | null {
  const look = (at: number): Inner => {
    const chart = functional.chart(place, at);
    const evaluation = model.objective(chart.point);
    const { value } = evaluation;
    return { value: Number.isFinite(value) ? value : -Infinity, evaluation, chart };
  };
  const whole = new Float64Array(2);
  let current = from;
  let here = look(current);
  for (let k = 0; k < 60 && here.value === -Infinity; k++) {
    current /= 2;
    here = look(current);
  }
  for (let iteration = 0; iteration < INNER_ITERATIONS; iteration++) {
    const { along, bend, across } = here.chart;
    const g = here.evaluation.gradient;
    const j = here.evaluation.curvature();
    const slope = g[0]! * along[0] + g[1]! * along[1];
    const curvature =
      along[0] * along[0] * j[0]! +
      2 * along[0] * along[1] * j[1]! +
      along[1] * along[1] * j[3]! -
      (g[0]! * bend[0] + g[1]! * bend[1]);
    // Where the profile is not concave, an uphill step of the size that the neighbourhood suggests.
    const scale = curvature > 0 ? curvature : Math.abs(curvature) + Math.abs(slope);
    const decrement = Math.abs(slope) / Math.sqrt(scale);
    if (curvature > 0 && decrement <= INNER_TOLERANCE)
      return { value: here.value, slope: g[0]! * across[0] + g[1]! * across[1], other: current };
    const step = slope / scale;
    whole[0] = step * along[0];
    whole[1] = step * along[1];
    let share = Math.min(1, 8 / model.reach(whole));
    // Near the top the gain is below the rounding of the value: the step is right and the value cannot tell.
    const slack = decrement < 1e-5 ? 1e-10 * (1 + Math.abs(here.value)) : 0;
    let next = look(current + share * step);
    while (!(next.value >= here.value - slack) && share > 1e-12) {
      share /= 2;
      next = look(current + share * step);
    }
    if (share <= 1e-12 || !Number.isFinite(share)) return null;
    current += share * step;
    here = next;
  }
  return null;
}
