const LARGEST_DENOMINATOR = 10_000;
const LARGEST_SCORE = 1_000_000;

/**
 * Scores as whole multiples of their largest common unit, counted from the smallest score: [0.1, 0.2, 0.4]
 * gives [0, 1, 3]. null when no denominator up to 10,000 makes all of them whole, or the range is too wide.
 */
export function asWholeScores(scores: readonly number[]): readonly number[] | null {
  const denominator = commonDenominator(scores);
  if (denominator === null) return null;
  const whole = scores.map((score) => Math.round(score * denominator));
  const least = Math.min(...whole);
  const steps = whole.map((score) => score - least);
  const unit = steps.reduce(greatestCommonDivisor, 0);
  const reduced = steps.map((step) => (unit === 0 ? 0 : step / unit));
  return Math.max(...reduced) <= LARGEST_SCORE ? reduced : null;
}

// 1e-10 accepts a decimal fraction's own rounding and no neighbouring fraction.
const isWhole = (x: number): boolean =>
  Number.isSafeInteger(Math.round(x)) && Math.abs(x - Math.round(x)) <= 1e-10 * Math.max(1, Math.abs(x));

function commonDenominator(scores: readonly number[]): number | null {
  for (let q = 1; q <= LARGEST_DENOMINATOR; q++) if (scores.every((score) => isWhole(score * q))) return q;
  return null;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
