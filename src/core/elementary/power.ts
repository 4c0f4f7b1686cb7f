/** Powers and lengths: the same bits in every engine. */
import { type Pair, productOf } from "../pair.ts";
import { expOfPair } from "./exponential.ts";
import { logPair } from "./logarithm.ts";

/**
 * x to the power y, with the special cases of the language (`pow(x, 0)` is 1, a negative x needs a whole y).
 *
 * exp(y log x) with the logarithm as a pair. Accuracy: below 1 unit in the last place for results within 1e-300 and 1e300 (measured).
 *
 * @example pow(2, 0.5) // 1.4142135623730951
 */
export function pow(x: number, y: number): number {
  if (y === 0 || (x === 1 && Number.isFinite(y))) return 1;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === -1) return 1 / x;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  const size = Math.abs(x);
  if (y === Infinity || y === -Infinity) return size === 1 ? NaN : size > 1 === y > 0 ? Infinity : 0;
  const whole = Number.isInteger(y);
  const odd = whole && Math.abs(y) < 9007199254740992 && y % 2 !== 0;
  const negative = odd && (x < 0 || Object.is(x, -0));
  if (size === 0 || size === Infinity) {
    const result = (size === 0) === y > 0 ? 0 : Infinity;
    return negative ? -result : result;
  }
  if (x < 0 && !whole) return NaN;
  const result = size === 1 ? 1 : ofLogarithm(logPair(size), y);
  return negative ? -result : result;
}

function ofLogarithm({ high, low }: Pair, y: number): number {
  // Beyond any double, and the splitting of a product would overflow.
  if (Math.abs(y * high) > 800) return y * high > 0 ? Infinity : 0;
  const product = productOf(y, high);
  return expOfPair(product.high, product.low + y * low);
}

/** Length of the vector (x, y), without overflow on the way. */
export function hypot(x: number, y: number): number {
  const a = Math.abs(x);
  const b = Math.abs(y);
  if (a === Infinity || b === Infinity) return Infinity;
  const most = Math.max(a, b);
  if (!(most > 0)) return most;
  if (most < 1e150 && most > 1e-150) return Math.sqrt(a * a + b * b);
  const p = a / most;
  const q = b / most;
  return most * Math.sqrt(p * p + q * q);
}
