/**
 * Mann-Whitney count U (the rank sum of one group less its least value, chosen (chosen + 1) / 2) when every choice of
 * `chosen` out of N values is equally likely; ties included, by midranks.
 *
 * `counts` says how often each distinct value occurs, in ascending order; without ties that is a list of ones. U counts
 * pairs in which the group's value is the higher, ties half, so it may be a multiple of 1/2. Whole positive counts and
 * 0 <= chosen <= N are checked where the test creates them; NaN in gives NaN out.
 *
 * Without ties U has the coefficients of a Gaussian binomial: a recurrence far out and in small groups, a contour
 * integral in the middle of large ones. With ties the distinct values are cut in two. For each
 * part the distribution of its score sum is built for every number of values the group may take from it. The parts meet
 * through the hypergeometric law of how many come from each, with running sums on one side, so the table of the whole is
 * never built. Every term is positive: both tails keep their relative accuracy.
 *
 * Source: Streitberg & Roehmel, Statistical Software Newsletter 12 (1986) 10 (the shift algorithm); Mann & Whitney,
 * Ann Math Stat 18 (1947) 50. Accuracy and cost: see mannWhitney; `additionsFor` foretells the cost.
 */
import * as elementary from "../core/elementary.ts";
import { logChoose } from "../num/gamma.ts";
import * as discrete from "./discrete-quantile.ts";
import { cheapestCut, type Cut, type Meeting, meetingOf, runningSums } from "./score-meeting.ts";
import type { Score } from "./score-sums.ts";
import * as normal from "./normal.ts";
import { LOG_SCALE, SCALE, scaledUntiedRow } from "./untied-counts.ts";
import { needsIntegral, untiedTail } from "./untied-tail.ts";

export interface RankSum {
  readonly counts: readonly number[];
  readonly chosen: number;
}

interface Probability {
  readonly value: number;
  readonly log: number;
}

/** The distribution, ready to be asked. Sums are doubled rank sums: whole numbers. */
interface Law {
  readonly lowest: number;
  readonly highest: number;
  /** P(sum <= at). */
  readonly atMost: (at: number) => Probability;
  /** P(sum >= at). */
  readonly atLeast: (at: number) => Probability;
  readonly point: (at: number) => Probability;
}

const NONE: Probability = { value: 0, log: -Infinity };
const ALL: Probability = { value: 1, log: 0 };
const UNKNOWN: Probability = { value: Number.NaN, log: Number.NaN };

const probability = (value: number): Probability => ({
  value: Math.min(1, value),
  log: Math.min(0, elementary.log(value)),
});
const complement = (rest: number): Probability => ({ value: 1 - rest, log: elementary.log1p(-rest) + 0 });

const sizeOf = ({ counts }: RankSum): number => counts.reduce((a, b) => a + b, 0);
const isUntied = ({ counts }: RankSum): boolean => counts.every((count) => count === 1);

function lawOf(d: RankSum): Law {
  if (d.counts.length < 2 || d.chosen === 0 || d.chosen === sizeOf(d)) return pointLaw(d);
  return isUntied(d) ? untiedLaw(d) : tiedLaw(d, planOf(d));
}

/** All tied, or no choice: the sum is its mean. */
function pointLaw(d: RankSum): Law {
  const sum = d.chosen * (sizeOf(d) + 1);
  const when = (holds: boolean): Probability => (holds ? ALL : NONE);
  return {
    lowest: sum,
    highest: sum,
    atMost: (at) => when(at >= sum),
    atLeast: (at) => when(at <= sum),
    point: (at) => when(at === sum),
  };
}

/** The other group instead: its rank sum is the mirror image. */
const mirrored = (d: RankSum): RankSum => ({ counts: d.counts, chosen: sizeOf(d) - d.chosen });

/** What a term of the contour integral costs, in additions, times the number of terms. */
const INTEGRAL_TERMS = 2000;

/** Additions that the tails at U = `u` cost, near enough to decide by. @internal */
export function additionsFor(d: RankSum, u: number): number {
  const size = sizeOf(d);
  const few = Math.min(d.chosen, size - d.chosen);
  if (few === 0 || d.counts.length < 2) return 0;
  const pairs = few * (size - few);
  if (isUntied(d)) {
    const near = Math.max(0, Math.min(Math.floor(u), Math.floor(pairs - u)));
    return needsIntegral(few, size - few, near) ? INTEGRAL_TERMS * size : few * near;
  }
  return planOf(d).cut.steps;
}

/** How the tied distribution will be built for the smaller group, and what it will cost. */
interface Plan {
  readonly scores: readonly Score[];
  readonly first: number;
  readonly unit: number;
  readonly cut: Cut;
}

function planOf(d: RankSum): Plan {
  const parts = scoresOf(d.counts);
  return { ...parts, cut: cheapestCut(parts.scores, Math.min(d.chosen, sizeOf(d) - d.chosen)) };
}

/** Lower tails of the lower half; the rest by symmetry. */
function untiedLaw(d: RankSum): Law {
  const size = sizeOf(d);
  const others = size - d.chosen;
  const pairs = d.chosen * others;
  const lowest = d.chosen * (d.chosen + 1);
  let row: Float64Array = new Float64Array(0);
  let tails = row;
  const scaled = (value: number): Probability => ({
    value: Math.min(1, value / SCALE),
    log: Math.min(0, elementary.log(value) - LOG_SCALE),
  });
  // For u up to half of the pairs.
  const inLowerHalf = (u: number, isTail: boolean): Probability => {
    if (needsIntegral(d.chosen, others, u)) return untiedTail(d.chosen, others, u, isTail);
    if (u >= row.length) {
      row = scaledUntiedRow(d.chosen, others, u);
      tails = runningSums(row);
    }
    const value = (isTail ? tails : row)[u]!;
    if (value > 1e-290) return scaled(value);
    // One choice among more than 1e560: only its logarithm is left.
    if (u > 0) return untiedTail(d.chosen, others, u, isTail);
    return { value: 0, log: -logChoose(size, d.chosen) };
  };
  const lower = (u: number): Probability => {
    if (u < 0) return NONE;
    if (u >= pairs) return ALL;
    return 2 * u <= pairs ? inLowerHalf(u, true) : complement(inLowerHalf(pairs - u - 1, true).value);
  };
  const ofSum = (at: number): number => (at - lowest) / 2;
  return {
    lowest,
    highest: lowest + 2 * pairs,
    atMost: (at) => lower(Math.floor(ofSum(at))),
    atLeast: (at) => lower(pairs - Math.ceil(ofSum(at))),
    point: (at) => {
      const u = ofSum(at);
      if (u < 0 || u > pairs || !Number.isInteger(u)) return NONE;
      return inLowerHalf(Math.min(u, pairs - u), false);
    },
  };
}

function tiedLaw(d: RankSum, plan: Plan): Law {
  const size = sizeOf(d);
  const { chosen } = d;
  if (2 * chosen > size) {
    const other = tiedLaw(mirrored(d), plan);
    const flip = (at: number): number => size * (size + 1) - at;
    return {
      lowest: flip(other.highest),
      highest: flip(other.lowest),
      atMost: (at) => other.atLeast(flip(at)),
      atLeast: (at) => other.atMost(flip(at)),
      point: (at) => other.point(flip(at)),
    };
  }
  const { scores, first, unit, cut } = plan;
  const meeting = meetingOf(scores, chosen, cut);
  const inUnits = (at: number): number => (at - chosen * first) / unit;
  const lowest = chosen * first + unit * meeting.lowest;
  const highest = chosen * first + unit * meeting.highest;
  return {
    lowest,
    highest,
    atMost: (at) => tailOf(meeting.lowerTail, meeting.upperTail, Math.floor(inUnits(at)), 1, meeting),
    atLeast: (at) => tailOf(meeting.upperTail, meeting.lowerTail, Math.ceil(inUnits(at)), -1, meeting),
    point: (at) => (at < lowest || at > highest ? NONE : probability(meeting.point(inUnits(at)))),
  };
}

/** A tail by its own sum; from the other side where it is more than three quarters. */
function tailOf(
  own: (at: number) => number,
  other: (at: number) => number,
  at: number,
  direction: 1 | -1,
  { lowest, highest }: Meeting,
): Probability {
  const before = direction === 1 ? lowest - at : at - highest;
  const after = direction === 1 ? at - highest : lowest - at;
  if (before > 0) return NONE;
  if (after >= 0) return ALL;
  const value = own(at);
  return value <= 0.75 ? probability(value) : complement(other(at + direction));
}

/** Doubled midranks as whole numbers from 0, in units of their greatest common divisor. */
function scoresOf(totals: readonly number[]): { scores: Score[]; first: number; unit: number } {
  let below = 0;
  const doubled = totals.map((count) => {
    const rank = 2 * below + count + 1;
    below += count;
    return rank;
  });
  const first = doubled[0]!;
  const unit = doubled.reduce((gcd, rank) => greatestCommonDivisor(gcd, rank - first), 0);
  return {
    scores: doubled.map((rank, k) => ({ score: (rank - first) / unit, count: totals[k]! })),
    first,
    unit,
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

// Twice the rank sum at U = u.
const doubledSum = (d: RankSum, u: number): number => 2 * u + d.chosen * (d.chosen + 1);
const isUnknown = (d: RankSum, u: number): boolean => Number.isNaN(u + d.chosen + sizeOf(d));

export interface TailsAround {
  /** P(U <= u) and P(U >= u). */
  readonly atMost: number;
  readonly atLeast: number;
  /** P(U is at least as far from its mean as u). */
  readonly asFar: number;
}

/**
 * Both tails at U = `u`, each with the point itself, and the two of them as one.
 *
 * @returns null when more than `limit` additions would be needed
 * @internal
 */
export function tailsAround(d: RankSum, u: number, limit: number): TailsAround | null {
  const isTied = !isUntied(d) && d.counts.length > 1;
  const plan = isTied ? planOf(d) : null;
  if ((plan === null ? additionsFor(d, u) : plan.cut.steps) > limit) return null;
  const law = plan === null ? lawOf(d) : tiedLaw(d, plan);
  const at = doubledSum(d, u);
  const centre = d.chosen * (sizeOf(d) + 1);
  const isLower = at <= centre;
  const near = (isLower ? law.atMost(at) : law.atLeast(at)).value;
  // From the near tail and the point itself, unless the far one is too small for a difference.
  const far =
    near <= 0.75
      ? Math.min(1, 1 - (near - law.point(at).value))
      : (isLower ? law.atLeast(at) : law.atMost(at)).value;
  const image = 2 * centre - at;
  const opposite = isUntied(d) ? near : (isLower ? law.atLeast(image) : law.atMost(image)).value;
  return {
    atMost: isLower ? near : far,
    atLeast: isLower ? far : near,
    asFar: at === centre ? 1 : Math.min(1, near + opposite),
  };
}

function masses(d: RankSum, u: number): { point: Probability; lower: Probability; upper: Probability } {
  if (isUnknown(d, u)) return { point: UNKNOWN, lower: UNKNOWN, upper: UNKNOWN };
  const law = lawOf(d);
  const at = doubledSum(d, u);
  return {
    point: Number.isInteger(at) ? law.point(at) : NONE,
    lower: law.atMost(at),
    upper: law.atLeast(Math.floor(at) + 1),
  };
}

/** P(U = u). @example density({ counts: [1, 1, 1, 1], chosen: 2 }, 2) // 0.3333333333333333 */
export const density = (d: RankSum, u: number): number => masses(d, u).point.value;
/** log P(U = u). @example logDensity({ counts: [1, 2, 1], chosen: 2 }, 2) // -1.0986122886681098 */
export const logDensity = (d: RankSum, u: number): number => masses(d, u).point.log;
/** P(U <= u). @example cdf({ counts: [1, 2, 1], chosen: 2 }, 0.5) // 0.3333333333333333 */
export const cdf = (d: RankSum, u: number): number => masses(d, u).lower.value;
/** P(U > u). @example sf({ counts: [1, 2, 1], chosen: 2 }, 2) // 0.3333333333333333 */
export const sf = (d: RankSum, u: number): number => masses(d, u).upper.value;
/** log P(U <= u). @example logCdf({ counts: [1, 2, 1], chosen: 2 }, 2) // -0.4054651081081644 */
export const logCdf = (d: RankSum, u: number): number => masses(d, u).lower.log;
/** log P(U > u). @example logSf({ counts: [1, 2, 1], chosen: 2 }, 2) // -1.0986122886681098 */
export const logSf = (d: RankSum, u: number): number => masses(d, u).upper.log;

/** Quantiles are searched among the doubled sums; the distribution is built once. */
function halves(d: RankSum, z: number, find: (steps: discrete.Steps) => number): number {
  const law = lawOf(d);
  const size = sizeOf(d);
  // The normal curve without ties, to begin the search near its end.
  const spread = Math.sqrt((d.chosen * (size - d.chosen) * (size + 1)) / 3);
  const above = (k: number): Probability => law.atLeast(k + 1);
  const sum = find({
    cdf: (k) => law.atMost(k).value,
    sf: (k) => above(k).value,
    logCdf: (k) => law.atMost(k).log,
    logSf: (k) => above(k).log,
    lowest: law.lowest,
    highest: law.highest,
    start: d.chosen * (size + 1) + (Number.isFinite(z) ? z : 0) * spread,
    scale: spread / 256,
  });
  return (sum - d.chosen * (d.chosen + 1)) / 2;
}

/** Smallest u with P(U <= u) >= p. @example quantile({ counts: [1, 2, 1], chosen: 2 }, 0.95) // 3.5 */
export const quantile = (d: RankSum, p: number): number =>
  halves(d, normal.quantile(normal.standard, p), (steps) => discrete.lowerQuantile(steps, p));
/** Smallest u with P(U > u) <= q. @example upperQuantile({ counts: [1, 2, 1], chosen: 2 }, 0.01) // 3.5 */
export const upperQuantile = (d: RankSum, q: number): number =>
  halves(d, normal.upperQuantile(normal.standard, q), (steps) => discrete.upperQuantile(steps, q));
/**
 * Smallest u with log P(U <= u) >= logP.
 *
 * @example quantileOfLog({ counts: [1, 2, 1], chosen: 2 }, -2) // 0.5
 */
export const quantileOfLog = (d: RankSum, logP: number): number =>
  halves(d, normal.quantileOfLog(normal.standard, logP), (steps) => discrete.lowerQuantileOfLog(steps, logP));
/**
 * Smallest u with log P(U > u) <= logQ.
 *
 * @example upperQuantileOfLog({ counts: [1, 2, 1], chosen: 2 }, -5) // 3.5
 */
export const upperQuantileOfLog = (d: RankSum, logQ: number): number =>
  halves(d, normal.upperQuantileOfLog(normal.standard, logQ), (steps) =>
    discrete.upperQuantileOfLog(steps, logQ),
  );
