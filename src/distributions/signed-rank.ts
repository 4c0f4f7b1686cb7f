/**
 * Wilcoxon's signed-rank sum when every rank is taken with chance 1/2, independently; ties included, by midranks.
 *
 * `ranks` are those of the absolute differences, multiples of 1/2 above 0 (without ties 1 ... n); checked where the test
 * creates them. The sum of the ranks taken is symmetric on 0 ... their total, so only the nearer tail is built; every
 * term is positive. NaN in gives NaN out.
 *
 * Source: Streitberg & Roehmel, Statistical Software Newsletter 12 (1986) 10 (the shift algorithm). Reference: R
 * psignrank; enumeration of all signs with ties. Cost: n times the nearer sum; `additionsFor` foretells it.
 */
import * as elementary from "../core/elementary.ts";
import * as discrete from "./discrete-quantile.ts";
import { LOG_SCALE, SCALE } from "./untied-counts.ts";

export interface SignedRank {
  readonly ranks: readonly number[];
}

interface Probability {
  readonly value: number;
  readonly log: number;
}

const NONE: Probability = { value: 0, log: -Infinity };
const ALL: Probability = { value: 1, log: 0 };
const UNKNOWN: Probability = { value: Number.NaN, log: Number.NaN };

/** Twice the ranks over their greatest common divisor: the smallest whole numbers that add up alike. */
interface Lattice {
  /** Ascending. */
  readonly scores: readonly number[];
  readonly total: number;
  /** How many doubled ranks one step of the lattice is. */
  readonly unit: number;
}

function latticeOf({ ranks }: SignedRank): Lattice {
  const doubled = ranks.map((rank) => 2 * rank);
  const unit = doubled.reduce((a, b) => greatestCommonDivisor(a, b), 0) || 1;
  const scores = doubled.map((rank) => rank / unit).sort((a, b) => a - b);
  return { scores, total: scores.reduce((a, b) => a + b, 0), unit };
}

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/** Additions that the tails at `sum` cost. @internal */
export function additionsFor(d: SignedRank, sum: number): number {
  const { scores, total, unit } = latticeOf(d);
  const at = (2 * sum) / unit;
  return scores.length * (Math.max(0, Math.min(at, total - at)) + 1);
}

/** SCALE times P(sum = 0 .. last); halving at every step keeps the numbers in range. */
function scaledRow(scores: readonly number[], last: number): Float64Array {
  const row = new Float64Array(last + 1);
  row[0] = SCALE;
  let reach = 0;
  for (const score of scores) {
    reach = Math.min(last, reach + score);
    for (let s = reach; s >= score; s--) row[s] = (row[s]! + row[s - score]!) / 2;
    for (let s = Math.min(score - 1, reach); s >= 0; s--) row[s]! /= 2;
  }
  return row;
}

/** The distribution on its lattice, ready to be asked. */
interface Law {
  readonly total: number;
  readonly unit: number;
  readonly atMost: (step: number) => Probability;
  readonly point: (step: number) => Probability;
}

function lawOf(d: SignedRank): Law {
  const { scores, total, unit } = latticeOf(d);
  let row = new Float64Array(0);
  let tails = row;
  const reach = (step: number): void => {
    if (step < row.length) return;
    row = Float64Array.from(scaledRow(scores, step));
    tails = Float64Array.from(row);
    for (let i = 1; i < tails.length; i++) tails[i]! += tails[i - 1]!;
  };
  const scaled = (value: number): Probability => ({
    value: Math.min(1, value / SCALE),
    log: Math.min(0, elementary.log(value) - LOG_SCALE),
  });
  return {
    total,
    unit,
    atMost: (step) => {
      if (step < 0) return NONE;
      if (step >= total) return ALL;
      if (2 * step <= total) {
        reach(step);
        return scaled(tails[step]!);
      }
      reach(total - step - 1);
      const rest = tails[total - step - 1]! / SCALE;
      return { value: 1 - rest, log: elementary.log1p(-rest) + 0 };
    },
    point: (step) => {
      if (step < 0 || step > total || !Number.isInteger(step)) return NONE;
      const near = Math.min(step, total - step);
      reach(near);
      return scaled(row[near]!);
    },
  };
}

interface Masses {
  readonly point: Probability;
  readonly atMost: Probability;
  readonly above: Probability;
}

function masses(d: SignedRank, sum: number): Masses {
  if (Number.isNaN(sum + d.ranks.reduce((a, b) => a + b, 0)))
    return { point: UNKNOWN, atMost: UNKNOWN, above: UNKNOWN };
  const law = lawOf(d);
  const step = (2 * sum) / law.unit;
  const whole = Math.floor(step);
  // Both tails by symmetry: P(sum > step) = P(sum < total - step).
  return { point: law.point(step), atMost: law.atMost(whole), above: law.atMost(law.total - whole - 1) };
}

/** Both tails at `sum`, each with the point itself. @internal */
export function tailsAt(d: SignedRank, sum: number): { readonly atMost: number; readonly atLeast: number } {
  const law = lawOf(d);
  const step = (2 * sum) / law.unit;
  return { atMost: law.atMost(step).value, atLeast: law.atMost(law.total - step).value };
}

/** P(sum = x). @example density({ ranks: [1, 2, 3] }, 3) // 0.25 */
export const density = (d: SignedRank, x: number): number => masses(d, x).point.value;
/** log P(sum = x). @example logDensity({ ranks: [1, 2, 3] }, 3) // -1.3862943611198906 */
export const logDensity = (d: SignedRank, x: number): number => masses(d, x).point.log;
/** P(sum <= x). @example cdf({ ranks: [1.5, 1.5, 3] }, 1.5) // 0.375 */
export const cdf = (d: SignedRank, x: number): number => masses(d, x).atMost.value;
/** P(sum > x). @example sf({ ranks: [1, 2, 3] }, 3) // 0.375 */
export const sf = (d: SignedRank, x: number): number => masses(d, x).above.value;
/** log P(sum <= x). @example logCdf({ ranks: [1, 2, 3] }, 3) // -0.4700036292457356 */
export const logCdf = (d: SignedRank, x: number): number => masses(d, x).atMost.log;
/** log P(sum > x). @example logSf({ ranks: [1, 2, 3] }, 3) // -0.9808292530117262 */
export const logSf = (d: SignedRank, x: number): number => masses(d, x).above.log;

function onLattice(d: SignedRank, find: (steps: discrete.Steps) => number): number {
  const law = lawOf(d);
  const above = (k: number): Probability => law.atMost(law.total - k - 1);
  const step = find({
    cdf: (k) => law.atMost(k).value,
    sf: (k) => above(k).value,
    logCdf: (k) => law.atMost(k).log,
    logSf: (k) => above(k).log,
    lowest: 0,
    highest: law.total,
    start: Math.floor(law.total / 2),
    scale: law.total / 8,
  });
  return (step * law.unit) / 2;
}

/** Smallest x with P(sum <= x) >= p. @example quantile({ ranks: [1, 2, 3] }, 0.95) // 6 */
export const quantile = (d: SignedRank, p: number): number =>
  onLattice(d, (steps) => discrete.lowerQuantile(steps, p));
/** Smallest x with P(sum > x) <= q. @example upperQuantile({ ranks: [1, 2, 3] }, 0.01) // 6 */
export const upperQuantile = (d: SignedRank, q: number): number =>
  onLattice(d, (steps) => discrete.upperQuantile(steps, q));
/** Smallest x with log P(sum <= x) >= logP. @example quantileOfLog({ ranks: [1, 2, 3] }, -2) // 1 */
export const quantileOfLog = (d: SignedRank, logP: number): number =>
  onLattice(d, (steps) => discrete.lowerQuantileOfLog(steps, logP));
/** Smallest x with log P(sum > x) <= logQ. @example upperQuantileOfLog({ ranks: [1, 2, 3] }, -5) // 6 */
export const upperQuantileOfLog = (d: SignedRank, logQ: number): number =>
  onLattice(d, (steps) => discrete.upperQuantileOfLog(steps, logQ));
