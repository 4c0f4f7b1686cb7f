/**
 * Orthonormal coordinates of a design. The weighted columns are orthogonalised in a chosen order, X = Z R, so that
 * gamma = R beta. Offsets and scales of the covariates (years near 2000, picograms beside 0/1) then cost no digits,
 * and because R is upper triangular, fixing the last coefficients of the order is fixing the last coordinates.
 */
import * as elementary from "../../core/elementary.ts";
import { refuse } from "../../core/issues/issue.ts";
import { orthogonalise, solveLower, solveUpper } from "../../num/matrix.ts";
import { type Design, entryIssues, LEAST_REMAINDER, pack, type Packed, rankIssues } from "./design.ts";

export interface Coordinates {
  /** The design in these coordinates: same rows, orthonormal columns. */
  readonly packed: Packed;
  /** order[k]: which column of the design comes k-th. */
  readonly order: readonly number[];
  readonly r: Float64Array;
  /** log |det R|. */
  readonly logDeterminant: number;
  /** Product over the columns of the share of its length that each keeps when those before it are taken out. */
  readonly independence: number;
}

/** Coordinates in which the columns `last` come last. */
export function coordinatesOf(design: Packed, last: readonly number[]): Coordinates {
  const { count, order: size, x, weights } = design;
  const order = [...Array.from({ length: size }, (_, k) => k).filter((k) => !last.includes(k)), ...last];
  const root = new Float64Array(count);
  for (let i = 0; i < count; i++) root[i] = Math.sqrt(weights[i]!);
  // Scaled by powers of 2, which is exact: squares of covariates near 1e-200 or 1e200 would leave the number range.
  const scales = order.map((k) => powerOfTwo(x, k, size));
  const columns = order.map((k, at) => {
    const column = new Float64Array(count);
    const scale = scales[at]!;
    for (let i = 0; i < count; i++) column[i] = root[i]! * (x[i * size + k]! / scale);
    return column;
  });
  const { q, r: scaled, remainder } = orthogonalise(columns, 0);
  const r = scaled.map((value, at) => value * scales[at % size]!);
  const z = new Float64Array(count * size);
  for (let k = 0; k < size; k++) {
    const own = q[k]!;
    for (let i = 0, at = k; i < count; i++, at += size) z[at] = own[i]! / root[i]!;
  }
  let logDeterminant = 0;
  for (let k = 0; k < size; k++) logDeterminant += elementary.log(r[k * size + k]!);
  const independence = remainder.reduce((product, share) => product * share, 1);
  return { packed: { ...design, x: z }, order, r, logDeterminant, independence };
}

/**
 * Coordinates of a logistic design; refuses what no logistic regression can be fitted to.
 *
 * The shares of themselves that columns keep have one product whatever their order, so each is at least that product; and weights change a
 * share by the root of their spread at most. Where that already leaves a thousand times the least share, the columns need no look of their own.
 *
 * @throws InputError - the design's issues
 */
export function coordinatesOfBinary(
  design: Design,
  last: readonly number[],
): Coordinates & { readonly design: Packed } {
  refuse(entryIssues(design, "binary"));
  const packed = pack(design);
  const coordinates = coordinatesOf(packed, last);
  let least = Infinity;
  let most = 0;
  for (let i = 0; i < packed.count; i++) {
    least = Math.min(least, packed.weights[i]!);
    most = Math.max(most, packed.weights[i]!);
  }
  if (!(coordinates.independence * Math.sqrt(least / most) > 1000 * LEAST_REMAINDER))
    refuse(rankIssues(design, LEAST_REMAINDER));
  return { ...coordinates, design: packed };
}

/** The power of 2 at or below the largest entry of a column. */
function powerOfTwo(x: Float64Array, column: number, order: number): number {
  let largest = 0;
  for (let at = column; at < x.length; at += order) largest = Math.max(largest, Math.abs(x[at]!));
  return largest === 0 ? 1 : elementary.timesPowerOfTwo(1, elementary.exponentOf(largest));
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

/** M S M' for a symmetric S in these coordinates and M = R^-1: a covariance of the coefficients, by design column. */
export function covarianceOfCoefficients({ order, r }: Coordinates, inner: Float64Array): number[][] {
  const size = order.length;
  const lower = r.map((_, at) => r[(at % size) * size + Math.floor(at / size)]!);
  // Row of R^-1 of each column of the design: beta = row . gamma.
  const rows = Array.from({ length: size }, (_, column) => {
    const unit = new Float64Array(size);
    unit[order.indexOf(column)] = 1;
    return solveLower(lower, size, unit);
  });
  const half = rows.map((row) => {
    const own = new Float64Array(size);
    for (let k = 0; k < size; k++)
      for (let column = 0; column < size; column++) own[column]! += row[k]! * inner[k * size + column]!;
    return own;
  });
  const covariance = rows.map(() => Array.from({ length: size }, () => 0));
  for (let a = 0; a < size; a++)
    for (let b = a; b < size; b++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += half[a]![k]! * rows[b]![k]!;
      covariance[a]![b] = sum;
      covariance[b]![a] = sum;
    }
  return covariance;
}
