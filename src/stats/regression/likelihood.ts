/** Log-likelihood of the logistic model, plain or with Jeffreys' penalty: value, slope and curvature at a point. */
import { cholesky } from "../../num/matrix.ts";
import type { Packed } from "./design.ts";
import { penalisedKernel, type Point } from "./penalised-kernel.ts";

export interface Evaluation {
  /** -Infinity where the information is singular and the penalty therefore infinite. */
  readonly value: number;
  readonly gradient: Float64Array;
  /** Fisher information, row-major. */
  readonly information: Float64Array;
  /** Minus the matrix of second derivatives; not always positive definite with the penalty. */
  curvature(): Float64Array;
}

export type Objective = (at: ArrayLike<number>) => Evaluation;

/** log(1 + exp(eta)) without overflow. */
export const softPlus = (eta: number): number => Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta)));

interface Row {
  /** Fitted probability and its complement, each with full relative accuracy. */
  readonly mu: Float64Array;
  readonly nu: Float64Array;
  /** w mu (1 - mu). */
  readonly variance: Float64Array;
}

interface Plain extends Evaluation {
  readonly row: Row;
}

function plain({ x, y, weights, count, order }: Packed, at: ArrayLike<number>): Plain {
  const mu = new Float64Array(count);
  const nu = new Float64Array(count);
  const variance = new Float64Array(count);
  const gradient = new Float64Array(order);
  const information = new Float64Array(order * order);
  let value = 0;
  let lost = 0;
  for (let i = 0; i < count; i++) {
    const start = i * order;
    let eta = 0;
    for (let k = 0; k < order; k++) eta += x[start + k]! * at[k]!;
    const small = Math.exp(-Math.abs(eta));
    const more = 1 / (1 + small);
    const less = small / (1 + small);
    const m = eta > 0 ? more : less;
    const v = eta > 0 ? less : more;
    const w = weights[i]!;
    mu[i] = m;
    nu[i] = v;
    variance[i] = w * m * v;
    // y eta - softPlus(eta), split so that a share y of 0 or 1 loses no digits; summed with Neumaier's correction.
    const yes = y[i]!;
    const no = 1 - yes;
    const term = -w * ((no === 0 ? 0 : no * softPlus(eta)) + (yes === 0 ? 0 : yes * softPlus(-eta)));
    const sum = value + term;
    lost += Math.abs(value) >= Math.abs(term) ? value - sum + term : term - sum + value;
    value = sum;
    const residual = w * (yes * v - no * m);
    for (let a = 0; a < order; a++) {
      const za = x[start + a]!;
      gradient[a]! += residual * za;
      const scaled = variance[i]! * za;
      for (let b = 0; b <= a; b++) information[a * order + b]! += scaled * x[start + b]!;
    }
  }
  mirror(information, order);
  return {
    value: value + lost,
    gradient,
    information,
    curvature: () => information,
    row: { mu, nu, variance },
  };
}

function mirror(a: Float64Array, order: number): void {
  for (let row = 0; row < order; row++)
    for (let column = 0; column < row; column++) a[column * order + row] = a[row * order + column]!;
}

/** l(beta): McCullagh & Nelder, Generalized Linear Models, 2nd ed., sec. 4.4. */
export const likelihood =
  (design: Packed): Objective =>
  (at) =>
    plain(design, at);

/**
 * l(beta) + log |I(beta)| / 2, with its exact curvature.
 *
 * Source: Firth, Biometrika 80 (1993) 27, sec. 3; score for the logistic model: Heinze & Schemper, Statistics in
 * Medicine 21 (2002) 2409, eq. 2. The curvature follows by differentiating log |I| twice:
 * d2 log|I| = tr(I^-1 d2 I) - tr(I^-1 dI I^-1 dI).
 */
export function penalisedLikelihood(design: Packed): Objective {
  const kernel = penalisedKernel(design);
  return (at) => {
    const point = kernel.evaluate(at);
    let known: Float64Array | null = null;
    return {
      value: point.value,
      gradient: point.gradient,
      information: point.information,
      curvature() {
        known ??= point.value === -Infinity ? point.information : penalisedCurvatureAt(design, point);
        return known;
      },
    };
  };
}

function penalisedCurvatureAt(design: Packed, { at, information }: Point): Float64Array {
  const { count, order } = design;
  const factor = cholesky(information, order, 1e-15)!;
  const white = whitened(design, factor);
  const length = new Float64Array(count);
  for (let i = 0; i < count; i++) for (let k = 0; k < order; k++) length[i]! += white[i * order + k]! ** 2;
  return unwhitened(penalisedCurvature(design, plain(design, at).row, white, length), factor, order);
}

/** Rows L^-1 x, in which the information is the identity. */
function whitened({ x, count, order }: Packed, factor: Float64Array): Float64Array {
  const white = new Float64Array(count * order);
  for (let i = 0; i < count; i++) {
    const start = i * order;
    for (let row = 0; row < order; row++) {
      let sum = x[start + row]!;
      for (let k = 0; k < row; k++) sum -= factor[row * order + k]! * white[start + k]!;
      white[start + row] = sum / factor[row * order + row]!;
    }
  }
  return white;
}

function penalisedCurvature(
  { count, order }: Packed,
  { mu, nu, variance }: Row,
  white: Float64Array,
  length: Float64Array,
): Float64Array {
  // third[r][s][t] = sum of v' u_r u_s u_t, symmetric, filled for r >= s >= t first.
  const third = new Float64Array(order * order * order);
  const curvature = new Float64Array(order * order);
  const u = new Float64Array(order);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < order; k++) u[k] = white[i * order + k]!;
    const lean = nu[i]! - mu[i]!;
    const first = variance[i]! * lean;
    const second = variance[i]! * (lean * lean - 2 * mu[i]! * nu[i]!);
    for (let r = 0; r < order; r++) {
      const fr = first * u[r]!;
      const cr = -0.5 * second * length[i]! * u[r]!;
      for (let s = 0; s <= r; s++) {
        const frs = fr * u[s]!;
        curvature[r * order + s]! += cr * u[s]!;
        const start = (r * order + s) * order;
        for (let t = 0; t <= s; t++) third[start + t]! += frs * u[t]!;
      }
    }
  }
  for (let r = 0; r < order; r++)
    for (let s = 0; s <= r; s++)
      for (let t = 0; t <= s; t++) {
        const value = third[(r * order + s) * order + t]!;
        third[(r * order + t) * order + s] = value;
        third[(s * order + r) * order + t] = value;
        third[(s * order + t) * order + r] = value;
        third[(t * order + r) * order + s] = value;
        third[(t * order + s) * order + r] = value;
      }
  const face = order * order;
  for (let r = 0; r < order; r++) {
    curvature[r * order + r]! += 1;
    for (let s = 0; s <= r; s++) {
      let sum = 0;
      for (let k = 0; k < face; k++) sum += third[r * face + k]! * third[s * face + k]!;
      curvature[r * order + s]! += 0.5 * sum;
    }
  }
  mirror(curvature, order);
  return curvature;
}

/** L C L'. */
function unwhitened(c: Float64Array, factor: Float64Array, order: number): Float64Array {
  const half = new Float64Array(order * order);
  const full = new Float64Array(order * order);
  for (let row = 0; row < order; row++)
    for (let column = 0; column < order; column++) {
      let sum = 0;
      for (let k = 0; k <= row; k++) sum += factor[row * order + k]! * c[k * order + column]!;
      half[row * order + column] = sum;
    }
  for (let row = 0; row < order; row++)
    for (let column = 0; column <= row; column++) {
      let sum = 0;
      for (let k = 0; k <= column; k++) sum += half[row * order + k]! * factor[column * order + k]!;
      full[row * order + column] = sum;
    }
  mirror(full, order);
  return full;
}
