/**
 * The exact distribution of T, the sum of the strata's first cells given all their margins, at a common odds ratio.
 *
 * Every stratum is noncentral hypergeometric, T their convolution. It is convolved once, at a base odds ratio under
 * which the values wanted lie in the middle, and taken to any other odds ratio by its exact factor (exponential
 * tilting): P_psi(x) = P_base(x) (psi / base)^x C(base) / C(psi). So no tail underflows: a probability of 1e-5000 is the
 * product of a number near 1 and of that factor, whose logarithm is known.
 * Terms below 1e-40 of the largest are dropped; wherever one of those could count, the factor is computed from the
 * strata's own normalising constants C instead of from the sum of the terms.
 */
import * as elementary from "../../core/elementary.ts";
import {
  type Around,
  largest,
  mode,
  type Probability,
  ratioUp,
  smallest,
} from "../../distributions/fisher-noncentral-hypergeometric.ts";
import * as hypergeometric from "../../distributions/hypergeometric.ts";
import type { Stratum } from "./strata.ts";

/** Margins of one stratum as the distributions name them; none may be empty. */
export interface CellMargins {
  readonly draws: number;
  readonly successes: number;
  readonly failures: number;
}

export const cellMargins = ({ row1, column1, column2 }: Stratum): CellMargins => ({
  draws: row1,
  successes: column1,
  failures: column2,
});

const NEGLIGIBLE = 1e-40;
/** A last term this small beside a sum leaves nothing worth adding beyond it. */
const COMPLETE = 1e-19;

/** One stratum's first cell at an odds ratio: sums over its masses relative to that of the peak. */
interface Scan {
  readonly peak: number;
  readonly sum: number;
  /** First and second moment about the peak, times the sum. */
  readonly first: number;
  readonly second: number;
}

function scanAt(margins: CellMargins, oddsRatio: number): Scan {
  const d = { ...margins, oddsRatio };
  const peak = mode(d);
  let sum = 1;
  let first = 0;
  let second = 0;
  for (let x = peak, term = 1; x < largest(d) && term > 1e-20; x++) {
    term *= ratioUp(d, x);
    sum += term;
    first += term * (x + 1 - peak);
    second += term * (x + 1 - peak) ** 2;
  }
  for (let x = peak, term = 1; x > smallest(d) && term > 1e-20; x--) {
    term /= ratioUp(d, x - 1);
    sum += term;
    first += term * (x - 1 - peak);
    second += term * (x - 1 - peak) ** 2;
  }
  return { peak, sum, first, second };
}

/** Mean of T less `origin`, and its variance. */
export function moments(
  strata: readonly CellMargins[],
  oddsRatio: number,
  origin: number,
): { excess: number; variance: number } {
  let peaks = -origin;
  let mean = 0;
  let variance = 0;
  for (const margins of strata) {
    const { peak, sum, first, second } = scanAt(margins, oddsRatio);
    peaks += peak;
    mean += first / sum;
    variance += (second - (first / sum) * first) / sum;
  }
  return { excess: peaks + mean, variance };
}

export const lowestSum = (strata: readonly CellMargins[]): number =>
  strata.reduce((sum, margins) => sum + smallest({ ...margins, oddsRatio: 1 }), 0);
export const highestSum = (strata: readonly CellMargins[]): number =>
  strata.reduce((sum, margins) => sum + largest({ ...margins, oddsRatio: 1 }), 0);

/** log of the sum over T of C(T) oddsRatio^(T - origin); C is the central distribution, so the sum is 1 at odds ratio 1. */
export function logNormaliser(strata: readonly CellMargins[], oddsRatio: number, origin: number): number {
  let sum = 0;
  let peaks = -origin;
  for (const margins of strata) {
    const cell = scanAt(margins, oddsRatio);
    peaks += cell.peak;
    sum += logCentral(margins, cell.peak) + elementary.log(cell.sum);
  }
  return sum + peaks * elementary.log(oddsRatio);
}

const logCentral = ({ draws, successes, failures }: CellMargins, x: number): number =>
  hypergeometric.logDensity({ white: successes, black: failures, drawn: draws }, x);

/** Masses of consecutive values from `start` on. */
interface Row {
  readonly start: number;
  readonly masses: Float64Array;
}

function rowAt(margins: CellMargins, oddsRatio: number): Row {
  const d = { ...margins, oddsRatio };
  const peak = mode(d);
  const up: number[] = [];
  const down: number[] = [];
  for (let x = peak, term = 1; x < largest(d); x++) {
    term *= ratioUp(d, x);
    if (!(term > NEGLIGIBLE)) break;
    up.push(term);
  }
  for (let x = peak, term = 1; x > smallest(d); x--) {
    term /= ratioUp(d, x - 1);
    if (!(term > NEGLIGIBLE)) break;
    down.push(term);
  }
  return { start: peak - down.length, masses: Float64Array.from([...down.reverse(), 1, ...up]) };
}

/** T convolved at `base`; masses are relative, start is the value of the first. */
export interface ConvolvedSum {
  readonly strata: readonly CellMargins[];
  readonly base: number;
  readonly start: number;
  readonly masses: Float64Array;
  readonly logTotal: number;
  readonly lowest: number;
  readonly highest: number;
}

export function convolvedAt(strata: readonly CellMargins[], base: number): ConvolvedSum {
  // Neighbours in length first, then their sums: no short row meets a long one more often than it must.
  const rows = strata.map((margins) => rowAt(margins, base));
  rows.sort((x, y) => x.masses.length - y.masses.length);
  for (let next = 0; next < rows.length - 1; next += 2) rows.push(convolved(rows[next]!, rows[next + 1]!));
  const { start, masses } = rows[rows.length - 1]!;
  let total = 0;
  for (const mass of masses) total += mass;
  return {
    strata,
    base,
    start,
    masses,
    logTotal: elementary.log(total),
    lowest: lowestSum(strata),
    highest: highestSum(strata),
  };
}

function convolved(x: Row, y: Row): Row {
  const sums = new Float64Array(x.masses.length + y.masses.length - 1);
  const [outer, inner] = x.masses.length < y.masses.length ? [x.masses, y.masses] : [y.masses, x.masses];
  for (const [k, factor] of outer.entries()) addScaled(sums, inner, k, factor);
  const { from, masses } = trimmed(sums);
  return { start: x.start + y.start + from, masses };
}

function addScaled(target: Float64Array, values: Float64Array, offset: number, factor: number): void {
  for (let k = 0; k < values.length; k++) target[offset + k]! += factor * values[k]!;
}

// Scaled to a largest value of 1, without the ends that do not count.
function trimmed(values: Float64Array): { from: number; masses: Float64Array<ArrayBuffer> } {
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  let from = 0;
  let to = values.length;
  while (values[from]! < NEGLIGIBLE * most) from++;
  while (values[to - 1]! < NEGLIGIBLE * most) to--;
  const masses = values.slice(from, to);
  for (let i = 0; i < masses.length; i++) masses[i]! /= most;
  return { from, masses };
}

/** log P at odds ratio 1 of the largest (step 1) or smallest value of T. */
export function logMassAtEnd(strata: readonly CellMargins[], step: 1 | -1): number {
  let sum = 0;
  for (const margins of strata) {
    const d = { ...margins, oddsRatio: 1 };
    sum += logCentral(margins, step === 1 ? largest(d) : smallest(d));
  }
  return sum;
}

/** At odds ratio 1: P of x and all beyond it in one direction, over P(x). */
export function tailSumAtOne(sum: ConvolvedSum, x: number, step: 1 | -1): number {
  const here = x - sum.start;
  return 1 + side(sum, here, step, elementary.pow(sum.base, -step)).sum / sum.masses[here]!;
}

/** What lies at, below and above a value within the convolved ones, as a function of the odds ratio. */
export function tailsOf(sum: ConvolvedSum, t: number): (oddsRatio: number) => Around {
  const atBase = logNormaliser(sum.strata, sum.base, t) - sum.logTotal;
  const here = t - sum.start;
  const mass = sum.masses[here]!;
  return (oddsRatio) => {
    const factor = oddsRatio / sum.base;
    const below = side(sum, here, -1, 1 / factor);
    const above = side(sum, here, 1, factor);
    if (below.complete && above.complete) {
      const total = below.sum + mass + above.sum;
      const share = (part: number): Probability => ({
        value: part / total,
        log: elementary.log(part / total),
      });
      return {
        mass: share(mass),
        below: share(below.sum),
        above: share(above.sum),
        atMost: near(below.sum + mass, above.sum, total),
        atLeast: near(above.sum + mass, below.sum, total),
      };
    }
    // The odds ratio is far from the base: one side is right in the terms, the other is nearly everything.
    const shift = atBase - logNormaliser(sum.strata, oddsRatio, t);
    const scaled = (part: number): Probability => {
      const log = Math.min(0, elementary.log(part) + shift);
      return { value: elementary.exp(log), log };
    };
    const rest = ({ value }: Probability): Probability => ({
      value: 1 - value,
      log: elementary.log1p(-value),
    });
    const whole = scaled(mass);
    if (factor < 1) {
      const far = scaled(above.sum);
      const farAndHere = scaled(above.sum + mass);
      return { mass: whole, above: far, atLeast: farAndHere, below: rest(farAndHere), atMost: rest(far) };
    }
    const far = scaled(below.sum);
    const farAndHere = scaled(below.sum + mass);
    return { mass: whole, below: far, atMost: farAndHere, above: rest(farAndHere), atLeast: rest(far) };
  };
}

// A tail from its own terms, its logarithm from the other one where that is small.
const near = (part: number, other: number, total: number): Probability =>
  other < part
    ? { value: 1 - other / total, log: elementary.log1p(-other / total) + 0 }
    : { value: part / total, log: elementary.log(part / total) };

/** Sum of masses beyond `here`, each times factor^distance; complete when nothing left out could count. */
function side(
  { masses, start, lowest, highest }: ConvolvedSum,
  here: number,
  step: 1 | -1,
  factor: number,
): { sum: number; complete: boolean } {
  const isEnd = step === 1 ? start + masses.length - 1 === highest : start === lowest;
  let power = 1;
  let sum = 0;
  let last = 0;
  for (let i = here + step; i >= 0 && i < masses.length; i += step) {
    power *= factor;
    last = power * masses[i]!;
    sum += last;
    if (factor <= 1 && last < 1e-25 * sum) return { sum, complete: true };
  }
  return { sum, complete: Number.isFinite(sum) && (isEnd || last <= COMPLETE * sum) };
}
