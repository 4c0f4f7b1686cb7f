/** Small dense matrices as row-major Float64Array, with their order given beside them. */
import * as elementary from "../core/elementary.ts";

/**
 * The lower factor L of a symmetric positive definite matrix, A = L L'; the strict upper triangle of the answer is 0.
 * `null` where a pivot falls below `least` times its diagonal entry: the matrix is singular to working precision.
 * The answer is `factor`, of which the lower triangle is written.
 *
 * Source: Golub & Van Loan, Matrix Computations, 4th ed., sec. 4.2.
 */
export function cholesky(
  a: Float64Array,
  order: number,
  least = 1e-14,
  factor: Float64Array = new Float64Array(order * order),
): Float64Array | null {
  for (let row = 0; row < order; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = a[row * order + column]!;
      for (let k = 0; k < column; k++) sum -= factor[row * order + k]! * factor[column * order + k]!;
      if (row > column) factor[row * order + column] = sum / factor[column * order + column]!;
      else {
        const diagonal = a[row * order + row]!;
        if (!(sum > least * diagonal) || !Number.isFinite(sum)) return null;
        factor[row * order + row] = Math.sqrt(sum);
      }
    }
  }
  return factor;
}

/** x with L x = b; L lower triangular. `x` may be `b`. */
export function solveLower(
  factor: Float64Array,
  order: number,
  b: ArrayLike<number>,
  x: Float64Array = new Float64Array(order),
): Float64Array {
  for (let row = 0; row < order; row++) {
    let sum = b[row]!;
    for (let k = 0; k < row; k++) sum -= factor[row * order + k]! * x[k]!;
    x[row] = sum / factor[row * order + row]!;
  }
  return x;
}

/** x with L' x = b; L lower triangular. `x` may be `b`. */
export function solveLowerTransposed(
  factor: Float64Array,
  order: number,
  b: ArrayLike<number>,
  x: Float64Array = new Float64Array(order),
): Float64Array {
  for (let row = order - 1; row >= 0; row--) {
    let sum = b[row]!;
    for (let k = row + 1; k < order; k++) sum -= factor[k * order + row]! * x[k]!;
    x[row] = sum / factor[row * order + row]!;
  }
  return x;
}

/** x with R x = b; R upper triangular. */
export function solveUpper(r: Float64Array, order: number, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(order);
  for (let row = order - 1; row >= 0; row--) {
    let sum = b[row]!;
    for (let k = row + 1; k < order; k++) sum -= r[row * order + k]! * x[k]!;
    x[row] = sum / r[row * order + row]!;
  }
  return x;
}

/** x with A x = b, from the lower factor of A. */
export function solveCholesky(
  factor: Float64Array,
  order: number,
  b: ArrayLike<number>,
  x: Float64Array = new Float64Array(order),
): Float64Array {
  return solveLowerTransposed(factor, order, solveLower(factor, order, b, x), x);
}

/** The inverse of A from its lower factor; exactly symmetric. */
export function inverseCholesky(factor: Float64Array, order: number): Float64Array {
  const inverse = new Float64Array(order * order);
  const x = new Float64Array(order);
  for (let column = 0; column < order; column++) {
    x.fill(0);
    x[column] = 1;
    solveCholesky(factor, order, x, x);
    for (let row = 0; row <= column; row++) {
      inverse[row * order + column] = x[row]!;
      inverse[column * order + row] = x[row]!;
    }
  }
  return inverse;
}

/** log of the determinant of A from its lower factor. */
export function logDeterminant(factor: Float64Array, order: number): number {
  let sum = 0;
  for (let k = 0; k < order; k++) sum += elementary.log(factor[k * order + k]!);
  return 2 * sum;
}

export interface Orthogonal {
  /** Orthonormal columns; a column that depends on those before it is left 0. */
  readonly q: readonly Float64Array[];
  /** Upper triangular, row-major. */
  readonly r: Float64Array;
  /** Length of what is left of each column after those before it are taken out, over its own length. */
  readonly remainder: readonly number[];
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** rest -= share direction; gives next . rest after that, in the same sweep. */
function takeOut(rest: Float64Array, share: number, direction: Float64Array, next: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < rest.length; i++) {
    const left = rest[i]! - share * direction[i]!;
    rest[i] = left;
    sum += next[i]! * left;
  }
  return sum;
}

/**
 * QR by modified Gram-Schmidt, each column orthogonalised twice unless it keeps its length, so that Q is orthonormal to rounding error.
 * A column whose remainder is at most `tolerance` gets a zero row in R and a zero column in Q.
 *
 * Source: Golub & Van Loan, Matrix Computations, 4th ed., sec. 5.2.8; Giraud, Langou & Rozloznik, Computers &
 * Mathematics with Applications 50 (2005) 1069 (twice is enough).
 */
export function orthogonalise(columns: readonly Float64Array[], tolerance: number): Orthogonal {
  const order = columns.length;
  const r = new Float64Array(order * order);
  const q: Float64Array[] = [];
  const remainder: number[] = [];
  for (const [k, column] of columns.entries()) {
    const rest = new Float64Array(column);
    const length = Math.sqrt(dot(column, column));
    let before = length;
    let left = length;
    for (let pass = 0; pass < 2; pass++) {
      let share = dot(q[0] ?? rest, rest);
      for (let earlier = 0; earlier < k; earlier++) {
        r[earlier * order + k]! += share;
        share = takeOut(rest, share, q[earlier]!, q[earlier + 1] ?? rest);
      }
      left = Math.sqrt(share);
      // A column that keeps most of its length has lost no digit to the subtraction.
      if (left > 0.7 * before) break;
      before = left;
    }
    const share = length === 0 ? 0 : left / length;
    remainder.push(share);
    if (share > tolerance) {
      r[k * order + k] = left;
      for (let i = 0; i < rest.length; i++) rest[i]! /= left;
    } else rest.fill(0);
    q.push(rest);
  }
  return { q, r, remainder };
}
