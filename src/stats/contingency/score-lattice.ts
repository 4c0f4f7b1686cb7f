const LARGEST_DENOMINATOR = 10_000;
const LARGEST_SCORE = 1_000_000;

/** What the rounding of the scores may leave of a whole number; beyond it a fraction could not be told from its neighbours. */
const LARGEST_SLACK = 1e-6;

/**
 * Scores as whole multiples of their largest common unit, counted from the smallest score: [0.1, 0.2, 0.4]
 * gives [0, 1, 3]. null when no denominator up to 10,000 makes all distances whole, in the scores' own unit or in that of
 * their range, or the range is too wide. Two different scores always have a unit: their distance.
 *
 * A distance counts as whole when it is so within the rounding of the scores it is taken from; scores that a large
 * common part has left too coarse for that must be whole as they stand.
 */
export function asWholeScores(scores: readonly number[]): readonly number[] | null {
  const least = Math.min(...scores);
  const steps = scores.map((score) => score - least);
  const range = Math.max(...steps);
  if (range === 0) return steps;
  if (steps.every((step) => step === 0 || step === range)) return steps.map((step) => step / range);
  const rounding = 4 * Number.EPSILON * Math.max(...scores.map(Math.abs));
  const whole =
    wholeMultiples(steps, rounding) ??
    wholeMultiples(
      steps.map((step) => step / range),
      rounding / range + Number.EPSILON,
    );
  if (whole === null) return null;
  const unit = whole.reduce(greatestCommonDivisor, 0);
  const reduced = whole.map((step) => step / unit);
  return Math.max(...reduced) <= LARGEST_SCORE ? reduced : null;
}

/** The steps times the least denominator that makes all of them whole; different steps stay different. */
function wholeMultiples(steps: readonly number[], rounding: number): readonly number[] | null {
  for (let q = 1; q <= LARGEST_DENOMINATOR; q++) {
    const slack = q * rounding;
    const multiples = steps.map((step) => step * q);
    const isWhole = (x: number): boolean => {
      const nearest = Math.round(x);
      if (!Number.isSafeInteger(nearest)) return false;
      return x === nearest || (slack <= LARGEST_SLACK && Math.abs(x - nearest) <= slack + Number.EPSILON * x);
    };
    if (multiples.every(isWhole)) {
      const whole = multiples.map(Math.round);
      if (new Set(whole).size === new Set(steps).size) return whole;
    }
  }
  return null;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * Scores moved and stretched to [0, 1], which changes no correlation: neither a large common part nor an extreme unit
 * costs digits, as 1e12 + 1 and 1e-300 would. Not all scores may be equal.
 */
export function unitScores(scores: readonly number[]): readonly number[] {
  // Past 1e300 a quarter of each: the range of 1e308 and -1e308 is then still a number.
  const isHuge = scores.some((score) => Math.abs(score) > 1e300);
  const scaled = isHuge ? scores.map((score) => score / 4) : scores;
  const least = Math.min(...scaled);
  const range = Math.max(...scaled) - least;
  return scaled.map((score) => (score - least) / range);
}
