/** The linear programme over a cone: maximise c'd subject to a_i'd >= 0 for every row a_i and -1 <= d_k <= 1. */

export interface ConeOptimum {
  readonly direction: Float64Array;
  readonly value: number;
  readonly converged: boolean;
  readonly iterations: number;
}

// Rows are scaled to largest entry 1 by the caller; a basis of 30 columns solves to about 1e-14.
const TOLERANCE = 1e-11;

/**
 * Solved on the dual, min |c + A'm|_1 over m >= 0, which has one equation per unknown of `c` whatever the number of
 * rows: revised simplex, the basis solved afresh in every step, the steepest column entering, and Bland's rule (first
 * column) after a step without progress, so that it cannot cycle. The multipliers of the equations are d.
 *
 * Source: Chvatal, Linear Programming (1983), chs. 3 and 7.
 *
 * @param rows - row-major, `order` entries per row
 */
export function maximiseOverCone(rows: Float64Array, order: number, c: ArrayLike<number>): ConeOptimum {
  const count = rows.length / order;
  // Columns 0 .. count-1 are -a_i at no cost; count + k is +e_k and count + order + k is -e_k, each at cost 1.
  const basis = Array.from({ length: order }, (_, k) => (c[k]! >= 0 ? count + k : count + order + k));
  const cost = (column: number): number => (column < count ? 0 : 1);
  const entry = (column: number, k: number): number => {
    if (column < count) return -rows[column * order + k]!;
    if (column < count + order) return column - count === k ? 1 : 0;
    return column - count - order === k ? -1 : 0;
  };
  const inBasis = new Uint8Array(count + 2 * order);
  for (const column of basis) inBasis[column] = 1;
  const most = 200 * (order + 5) + 10 * count;
  let stalled = 0;
  for (let iterations = 0; ; iterations++) {
    const matrix = new Float64Array(order * order);
    for (let k = 0; k < order; k++)
      for (let at = 0; at < order; at++) matrix[k * order + at] = entry(basis[at]!, k);
    const factors = factorised(matrix, order);
    const level = solve(factors, order, c);
    const direction = solveTransposed(factors, order, basis.map(cost));
    let entering = -1;
    let lowest = -TOLERANCE;
    for (let column = 0; column < count + 2 * order; column++) {
      let reduced: number;
      if (column < count) {
        reduced = 0;
        for (let k = 0; k < order; k++) reduced += rows[column * order + k]! * direction[k]!;
      } else if (column < count + order) reduced = 1 - direction[column - count]!;
      else reduced = 1 + direction[column - count - order]!;
      if (reduced < lowest && inBasis[column] === 0) {
        entering = column;
        if (stalled > order) break;
        lowest = reduced;
      }
    }
    if (entering < 0 || iterations >= most) {
      const value = direction.reduce((sum, d, k) => sum + d * c[k]!, 0);
      return { direction, value, converged: entering < 0, iterations };
    }
    const change = solve(
      factors,
      order,
      Float64Array.from({ length: order }, (_, k) => entry(entering, k)),
    );
    let leaving = -1;
    let ratio = Infinity;
    for (let at = 0; at < order; at++) {
      if (change[at]! <= 1e-10) continue;
      const bound = Math.max(0, level[at]!) / change[at]!;
      if (bound < ratio || (bound === ratio && basis[at]! < basis[leaving]!)) {
        ratio = bound;
        leaving = at;
      }
    }
    // The objective is bounded below by 0, so only rounding can leave no row to give way.
    if (leaving < 0) return { direction, value: Number.NaN, converged: false, iterations };
    stalled = ratio > 1e-12 ? 0 : stalled + 1;
    inBasis[basis[leaving]!] = 0;
    inBasis[entering] = 1;
    basis[leaving] = entering;
  }
}

interface Factors {
  /** L below the diagonal (its diagonal is 1) and U on and above it, of the rows in the order of `rows`. */
  readonly lu: Float64Array;
  readonly rows: Int32Array;
}

/** Gaussian elimination with row exchanges, in place. */
function factorised(lu: Float64Array, order: number): Factors {
  const rows = Int32Array.from({ length: order }, (_, k) => k);
  for (let k = 0; k < order; k++) {
    let pivot = k;
    for (let row = k + 1; row < order; row++)
      if (Math.abs(lu[row * order + k]!) > Math.abs(lu[pivot * order + k]!)) pivot = row;
    if (pivot !== k) {
      for (let column = 0; column < order; column++) {
        const kept = lu[k * order + column]!;
        lu[k * order + column] = lu[pivot * order + column]!;
        lu[pivot * order + column] = kept;
      }
      const kept = rows[k]!;
      rows[k] = rows[pivot]!;
      rows[pivot] = kept;
    }
    for (let row = k + 1; row < order; row++) {
      const share = lu[row * order + k]! / lu[k * order + k]!;
      lu[row * order + k] = share;
      if (share !== 0)
        for (let column = k + 1; column < order; column++)
          lu[row * order + column]! -= share * lu[k * order + column]!;
    }
  }
  return { lu, rows };
}

/** x with M x = b. */
function solve({ lu, rows }: Factors, order: number, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(order);
  for (let row = 0; row < order; row++) {
    let sum = b[rows[row]!]!;
    for (let k = 0; k < row; k++) sum -= lu[row * order + k]! * x[k]!;
    x[row] = sum;
  }
  for (let row = order - 1; row >= 0; row--) {
    let sum = x[row]!;
    for (let k = row + 1; k < order; k++) sum -= lu[row * order + k]! * x[k]!;
    x[row] = sum / lu[row * order + row]!;
  }
  return x;
}

/** x with M' x = b. */
function solveTransposed({ lu, rows }: Factors, order: number, b: ArrayLike<number>): Float64Array {
  const half = new Float64Array(order);
  for (let row = 0; row < order; row++) {
    let sum = b[row]!;
    for (let k = 0; k < row; k++) sum -= lu[k * order + row]! * half[k]!;
    half[row] = sum / lu[row * order + row]!;
  }
  for (let row = order - 1; row >= 0; row--)
    for (let k = row + 1; k < order; k++) half[row]! -= lu[k * order + row]! * half[k]!;
  const x = new Float64Array(order);
  for (let row = 0; row < order; row++) x[rows[row]!] = half[row]!;
  return x;
}
