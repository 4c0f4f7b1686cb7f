/**
 * Lower tail and point of the Mann-Whitney count U of two large untied groups, by one contour integral.
 *
 * The recurrence of `untied-counts.ts` divides by 1 - q^k; in groups beyond about 150 its rounding errors grow until
 * nothing is left of them (3 wrong in 1000 at 300 v 300). Here the generating function, a product, is summed along the
 * circle through its saddle point. The trapezoidal rule on a circle errs only by the terms `points` places further on,
 * which the choice of `points` puts below half an ulp; the peak is narrow, and some sixty terms are all that count.
 *
 * Source: Helstrom 1978, IEEE Trans AES 14:630 (tails along a contour through the saddle point); Andrews, The Theory of
 * Partitions, sec. 3.2 (Gaussian polynomials). Reference: whole-number counts, to 1500 v 1500.
 */
import * as elementary from "../core/elementary.ts";
import { findPositiveRoot } from "../num/positive-root.ts";
import { logChoose } from "../num/gamma.ts";

interface Probability {
  readonly value: number;
  readonly log: number;
}

/**
 * The generating function at exp(-t), over its value at 1, as mantissa and power of two; t > 0.
 * Each factor (1 - q^(n+i)) / (1 - q^i) * i / (n + i) is at most 1.
 */
function product(m: number, n: number, t: number): { mantissa: number; exponent: number } {
  let mantissa = 1;
  let exponent = 0;
  for (let i = 1; i <= m; i++) {
    mantissa *= (elementary.expm1(-(n + i) * t) / elementary.expm1(-i * t)) * (i / (n + i));
    if (mantissa < 2 ** -500) {
      mantissa *= 2 ** 500;
      exponent -= 500;
    }
  }
  return { mantissa, exponent };
}

// Mean and variance of U when u has the weight exp(-t u), the kernel 1 / (1 - exp(-t)) of a tail included or not.
function tilted(m: number, n: number, t: number, isTail: boolean): { mean: number; variance: number } {
  const mean = (a: number): number => a / elementary.expm1(a * t);
  const variance = (a: number): number => (a / (2 * elementary.sinh((a * t) / 2))) ** 2;
  let first = isTail ? mean(1) : 0;
  let second = isTail ? variance(1) : 0;
  for (let i = 1; i <= m; i++) {
    first += mean(i) - mean(n + i);
    second += variance(i) - variance(n + i);
  }
  return { mean: first, variance: second };
}

/** Real part of the generating function (with its kernel) at exp(-t + i angle), over its value at exp(-t), times exp(-i angle u). */
function ratioAt(m: number, n: number, t: number, isTail: boolean, u: number, angle: number): number {
  let re = 1;
  let im = 0;
  // Multiplies by ((1 - q^a at the angle) / (1 - q^a at 0)) or divides by it.
  const times = (a: number, isAbove: boolean): void => {
    const sine = elementary.sin((a * angle) / 2);
    const cosine = elementary.cos((a * angle) / 2);
    const size = -elementary.expm1(-a * t);
    // 1 - r exp(iy) = (1 - r) + r (1 - exp(iy)), over 1 - r: nothing cancels.
    const share = (2 * sine * (1 - size)) / size;
    const x = 1 + share * sine;
    const y = -share * cosine;
    if (isAbove) [re, im] = [re * x - im * y, re * y + im * x];
    else {
      const norm = x * x + y * y;
      [re, im] = [(re * x + im * y) / norm, (im * x - re * y) / norm];
    }
  };
  if (isTail) times(1, false);
  for (let i = 1; i <= m; i++) {
    times(n + i, true);
    times(i, false);
  }
  const turn = -angle * u;
  return re * elementary.cos(turn) - im * elementary.sin(turn);
}

/**
 * Whether to take the integral for this u, at most half of the pairs: where the recurrence would be wrong or slow, the
 * peak is narrow, and no second peak counts. Further out the recurrence is right, and short.
 */
export function needsIntegral(first: number, second: number, u: number): boolean {
  const few = Math.min(first, second);
  const isHard = few > 100 || (few >= 40 && few * u > 2e6);
  return isHard && u > 0.15 * first * second && logChoose(first + second, few) > 130;
}

/** P(U <= u), or P(U = u), for whole u from 1 to half of the m n pairs, where `needsIntegral` says so. */
export function untiedTail(first: number, second: number, u: number, isTail: boolean): Probability {
  const m = Math.min(first, second);
  const n = Math.max(first, second);
  // A point has its saddle at t = 0 when u is the mean; a tail never has.
  const spread = Math.sqrt((m * n * (m + n + 1)) / 12);
  const atMean = !isTail && 2 * u === m * n;
  const t = atMean
    ? 1e-9 / spread
    : findPositiveRoot((x) => tilted(m, n, x, isTail).mean - u, false, 1 / spread, {
        relativeTolerance: 1e-6,
        maximumIterations: 100,
      }).root;
  const sd = atMean ? spread : Math.sqrt(tilted(m, n, t, isTail).variance);
  const { mantissa, exponent } = product(m, n, t);
  const kernel = isTail ? -1 / elementary.expm1(-t) : 1;
  const front = elementary.log(mantissa) + exponent * Math.LN2 + t * u;
  const rough = front + elementary.log(kernel) - elementary.log(Math.max(1, sd * 2.5));
  const points = Math.ceil(Math.max(64, 30 * sd, isTail ? (42 - rough) / t : 0));
  // Second peaks, at angles 2 pi / 2, 2 pi / 3 ..., can be left out where the first is this high: they have half of its
  // logarithm, or less.
  const mayStop = front - t * u + logChoose(m + n, m) > 90;
  let sum = 1;
  let quiet = 0;
  for (let k = 1; 2 * k <= points; k++) {
    const term = ratioAt(m, n, t, isTail, u, (2 * Math.PI * k) / points);
    sum += 2 * k === points ? term : 2 * term;
    quiet = Math.abs(term) < 1e-18 ? quiet + 1 : 0;
    if (mayStop && quiet >= 6) break;
  }
  const factor = (sum * kernel) / points;
  // The exponential and the product meet before either can overflow.
  const value = mantissa * elementary.exp(t * u + exponent * Math.LN2) * factor;
  return { value, log: front + elementary.log(factor) };
}
