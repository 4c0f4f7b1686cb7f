/** Last digits that people round to. */
export interface DigitPreference {
  /** Decimals of the digit that was looked at. */
  readonly decimals: number;
  readonly values: number;
  /** Of values whose last digit is 0 or 5; 0.2 where no digit is preferred. */
  readonly share: number;
}

const LEAST_VALUES = 50;
const MOST_DECIMALS = 3;
const LEAST_STEPS = 20;

/**
 * The share of last digits 0 and 5, where it is so far above a fifth that chance is no reason: at least 0.35 and six standard errors
 * above. Null otherwise, for fewer than 50 values, and for numbers on fewer than 20 steps.
 *
 * @param values - NaN is unknown
 */
export function findDigitPreference(values: ArrayLike<number>): DigitPreference | null {
  const known = Array.from(values).filter((value) => !Number.isNaN(value));
  if (known.length < LEAST_VALUES) return null;
  const decimals = Math.max(...known.map(decimalsOf));
  if (decimals > MOST_DECIMALS) return null;
  const steps = known.map((value) => Math.round(Math.abs(value) * [1, 10, 100, 1000][decimals]!));
  if (new Set(steps).size < LEAST_STEPS) return null;
  const share = steps.filter((step) => step % 5 === 0).length / steps.length;
  const error = Math.sqrt(0.16 / steps.length);
  return share >= 0.35 && share > 0.2 + 6 * error ? { decimals, values: steps.length, share } : null;
}

function decimalsOf(value: number): number {
  const text = String(value);
  if (text.includes("e")) return MOST_DECIMALS + 1;
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}
