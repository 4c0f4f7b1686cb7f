/**
 * log, log1p, log2 and log10, from additions, multiplications and divisions alone: the same bits in every engine.
 *
 * x = 2^k m with m c = 1 + r, |r| < 1/128, for one of 128 short numbers c: log x = k ln 2 - log c + log(1 + r), the first two as pairs and
 * the last by its series. Near 1 the series is taken of x - 1 itself.
 * Source of the scheme: Tang, ACM Transactions on Mathematical Software 16 (1990) 378-400.
 */
import { add, multiply, type Pair, scale, sumOf } from "../pair.ts";
import { timesPowerOfTwo } from "./bits.ts";

const STEPS = 128;
// ln 2: the high part is a multiple of 2^-42, so that its product with an exponent is exact.
const LN2_HIGH = 0.6931471805598903;
const LN2_LOW = 5.497923018708371e-14;
/** Numbers above this many units of 2^-42 are cut off a logarithm's high part. */
const GRID = 4398046511104;

const inverse = new Float64Array(STEPS);
const logHigh = new Float64Array(STEPS);
const logLow = new Float64Array(STEPS);

/** log(1 + f) as a pair by 2 atanh(f / (2 + f)), f within 1. */
function logOfPair(f: number): Pair {
  const denominator = 2 + f;
  const first = f / denominator;
  // One Newton step: the quotient to twice the digits.
  const check = multiply({ high: first, low: 0 }, { high: denominator, low: 0 });
  const s = sumOf(first, (f - check.high - check.low) / denominator);
  const square = multiply(s, s);
  let sum: Pair = { high: 0, low: 0 };
  for (let k = 33; k >= 1; k -= 2) {
    const quotient = 2 / k;
    const rest = multiply({ high: quotient, low: 0 }, { high: k, low: 0 });
    sum = add(multiply(sum, square), sumOf(quotient, (2 - rest.high - rest.low) / k));
  }
  return multiply(sum, s);
}

for (let j = 0; j < STEPS; j++) {
  // The middle of the stretch of mantissas that begin with these bits; 1 / middle with 10 bits.
  const middle = 1 + (j + 0.5) / STEPS;
  const c = Math.round(512 / middle) / 512;
  inverse[j] = c;
  const exact = scale(logOfPair(c - 1), -1);
  const high = Math.round(exact.high * GRID) / GRID;
  logHigh[j] = high;
  logLow[j] = exact.high - high + exact.low;
}

/** The low part of the last logarithm: in a typed array, since a variable of the module would be a new object each time. */
const low = new Float64Array(1);

const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);
value[0] = 1;
const HIGH = words[1] === 0x3ff00000 ? 1 : 0;
/** 2^-k by the biased exponent of a normal double. */
const unscale = Float64Array.from({ length: 2047 }, (_, biased) => timesPowerOfTwo(1, 1023 - biased));

/** m with its last 27 bits off. */
function headOf(m: number): number {
  const spread = 134217729 * m;
  return spread - (spread - m);
}

/** High part of log(1 + f), the low one in `low`, for |f| < 0.0625. */
function nearOne(f: number): number {
  const s = f / (2 + f);
  const z = s * s;
  // 2 atanh(s) = 2 s + s z R; 2 s = f - s f, and s f = f^2 / 2 - s f^2 / 2.
  const r =
    z * (2 / 3 + z * (2 / 5 + z * (2 / 7 + z * (2 / 9 + z * (2 / 11 + z * (2 / 13 + z * (2 / 15)))))));
  // f^2 / 2 as a pair, the half of f with few bits being squared exactly.
  const head = headOf(f);
  const tail = f - head;
  const halfSquare = 0.5 * head * head;
  const halfRest = 0.5 * tail * (f + head);
  const sum = f - halfSquare;
  low[0] = f - sum - halfSquare + (s * (halfSquare + halfRest + r) - halfRest);
  return sum;
}

/** High part of log(x), the low one in `low`, for finite x above 0. */
function parts(x: number): number {
  const f = x - 1;
  if (f > -0.0625 && f < 0.0625) return nearOne(f);
  value[0] = x;
  const word = words[HIGH]!;
  if (word < 0x00100000) return subnormal(x);
  return ofMantissa(x * unscale[word >>> 20]!, (word >>> 20) - 1023, (word >>> 13) & (STEPS - 1));
}

function subnormal(x: number): number {
  value[0] = x * 18014398509481984;
  const word = words[HIGH]!;
  return ofMantissa(value[0] * unscale[word >>> 20]!, (word >>> 20) - 1077, (word >>> 13) & (STEPS - 1));
}

/** log(m 2^k), for the 7 bits j that follow the first of m. */
function ofMantissa(m: number, k: number, j: number): number {
  const c = inverse[j]!;
  const head = headOf(m);
  // Both products are exact: c has 10 bits.
  const first = head * c - 1;
  const second = (m - head) * c;
  const r = first + second;
  const rest = first - r + second;
  const whole = k * LN2_HIGH + logHigh[j]!;
  const tail = k * LN2_LOW + logLow[j]!;
  const series = r * r * (-0.5 + r * (1 / 3 + r * (-0.25 + r * (0.2 + r * (-1 / 6 + r * (1 / 7))))));
  // `whole` is the larger wherever it is not 0: an argument near 1 does not come here.
  const sum = whole + r;
  low[0] = whole - sum + r + (rest + (tail + series));
  return sum;
}

/**
 * Natural logarithm.
 *
 * Accuracy: below 0.55 units in the last place (measured on a million arguments against 40 digits). Cost: about that of Math.log.
 *
 * @example log(2) // 0.6931471805599453
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  const high = parts(x);
  return high + low[0]!;
}

/** log(x) as a pair, for a power: finite x above 0. */
export function logPair(x: number): Pair {
  const high = parts(x);
  return sumOf(high, low[0]!);
}

/**
 * log(1 + x) without loss near 0.
 *
 * Accuracy: below 1 unit in the last place (measured).
 *
 * @example log1p(1e-10) // 9.9999999995e-11
 */
export function log1p(x: number): number {
  if (x > -0.0625 && x < 0.0625) {
    if (x === 0) return x;
    const near = nearOne(x);
    return near + low[0]!;
  }
  if (!(x > -1)) return x === -1 ? -Infinity : NaN;
  const u = 1 + x;
  if (u === Infinity) return log(x);
  const lost = Math.abs(x) < 1 ? x - (u - 1) : 1 - (u - x);
  const high = parts(u);
  return high + (low[0]! + lost / u);
}

const PER_LN2: Pair = { high: Math.LOG2E, low: 2.0355273740931033e-17 };
const PER_LN10: Pair = { high: Math.LOG10E, low: 1.098319650216765e-17 };

/** log to another base: exact for its powers. */
function logBase(x: number, per: Pair): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  const product = multiply(logPair(x), per);
  const nearest = Math.round(product.high);
  // Pairs are right to some 1e-18 here: what is that near to a whole number is one.
  if (nearest !== 0 && Math.abs(product.high - nearest + product.low) < 4e-17 * Math.abs(nearest))
    return nearest;
  return product.high + product.low;
}

/** @example log2(8) // 3 */
export const log2 = (x: number): number => logBase(x, PER_LN2);

/** @example log10(1000) // 3 */
export const log10 = (x: number): number => logBase(x, PER_LN10);
