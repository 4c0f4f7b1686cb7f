/** Functions of pairs that NIST's models need: Lanczos1 leaves residuals of 1e-13, of which a double holds 3 digits. */
import * as elementary from "../../src/core/elementary.ts";
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
} from "../../src/core/pair.ts";

/** A decimal as written: its digits over a power of ten, which the nearest double misses by up to 1e-16. */
export function fromDecimal(text: string): Pair {
  const match = /^([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?$/.exec(text.trim());
  if (match === null) throw new Error(`${text} is not a decimal`);
  const digits = `${match[2]}${match[3]}`;
  const power = Number(match[4] ?? 0) - match[3]!.length;
  // Up to 15 digits and powers up to 22 are exact doubles.
  if (digits.length > 15 || Math.abs(power) > 22) return fromNumber(Number(text));
  const whole = match[1] === "-" ? -Number(digits) : Number(digits);
  return power >= 0 ? fromNumber(whole * 10 ** power) : divide(fromNumber(whole), 10 ** -power);
}

export function quotient(a: Pair, b: Pair): Pair {
  const first = a.high / b.high;
  const rest = subtract(a, multiply(b, fromNumber(first)));
  const second = rest.high / b.high;
  const left = subtract(rest, multiply(b, fromNumber(second)));
  return add(sumOf(first, second), fromNumber(left.high / b.high));
}

const LN2: Pair = { high: Math.LN2, low: 2.3190468138462996e-17 };

/** Series of what is left after multiples of ln 2, halved 8 times. */
export function exponential(a: Pair): Pair {
  if (!(Math.abs(toNumber(a)) < 700)) return fromNumber(elementary.exp(toNumber(a)));
  const twos = Math.round(a.high / LN2.high);
  const rest = divide(subtract(a, multiply(fromNumber(twos), LN2)), 256);
  // expm1, so that squaring loses nothing of the small part.
  let term = rest;
  let small = rest;
  for (let k = 2; k <= 10; k++) {
    term = divide(multiply(term, rest), k);
    small = add(small, term);
  }
  for (let k = 0; k < 8; k++) small = add(add(small, small), multiply(small, small));
  const value = add(fromNumber(1), small);
  return { high: value.high * 2 ** twos, low: value.low * 2 ** twos };
}

/** One Newton step on the double's logarithm. */
export function logarithm(a: Pair): Pair {
  const first = elementary.log(toNumber(a));
  if (!Number.isFinite(first)) return fromNumber(first);
  return add(fromNumber(first), subtract(multiply(a, exponential(fromNumber(-first))), fromNumber(1)));
}

export function power(base: Pair, exponent: Pair): Pair {
  const whole = exponent.high;
  if (exponent.low === 0 && Number.isInteger(whole) && Math.abs(whole) <= 8) {
    let product = fromNumber(1);
    for (let k = 0; k < Math.abs(whole); k++) product = multiply(product, base);
    return whole < 0 ? quotient(fromNumber(1), product) : product;
  }
  return exponential(multiply(exponent, logarithm(base)));
}

export { add, fromNumber, multiply, negate, subtract, toNumber };
