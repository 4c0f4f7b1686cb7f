/** Last digits that people round to. */
export interface DigitPreference {
  /** Decimals of the digit that was looked at. */
  readonly decimals: number;
  readonly values: number;
  /** Of values whose last digit is 0 or 5; 0.2 where no digit is preferred. */
  readonly share: number;
}

const LEAST_VALUES = 50;
const POWERS = [1, 10, 100, 1000] as const;
const LEAST_STEPS = 20;

/**
 * The share of last digits 0 and 5, where it is so far above a fifth that chance is no reason: at least 0.35 and six standard errors
 * above. Null otherwise, for fewer than 50 values, for numbers of more than three decimals, and for numbers on fewer than 20 steps.
 *
 * @param values - NaN is unknown
 */
export function findDigitPreference(values: Float64Array): DigitPreference | null {
  let known = 0;
  let decimals = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    known++;
    while (decimals < POWERS.length && !hasDecimals(value, decimals)) decimals++;
    if (decimals === POWERS.length) return null;
  }
  if (known < LEAST_VALUES) return null;
  const steps = new Set<number>();
  let preferred = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const step = Math.round(Math.abs(value) * POWERS[decimals]!);
    if (step % 5 === 0) preferred++;
    if (steps.size < LEAST_STEPS) steps.add(step);
  }
  if (steps.size < LEAST_STEPS) return null;
  const share = preferred / known;
  const error = Math.sqrt(0.16 / known);
  return share >= 0.35 && share > 0.2 + 6 * error ? { decimals, values: known, share } : null;
}

/** Whether so many decimals write the number. */
function hasDecimals(value: number, decimals: number): boolean {
  const power = POWERS[decimals]!;
  return Math.round(value * power) / power === value;
}
