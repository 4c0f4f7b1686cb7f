/** The statistics of many endpoints at once, for any way to part the subjects into two groups. */
export type TwoGroupStatistic = "welch-t" | "student-t" | "rank-sum";

/**
 * All endpoints in one matrix, subject by subject, each endpoint centred and scaled to a sum of squares of 1; missing
 * values are 0 there and not counted. The statistics do not change by this, and sums over a group lose no digits.
 */
export interface EndpointMatrix {
  readonly statistic: TwoGroupStatistic;
  readonly subjects: number;
  readonly endpoints: number;
  readonly values: Float64Array;
  readonly squares: Float64Array;
  /** 1 where a value is there; null when none is missing. */
  readonly present: Uint8Array | null;
  /** Values that an endpoint has; 0 where they do not vary. */
  readonly sizes: Float64Array;
}

/** Scores are the values, or their midranks for the rank sum; endpoints[j][i] is null where subject i has no value. */
export function endpointMatrix(
  endpoints: readonly (readonly (number | null)[])[],
  subjects: number,
  statistic: TwoGroupStatistic,
): EndpointMatrix {
  const m = endpoints.length;
  const values = new Float64Array(subjects * m);
  const present = new Uint8Array(subjects * m);
  const sizes = new Float64Array(m);
  for (const [j, endpoint] of endpoints.entries()) {
    const there = [...endpoint.keys()].filter((i) => endpoint[i] !== null);
    const raw = there.map((i) => endpoint[i]!);
    const scores = standardised(statistic === "rank-sum" ? midranks(raw) : raw);
    sizes[j] = scores.some((score) => score !== 0) ? there.length : 0;
    for (const [k, i] of there.entries()) {
      values[i * m + j] = scores[k]!;
      present[i * m + j] = 1;
    }
  }
  return {
    statistic,
    subjects,
    endpoints: m,
    values,
    squares: values.map((v) => v * v),
    present: sizes.every((size) => size === subjects) ? null : present,
    sizes,
  };
}

function standardised(scores: readonly number[]): number[] {
  // From the first value on and by the largest distance, so that neither sums nor squares overflow.
  const first = scores[0] ?? 0;
  const unit = scores.reduce((largest, v) => Math.max(largest, Math.abs(v / 2 - first / 2)), 0);
  if (unit === 0) return scores.map(() => 0);
  const moved = scores.map((v) => (v / 2 - first / 2) / unit);
  const mean = moved.reduce((sum, v) => sum + v, 0) / moved.length;
  const centred = moved.map((v) => v - mean);
  const root = Math.sqrt(centred.reduce((sum, v) => sum + v * v, 0));
  return centred.map((v) => v / root);
}

function midranks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((i, j) => values[i]! - values[j]!);
  const ranks = Array.from(values, () => 0);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let k = start; k < end; k++) ranks[order[k]!] = (start + end + 1) / 2;
    start = end;
  }
  return ranks;
}

// A sum of squares below this share of the endpoint's own is rounding of 0.
const ROUNDING = 1e-12;

/**
 * Fills `t` with the statistic of every endpoint, positive where the first group (label 1) is higher; NaN where the group
 * sizes or a wholly constant endpoint leave it undefined; infinite where both groups are constant and differ.
 */
export function twoGroupStatistics(matrix: EndpointMatrix, labels: Float64Array, t: Float64Array): void {
  const { statistic, endpoints: m, present, values, squares, sizes } = matrix;
  let inFirst = 0;
  for (const label of labels) inFirst += label;
  // Sums over the smaller group are enough: an endpoint adds up to 0, its squares to 1.
  const label = 2 * inFirst <= labels.length ? 1 : 0;
  const sums = new Float64Array(m);
  const ownSquares = new Float64Array(m);
  const counts = new Float64Array(m);
  if (present === null) counts.fill(label === 1 ? inFirst : labels.length - inFirst);
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== label) continue;
    const start = i * m;
    for (let j = 0; j < m; j++) sums[j]! += values[start + j]!;
    if (statistic === "welch-t") for (let j = 0; j < m; j++) ownSquares[j]! += squares[start + j]!;
    if (present !== null) for (let j = 0; j < m; j++) counts[j]! += present[start + j]!;
  }
  const sign = label === 1 ? 1 : -1;
  for (let j = 0; j < m; j++) {
    const a = counts[j]!;
    const b = sizes[j]! - a;
    const sum = sums[j]!;
    t[j] = sign * ratio(sum / a + sum / b, spread(statistic, a, b, sum, ownSquares[j]!));
  }
}

/** Variance of the difference of means; NaN where there are too few values. */
function spread(statistic: TwoGroupStatistic, a: number, b: number, sum: number, ownSquares: number): number {
  if (a < 1 || b < 1) return Number.NaN;
  switch (statistic) {
    case "welch-t": {
      if (a < 2 || b < 2) return Number.NaN;
      const first = positive(ownSquares - (sum * sum) / a);
      const second = positive(1 - ownSquares - (sum * sum) / b);
      return first / (a * (a - 1)) + second / (b * (b - 1));
    }
    case "student-t":
      return (positive(1 - (sum * sum) / a - (sum * sum) / b) / (a + b - 2)) * (1 / a + 1 / b);
    case "rank-sum":
      // The variance over all arrangements, which holds ties: (a + b) / (a b (a + b - 1)) times the sum of squares, 1.
      return (a + b) / (a * b * (a + b - 1));
  }
}

const positive = (squares: number): number => (squares < ROUNDING ? 0 : squares);

/** difference / sqrt(variance); undefined when both are 0. */
const ratio = (difference: number, variance: number): number =>
  variance === 0 && Math.abs(difference) < ROUNDING ? Number.NaN : difference / Math.sqrt(variance);
