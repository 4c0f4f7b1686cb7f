import * as elementary from "../../core/elementary.ts";
import { cholesky, solveCholesky } from "../../num/matrix.ts";
import type { InnermostRuns } from "./innermost.ts";

/** Masses of the innermost places with the largest likelihood, and how near that they are proven to be. */
export interface MassFit {
  readonly masses: Float64Array;
  readonly logLikelihood: number;
  /** The largest log-likelihood exceeds this one by at most so much. */
  readonly gap: number;
  readonly converged: boolean;
  readonly iterations: number;
}

export interface MassFitOptions {
  /** The gap to reach. */
  readonly tolerance: number;
  readonly maximumIterations: number;
}

/** The gap worth asking for: 1e-11 per subject, and what rounding leaves of it beyond 1000 subjects. */
export const reachableGap = (n: number): number => n * Math.max(1e-11, 1e-14 * n);
export const gapCriterion =
  "Kuhn-Tucker gap of the log-likelihood at most 1e-11 per subject (1e-14 n beyond 1000)";

/** Places with mass above which no Newton step is made: it takes their third power. */
const MOST_FOR_NEWTON = 120;
/** The other steps are linear in n and often enough by themselves. */
const NEWTON_EVERY = 4;

/**
 * Maximises sum w_i log(mass of run i) over masses that add up to 1.
 *
 * A step is one of self-consistency (EM), then one of the iterative convex minorant, and every few times, where few
 * places have mass, a Newton step on these. With D_j = sum of w_i / f_i over the runs that hold place j, the maximum has D_j <= n
 * everywhere, n where there is mass (Kuhn-Tucker), and by concavity it exceeds any value by at most
 * n log(max D_j / n): the gap that is reported.
 *
 * Source: Wellner & Zhan, J Am Stat Assoc 92 (1997) 945 (EM-ICM); Gentleman & Geyer, Biometrika 81 (1994) 618
 * (Kuhn-Tucker); Lindsay, Ann Stat 11 (1983) 86, sec. 5 (gap).
 */
export function fitMasses(runs: InnermostRuns, { tolerance, maximumIterations }: MassFitOptions): MassFit {
  const count = runs.places.length;
  let masses: Float64Array = new Float64Array(count).fill(1 / count);
  let state = evaluate(runs, masses);
  let iterations = 0;
  while (state.gap > tolerance && iterations < maximumIterations) {
    iterations++;
    masses = masses.map((mass, j) => mass * (state.gradient[j]! / runs.n));
    masses = convexMinorantStep(runs, masses, evaluate(runs, masses));
    state = evaluate(runs, masses);
    const better = iterations % NEWTON_EVERY === 0 ? newtonStep(runs, masses, state) : null;
    if (better !== null) {
      const tried = evaluate(runs, better);
      if (tried.logLikelihood >= state.logLikelihood - 1e-9 && tried.gap < state.gap) {
        masses = better;
        state = tried;
      }
    }
  }
  return {
    masses,
    logLikelihood: state.logLikelihood,
    gap: Math.max(0, state.gap),
    converged: state.gap <= tolerance,
    iterations,
  };
}

interface State {
  readonly logLikelihood: number;
  /** Mass of each run. */
  readonly reached: Float64Array;
  /** D_j. */
  readonly gradient: Float64Array;
  readonly gap: number;
}

function evaluate({ from, to, weights, n, places }: InnermostRuns, masses: Float64Array): State {
  const running = new Float64Array(places.length + 1);
  for (let j = 0; j < places.length; j++) running[j + 1] = running[j]! + masses[j]!;
  const reached = new Float64Array(from.length);
  const changes = new Float64Array(places.length + 1);
  let logLikelihood = 0;
  for (let i = 0; i < from.length; i++) {
    const mass = from[i] === to[i] ? masses[from[i]!]! : running[to[i]! + 1]! - running[from[i]!]!;
    reached[i] = mass;
    logLikelihood += mass > 0 ? weights[i]! * elementary.log(mass) : -Infinity;
    const share = weights[i]! / mass;
    changes[from[i]!]! += share;
    changes[to[i]! + 1]! -= share;
  }
  const gradient = new Float64Array(places.length);
  let sum = 0;
  let largest = 0;
  for (let j = 0; j < places.length; j++) {
    sum += changes[j]!;
    gradient[j] = sum;
    if (sum > largest) largest = sum;
  }
  return { logLikelihood, reached, gradient, gap: n * elementary.log(largest / n) };
}

/** Moves the running sums of the masses along a diagonal Newton step, kept rising, as far as the likelihood grows. */
function convexMinorantStep(runs: InnermostRuns, masses: Float64Array, state: State): Float64Array {
  const { from, to, weights } = runs;
  const inner = masses.length - 1;
  if (inner === 0) return masses;
  const slope = new Float64Array(inner);
  const curvature = new Float64Array(inner);
  for (let i = 0; i < from.length; i++) {
    const first = weights[i]! / state.reached[i]!;
    const second = first / state.reached[i]!;
    if (to[i]! < inner) {
      slope[to[i]!]! += first;
      curvature[to[i]!]! += second;
    }
    if (from[i]! > 0) {
      slope[from[i]! - 1]! -= first;
      curvature[from[i]! - 1]! += second;
    }
  }
  let sum = 0;
  const aim = Float64Array.from({ length: inner }, (_, j) => {
    sum += masses[j]!;
    return sum + slope[j]! / curvature[j]!;
  });
  const rising = isotonic(aim, curvature);
  const wanted = new Float64Array(masses.length);
  for (let j = 0; j <= inner; j++) wanted[j] = (rising[j] ?? 1) - (j === 0 ? 0 : rising[j - 1]!);
  for (let step = 1; step > 1e-6; step /= 2) {
    const tried = masses.map((mass, j) => mass + step * (wanted[j]! - mass));
    if (evaluate(runs, tried).logLikelihood > state.logLikelihood) return tried;
  }
  return masses;
}

/** Weighted least squares fit that never falls, cut to [0, 1]: pool adjacent violators. */
function isotonic(values: Float64Array, weights: Float64Array): Float64Array {
  const level = new Float64Array(values.length);
  const weight = new Float64Array(values.length);
  const length = new Int32Array(values.length);
  let blocks = 0;
  for (let j = 0; j < values.length; j++) {
    level[blocks] = values[j]!;
    weight[blocks] = weights[j]!;
    length[blocks++] = 1;
    while (blocks > 1 && level[blocks - 2]! >= level[blocks - 1]!) {
      const both = weight[blocks - 2]! + weight[blocks - 1]!;
      level[blocks - 2]! += (level[blocks - 1]! - level[blocks - 2]!) * (weight[blocks - 1]! / both);
      weight[blocks - 2] = both;
      length[blocks - 2]! += length[blocks - 1]!;
      blocks--;
    }
  }
  const fitted = new Float64Array(values.length);
  for (let block = 0, j = 0; block < blocks; block++)
    for (let k = 0; k < length[block]!; k++) fitted[j++] = Math.min(1, Math.max(0, level[block]!));
  return fitted;
}

/** A Newton step of sum w log f - n sum(mass) on the places with mass, shortened where one would go below 0. */
function newtonStep(runs: InnermostRuns, masses: Float64Array, state: State): Float64Array | null {
  const held = Array.from(masses.keys()).filter((j) => masses[j]! > 1e-12);
  const size = held.length;
  if (size > MOST_FOR_NEWTON) return null;
  const placeOf = new Int32Array(masses.length + 1);
  for (let j = 0, k = 0; j <= masses.length; j++) {
    placeOf[j] = k;
    if (k < size && held[k] === j) k++;
  }
  // Every run is a square block of the Hessian: corners first, then running sums both ways.
  const width = size + 1;
  const corners = new Float64Array(width * width);
  for (let i = 0; i < runs.from.length; i++) {
    const low = placeOf[runs.from[i]!]!;
    const high = placeOf[runs.to[i]! + 1]!;
    const second = runs.weights[i]! / state.reached[i]! ** 2;
    corners[low * width + low]! += second;
    corners[low * width + high]! -= second;
    corners[high * width + low]! -= second;
    corners[high * width + high]! += second;
  }
  for (let row = 0; row < width; row++)
    for (let column = 1; column < width; column++)
      corners[row * width + column]! += corners[row * width + column - 1]!;
  for (let row = 1; row < width; row++)
    for (let column = 0; column < width; column++)
      corners[row * width + column]! += corners[(row - 1) * width + column]!;
  const hessian = new Float64Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      hessian[row * size + column] = corners[row * width + column]!;
  const factor = cholesky(hessian, size, 1e-11);
  if (factor === null) return null;
  const step = solveCholesky(
    factor,
    size,
    held.map((j) => state.gradient[j]! - runs.n),
  );
  let share = 1;
  for (const [k, j] of held.entries()) if (step[k]! < 0) share = Math.min(share, -masses[j]! / step[k]!);
  const moved = masses.map((mass) => (mass > 1e-12 ? mass : 0));
  for (const [k, j] of held.entries()) moved[j] = Math.max(0, moved[j]! + share * step[k]!);
  const total = moved.reduce((a, b) => a + b, 0);
  return moved.map((mass) => mass / total);
}
