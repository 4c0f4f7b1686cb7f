/** Every way to split row totals over a few columns, as a sorted list of log weights and probabilities. */
import * as elementary from "../../core/elementary.ts";
import { logDensity } from "../../distributions/hypergeometric.ts";
import type { Cells } from "./fisher-freeman-halton-cells.ts";

/**
 * The splits of one vector of row totals over some columns, by increasing sum of terms.
 * Probabilities are conditional on the vector, and multiplied by exp(LIFT) so that those near 1e-300 keep their digits.
 */
export interface SplitList {
  readonly values: Float64Array;
  readonly weights: Float64Array;
  /** before[k] = lifted probability of all splits before entry k, including those left out as too improbable. */
  readonly before: Float64Array;
  readonly top: number;
}

export const LIFT = 300;
/** Splits whose sums of terms differ by less are equal but for rounding. */
export const SAME = 1e-12;

/** Work done so far, in units of about a nanosecond; shared by the parts of one computation. */
export interface Meter {
  work: number;
}

/** A buffer of sums of terms, with the scale that makes them probabilities. */
interface Sums {
  values: Float64Array;
  count: number;
  /** log probability less sum of terms. */
  constant: number;
  /** Lifted probability of what was left out: all of it at most `sure`. */
  leftOut: number;
}

function push(sums: Sums, value: number): void {
  if (sums.count === sums.values.length) {
    const larger = new Float64Array(2 * sums.count);
    larger.set(sums.values);
    sums.values = larger;
  }
  sums.values[sums.count++] = value;
}

/** Makes lists of the splits over the given columns; those with sums of terms up to `sure` are only added up. */
export function splitter(
  cells: Cells,
  columns: readonly number[],
  meter: Meter,
): (part: ArrayLike<number>, sure: number) => SplitList {
  const sums: Sums = { values: new Float64Array(1024), count: 0, constant: 0, leftOut: 0 };
  const pairOf = pairSplitter(cells, columns.at(-2) ?? 0, columns.at(-1)!, sums, meter);
  return (part, sure) => {
    sums.count = 0;
    sums.leftOut = 0;
    const split = Array.from(part);
    sums.constant = constantOf(cells, split, columns);
    if (columns.length === 1) push(sums, -sums.constant);
    else if (columns.length === 2) pairOf(split, 0, sure, false);
    else splitColumn(cells, columns, split, 0, 0, (left, base) => pairOf(left, base, sure, true));
    meter.work += 40 * sums.count + 500;
    return toList(sums, sure);
  };
}

/** log probability, given `part`, less sum of terms: the same for all splits of `part`. */
function constantOf(cells: Cells, part: readonly number[], columns: readonly number[]): number {
  const left = [...part];
  let total = left.reduce((sum, x) => sum + x, 0);
  let log = 0;
  let terms = 0;
  for (const [level, j] of columns.entries()) {
    let need = cells.columns[j]!;
    let rest = total;
    total -= need;
    for (let i = 0; i < left.length; i++) {
      const all = left[i]!;
      rest -= all;
      // The most probable count, so that the logarithms stay small.
      const mode = Math.floor(((all + 1) * (need + 1)) / (all + rest + 2));
      const x = level === columns.length - 1 ? all : Math.min(all, need, Math.max(need - rest, mode));
      if (level < columns.length - 1) log += logDensity({ drawn: need, white: all, black: rest }, x);
      terms += cells.terms[i]![j]![x]!;
      left[i] = all - x;
      need -= x;
    }
  }
  return log - terms;
}

/** Calls `next` with what each row has left for the last two columns, for every filling of the others. */
function splitColumn(
  cells: Cells,
  columns: readonly number[],
  left: number[],
  level: number,
  base: number,
  next: (left: number[], base: number) => void,
): void {
  if (level === columns.length - 2) {
    next(left, base);
    return;
  }
  const column = columns[level]!;
  const others = left.reduce((sum, x) => sum + x, 0) - cells.columns[column]!;
  const last = left.length - 1;
  fill(0, cells.columns[column]!, base);
  function fill(i: number, need: number, sum: number): void {
    const all = left[i]!;
    const terms = cells.terms[i]![column]!;
    const from = i === last ? need : Math.max(0, all - others);
    for (let x = from; x <= Math.min(all, need); x++) {
      left[i] = all - x;
      if (i === last) splitColumn(cells, columns, left, level + 1, sum + terms[x]!, next);
      else fill(i + 1, need - x, sum + terms[x]!);
    }
    left[i] = all;
  }
}

/**
 * Splits of a vector over two columns `a` and `b`. With all rows but two filled, the sum of terms is concave in the next count,
 * and so is its maximum over that count in the one before it; what counts anyway lies outside an interval
 * around the maximum. Its probability is added by the ratio of neighbouring hypergeometric probabilities.
 */
function pairSplitter(cells: Cells, a: number, b: number, out: Sums, meter: Meter) {
  const rows = cells.rows.length;
  const last = rows - 1;
  const size = cells.columns[a]!;
  const pair = cells.rows.map(() => new Float64Array(size + 1));
  const rest = new Float64Array(rows + 1);
  let part: readonly number[] = [];
  let sure = 0;
  let nested = false;
  return (split: readonly number[], base: number, sureSums: number, isNested: boolean): void => {
    part = split;
    sure = sureSums;
    nested = isNested;
    const otherSize = cells.columns[b]!;
    rest[rows] = 0;
    for (let i = last; i >= 0; i--) {
      const all = split[i]!;
      rest[i] = rest[i + 1]! + all;
      const [first, second, to] = [cells.terms[i]![a]!, cells.terms[i]![b]!, pair[i]!];
      const high = Math.min(all, size);
      for (let y = Math.max(0, all - otherSize); y <= high; y++) to[y] = first[y]! + second[all - y]!;
    }
    row(0, size, base);
  };

  // Sum of terms of the last two rows, at most probable.
  function best(need: number): number {
    const [p, q] = [part[last - 1]!, part[last]!];
    const y = modeOf(p, q, need);
    return pair[last - 1]![y]! + pair[last]![need - y]!;
  }

  function row(i: number, need: number, base: number): void {
    if (i === last - 1) {
      lastRows(need, base);
      return;
    }
    const all = part[i]!;
    const others = rest[i + 1]!;
    const low = Math.max(0, need - others);
    const high = Math.min(all, need);
    const terms = pair[i]!;
    if (i < last - 2 || nested) {
      for (let x = low; x <= high; x++) row(i + 1, need - x, base + terms[x]!);
      return;
    }
    const centre = modeOf(all, others, need);
    for (const step of [1, -1]) {
      let before = -Infinity;
      for (let x = step > 0 ? centre : centre - 1; x >= low && x <= high; x += step) {
        const top = base + terms[x]! + best(need - x);
        // Concave: once it falls and is sure, all further ones are.
        if (top <= sure - SAME && top < before) {
          const first = elementary.exp(logOuter(i, x, need, base) + LIFT);
          out.leftOut += tailFrom(first, x, step, all, others, need);
          break;
        }
        before = top;
        row(i + 1, need - x, base + terms[x]!);
      }
    }
  }

  // Log probability that row i gives x to column a, rows above as they are: any one filling tells it.
  function logOuter(i: number, x: number, need: number, base: number): number {
    const left = need - x;
    const y = modeOf(part[last - 1]!, part[last]!, left);
    const log = base + pair[i]![x]! + pair[last - 1]![y]! + pair[last]![left - y]! + out.constant;
    return log - logDensity({ drawn: left, white: part[last - 1]!, black: part[last]! }, y);
  }

  function lastRows(need: number, base: number): void {
    const [p, q] = [part[last - 1]!, part[last]!];
    const low = Math.max(0, need - q);
    const high = Math.min(p, need);
    const [terms, others] = [pair[last - 1]!, pair[last]!];
    const centre = modeOf(p, q, need);
    for (const step of [1, -1]) {
      for (let x = step > 0 ? centre : centre - 1; x >= low && x <= high; x += step) {
        const value = base + (terms[x]! + others[need - x]!);
        if (value <= sure - SAME) {
          out.leftOut += tailFrom(elementary.exp(value + out.constant + LIFT), x, step, p, q, need);
          break;
        }
        push(out, value);
      }
    }
    meter.work += 50;
  }
}

/** Most probable count from `all` when `need` are drawn from `all` and `others`. */
function modeOf(all: number, others: number, need: number): number {
  const mode = Math.floor(((all + 1) * (need + 1)) / (all + others + 2));
  return Math.min(all, need, Math.max(0, need - others, mode));
}

/** Hypergeometric probabilities from x on outwards, the first one given. They fall faster than geometrically. */
function tailFrom(
  first: number,
  from: number,
  step: number,
  all: number,
  others: number,
  need: number,
): number {
  let sum = first;
  let term = first;
  for (let x = from; ; x += step) {
    term *=
      step > 0
        ? ((all - x) * (need - x)) / ((x + 1) * (others - need + x + 1))
        : (x * (others - need + x)) / ((all - x + 1) * (need - x + 1));
    const next = sum + term;
    if (!(term > sum * 1e-19)) return next;
    sum = next;
  }
}

/** Sorts, joins equal sums, turns them into probabilities. */
function toList({ values, count, constant, leftOut }: Sums, sure: number): SplitList {
  const sorted = bucketSort(values.subarray(0, count), null).values;
  const weights = new Float64Array(count);
  for (let k = 0; k < count; k++) weights[k] = elementary.exp(sorted[k]! + constant + LIFT);
  return joined(sorted, weights, leftOut, sure);
}

/** The list of splits whose sums of terms and lifted probabilities are given in any order; equal sums are joined. */
export function listOf(
  values: Float64Array,
  weights: Float64Array,
  leftOut: number,
  sure: number,
): SplitList {
  const sorted = bucketSort(values, weights);
  return joined(sorted.values, sorted.weights!, leftOut, sure);
}

function joined(sorted: Float64Array, weights: Float64Array, leftOut: number, sure: number): SplitList {
  const count = sorted.length;
  let distinct = 0;
  for (let k = 0; k < count; k++) {
    const value = sorted[k]!;
    const weight = weights[k]!;
    if (distinct === 0 || value - sorted[distinct - 1]! > SAME) {
      sorted[distinct] = value;
      weights[distinct++] = weight;
    } else weights[distinct - 1]! += weight;
  }
  const before = new Float64Array(distinct + 1);
  before[0] = leftOut;
  for (let k = 0; k < distinct; k++) before[k + 1] = before[k]! + weights[k]!;
  return {
    values: sorted.subarray(0, distinct),
    weights: weights.subarray(0, distinct),
    before,
    top: distinct === 0 ? sure : sorted[distinct - 1]!,
  };
}

// The sums are spread evenly enough that as many buckets as entries leave little to sort inside.
function bucketSort(
  values: Float64Array,
  weights: Float64Array | null,
): { values: Float64Array; weights: Float64Array | null } {
  const count = values.length;
  let low = Infinity;
  let high = -Infinity;
  for (let k = 0; k < count; k++) {
    const v = values[k]!;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  const sorted = new Float64Array(count);
  const carried = weights === null ? null : new Float64Array(count);
  const scale = high > low ? (count - 1) / (high - low) : 0;
  const start = new Int32Array(count + 1);
  for (let k = 0; k < count; k++) start[(((values[k]! - low) * scale) | 0) + 1]!++;
  for (let b = 0; b < count; b++) start[b + 1]! += start[b]!;
  for (let k = 0; k < count; k++) {
    const to = start[((values[k]! - low) * scale) | 0]!++;
    sorted[to] = values[k]!;
    if (carried !== null) carried[to] = weights![k]!;
  }
  for (let k = 1; k < count; k++) {
    const v = sorted[k]!;
    let at = k - 1;
    const weight = carried === null ? 0 : carried[k]!;
    while (at >= 0 && sorted[at]! > v) {
      sorted[at + 1] = sorted[at]!;
      if (carried !== null) carried[at + 1] = carried[at]!;
      at--;
    }
    sorted[at + 1] = v;
    if (carried !== null) carried[at + 1] = weight;
  }
  return { values: sorted, weights: carried };
}
