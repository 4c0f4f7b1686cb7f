import { refuse } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";
import { type CensoredPairs, checkCensoredPairs, type FullPairs, fullPairs } from "./censored-pairs.ts";

export interface CensoredKendallResult {
  readonly method: "censored-kendall";
  readonly variant: "two-sided normal, continuity-corrected; variance for ties and non-detects";
  /** Pairs of subjects surely ordered alike in x and y, less those surely ordered oppositely. */
  readonly score: number;
  readonly concordant: number;
  readonly discordant: number;
  /** Pairs of subjects whose order in x (in y) is equal or undecided. */
  readonly undecidedX: number;
  readonly undecidedY: number;
  /** score over all pairs. */
  readonly tauA: number;
  /** score over the geometric mean of the pairs decided in x and in y; null where one of them is 0. */
  readonly tauB: number | null;
  /** Of the score when x and y are independent. */
  readonly variance: number;
  /** The score moved by 1 towards 0, over its standard deviation; null where that is 0. */
  readonly z: number | null;
  readonly pValue: number | null;
  readonly logPValue: number | null;
  readonly reason: string | null;
  readonly n: number;
  readonly nondetectsX: number;
  readonly nondetectsY: number;
}

/**
 * Kendall's tau of two variables with non-detects in x, in y or in both, under one or several limits.
 *
 * Only pairs of subjects whose order is sure in both variables count: a non-detect is below every detect from its limit
 * up, and undecided against lower detects and other non-detects. tau-a divides by all pairs, tau-b by those decided.
 * The variance of the score takes a non-detect as tied with whatever is ranked below it; it is that of NADA, and
 * Kendall's own with ties where nothing is censored. p is two-sided normal with the score moved 1 towards 0.
 *
 * Accuracy as measured: relative 1e-14 against exact fractions, log p to -66. Cost: quadratic, 7 ms for 1,000, 25 ms
 * for 2,000.
 *
 * Source: Helsel, Statistics for Censored Environmental Data, 2nd ed., sec. 12.4; Brown, Hollander & Korwar in Proschan
 * & Serfling, Reliability and Biometry (1974) 327; Kendall & Gibbons, Rank Correlation Methods, 5th ed., sec. 5.8.
 * Reference: R NADA cenken; cor.test where nothing is censored.
 *
 * @throws InputError - lists of unequal length, values that are not finite, fewer than three pairs
 * @example censoredKendall({ x: [1, 2, 3, 4, 5, 6], y: [1, 1, 2, 2.5, 4, 3], yNondetect: [true, true, false, false, false, false] }).tauA // 0.8
 */
export function censoredKendall(pairs: CensoredPairs): CensoredKendallResult {
  refuse(checkCensoredPairs(pairs, 3));
  const full = fullPairs(pairs);
  const { n } = full;
  const counted = countPairs(full);
  const all = (n * (n - 1)) / 2;
  const score = counted.concordant - counted.discordant;
  const decidedX = all - counted.undecidedX;
  const decidedY = all - counted.undecidedY;
  const variance = decidedX === 0 || decidedY === 0 ? 0 : varianceOf(full);
  const defined = variance > 0;
  const z = defined ? (score - Math.sign(score)) / Math.sqrt(variance) : null;
  const logTail = z === null ? null : Math.min(0, Math.LN2 + normal.logSf(normal.standard, Math.abs(z)));
  return {
    method: "censored-kendall",
    variant: "two-sided normal, continuity-corrected; variance for ties and non-detects",
    score,
    ...counted,
    tauA: score / all,
    tauB: decidedX === 0 || decidedY === 0 ? null : score / (Math.sqrt(decidedX) * Math.sqrt(decidedY)),
    variance,
    z,
    pValue: z === null ? null : Math.min(1, 2 * normal.sf(normal.standard, Math.abs(z))),
    logPValue: logTail,
    reason: defined
      ? null
      : decidedX === 0 || decidedY === 0
        ? `no two subjects can be ordered in ${decidedX === 0 ? "x" : "y"}`
        : "the variance of the score is not positive: too few pairs can be ordered",
    n,
    nondetectsX: totalOf(full.xNondetect, full.counts),
    nondetectsY: totalOf(full.yNondetect, full.counts),
  };
}

function totalOf(flags: Uint8Array, counts: Float64Array): number {
  let total = 0;
  for (let i = 0; i < flags.length; i++) total += flags[i]! * counts[i]!;
  return total;
}

type Counted = Pick<CensoredKendallResult, "concordant" | "discordant" | "undecidedX" | "undecidedY">;

/** Each value as a span of places in the common order: a is surely above b when its lowest place is above b's highest. */
function spansOf(values: Float64Array, nondetect: Uint8Array): { lowest: Int32Array; highest: Int32Array } {
  const sorted = values.toSorted();
  const places = new Map<number, number>();
  for (const value of sorted) if (!places.has(value)) places.set(value, 2 * places.size + 1);
  const highest = Int32Array.from(values, (value, i) => places.get(value)! - nondetect[i]!);
  return { lowest: highest.map((place, i) => (nondetect[i] === 1 ? -1 : place)), highest };
}

function countPairs({ x, xNondetect, y, yNondetect, counts }: FullPairs): Counted {
  const spanX = spansOf(x, xNondetect);
  const spanY = spansOf(y, yNondetect);
  let concordant = 0;
  let discordant = 0;
  let undecidedX = 0;
  let undecidedY = 0;
  for (let i = 0; i < x.length; i++) {
    const lowX = spanX.lowest[i]!;
    const highX = spanX.highest[i]!;
    const lowY = spanY.lowest[i]!;
    const highY = spanY.highest[i]!;
    let alike = 0;
    let opposed = 0;
    // Copies of one pair are tied, or undecided, among themselves.
    let openX = (counts[i]! - 1) / 2;
    let openY = openX;
    for (let j = 0; j < i; j++) {
      const count = counts[j]!;
      const signX = (lowX > spanX.highest[j]! ? 1 : 0) - (highX < spanX.lowest[j]! ? 1 : 0);
      const signY = (lowY > spanY.highest[j]! ? 1 : 0) - (highY < spanY.lowest[j]! ? 1 : 0);
      if (signX === 0) openX += count;
      if (signY === 0) openY += count;
      const both = signX * signY;
      if (both > 0) alike += count;
      else if (both < 0) opposed += count;
    }
    concordant += alike * counts[i]!;
    discordant += opposed * counts[i]!;
    undecidedX += openX * counts[i]!;
    undecidedY += openY * counts[i]!;
  }
  return { concordant, discordant, undecidedX, undecidedY };
}

/** What one variable takes off the variance, in three parts that are never mixed. */
interface TieSums {
  /** Detects tied with each other, non-detects under one limit: sums of t(t-1)(2t+5), t(t-1)(t-2), t(t-1). */
  readonly detects: readonly [number, number, number];
  readonly nondetects: readonly [number, number, number];
  /** Pairs of a non-detect and anything ranked below it. */
  readonly below: number;
  /** Sum of t - 1 over the non-detects under one limit. */
  readonly surplus: number;
}

// Share of the variance without ties below which what the ties leave of it is rounding error.
const ROUNDING = 1e-13;

function varianceOf({ x, xNondetect, y, yNondetect, counts, n }: FullPairs): number {
  const a = tieSums(x, xNondetect, counts);
  const b = tieSums(y, yNondetect, counts);
  const pairs = n * (n - 1);
  const tied = (u: readonly [number, number, number], v: readonly [number, number, number]): number =>
    (u[0] + v[0]) / 18 - (u[1] * v[1]) / (9 * pairs * (n - 2)) - (u[2] * v[2]) / (2 * pairs);
  const undecided = a.below + b.below - (2 * a.below * b.below) / pairs - (a.surplus + b.surplus);
  const untied = (pairs * (2 * n + 5)) / 18;
  const variance = untied - tied(a.nondetects, b.nondetects) - undecided - tied(a.detects, b.detects);
  return Math.abs(variance) < ROUNDING * untied ? 0 : variance;
}

function tieSums(values: Float64Array, nondetect: Uint8Array, counts: Float64Array): TieSums {
  // Ascending, the non-detects of a limit before the detects equal to it.
  const order = Uint32Array.from(values.keys()).sort(
    (i, j) => values[i]! - values[j]! || nondetect[j]! - nondetect[i]!,
  );
  const detects: [number, number, number] = [0, 0, 0];
  const nondetects: [number, number, number] = [0, 0, 0];
  let below = 0;
  let surplus = 0;
  let passed = 0;
  for (let from = 0; from < order.length; ) {
    const first = order[from]!;
    let t = 0;
    let to = from;
    while (
      to < order.length &&
      values[order[to]!] === values[first] &&
      nondetect[order[to]!] === nondetect[first]
    )
      t += counts[order[to++]!]!;
    const part = nondetect[first] === 1 ? nondetects : detects;
    part[0] += t * (t - 1) * (2 * t + 5);
    part[1] += t * (t - 1) * (t - 2);
    part[2] += t * (t - 1);
    if (nondetect[first] === 1) {
      below += t * passed + (t * (t - 1)) / 2;
      surplus += t - 1;
    }
    passed += t;
    from = to;
  }
  return { detects, nondetects, below, surplus };
}
