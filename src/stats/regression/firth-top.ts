/** The maximum of a Firth fit, the fast way; what does not settle at once is `null`. */
import { cholesky, solveCholesky } from "../../num/matrix.ts";
import { type Coordinates, coordinatesOf } from "./coordinates.ts";
import type { Packed } from "./design.ts";
import { type PenalisedKernel, penalisedKernel, type Point } from "./penalised-kernel.ts";

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
export const LONGEST_STEP = 8;
const MOST_STEPS = 40;

/** The maximum of the penalised likelihood, the columns `last` placed last; `null` where it does not settle at once. */
export function firthTop(
  design: Packed,
  last: readonly number[],
  maximumIterations: number,
  coordinates = coordinatesOf(design, last),
): FirthTop | null {
  const kernel = penalisedKernel(coordinates.packed);
  const { order } = design;
  const newton = newtonOf(order);
  // At log-odds 0 the penalty pulls nowhere.
  let point = kernel.evaluate(new Float64Array(order), new Float64Array(order));
  let penalty: Float64Array | null = null;
  let before = Infinity;
  const most = Math.min(MOST_STEPS, maximumIterations);
  for (let iterations = 0; iterations <= most; iterations++) {
    if (point.value === -Infinity) return null;
    let step = newton(point, penalty);
    // Taken near the maximum, as the profiles need it there, and anew where it has misled.
    if (step === null || (step.decrement < 0.01 && (penalty === null || step.decrement > 0.2 * before))) {
      penalty = kernel.penalty(point);
      step = newton(point, penalty);
    }
    if (step === null) return null;
    const { decrement } = step;
    // Rounding of the score stops the decrement on badly placed data; far below any reported digit still.
    if (penalty !== null && (decrement <= TIGHT || (decrement <= 1e-9 && decrement >= 0.5 * before)))
      return {
        coordinates,
        kernel,
        point,
        iterations,
        criterion: decrement,
        penalty,
        factor: new Float64Array(step.factor),
      };
    const next = ascend(kernel, point, step.step, decrement);
    if (next === null) return null;
    before = decrement;
    point = next;
  }
  return null;
}

export interface Step {
  readonly factor: Float64Array;
  readonly step: Float64Array;
  readonly decrement: number;
}

export type Newton = (
  point: Pick<Point, "information" | "gradient">,
  penalty: Float64Array | null,
) => Step | null;

/** Newton's step with the penalty's curvature given; `null` where that is not positive definite. An answer holds until the next call. */
export function newtonOf(order: number): Newton {
  const curvature = new Float64Array(order * order);
  const factor = new Float64Array(order * order);
  const step = new Float64Array(order);
  return ({ information, gradient }, penalty) => {
    curvature.set(information);
    if (penalty !== null) for (let k = 0; k < curvature.length; k++) curvature[k]! += penalty[k]!;
    if (cholesky(curvature, order, 1e-15, factor) === null) return null;
    solveCholesky(factor, order, gradient, step);
    return { factor, step, decrement: Math.sqrt(Math.max(0, dot(step, gradient))) };
  };
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

/**
 * Whether some point proves that no combination of the covariates separates the outcome. For a separating d, with V the
 * variances at any point: d'score = sum |residual| |x'd| >= sum v |x'd| >= |d|^2_V / max |x'd|, and |d|_V >= root(min v)
 * max |x'd|; so a Newton decrement of the plain likelihood below root(min v) rules every d out.
 */
export function provedMixed({ kernel, point }: FirthTop): boolean {
  const newton = newtonOf(kernel.order);
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

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
