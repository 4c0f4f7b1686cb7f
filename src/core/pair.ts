/**
 * Sums carried as an unevaluated pair high + low, about 32 significant digits.
 *
 * Means and sums of squares of data far from zero (1e12 + 0.1) lose every digit in plain double arithmetic; in pairs
 * they are right to the last digit of the stored doubles.
 *
 * Source: Dekker, Numerische Mathematik 18 (1971) 224, secs. 3-5; Knuth, TAOCP 2, sec. 4.2.2, theorem B.
 */
export interface Pair {
  readonly high: number;
  readonly low: number;
}

export const zero: Pair = { high: 0, low: 0 };

/** a + b without error. */
export function sumOf(a: number, b: number): Pair {
  const high = a + b;
  const part = high - a;
  return { high, low: a - (high - part) + (b - part) };
}

/** a * b without error, for |a| and |b| below 1e290: the splitting factor 2^27 + 1 must not overflow. */
export function productOf(a: number, b: number): Pair {
  const high = a * b;
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  return { high, low: aLow * bLow - (high - aHigh * bHigh - aLow * bHigh - aHigh * bLow) };
}

function halves(a: number): readonly [number, number] {
  const scaled = 134217729 * a;
  const high = scaled - (scaled - a);
  return [high, a - high];
}

export function add(a: Pair, b: Pair): Pair {
  const high = sumOf(a.high, b.high);
  const low = sumOf(a.low, b.low);
  const first = sumOf(high.high, high.low + low.high);
  return sumOf(first.high, first.low + low.low);
}

export const negate = (a: Pair): Pair => ({ high: -a.high, low: -a.low });

export const subtract = (a: Pair, b: Pair): Pair => add(a, negate(b));

export function scale(a: Pair, factor: number): Pair {
  const product = productOf(a.high, factor);
  return sumOf(product.high, product.low + a.low * factor);
}

export function multiply(a: Pair, b: Pair): Pair {
  const product = productOf(a.high, b.high);
  return sumOf(product.high, product.low + (a.high * b.low + a.low * b.high));
}

export function divide(a: Pair, divisor: number): Pair {
  const first = a.high / divisor;
  const rest = subtract(a, productOf(first, divisor));
  return sumOf(first, rest.high / divisor);
}

export const fromNumber = (a: number): Pair => ({ high: a, low: 0 });

/** The nearest double. */
export const toNumber = (a: Pair): number => a.high + a.low;
