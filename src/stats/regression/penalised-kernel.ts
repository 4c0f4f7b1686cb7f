/** Value, score and information of the penalised likelihood, in one workspace for all points. */
import * as elementary from "../../core/elementary.ts";
import { cholesky, logDeterminant } from "../../num/matrix.ts";
import type { Packed } from "./design.ts";
import { fourthOf, penaltyCurvature, thirdOf } from "./penalty-curvature.ts";
import { addProducts, addRows, BLOCK, lengths, paddedWidth, project } from "./row-products.ts";

export interface Point {
  readonly at: Float64Array;
  /** -Infinity where the information is singular. */
  readonly value: number;
  readonly gradient: Float64Array;
  /** The penalty, log |I| / 2, and its part of the gradient. */
  readonly penalty: number;
  readonly pull: Float64Array;
  /** Fisher information, row-major. */
  readonly information: Float64Array;
}

export interface PenalisedKernel {
  readonly order: number;
  /**
   * l(at) + log |I(at)| / 2 with its gradient; with the penalty's part of it, where that is known, half the work. An earlier point that is
   * no longer needed lends its memory.
   */
  evaluate(at: ArrayLike<number>, pull?: ArrayLike<number>, used?: Point): Point;
  /** The plain log-likelihood: value, gradient, information, and the smallest w p (1 - p). */
  plain(at: ArrayLike<number>): Omit<Point, "penalty" | "pull"> & { readonly leastVariance: number };
  /** Minus the second derivatives of the penalty. */
  penalty(point: Point): Float64Array;
  /** Largest change of a row's log-odds by a step. */
  reach(step: ArrayLike<number>): number;
  /** Derivatives of the plain log-likelihood along `direction` at the point given last to `keep`. */
  higher(direction: ArrayLike<number>, second?: Float64Array): Higher;
  /** Three times the third derivative along the direction given last to `higher` and `other`, and the fourth thrice along the former. */
  mixed(other: ArrayLike<number>, sum?: Float64Array): Float64Array;
  /** Remembers the third and fourth derivatives of each row at a point. */
  keep(at: ArrayLike<number>): void;
}

export interface Higher {
  /** Third derivative, twice along the direction. */
  readonly second: Float64Array;
  /** Third and fourth derivative along the direction alone. */
  readonly third: number;
  readonly fourth: number;
}

export function penalisedKernel({ x, y, weights, count, order }: Packed): PenalisedKernel {
  const width = paddedWidth(order);
  const rows = 3 * Math.ceil(count / 3);
  const z = new Float64Array(rows * width);
  for (let i = 0; i < count; i++) for (let k = 0; k < order; k++) z[i * width + k] = x[i * order + k]!;
  const eta = new Float64Array(rows);
  const variance = new Float64Array(rows);
  const residual = new Float64Array(rows);
  const leverage = new Float64Array(rows);
  /** (nu - mu) / 2: what a leverage adds to the score. */
  const lean = new Float64Array(rows);
  const scaled = new Float64Array(BLOCK * width);
  const sums = new Float64Array(width * width);
  const factor = new Float64Array(order * order);
  const square = new Float64Array(width * width);
  const tiles = width - (width % 3);
  const upper = new Float64Array((tiles * (tiles + 3)) / 2 + (width - tiles) * width);
  const total = new Float64Array(width);
  const beta = new Float64Array(width);
  const thirds = new Float64Array(rows);
  const fourths = new Float64Array(rows);
  const first = new Float64Array(rows);
  const second = new Float64Array(rows);
  const means: Means = { eta, y, weights, variance, residual, lean };
  /** The point whose variances, leans and information are at hand. */
  let last: ArrayLike<number> | null = null;

  /** Fills `variance`, `residual`, `lean`, and with `products` also `sums`; `total` is the plain score; gives the plain log-likelihood. */
  function pass(at: ArrayLike<number>, products: boolean): number {
    last = products ? at : null;
    beta.set(at);
    sums.fill(0);
    total.fill(0);
    let value = 0;
    let lost = 0;
    for (let begin = 0; begin < count; begin += BLOCK) {
      const end = Math.min(count, begin + BLOCK);
      project(z, beta, eta, width, begin, end);
      const part = meansOf(means, begin, end);
      const sum = value + part;
      lost += Math.abs(value) >= Math.abs(part) ? value - sum + part : part - sum + value;
      value = sum;
      addRows(z, residual, total, width, begin, end);
      if (!products) continue;
      scaleRows(z, variance, scaled, width, begin, end);
      addProducts(scaled, sums, width, end - begin);
    }
    return value + lost;
  }

  function informationOf(information: Float64Array = new Float64Array(order * order)): Float64Array {
    for (let a = 0; a < order; a++)
      for (let b = 0; b <= a; b++) {
        information[a * order + b] = sums[a * width + b]!;
        information[b * order + a] = sums[a * width + b]!;
      }
    return information;
  }

  function sumOf(factors: Float64Array, sum: Float64Array = new Float64Array(order)): Float64Array {
    total.fill(0);
    for (let begin = 0; begin < count; begin += BLOCK)
      addRows(z, factors, total, width, begin, Math.min(count, begin + BLOCK));
    for (let k = 0; k < order; k++) sum[k] = total[k]!;
    return sum;
  }

  /** `total` is the penalty's part of the score: half of each row's leverage times 1 - 2 p. */
  function pull(): void {
    invert();
    total.fill(0);
    for (let begin = 0; begin < count; begin += BLOCK) {
      const end = Math.min(count, begin + BLOCK);
      lengths(z, upper, leverage, width, begin, end);
      for (let i = begin; i < end; i++) leverage[i]! *= variance[i]! * lean[i]!;
      addRows(z, leverage, total, width, begin, end);
    }
  }

  /** `upper` = L^-T from the lower factor of the information, laid out for `lengths`. */
  function invert(): void {
    for (let column = 0; column < order; column++) {
      square[column * width + column] = 1 / factor[column * order + column]!;
      for (let row = column + 1; row < order; row++) {
        let sum = 0;
        for (let k = column; k < row; k++) sum -= factor[row * order + k]! * square[column * width + k]!;
        square[column * width + row] = sum / factor[row * order + row]!;
      }
    }
    let m = 0;
    for (let k = 0; k < tiles; k += 3)
      for (let a = 0; a < k + 3; a++) {
        const from = a * width + k;
        upper[m] = square[from]!;
        upper[m + 1] = square[from + 1]!;
        upper[m + 2] = square[from + 2]!;
        m += 3;
      }
    if (tiles < width) for (let a = 0; a < width; a++) upper[m++] = square[a * width + tiles]!;
  }

  return {
    order,
    evaluate(at, known, used) {
      const place = used?.at ?? new Float64Array(order);
      const gradient = used?.gradient ?? new Float64Array(order);
      const own = used?.pull ?? new Float64Array(order);
      place.set(at);
      const value = pass(place, true);
      const information = informationOf(used?.information);
      for (let k = 0; k < order; k++) gradient[k] = total[k]!;
      if (cholesky(information, order, 1e-15, factor) === null) {
        own.fill(0);
        return { at: place, value: -Infinity, gradient, penalty: -Infinity, pull: own, information };
      }
      if (known === undefined) pull();
      const source = known ?? total;
      for (let k = 0; k < order; k++) {
        own[k] = source[k]!;
        gradient[k]! += own[k]!;
      }
      const penalty = 0.5 * logDeterminant(factor, order);
      return { at: place, value: value + penalty, gradient, penalty, pull: own, information };
    },
    plain(at) {
      const place = new Float64Array(at);
      const value = pass(place, true);
      let leastVariance = Infinity;
      for (let i = 0; i < count; i++) leastVariance = Math.min(leastVariance, variance[i]!);
      return {
        at: place,
        value,
        gradient: total.slice(0, order),
        information: informationOf(),
        leastVariance,
      };
    },
    penalty({ at, information }) {
      if (last !== at) pass(at, true);
      cholesky(information, order, 1e-15, factor);
      invert();
      return penaltyCurvature({ z, variance, lean, upper, factor, count, width, order });
    },
    reach(step) {
      beta.fill(0);
      beta.set(step);
      project(z, beta, second, width, 0, count);
      let most = 0;
      for (let i = 0; i < count; i++) most = Math.max(most, Math.abs(second[i]!));
      return most;
    },
    keep(at) {
      if (last !== at) pass(at, false);
      for (let i = 0; i < count; i++) {
        thirds[i] = thirdOf(variance[i]!, lean[i]!);
        fourths[i] = fourthOf(variance[i]!, lean[i]!);
      }
    },
    mixed(other, sum) {
      beta.set(other);
      project(z, beta, second, width, 0, count);
      for (let i = 0; i < count; i++) {
        const a = first[i]!;
        second[i] = a * (3 * thirds[i]! * second[i]! + fourths[i]! * a * a);
      }
      return sumOf(second, sum);
    },
    higher(direction, sum) {
      beta.set(direction);
      project(z, beta, first, width, 0, count);
      let third = 0;
      let fourth = 0;
      for (let i = 0; i < count; i++) {
        const a = first[i]!;
        const square = a * a;
        const force = thirds[i]! * square;
        third += force * a;
        fourth += fourths[i]! * square * square;
        second[i] = force;
      }
      return { second: sumOf(second, sum), third, fourth };
    },
  };
}

/** Rows times the roots of their variances. */
function scaleRows(
  z: Float64Array,
  variance: Float64Array,
  scaled: Float64Array,
  width: number,
  begin: number,
  end: number,
): void {
  const tiles = width - (width % 3);
  let place = 0;
  for (let i = begin; i < end; i++) {
    const root = Math.sqrt(variance[i]!);
    const start = i * width;
    for (let k = 0; k < tiles; k += 3, place += 3) {
      scaled[place] = root * z[start + k]!;
      scaled[place + 1] = root * z[start + k + 1]!;
      scaled[place + 2] = root * z[start + k + 2]!;
    }
    if (tiles < width) scaled[place++] = root * z[start + tiles]!;
  }
}

interface Means {
  readonly eta: Float64Array;
  readonly y: Float64Array;
  readonly weights: Float64Array;
  readonly variance: Float64Array;
  readonly residual: Float64Array;
  readonly lean: Float64Array;
}

/** Fills `variance`, `residual` and `lean` of some rows from their log-odds; gives their log-likelihood. */
function meansOf({ eta, y, weights, variance, residual, lean }: Means, begin: number, end: number): number {
  // e^-|eta| in a loop of its own: a call in the loop below would spill all its registers.
  for (let i = begin; i < end; i++) variance[i] = elementary.exp(-Math.abs(eta[i]!));
  let part = 0;
  // Logarithms of 1 + e^-|eta| are taken of products: each factor is at most 2.
  let product = 1;
  for (let i = begin; i < end; i++) {
    const odds = eta[i]!;
    const small = variance[i]!;
    const w = weights[i]!;
    const yes = y[i]!;
    const no = 1 - yes;
    const more = 1 / (1 + small);
    const less = small * more;
    const up = odds > 0;
    const mu = up ? more : less;
    const nu = up ? less : more;
    part -= w * (up ? no * odds : -yes * odds);
    if (w === 1) product *= 1 + small;
    else part -= w * elementary.log1p(small);
    variance[i] = w * more * less;
    residual[i] = w * (yes * nu - no * mu);
    lean[i] = 0.5 * (nu - mu);
  }
  return part - elementary.log(product);
}
