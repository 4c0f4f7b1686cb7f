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
  /** Minus the second derivatives of the penalty near the maximum; `null` where they make no difference. */
  readonly penalty: Float64Array | null;
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
    // Its cost is that of p / 6 + 2 evaluations; it saves one or two for each coefficient.
    const slow =
      step === null || (step.decrement < 0.3 && (penalty === null || step.decrement > 0.2 * before));
    if (slow) {
      const here = exact(point.at);
      penalty = here.curvature().map((value, k) => value - here.information[k]!);
      step = newton(point, penalty);
    }
    if (step === null) return null;
    const { decrement, factor } = step;
    // Rounding of the score stops the decrement on badly placed data; far below any reported digit still.
    if (decrement <= TIGHT || (decrement <= 1e-9 && decrement >= 0.5 * before))
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
function newton(
  { information, gradient }: Pick<Point, "information" | "gradient">,
  penalty: Float64Array | null,
): Step | null {
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

/** One coefficient seen from the maximum: how the others follow it along the profile, t away from the maximum. */
interface Axis {
  /** Coefficient of the design per unit of this coordinate. */
  readonly unit: number;
  readonly along: Float64Array;
  /** The coordinate at the maximum. */
  readonly center: number;
  /** Terms in t, t^2 / 2 and t^3 / 6. */
  readonly tangent: Float64Array;
  readonly bend: Float64Array;
  readonly sway: Float64Array;
  /** Minus the second derivative of the profile, its third and its fourth derivative. */
  readonly curvature: number;
  readonly third: number;
  readonly fourth: number;
}

function axisOf({ coordinates, kernel, point, factor }: FirthTop, column: number): Axis {
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
  /** What the other coordinates do against a force, this one held. */
  const give = (force: Float64Array): Float64Array => {
    const solved = solveCholesky(factor, size, force);
    const sideways = dot(along, solved);
    return solved.map((value, k) => value - sideways * tangent[k]!);
  };
  const { second, third, fourth } = kernel.higher(tangent);
  const bend = give(second);
  return {
    unit,
    along,
    center: dot(along, point.at),
    tangent,
    bend,
    sway: give(kernel.mixed(bend)),
    curvature,
    third,
    // Fourth derivative along the curve: the other coordinates' bend adds three times its own length.
    fourth: fourth + 3 * dot(bend, second),
  };
}

/** What the first limit of a coefficient teaches: the expansion above leaves out the penalty's own third derivative. */
interface Lesson {
  readonly place: number;
  /** By how much the other coordinates and twice the drop missed their expansion at `place`. */
  readonly missed: Float64Array;
  readonly drop: number;
}

export interface FastLimit {
  readonly value: number;
  /** |deviance of the profile - chi-square quantile| expected at the limit. */
  readonly criterion: number;
}

export interface FastProfile {
  readonly lower: FastLimit | null;
  readonly upper: FastLimit | null;
  /** The penalised log-likelihood at its maximum with the coefficient at 0. */
  readonly atZero: number | null;
}

const MOST_LIMIT_STEPS = 14;
const ENOUGH = 1e-10;

/** Limits and the value at 0 of one coefficient after the other; each part `null` where it does not settle at once. */
export function fastProfiles(top: FirthTop, quantile: number): (column: number) => FastProfile {
  const { kernel, point: best, penalty } = top;
  const size = best.at.length;
  const target = Math.sqrt(quantile);
  const floor = 16 * Number.EPSILON * (1 + Math.abs(best.value));
  // The share of a decrement that a Newton step here leaves, the largest seen so far: the error of its curvature.
  let left = 0;
  let seen = false;
  /** That error with a margin, for what has not been evaluated twice; all of the gain until some has been. */
  const doubt = (): number => (seen ? Math.min(1, 5 * left) : 1);
  const learn = (before: number, after: number): void => {
    if (before < 1e-12) return;
    left = Math.max(left, Math.sqrt(after / before));
    seen = true;
  };
  kernel.keep(best.at);

  /** Whether what a step of this squared length leaves unseen of the penalty's pull is nothing to a value of this size. */
  const isShort = (length: number, scale: number): boolean => doubt() ** 2 * length <= 1e-10 * scale;

  /** The point after a step; where that is short, the penalty's pull there is the old one less its curvature's share. */
  const evaluateNear = (from: Point, step: Float64Array, short: boolean): Point => {
    const at = from.at.map((value, k) => value + step[k]!);
    if (!short) return kernel.evaluate(at);
    const pull = Float64Array.from(from.pull);
    if (penalty !== null)
      for (let a = 0; a < size; a++)
        for (let b = 0; b < size; b++) pull[a]! -= penalty[a * size + b]! * step[b]!;
    return kernel.evaluate(at, pull);
  };

  const curveAt = (axis: Axis, place: number, lesson: Lesson | null): Float64Array => {
    const share = lesson === null ? 0 : (place / lesson.place) ** 2;
    return best.at.map((value, k) => {
      const curve = axis.tangent[k]! + 0.5 * place * (axis.bend[k]! + (place * axis.sway[k]!) / 3);
      return value + place * curve + (lesson === null ? 0 : share * lesson.missed[k]!);
    });
  };

  function limit(
    axis: Axis,
    direction: 1 | -1,
    lesson: Lesson | null,
  ): { found: FastLimit; lesson: Lesson } | null {
    const error = 1 / Math.sqrt(axis.curvature);
    const extra = lesson === null ? 0 : lesson.drop / lesson.place ** 3;
    let place = direction * startOf(axis, quantile, direction, extra);
    let point = kernel.evaluate(curveAt(axis, place, lesson));
    let before = 0;
    let short = false;
    for (let iterations = 1; iterations <= MOST_LIMIT_STEPS; iterations++) {
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
      if (!short) learn(before, gain);
      before = gain;
      const gap = Math.abs(drop - quantile);
      const share = gap / quantile;
      const criterion = doubt() * (gain + 0.25 * gap * share) + gap * share * share + floor;
      const moved = direction * change;
      if (gain < 1e-4 && criterion <= ENOUGH * quantile + 2 * floor) {
        const expected = curveAt(axis, place, null);
        return {
          found: { value: (axis.center + place + moved) * axis.unit, criterion },
          lesson: {
            place,
            missed: point.at.map((value, k) => value + rest[k]! - expected[k]!),
            drop: drop - expansion(axis, place),
          },
        };
      }
      if (Math.abs(moved) > 3 * error || gain > 4) return null;
      place += moved;
      if (!(direction * place > 0)) return null;
      const whole = rest.map((value, k) => value + moved * curvature * b[k]!);
      short = isShort(gain + (moved / error) ** 2, quantile);
      point = evaluateNear(point, whole, short);
    }
    return null;
  }

  function atZero(axis: Axis, lesson: Lesson | null): number | null {
    const place = -axis.center;
    const far = Math.abs(place) * Math.sqrt(axis.curvature) > 4;
    // Far from the maximum the expansion misleads: only this coordinate is moved.
    let point = kernel.evaluate(
      far ? best.at.map((own, k) => own + place * axis.along[k]!) : curveAt(axis, place, lesson),
    );
    let value = -Infinity;
    for (let iterations = 1; iterations <= 25; iterations++) {
      if (point.value === -Infinity || !(point.value >= value - 1e-9 * (1 + Math.abs(point.value))))
        return null;
      value = point.value;
      const step = newton(point, penalty);
      if (step === null) return null;
      const b = solveCholesky(step.factor, size, axis.along);
      const share = dot(axis.along, step.step) / dot(axis.along, b);
      const rest = step.step.map((own, k) => own - share * b[k]!);
      const gain = Math.max(0, dot(rest, point.gradient));
      const statistic = 2 * (best.value - value) - gain;
      if (gain < 1e-4 && doubt() * gain <= 1e-10 * Math.max(0, statistic) + 1e-12) return value + 0.5 * gain;
      const cut = gain < 0.01 ? 1 : Math.min(1, LONGEST_STEP / kernel.reach(rest));
      const whole = rest.map((own) => cut * own);
      point = evaluateNear(point, whole, isShort(gain, Math.min(quantile, Math.max(0, statistic))));
    }
    return null;
  }

  return (column) => {
    const axis = axisOf(top, column);
    const lower = limit(axis, -1, null);
    const upper = limit(axis, 1, lower?.lesson ?? null);
    return {
      lower: lower?.found ?? null,
      upper: upper?.found ?? null,
      atZero: atZero(axis, lower?.lesson ?? upper?.lesson ?? null),
    };
  };
}

/** Twice the drop of the profile, to the fourth order. */
const expansion = ({ curvature, third, fourth }: Axis, place: number): number =>
  place * place * (curvature - place * (third / 3 + (place * fourth) / 12));

/** Where that expansion, with an `extra` cube of the place, reaches the quantile; the second-order place where it never does. */
function startOf(axis: Axis, quantile: number, direction: 1 | -1, extra: number): number {
  const { curvature, third, fourth } = axis;
  const plain = Math.sqrt(quantile / curvature);
  const t = direction * (third - 3 * extra);
  let place = plain;
  for (let i = 0; i < 20; i++) {
    const value = place * place * (curvature - place * (t / 3 + (place * fourth) / 12)) - quantile;
    const slope = place * (2 * curvature - place * (t + (place * fourth) / 3));
    if (!(slope > 0.4 * place * curvature)) return plain;
    const change = value / slope;
    place -= change;
    if (!(place > 0.4 * plain && place < 2.5 * plain)) return plain;
    if (Math.abs(change) < 1e-9 * plain) return place;
  }
  return plain;
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
