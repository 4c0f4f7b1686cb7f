/**
 * Orthonormal coordinates of a design. The weighted columns are orthogonalised in a chosen order, X = Z R, so that
 * gamma = R beta. Offsets and scales of the covariates (years near 2000, picograms beside 0/1) then cost no digits,
 * and because R is upper triangular, fixing the last coefficients of the order is fixing the last coordinates.
 */
import { orthogonalise, solveLower, solveUpper } from "../../num/matrix.ts";
import type { Packed } from "./design.ts";

export interface Coordinates {
  /** The design in these coordinates: same rows, orthonormal columns. */
  readonly packed: Packed;
  /** order[k]: which column of the design comes k-th. */
  readonly order: readonly number[];
  readonly r: Float64Array;
  /** log |det R|. */
  readonly logDeterminant: number;
}

/** Coordinates in which the columns `last` come last. */
export function coordinatesOf(design: Packed, last: readonly number[]): Coordinates {
  const { count, order: size, x, weights } = design;
  const order = [...Array.from({ length: size }, (_, k) => k).filter((k) => !last.includes(k)), ...last];
  const root = weights.map(Math.sqrt);
  // Scaled by powers of 2, which is exact: squares of covariates near 1e-200 or 1e200 would leave the number range.
  const scales = order.map((k) => powerOfTwo(x, k, size));
  const columns = order.map((k, at) => {
    const column = new Float64Array(count);
    for (let i = 0; i < count; i++) column[i] = root[i]! * (x[i * size + k]! / scales[at]!);
    return column;
  });
  const { q, r: scaled } = orthogonalise(columns, 0);
  const r = scaled.map((value, at) => value * scales[at % size]!);
  const z = new Float64Array(count * size);
  for (let i = 0; i < count; i++) for (let k = 0; k < size; k++) z[i * size + k] = q[k]![i]! / root[i]!;
  let logDeterminant = 0;
  for (let k = 0; k < size; k++) logDeterminant += Math.log(r[k * size + k]!);
  return { packed: { ...design, x: z }, order, r, logDeterminant };
}

/** The power of 2 at or below the largest entry of a column. */
function powerOfTwo(x: Float64Array, column: number, order: number): number {
  let largest = 0;
  for (let at = column; at < x.length; at += order) largest = Math.max(largest, Math.abs(x[at]!));
  return largest === 0 ? 1 : 2 ** Math.floor(Math.log2(largest));
}

export function toCoordinates({ order, r }: Coordinates, beta: ArrayLike<number>): Float64Array {
  const size = order.length;
  return Float64Array.from(order, (_, row) => {
    let sum = 0;
    for (let k = row; k < size; k++) sum += r[row * size + k]! * beta[order[k]!]!;
    return sum;
  });
}

export function toCoefficients({ order, r }: Coordinates, gamma: ArrayLike<number>): number[] {
  const beta = Array.from({ length: order.length }, () => 0);
  for (const [k, value] of solveUpper(r, order.length, gamma).entries()) beta[order[k]!] = value;
  return beta;
}

/** Row of R^-1 that belongs to one column of the design: beta = row . gamma. */
function inverseRow({ order, r }: Coordinates, column: number): Float64Array {
  const unit = new Float64Array(order.length);
  unit[order.indexOf(column)] = 1;
  return solveLower(transposed(r, order.length), order.length, unit);
}

function transposed(a: Float64Array, order: number): Float64Array {
  return a.map((_, at) => a[(at % order) * order + Math.floor(at / order)]!);
}

/** M S M' for a symmetric S in these coordinates and M = R^-1: a covariance of the coefficients, by design column. */
export function covarianceOfCoefficients(coordinates: Coordinates, inner: Float64Array): number[][] {
  const size = coordinates.order.length;
  const rows = Array.from({ length: size }, (_, k) => inverseRow(coordinates, k));
  const half = rows.map((row) =>
    row.map((_, column) => row.reduce((sum, value, k) => sum + value * inner[k * size + column]!, 0)),
  );
  const entry = (a: number, b: number): number =>
    half[a]!.reduce((sum, value, k) => sum + value * rows[b]![k]!, 0);
  return rows.map((_, a) => rows.map((_, b) => (a <= b ? entry(a, b) : entry(b, a))));
}
