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

export const TIGHT = 1e-11;
// Rounding of the score stops the decrement here on badly placed data; still far below any reported digit.
const ACCEPTABLE = 1e-9;
// In a unit of the whole design's coordinates this is a change of the log-odds that full Newton steps overshoot.
const LONGEST_STEP = 8;

/**
 * Damped Newton ascent: exact curvature where it is positive definite, Fisher's information where not, step cut
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
  for (let iterations = 0; ; iterations++) {
    const newton = newtonStep(evaluation, at.length, free);
    if (newton === null)
      return { at, evaluation, converged: free === 0, iterations, criterion: free === 0 ? 0 : Infinity };
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

function newtonStep(
  evaluation: Evaluation,
  order: number,
  free: number,
): { step: Float64Array; decrement: number } | null {
  if (free === 0 || evaluation.value === -Infinity) return null;
  const gradient = evaluation.gradient.subarray(0, free);
  const factor =
    cholesky(leading(evaluation.curvature(), order, free), free) ??
    cholesky(leading(evaluation.information, order, free), free, 1e-15);
  if (factor === null) return null;
  const short = solveCholesky(factor, free, gradient);
  const square = short.reduce((sum, value, k) => sum + value * gradient[k]!, 0);
  return { step: short, decrement: Math.sqrt(Math.max(0, square)) };
}

/** The leading block of a square matrix. */
export function leading(a: Float64Array, order: number, free: number): Float64Array {
  if (free === order) return a;
  const block = new Float64Array(free * free);
  for (let row = 0; row < free; row++)
    for (let column = 0; column < free; column++) block[row * free + column] = a[row * order + column]!;
  return block;
}
