/** Sine, cosine and their kin: the same bits in every engine. */

// pi / 2 in three parts of 33 bits: their products with a whole number below 2^20 are exact.
const PART1 = 1.5707963267341256;
const PART2 = 6.077100506303966e-11;
const PART3 = 2.0222662487959506e-21;
const PER_HALF_PI = 0.6366197723675814;
const FARTHEST = 1e6;

const sineSeries = (z: number): number =>
  -1 / 6 +
  z *
    (1 / 120 +
      z *
        (-1 / 5040 +
          z * (1 / 362880 + z * (-1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368000))))));

const cosineSeries = (z: number): number =>
  1 / 24 +
  z *
    (-1 / 720 +
      z *
        (1 / 40320 + z * (-1 / 3628800 + z * (1 / 479001600 + z * (-1 / 87178291200 + z / 20922789888000)))));

/** sin(a + b) for a within pi / 4 and b its rounding error. */
function sine(a: number, b: number): number {
  const z = a * a;
  return a + (a * z * sineSeries(z) + b * (1 - 0.5 * z));
}

function cosine(a: number, b: number): number {
  const z = a * a;
  const half = 0.5 * z;
  const first = 1 - half;
  return first + (1 - first - half + (z * z * cosineSeries(z) - a * b));
}

/** sin(x + quarter pi / 2). */
function turned(x: number, quarter: number): number {
  if (!(Math.abs(x) <= FARTHEST)) return NaN;
  const n = Math.round(x * PER_HALF_PI);
  const high = x - n * PART1;
  const middle = n * PART2;
  const a = high - middle;
  const b = high - a - middle - n * PART3;
  const turn = (n + quarter) & 3;
  const size = (turn & 1) === 0 ? sine(a, b) : cosine(a, b);
  return turn < 2 ? size : -size;
}

/**
 * Sine of x radians, |x| <= 1e6; NaN beyond.
 *
 * Accuracy: below 1 unit in the last place away from multiples of pi, else 1e-20 absolute (measured).
 *
 * @example sin(1) // 0.8414709848078965
 */
export const sin = (x: number): number => (x === 0 ? x : turned(x, 0));

/** @example cos(1) // 0.5403023058681398 */
export const cos = (x: number): number => turned(x, 1);

/** @example tan(1) // 1.5574077246549023 */
export const tan = (x: number): number => sin(x) / cos(x);

/** @example atan(1) // 0.7853981633974483 */
export function atan(x: number): number {
  if (x < 0) return -atan(-x);
  if (x > 1) return Math.PI / 2 - atan(1 / x);
  // Two halvings bring the argument below 0.199.
  const half = x / (1 + Math.sqrt(1 + x * x));
  const quarter = half / (1 + Math.sqrt(1 + half * half));
  const z = quarter * quarter;
  let sum = 0;
  for (let k = 23; k >= 1; k -= 2) sum = 1 / k - z * sum;
  return 4 * quarter * sum;
}
