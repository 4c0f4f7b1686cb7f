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
  const most = 200 * (order + 5) + 10 * count;
  let stalled = 0;
  for (let iterations = 0; ; iterations++) {
    const matrix = new Float64Array(order * order);
    for (let k = 0; k < order; k++)
      for (let at = 0; at < order; at++) matrix[k * order + at] = entry(basis[at]!, k);
    const level = solve(matrix, order, c, false);
    const direction = solve(matrix, order, basis.map(cost), true);
    let entering = -1;
    let lowest = -TOLERANCE;
    for (let column = 0; column < count + 2 * order; column++) {
      let reduced: number;
      if (column < count) {
        reduced = 0;
        for (let k = 0; k < order; k++) reduced += rows[column * order + k]! * direction[k]!;
      } else if (column < count + order) reduced = 1 - direction[column - count]!;
      else reduced = 1 + direction[column - count - order]!;
      if (reduced < lowest && !basis.includes(column)) {
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
      matrix,
      order,
      Float64Array.from({ length: order }, (_, k) => entry(entering, k)),
      false,
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
    basis[leaving] = entering;
  }
}

/** x with M x = b, or M' x = b; Gaussian elimination with row exchanges. */
function solve(matrix: Float64Array, order: number, b: ArrayLike<number>, transposed: boolean): Float64Array {
  const a = Array.from({ length: order }, (_, row) =>
    Float64Array.from({ length: order + 1 }, (_, column) => {
      if (column === order) return b[row]!;
      return transposed ? matrix[column * order + row]! : matrix[row * order + column]!;
    }),
  );
  for (let k = 0; k < order; k++) {
    let pivot = k;
    for (let row = k + 1; row < order; row++)
      if (Math.abs(a[row]![k]!) > Math.abs(a[pivot]![k]!)) pivot = row;
    [a[k], a[pivot]] = [a[pivot]!, a[k]!];
    for (let row = k + 1; row < order; row++) {
      const share = a[row]![k]! / a[k]![k]!;
      if (share !== 0)
        for (let column = k; column <= order; column++) a[row]![column]! -= share * a[k]![column]!;
    }
  }
  const x = new Float64Array(order);
  for (let row = order - 1; row >= 0; row--) {
    let sum = a[row]![order]!;
    for (let k = row + 1; k < order; k++) sum -= a[row]![k]! * x[k]!;
    x[row] = sum / a[row]![row]!;
  }
  return x;
}
