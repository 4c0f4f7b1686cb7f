/** Second derivatives of Jeffreys' penalty log |I| / 2 of a logistic model. */
import { addCrossProducts, BLOCK, whiten } from "./row-products.ts";

/** Third derivative of a row's log-likelihood by its log-odds, from w p (1 - p) and (1 - 2 p) / 2. */
export const thirdOf = (variance: number, lean: number): number => -2 * variance * lean;

/** The fourth; 1 - (1 - 2 p)^2 = 4 p (1 - p). */
export const fourthOf = (variance: number, lean: number): number =>
  variance * (0.5 * (1 - 2 * lean) * (1 + 2 * lean) - 4 * lean * lean);

export interface Weighted {
  /** Rows of `width` columns, as `paddedWidth` has it. */
  readonly z: Float64Array;
  /** w p (1 - p) and (1 - 2 p) / 2 of each row. */
  readonly variance: Float64Array;
  readonly lean: Float64Array;
  /** The lower factor L of the information, of order `order`; L^-T as `whiten` expects it. */
  readonly factor: Float64Array;
  readonly upper: Float64Array;
  readonly count: number;
  readonly width: number;
  readonly order: number;
}

/**
 * Minus the second derivatives of the penalty, in the coordinates of the rows.
 *
 * d2 log|I| = tr(I^-1 d2 I) - tr(I^-1 dI I^-1 dI), taken where the information is the unit matrix: in rows u = L^-1 z, with v' and v'' the
 * derivatives of each row's variance, T_rst = sum v' u_r u_s u_t gives the second trace and sum v'' |u|^2 u u' the first.
 */
export function penaltyCurvature({
  z,
  variance,
  lean,
  factor,
  upper,
  count,
  width,
  order,
}: Weighted): Float64Array {
  const wide = 3 * Math.ceil(order / 3);
  const face = wide * wide;
  const thirds = new Float64Array(order * face);
  const inner = new Float64Array(face);
  const white = new Float64Array(BLOCK * wide);
  const scaled = new Float64Array(BLOCK * wide);
  const shares = new Float64Array(BLOCK);
  const slopes = new Float64Array(BLOCK);
  for (let begin = 0; begin < count; begin += BLOCK) {
    const rows = Math.min(count, begin + BLOCK) - begin;
    whiten(z, upper, white, width, wide, begin, begin + rows);
    for (let i = 0; i < rows; i++) {
      let length = 0;
      for (let k = 0; k < order; k++) length += white[i * wide + k]! ** 2;
      shares[i] = 0.5 * length * fourthOf(variance[begin + i]!, lean[begin + i]!);
      slopes[i] = thirdOf(variance[begin + i]!, lean[begin + i]!);
    }
    multiply(white, shares, scaled, wide, wide, rows);
    addCrossProducts(scaled, white, inner, 0, wide, wide, rows);
    for (let r = 0; r < order; r++) {
      const size = 3 * Math.floor(r / 3) + 3;
      for (let i = 0; i < rows; i++) shares[i] = slopes[i]! * white[i * wide + r]!;
      multiply(white, shares, scaled, wide, size, rows);
      addCrossProducts(scaled, white, thirds, r * face, wide, size, rows);
    }
  }
  complete(thirds, wide, order);
  for (let r = 0; r < order; r++)
    for (let s = 0; s <= r; s++) {
      let sum = 0;
      for (let k = 0; k < face; k++) sum += thirds[r * face + k]! * thirds[s * face + k]!;
      inner[r * wide + s]! += 0.5 * sum;
    }
  return unwhitened(inner, wide, factor, order);
}

/** The leading `size` columns of some rows, each times its share. */
function multiply(
  rows: Float64Array,
  shares: Float64Array,
  scaled: Float64Array,
  width: number,
  size: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const share = shares[i]!;
    const start = i * width;
    for (let k = start; k < start + size; k += 3) {
      scaled[k] = share * rows[k]!;
      scaled[k + 1] = share * rows[k + 1]!;
      scaled[k + 2] = share * rows[k + 2]!;
    }
  }
}

/** The other entries of a symmetric tensor from those with r >= s >= t. */
function complete(thirds: Float64Array, width: number, order: number): void {
  const face = width * width;
  for (let r = 0; r < order; r++)
    for (let s = 0; s <= r; s++)
      for (let t = 0; t <= s; t++) {
        const value = thirds[r * face + s * width + t]!;
        thirds[r * face + t * width + s] = value;
        thirds[s * face + r * width + t] = value;
        thirds[s * face + t * width + r] = value;
        thirds[t * face + r * width + s] = value;
        thirds[t * face + s * width + r] = value;
      }
}

/** L C L' from the lower triangle of C. */
function unwhitened(c: Float64Array, width: number, factor: Float64Array, order: number): Float64Array {
  const half = new Float64Array(order * order);
  const full = new Float64Array(order * order);
  for (let row = 0; row < order; row++)
    for (let column = 0; column < order; column++) {
      let sum = 0;
      for (let k = 0; k <= row; k++)
        sum += factor[row * order + k]! * c[k >= column ? k * width + column : column * width + k]!;
      half[row * order + column] = sum;
    }
  for (let row = 0; row < order; row++)
    for (let column = 0; column <= row; column++) {
      let sum = 0;
      for (let k = 0; k <= column; k++) sum += half[row * order + k]! * factor[column * order + k]!;
      full[row * order + column] = sum;
      full[column * order + row] = sum;
    }
  return full;
}
