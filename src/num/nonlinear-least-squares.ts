/** Nonlinear least squares: Levenberg-Marquardt on orthogonal factors. */
import { orthogonalise, solveUpper } from "./matrix.ts";

export interface NonlinearProblem {
  readonly observations: number;
  /**
   * Writes sqrt(w) (y - f) into `residuals` and, where asked, the columns sqrt(w) df/dparameter into `jacobian`.
   * Where the model has no value it writes NaN: the step is then not taken.
   */
  evaluate(parameters: Float64Array, residuals: Float64Array, jacobian: readonly Float64Array[] | null): void;
}

export interface NonlinearOptions {
  readonly start: readonly number[];
  /** Limits of each parameter; -Infinity and Infinity where it has none. */
  readonly lower?: readonly number[];
  readonly upper?: readonly number[];
  readonly maximumIterations: number;
  /** Length of the residuals below which they are rounding error; 0 where that is not known. */
  readonly rounding?: number;
  /** Relative offset below which no further digit is asked for; as many as there are where absent. */
  readonly enough?: number;
}

/**
 * What ended the search: `relative-offset` (what is left of the residuals along the model's surface is at most 1e-5
 * of what stands off it), `perfect-fit`, `parameter-rounding` (the next step is within 1e-13 of the parameters: a fit
 * whose residuals are as small as the parameters' rounding), `stalled` (no step reduces the sum of squares),
 * `iteration-limit`, `no-value-at-start`. The last three have not converged.
 */
export type NonlinearCriterion =
  | "relative-offset"
  | "perfect-fit"
  | "parameter-rounding"
  | "stalled"
  | "iteration-limit"
  | "no-value-at-start";

export interface NonlinearFit {
  readonly parameters: number[];
  readonly converged: boolean;
  readonly criterion: NonlinearCriterion;
  readonly iterations: number;
  /** Bates and Watts' relative offset at the end: 0 at a minimum. */
  readonly offset: number;
  /** Weighted. */
  readonly residuals: number[];
  readonly sumOfSquares: number;
  /** (J'WJ)^-1, rows of parameters at a bound being 0; null where J has not full rank there. */
  readonly inverse: number[][] | null;
  /** Shortest of the Jacobian's columns after those before it are taken out, over its own length: 0 where one depends on the others. */
  readonly remainder: number;
  readonly atBound: boolean[];
}

/** A correction for curvature longer than this share of the step says that the step is too long to be trusted. */
const MOST_BENT = 0.25;
const CONVERGED = 1e-5;
const NEAR = 1e-6;
const POLISHED = 1e-14;
const LAST_DIGITS = 1e-13;
/** Share of its own length that a column must keep for the parameters to be told apart. */
const FULL_RANK = 1e-13;

/**
 * min |r(parameters)|^2 by Levenberg and Marquardt, each parameter damped on the scale of its own column.
 *
 * Steps are corrected for the curvature of the model along them, and one that would need a large correction is not
 * taken: parameters do not run off to where the model is flat (BoxBOD from its first start), and bent valleys are
 * followed (MGH10 from its first start, 1,800 steps instead of none).
 * Steps come from a QR factorisation of the Jacobian, never from J'J, so that no digits are lost to squaring. Once the
 * relative offset is below 1e-6, undamped Gauss-Newton steps go on as long as the offset falls: the sum of squares is
 * flat to rounding there, its gradient is not. A parameter that a step would take past its bound stops at the bound
 * and is held there while the gradient points outward.
 * Source: More, Lecture Notes in Mathematics 630 (1978) 105 (scaling); Madsen, Nielsen & Tingleff, Methods for
 * non-linear least squares problems, 2nd ed., sec. 3.2 (damping); Transtrum & Sethna, arXiv:1201.5885, sec. 4
 * (curvature); Bates & Watts, Technometrics 23 (1981) 179 (offset).
 * Accuracy as measured: docs/nist.md, all 27 nonlinear sets of NIST from both starts.
 * Cost: n p^2 operations and three evaluations an iteration.
 *
 * @example
 * nonlinearLeastSquares(
 *   {
 *     observations: 3,
 *     evaluate: ([k], residuals, jacobian) =>
 *       [0, 1, 2].forEach((t, i) => {
 *         residuals[i] = 2 ** t - Math.exp(k * t);
 *         if (jacobian) jacobian[0][i] = t * Math.exp(k * t);
 *       }),
 *   },
 *   { start: [0], maximumIterations: 50, rounding: 1e-14 },
 * ).parameters // [0.6931471805599453]
 */
export function nonlinearLeastSquares(problem: NonlinearProblem, options: NonlinearOptions): NonlinearFit {
  const { start, maximumIterations, rounding = 0, enough = POLISHED } = options;
  const count = start.length;
  const lower = options.lower ?? start.map(() => -Infinity);
  const upper = options.upper ?? start.map(() => Infinity);
  let here = pointAt(
    problem,
    Float64Array.from(start, (value, k) => Math.min(upper[k]!, Math.max(lower[k]!, value))),
  );
  if (here === null) return ended(null, "no-value-at-start", Float64Array.from(start), lower, upper);

  let surface = surfaceAt(here, lower, upper);
  const scale = surface.lengths.slice();
  const trial = {
    parameters: new Float64Array(count),
    residuals: new Float64Array(problem.observations),
  };
  let damping = 1e-3;
  let growth = 2;
  let iterations = 0;
  let criterion: NonlinearCriterion = "iteration-limit";
  while (iterations < maximumIterations) {
    if (Math.sqrt(here.sum) <= rounding) {
      criterion = "perfect-fit";
      break;
    }
    if (surface.offset <= NEAR) {
      criterion = "relative-offset";
      break;
    }
    for (let k = 0; k < count; k++) scale[k] = Math.max(scale[k]!, surface.lengths[k]!);
    let accepted: Point | null = null;
    while (accepted === null && iterations < maximumIterations && damping < 1e30) {
      iterations++;
      const damped = dampedFactor(surface, scale, damping);
      const step = damped.solve(surface.along);
      const bend = bendAlong(problem, here, surface, step, trial);
      const correction = bend === null ? null : damped.solve(bend);
      const bent =
        correction === null
          ? Infinity
          : lengthOf(correction, scale, surface.free) / lengthOf(step, scale, surface.free);
      const corrected = step.map((value, k) => value + (correction?.[k] ?? 0));
      move(here.parameters, corrected, surface.free, lower, upper, trial.parameters);
      if (trial.parameters.every((value, k) => value === here!.parameters[k])) break;
      problem.evaluate(trial.parameters, trial.residuals, null);
      const sum = squared(trial.residuals);
      const gain = (here.sum - sum) / predictedFall(surface, step);
      if (gain > 1e-4 && bent <= MOST_BENT) {
        const excess = 2 * gain - 1;
        damping *= Math.max(1 / 3, 1 - excess * excess * excess);
        growth = 2;
        accepted = pointAt(problem, trial.parameters.slice());
      }
      // Not a number where the model has no value: the step is then too long.
      if (accepted === null) {
        damping *= growth;
        growth *= 2;
      }
    }
    if (accepted === null) {
      criterion = iterations < maximumIterations ? "stalled" : "iteration-limit";
      break;
    }
    here = accepted;
    surface = surfaceAt(here, lower, upper);
  }
  if (criterion !== "perfect-fit") {
    const polished = polish(problem, here, surface, { lower, upper, enough });
    iterations += polished.iterations;
    here = polished.point;
    surface = polished.surface;
    if (Math.sqrt(here.sum) <= rounding) criterion = "perfect-fit";
    else if (surface.offset <= CONVERGED) criterion = "relative-offset";
    else if (atRounding(polished)) criterion = "parameter-rounding";
  }
  return ended({ point: here, surface, iterations }, criterion, here.parameters, lower, upper);
}

interface Point {
  readonly parameters: Float64Array;
  readonly residuals: Float64Array;
  readonly jacobian: readonly Float64Array[];
  readonly sum: number;
}

function pointAt(problem: NonlinearProblem, parameters: Float64Array): Point | null {
  const residuals = new Float64Array(problem.observations);
  const jacobian = Array.from(parameters, () => new Float64Array(problem.observations));
  problem.evaluate(parameters, residuals, jacobian);
  const sum = squared(residuals);
  const usable = Number.isFinite(sum) && jacobian.every((column) => Number.isFinite(squared(column)));
  return usable ? { parameters, residuals, jacobian, sum } : null;
}

const squared = (values: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
  return sum;
};

const inner = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** The tangent plane at a point, of the parameters that are free to move there. */
interface Surface {
  readonly free: readonly number[];
  /** Of all columns. */
  readonly lengths: Float64Array;
  readonly q: readonly Float64Array[];
  readonly r: Float64Array;
  /** Q' residuals. */
  readonly along: Float64Array;
  readonly offset: number;
  readonly remainder: number;
}

function surfaceAt(
  { parameters, residuals, jacobian, sum }: Point,
  lower: readonly number[],
  upper: readonly number[],
): Surface {
  const isFree = (column: Float64Array, k: number): boolean => {
    const downhill = inner(column, residuals);
    return !(
      (parameters[k]! <= lower[k]! && downhill <= 0) ||
      (parameters[k]! >= upper[k]! && downhill >= 0)
    );
  };
  const free = jacobian.flatMap((column, k) => (isFree(column, k) ? [k] : []));
  const { q, r, remainder } = orthogonalise(
    free.map((k) => jacobian[k]!),
    0,
  );
  const along = Float64Array.from(q, (column) => inner(column, residuals));
  const length = squared(along);
  const left = Math.max(0, sum - length);
  const freedom = Math.max(1, residuals.length - free.length) / Math.max(1, free.length);
  return {
    free,
    lengths: Float64Array.from(jacobian, (column) => Math.sqrt(squared(column))),
    q,
    r,
    along,
    offset: length === 0 ? 0 : Math.sqrt((length / left) * freedom),
    remainder: remainder.reduce((least, share) => Math.min(least, share), 1),
  };
}

interface DampedFactor {
  /** h of min |along - R h|^2 + damping |scale h|^2. */
  solve(along: Float64Array): Float64Array;
}

function dampedFactor({ free, r }: Surface, scale: Float64Array, damping: number): DampedFactor {
  const order = free.length;
  const columns = free.map((parameter, column) => {
    const stacked = new Float64Array(2 * order);
    for (let row = 0; row <= column; row++) stacked[row] = r[row * order + column]!;
    stacked[order + column] = Math.sqrt(damping) * (scale[parameter]! || 1);
    return stacked;
  });
  const { q, r: upper } = orthogonalise(columns, 0);
  return {
    solve: (along) =>
      solveUpper(
        upper,
        order,
        q.map((column) => {
          let sum = 0;
          for (let k = 0; k < order; k++) sum += column[k]! * along[k]!;
          return sum;
        }),
      ),
  };
}

/**
 * Q' of minus half the second derivative of the residuals along a step, from one evaluation a tenth of the way;
 * null where the model has no value there.
 */
function bendAlong(
  problem: NonlinearProblem,
  { parameters, residuals }: Point,
  { free, q, r }: Surface,
  step: Float64Array,
  trial: { readonly parameters: Float64Array; readonly residuals: Float64Array },
): Float64Array | null {
  const share = 0.1;
  trial.parameters.set(parameters);
  for (const [column, k] of free.entries()) trial.parameters[k]! += share * step[column]!;
  problem.evaluate(trial.parameters, trial.residuals, null);
  if (!Number.isFinite(squared(trial.residuals))) return null;
  // r(share) = r - share J h + share^2 r'' / 2.
  return Float64Array.from(q, (column, row) => {
    let moved = 0;
    for (let k = row; k < free.length; k++) moved += r[row * free.length + k]! * step[k]!;
    let difference = 0;
    for (let i = 0; i < residuals.length; i++)
      difference += column[i]! * (trial.residuals[i]! - residuals[i]!);
    return (difference / share + moved) / share;
  });
}

const lengthOf = (step: Float64Array, scale: Float64Array, free: readonly number[]): number =>
  Math.sqrt(free.reduce((sum, k, column) => sum + (scale[k]! * step[column]!) ** 2, 0));

/** |along|^2 - |along - R h|^2. */
function predictedFall({ free, r, along }: Surface, step: Float64Array): number {
  const order = free.length;
  let fall = 0;
  for (let row = 0; row < order; row++) {
    let moved = 0;
    for (let column = row; column < order; column++) moved += r[row * order + column]! * step[column]!;
    fall += moved * (2 * along[row]! - moved);
  }
  return fall;
}

function move(
  from: Float64Array,
  step: Float64Array,
  free: readonly number[],
  lower: readonly number[],
  upper: readonly number[],
  to: Float64Array,
): void {
  to.set(from);
  for (const [column, k] of free.entries())
    to[k] = Math.min(upper[k]!, Math.max(lower[k]!, from[k]! + step[column]!));
}

interface Polished {
  readonly point: Point;
  readonly surface: Surface;
  readonly iterations: number;
}

/** Gauss-Newton steps as long as each lowers the offset. */
function polish(
  problem: NonlinearProblem,
  from: Point,
  surfaceFrom: Surface,
  {
    lower,
    upper,
    enough,
  }: { readonly lower: readonly number[]; readonly upper: readonly number[]; readonly enough: number },
): Polished {
  let point = from;
  let surface = surfaceFrom;
  let iterations = 0;
  while (iterations < 50 && surface.offset > enough && surface.remainder > FULL_RANK) {
    const step = solveUpper(surface.r, surface.free.length, surface.along);
    const parameters = new Float64Array(point.parameters.length);
    move(point.parameters, step, surface.free, lower, upper, parameters);
    const next = pointAt(problem, parameters);
    // Within 1e-8 a higher sum is rounding, or a residual curvature that the offset will judge.
    if (next === null || next.sum > point.sum * (1 + 1e-8)) break;
    const nextSurface = surfaceAt(next, lower, upper);
    if (!(nextSurface.offset < surface.offset)) break;
    iterations++;
    point = next;
    surface = nextSurface;
  }
  return { point, surface, iterations };
}

/** True where the next Gauss-Newton step would change no parameter by more than its last digits. */
const atRounding = ({ point, surface }: Polished): boolean =>
  surface.remainder > FULL_RANK &&
  solveUpper(surface.r, surface.free.length, surface.along).every(
    (step, column) => Math.abs(step) <= LAST_DIGITS * Math.abs(point.parameters[surface.free[column]!]!),
  );

function ended(
  found: Polished | null,
  criterion: NonlinearCriterion,
  parameters: Float64Array,
  lower: readonly number[],
  upper: readonly number[],
): NonlinearFit {
  const atBound = Array.from(parameters, (value, k) => value <= lower[k]! || value >= upper[k]!);
  const converged = ["relative-offset", "perfect-fit", "parameter-rounding"].includes(criterion);
  const shape = { parameters: [...parameters], converged, criterion, atBound };
  if (found === null)
    return {
      ...shape,
      iterations: 0,
      offset: Infinity,
      residuals: [],
      sumOfSquares: Infinity,
      inverse: null,
      remainder: 0,
    };
  const { point, surface, iterations } = found;
  return {
    ...shape,
    iterations,
    offset: surface.offset,
    residuals: [...point.residuals],
    sumOfSquares: point.sum,
    inverse: surface.remainder > FULL_RANK ? inverseOf(point, surface, atBound) : null,
    remainder: surface.remainder,
  };
}

/** (J'J)^-1 over the parameters that are not at a bound; one that the gradient pushes off its bound is at it all the same. */
function inverseOf({ jacobian }: Point, surface: Surface, atBound: readonly boolean[]): number[][] | null {
  const free = surface.free.filter((k) => !atBound[k]!);
  const order = free.length;
  const { r, remainder } =
    order === surface.free.length
      ? { r: surface.r, remainder: [] }
      : orthogonalise(
          free.map((k) => jacobian[k]!),
          0,
        );
  if (remainder.some((share) => !(share > FULL_RANK))) return null;
  const columns = free.map((_, k) =>
    solveUpper(
      r,
      order,
      free.map((_, row) => (row === k ? 1 : 0)),
    ),
  );
  const inverse = jacobian.map(() => jacobian.map(() => 0));
  for (const [a, parameterA] of free.entries())
    for (const [b, parameterB] of free.entries())
      inverse[parameterA]![parameterB] = columns.reduce((sum, column) => sum + column[a]! * column[b]!, 0);
  return inverse;
}
