/** Maximum of a log-likelihood over its leading coordinates, the others held where they are. */
import { cholesky, solveCholesky } from "../../num/matrix.ts";
import type { Evaluation, Objective } from "./likelihood.ts";

export interface Maximum {
  readonly at: Float64Array;
  readonly evaluation: Evaluation;
  readonly converged: boolean;
  readonly iterations: number;
  /** Newton decrement at the end: how far from the maximum the point is, in standard errors. */
  readonly criterion: number;
}

export interface MaximiseOptions {
  /** Leading coordinates to move. */
  readonly free: number;
  readonly maximumIterations: number;
  /** The decrement at which to stop. */
  readonly tolerance: number;
}

export const TIGHT = 1e-13;
// Rounding of the score stops the decrement here on badly placed data; still far below any reported digit.
const ACCEPTABLE = 1e-9;
// In a unit of the whole design's coordinates this is a change of the log-odds that full Newton steps overshoot.
const LONGEST_STEP = 8;

/**
 * Damped Newton ascent: Fisher's information while it serves, then the exact curvature where positive definite, step cut
 * to `LONGEST_STEP` in log-odds and halved until the value rises. The stopping rule is free of units.
 *
 * Source: Nocedal & Wright, Numerical Optimization, 2nd ed., secs. 3.3-3.4.
 */
export function maximise(
  objective: Objective,
  start: ArrayLike<number>,
  reach: (step: Float64Array) => number,
  { free, maximumIterations, tolerance }: MaximiseOptions,
): Maximum {
  let at: Float64Array = Float64Array.from(start);
  let evaluation = objective(at);
  let before = Infinity;
  // Fisher's information comes free with the value; the exact curvature of a penalty costs several evaluations.
  let exact = false;
  // A factor that has just cut the decrement twentyfold is used again: its curvature is still good enough.
  let factor: Float64Array | null = null;
  for (let iterations = 0; ; iterations++) {
    if (free === 0) return { at, evaluation, converged: true, iterations, criterion: 0 };
    const stalled: Maximum = { at, evaluation, converged: false, iterations, criterion: Infinity };
    if (evaluation.value === -Infinity) return stalled;
    let newton: Newton | null = factor === null ? null : newtonStep(factor, evaluation, free);
    if (newton === null || newton.decrement > 0.05 * before) {
      factor = factorOf(evaluation, at.length, free, exact);
      if (factor === null) return stalled;
      newton = newtonStep(factor, evaluation, free);
      if (!exact && newton.decrement > 0.2 * before) {
        exact = true;
        factor = factorOf(evaluation, at.length, free, exact)!;
        newton = newtonStep(factor, evaluation, free);
      }
    }
    const { step, decrement } = newton;
    const settled = decrement <= ACCEPTABLE && decrement >= 0.5 * before;
    if (decrement <= tolerance || settled || iterations >= maximumIterations)
      return {
        at,
        evaluation,
        converged: decrement <= Math.max(tolerance, ACCEPTABLE),
        iterations,
        criterion: decrement,
      };
    const cut = Math.min(1, LONGEST_STEP / reach(step));
    let next: { at: Float64Array; evaluation: Evaluation } | null = null;
    for (let share = cut; share > 1e-12 && next === null; share /= 2) {
      const point = at.map((value, k) => value + share * (step[k] ?? 0));
      const there = objective(point);
      // Near the top the gain is below the rounding of the value: the step is right and the value cannot tell.
      const slack = decrement < 1e-5 ? 1e-10 * (1 + Math.abs(evaluation.value)) : 0;
      if (there.value >= evaluation.value - slack) next = { at: point, evaluation: there };
    }
    if (next === null)
      return { at, evaluation, converged: decrement <= ACCEPTABLE, iterations, criterion: decrement };
    before = decrement;
    at = next.at;
    evaluation = next.evaluation;
  }
}

interface Newton {
  readonly step: Float64Array;
  readonly decrement: number;
}

function newtonStep(factor: Float64Array, evaluation: Evaluation, free: number): Newton {
  const gradient = evaluation.gradient.subarray(0, free);
  const step = solveCholesky(factor, free, gradient);
  const square = step.reduce((sum, value, k) => sum + value * gradient[k]!, 0);
  return { step, decrement: Math.sqrt(Math.max(0, square)) };
}

/** Factor of the exact curvature where it is asked for and positive definite, of Fisher's information where not. */
function factorOf(evaluation: Evaluation, order: number, free: number, exact: boolean): Float64Array | null {
  return (
    (exact ? cholesky(leading(evaluation.curvature(), order, free), free) : null) ??
    cholesky(leading(evaluation.information, order, free), free, 1e-15)
  );
}

/** The leading block of a square matrix. */
export function leading(a: Float64Array, order: number, free: number): Float64Array {
  if (free === order) return a;
  const block = new Float64Array(free * free);
  for (let row = 0; row < free; row++)
    for (let column = 0; column < free; column++) block[row * free + column] = a[row * order + column]!;
  return block;
}
