/**
 * The fast way through a Firth fit: one set of coordinates for all coefficients, Fisher's information fresh at every
 * point and the curvature of the penalty kept from near the maximum, starts from the third and fourth derivatives.
 * Whatever does not settle here is `null`, and the slow and sure way of `profile.ts` takes over.
 */
import { cholesky, solveCholesky, solveLower } from "../../num/matrix.ts";
import { type Coordinates, coordinatesOf } from "./coordinates.ts";
import type { Packed } from "./design.ts";
import { penalisedLikelihood } from "./likelihood.ts";
import { type PenalisedKernel, penalisedKernel, type Point } from "./penalised-kernel.ts";
import { rootStep } from "./profile.ts";

export interface FirthTop {
  readonly coordinates: Coordinates;
  readonly kernel: PenalisedKernel;
  readonly point: Point;
  readonly iterations: number;
  /** Newton decrement at the end. */
  readonly criterion: number;
  /** Minus the second derivatives of the penalty near the maximum. */
  readonly penalty: Float64Array;
  /** Factor of the curvature at the maximum. */
  readonly factor: Float64Array;
}

const TIGHT = 1e-13;
const LONGEST_STEP = 8;
const MOST_STEPS = 40;

/** The maximum of the penalised likelihood, the columns `last` placed last; `null` where it does not settle at once. */
export function firthTop(
  design: Packed,
  last: readonly number[],
  maximumIterations: number,
): FirthTop | null {
  const coordinates = coordinatesOf(design, last);
  const kernel = penalisedKernel(coordinates.packed);
  const { order } = design;
  const exact = penalisedLikelihood(coordinates.packed);
  let point = kernel.evaluate(new Float64Array(order));
  let penalty: Float64Array | null = null;
  let before = Infinity;
  const most = Math.min(MOST_STEPS, maximumIterations);
  for (let iterations = 0; iterations <= most; iterations++) {
    if (point.value === -Infinity) return null;
    let step = newton(point, penalty);
    if (step === null || (step.decrement < 0.3 && (penalty === null || step.decrement > 0.2 * before))) {
      const here = exact(point.at);
      penalty = here.curvature().map((value, k) => value - here.information[k]!);
      step = newton(point, penalty);
    }
    if (step === null) return null;
    const { decrement, factor } = step;
    // Rounding of the score stops the decrement on badly placed data; far below any reported digit still.
    if (penalty !== null && (decrement <= TIGHT || (decrement <= 1e-9 && decrement >= 0.5 * before)))
      return { coordinates, kernel, point, iterations, criterion: decrement, penalty, factor };
    const next = ascend(kernel, point, step.step, decrement);
    if (next === null) return null;
    before = decrement;
    point = next;
  }
  return null;
}

interface Step {
  readonly factor: Float64Array;
  readonly step: Float64Array;
  readonly decrement: number;
}

/** Newton's step with the penalty's curvature given; `null` where that is not positive definite. */
function newton({ information, gradient }: Point, penalty: Float64Array | null): Step | null {
  const order = gradient.length;
  const curvature = penalty === null ? information : information.map((value, k) => value + penalty[k]!);
  const factor = cholesky(curvature, order, 1e-15);
  if (factor === null) return null;
  const step = solveCholesky(factor, order, gradient);
  return { factor, step, decrement: Math.sqrt(Math.max(0, dot(step, gradient))) };
}

/** The point after a step, shortened until the value does not fall. */
function ascend(kernel: PenalisedKernel, from: Point, step: Float64Array, decrement: number): Point | null {
  // A step shorter than its decrement in every direction moves no row by more than that over the root of its variance.
  let share = decrement < 0.1 ? 1 : Math.min(1, LONGEST_STEP / kernel.reach(step));
  const slack = decrement < 1e-5 ? 1e-10 * (1 + Math.abs(from.value)) : 0;
  for (; share > 1e-6; share /= 2) {
    const there = kernel.evaluate(from.at.map((value, k) => value + share * step[k]!));
    if (there.value >= from.value - slack) return there;
  }
  return null;
}

/** One coefficient seen from the maximum. */
export interface Axis {
  /** Coefficient of the design per unit of this coordinate. */
  readonly unit: number;
  readonly along: Float64Array;
  /** The coordinate at the maximum. */
  readonly center: number;
  readonly tangent: Float64Array;
  readonly bend: Float64Array;
  /** Minus the second derivative of the profile, its third and its fourth derivative. */
  readonly curvature: number;
  readonly third: number;
  readonly fourth: number;
}

/** Needs `kernel.keep` at the maximum first. */
export function axisOf({ coordinates, kernel, point, factor }: FirthTop, column: number): Axis {
  const { order, r } = coordinates;
  const size = order.length;
  const unitVector = new Float64Array(size);
  unitVector[order.indexOf(column)] = 1;
  const row = solveLower(transposed(r, size), size, unitVector);
  const unit = Math.sqrt(dot(row, row));
  const along = row.map((value) => value / unit);
  const b = solveCholesky(factor, size, along);
  const curvature = 1 / dot(along, b);
  const tangent = b.map((value) => value * curvature);
  const { second, third, fourth } = kernel.higher(tangent);
  const solved = solveCholesky(factor, size, second);
  const sideways = dot(along, solved);
  const bend = solved.map((value, k) => value - sideways * tangent[k]!);
  return {
    unit,
    along,
    center: dot(along, point.at),
    tangent,
    bend,
    curvature,
    third,
    // Fourth derivative along the curve: the other coordinates' bend adds three times its own length.
    fourth: fourth + 3 * dot(bend, second),
  };
}

export interface FastLimit {
  readonly value: number;
  readonly iterations: number;
  /** |deviance of the profile - chi-square quantile| expected at the limit. */
  readonly criterion: number;
}

// A decrement of the other coordinates this small leaves the profile value, corrected for it, right to 1e-11.
const SETTLED = 2e-5;
const CLOSE = 1e-4;
const MOST_LIMIT_STEPS = 14;

/**
 * A limit of the penalised profile: Newton's step in the other coordinates and Halley's on the square root of the drop
 * at once. Venzon & Moolgavkar, Applied Statistics 37 (1988) 87, sec. 3.
 */
export function fastLimit(top: FirthTop, axis: Axis, quantile: number, direction: 1 | -1): FastLimit | null {
  const { kernel, point: best, penalty } = top;
  const size = best.at.length;
  const target = Math.sqrt(quantile);
  const error = 1 / Math.sqrt(axis.curvature);
  let place = direction * startOf(axis, quantile, direction);
  let at = curveAt(best.at, axis, place);
  const floor = 16 * Number.EPSILON * (1 + Math.abs(best.value));
  for (let iterations = 1; iterations <= MOST_LIMIT_STEPS; iterations++) {
    const point = kernel.evaluate(at);
    if (point.value === -Infinity) return null;
    const step = newton(point, penalty);
    if (step === null) return null;
    const b = solveCholesky(step.factor, size, axis.along);
    const curvature = 1 / dot(axis.along, b);
    const sideways = dot(axis.along, step.step);
    // The step that leaves this coefficient where it is, what it will gain, and the slope of the profile.
    const rest = step.step.map((value, k) => value - sideways * curvature * b[k]!);
    const gain = Math.max(0, dot(rest, point.gradient));
    const drop = 2 * (best.value - point.value) - gain;
    const slope = -direction * sideways * curvature;
    const change = rootStep(drop, slope, curvature, target);
    if (!(slope > 0) || !Number.isFinite(change)) return null;
    const gap = drop - quantile;
    if (gain <= SETTLED * SETTLED && Math.abs(gap) <= CLOSE * quantile + floor)
      return {
        value: (axis.center + place + direction * change) * axis.unit,
        iterations,
        criterion: 0.1 * gain + (gap / quantile) ** 2 * Math.abs(gap) + floor,
      };
    const moved = direction * change;
    if (Math.abs(moved) > 3 * error || gain > 4) return null;
    place += moved;
    if (!(direction * place > 0)) return null;
    const far = at;
    at = far.map((value, k) => value + rest[k]! + moved * curvature * b[k]!);
  }
  return null;
}

/** Where the fourth-order expansion of the profile has dropped by half the quantile; the second-order place where it never does. */
function startOf({ curvature, third, fourth }: Axis, quantile: number, direction: 1 | -1): number {
  const plain = Math.sqrt(quantile / curvature);
  const t = direction * third;
  let place = plain;
  for (let i = 0; i < 20; i++) {
    const value =
      place * place * (0.5 * curvature - place * (t / 6 + (place * fourth) / 24)) - 0.5 * quantile;
    const slope = place * (curvature - place * (t / 2 + (place * fourth) / 6));
    if (!(slope > 0.2 * place * curvature)) return plain;
    const change = value / slope;
    place -= change;
    if (!(place > 0.4 * plain && place < 2.5 * plain)) return plain;
    if (Math.abs(change) < 1e-6 * plain) return place;
  }
  return plain;
}

const curveAt = (at: Float64Array, { tangent, bend }: Axis, place: number): Float64Array =>
  at.map((value, k) => value + place * (tangent[k]! + 0.5 * place * bend[k]!));

/** The penalised log-likelihood at its maximum with one coefficient at 0; `null` where that does not settle at once. */
export function fastHeldAtZero({ kernel, point: best, penalty }: FirthTop, axis: Axis): number | null {
  const size = best.at.length;
  const place = -axis.center;
  let at = curveAt(best.at, axis, place);
  // Far from the maximum the expansion may mislead: the coordinate must be 0 and the start no worse than the tangent's.
  if (Math.abs(place) * Math.sqrt(axis.curvature) > 4)
    at = best.at.map((value, k) => value + place * axis.along[k]!);
  let value = -Infinity;
  for (let iterations = 1; iterations <= 25; iterations++) {
    const point = kernel.evaluate(at);
    if (!(point.value >= value - 1e-9 * (1 + Math.abs(point.value)))) return null;
    value = point.value;
    const step = newton(point, penalty);
    if (step === null) return null;
    const b = solveCholesky(step.factor, size, axis.along);
    const share = dot(axis.along, step.step) / dot(axis.along, b);
    const rest = step.step.map((own, k) => own - share * b[k]!);
    const gain = Math.max(0, dot(rest, point.gradient));
    if (gain <= 1e-10) return value + 0.5 * gain;
    const cut = gain < 0.01 ? 1 : Math.min(1, LONGEST_STEP / kernel.reach(rest));
    at = at.map((own, k) => own + cut * rest[k]!);
  }
  return null;
}

/**
 * Whether some point proves that no combination of the covariates separates the outcome. For a separating d, with V the
 * variances at any point: d'score = sum |residual| |x'd| >= sum v |x'd| >= |d|^2_V / max |x'd|, and |d|_V >= root(min v)
 * max |x'd|; so a Newton decrement of the plain likelihood below root(min v) rules every d out.
 */
export function provedMixed({ kernel, point }: FirthTop): boolean {
  let at = point.at;
  let value = -Infinity;
  for (let iterations = 0; iterations < 12; iterations++) {
    const here = kernel.plain(at);
    if (here.value < value || here.leastVariance < 1e-12) return false;
    const step = newton(here, null);
    if (step === null) return false;
    if (step.decrement < 0.5 * Math.sqrt(here.leastVariance)) return true;
    value = here.value;
    at = here.at.map((own, k) => own + step.step[k]!);
  }
  return false;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

function transposed(a: Float64Array, order: number): Float64Array {
  return a.map((_, at) => a[(at % order) * order + Math.floor(at / order)]!);
}
