/** Weighted least squares in pair arithmetic: as exact as the stored numbers allow, whatever the conditioning. */
import * as elementary from "../core/elementary.ts";
import {
  add,
  divide,
  fromNumber,
  multiply,
  negate,
  type Pair,
  subtract,
  sumOf,
  toNumber,
  zero,
} from "../core/pair.ts";

export interface LeastSquares {
  readonly coefficients: number[];
  readonly residuals: number[];
  /** (X'WX)^-1. */
  readonly inverse: number[][];
  /** Sum of squares each column explains after those before it. */
  readonly explained: number[];
  readonly residualSum: number;
  /** Leverage of one subject of each row: x (X'WX)^-1 x'. */
  leverage(): number[];
  /** influence[i][k]: change of coefficient k per unit of residual of one subject of row i. */
  influence(): number[][];
  /** Rows of Q where X = Q R with Q'WQ = I: two of them multiplied are the leverage between two subjects. */
  whitened(): number[][];
}

/**
 * min sum w (y - X b)^2 by modified Gram-Schmidt without square roots, X = U R with R unit upper triangular.
 *
 * Pairs carry 32 digits, so a condition number of 1e10 still leaves all 16 of the answer. Columns and y are scaled
 * by powers of 2, which is exact. Residuals below 1e-25 of y are rounding of the pairs: the fit is then exact.
 * Source: Golub & Van Loan, Matrix Computations, 4th ed., sec. 5.3.5; Bjorck, BIT 7 (1967) 1.
 * Accuracy as measured: 13 digits or more of NIST's certified values of Longley and Wampler 1-5, 7 of Filip, whose
 * powers are rounded when stored. Cost: n p^2 pair operations.
 *
 * @param columns - linearly independent
 */
export function leastSquares(
  columns: readonly (readonly number[])[],
  y: readonly number[],
  weights: readonly number[],
): LeastSquares {
  const order = columns.length;
  const scales = columns.map(powerOfTwo);
  const scaleOfY = powerOfTwo(y);
  const basis: PairColumn[] = [];
  const lengths: Pair[] = [];
  const upper: Pair[][] = Array.from({ length: order }, () => Array.from({ length: order + 1 }, () => zero));
  for (let column = 0; column <= order; column++) {
    const source = column === order ? y : columns[column]!;
    const scale = column === order ? scaleOfY : scales[column]!;
    const rest = {
      high: Float64Array.from(source, (value) => value / scale),
      low: new Float64Array(source.length),
    };
    for (let k = 0; k < Math.min(column, order); k++) {
      const share = quotient(inner(basis[k]!, rest, weights), lengths[k]!);
      upper[k]![column] = share;
      remove(rest, basis[k]!, share);
    }
    basis.push(rest);
    if (column < order) lengths.push(inner(rest, rest, weights));
  }
  const left = basis.pop()!;
  const smallest = 1e-25 * y.reduce((most, value) => Math.max(most, Math.abs(value / scaleOfY)), 0);
  const exact = left.high.every((value) => Math.abs(value) <= smallest);
  const residuals = Array.from(left.high, (value, i) => (exact ? 0 : (value + left.low[i]!) * scaleOfY));
  const entry = (k: number, i: number): Pair => ({ high: basis[k]!.high[i]!, low: basis[k]!.low[i]! });

  const inverseUpper = invertUnitUpper(upper, order);
  const coefficients = inverseUpper.map((row, a) => {
    const sum = row.reduce((total, value, k) => add(total, multiply(value, upper[k]![order]!)), zero);
    return (toNumber(sum) * scaleOfY) / scales[a]!;
  });
  const inverse = inverseUpper.map((rowA, a) =>
    inverseUpper.map((rowB, b) => {
      const sum = rowA.reduce(
        (total, value, k) => add(total, quotient(multiply(value, rowB[k]!), lengths[k]!)),
        zero,
      );
      return toNumber(sum) / scales[a]! / scales[b]!;
    }),
  );
  const spread = inverseUpper.map((row) => row.map((value, k) => quotient(value, lengths[k]!)));
  const influence = (): number[][] =>
    y.map((_, i) =>
      spread.map((row, a) => {
        let sum = zero;
        for (let k = a; k < order; k++) sum = add(sum, multiply(row[k]!, entry(k, i)));
        return toNumber(sum) / scales[a]!;
      }),
    );
  const leverage = (): number[] =>
    y.map((_, i) => lengths.reduce((sum, length, k) => sum + basis[k]!.high[i]! ** 2 / length.high, 0));
  const explained = lengths.map(
    (length, k) => toNumber(multiply(multiply(upper[k]![order]!, upper[k]![order]!), length)) * scaleOfY ** 2,
  );
  const residualSum = exact ? 0 : toNumber(inner(left, left, weights)) * scaleOfY ** 2;
  const whitened = (): number[][] =>
    y.map((_, i) => lengths.map((length, k) => basis[k]!.high[i]! / Math.sqrt(length.high)));
  return { coefficients, residuals, inverse, explained, residualSum, leverage, influence, whitened };
}

/** The power of 2 at or below the largest entry; 1 where all are 0. */
function powerOfTwo(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest === 0 ? 1 : elementary.timesPowerOfTwo(1, elementary.exponentOf(largest));
}

/** A column of pairs, kept apart: an object per number would cost ten times the arithmetic. */
interface PairColumn {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

const SPLIT = 134217729;

/** What x * y lost by rounding to `product`; Dekker 1971, sec. 5. */
function lost(x: number, y: number, product: number): number {
  const scaledX = SPLIT * x;
  const xHigh = scaledX - (scaledX - x);
  const xLow = x - xHigh;
  const scaledY = SPLIT * y;
  const yHigh = scaledY - (scaledY - y);
  const yLow = y - yHigh;
  return xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow);
}

/** Sum of w a b. */
function inner(a: PairColumn, b: PairColumn, weights: readonly number[]): Pair {
  let high = 0;
  let low = 0;
  for (let i = 0; i < weights.length; i++) {
    const x = a.high[i]!;
    const y = b.high[i]!;
    const w = weights[i]!;
    let product = x * y;
    let rest = lost(x, y, product) + (x * b.low[i]! + a.low[i]! * y);
    if (w !== 1) {
      const weighted = w * product;
      rest = rest * w + lost(w, product, weighted);
      product = weighted;
    }
    const sum = high + product;
    const part = sum - high;
    low += high - (sum - part) + (product - part) + rest;
    high = sum;
  }
  return sumOf(high, low);
}

/** rest - share * own, in place. */
function remove(rest: PairColumn, own: PairColumn, share: Pair): void {
  for (let i = 0; i < rest.high.length; i++) {
    const y = own.high[i]!;
    const product = share.high * y;
    const small = lost(share.high, y, product) + (share.high * own.low[i]! + share.low * y);
    const high = rest.high[i]!;
    const sum = high - product;
    const part = sum - high;
    const low = high - (sum - part) - (product + part) + (rest.low[i]! - small);
    const total = sum + low;
    const carried = total - sum;
    rest.high[i] = total;
    rest.low[i] = sum - (total - carried) + (low - carried);
  }
}

/** a / b to pair accuracy. */
function quotient(a: Pair, b: Pair): Pair {
  const first = a.high / b.high;
  const rest = subtract(a, multiply(b, fromNumber(first)));
  const second = divide(rest, b.high);
  const again = subtract(rest, multiply(b, second));
  return add(add(fromNumber(first), second), fromNumber(again.high / b.high));
}

function invertUnitUpper(upper: readonly (readonly Pair[])[], order: number): Pair[][] {
  const inverse = Array.from({ length: order }, (_, row) =>
    Array.from({ length: order }, (_, column) => (row === column ? fromNumber(1) : zero)),
  );
  for (let column = 0; column < order; column++)
    for (let row = column - 1; row >= 0; row--) {
      let sum = zero;
      for (let k = row + 1; k <= column; k++) sum = add(sum, multiply(upper[row]![k]!, inverse[k]![column]!));
      inverse[row]![column] = negate(sum);
    }
  return inverse;
}
