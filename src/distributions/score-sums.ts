import { untiedRows } from "./untied-counts.ts";

/** A distinct value: its score (a whole number) and how often it occurs. */
export interface Score {
  readonly score: number;
  readonly count: number;
}

/** P(sum of scores = lowest + i * stride) when every choice is equally likely. */
export interface Row {
  readonly lowest: number;
  readonly stride: number;
  readonly probabilities: Float64Array;
}

/** `rows[j]`: the sum of the scores of j values chosen from the part. */
export interface Part {
  readonly size: number;
  readonly rows: readonly Row[];
}

/** The recurrence for untied runs keeps 13 digits up to here; what is longer goes on value by value. */
const longestRun = 280;

/** Below this length a run of untied values is added value by value. */
const shortestRun = 4;

const sizeOf = (scores: readonly Score[]): number => scores.reduce((total, { count }) => total + count, 0);

/** The entries in the order they are worked: one block first, then its neighbours to the right, then to the left. */
interface Order {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** The longest untied run, and the value that occurs most often: the two places to begin. */
function beginnings(scores: readonly Score[]): Order[] {
  let longest = { from: 0, to: 0 };
  let largest = 0;
  for (let from = 0; from < scores.length; ) {
    const to = runEnd(scores, from);
    if (to - from > longest.to - longest.from) longest = { from, to };
    if (scores[from]!.count > scores[largest]!.count) largest = from;
    from = Math.max(to, from + 1);
  }
  const block = { from: largest, to: largest + 1 };
  return longest.to - longest.from >= shortestRun ? [longest, block] : [block];
}

/** Where the run of untied, equally spaced scores that begins at `from` ends; `from` itself where that one is tied. */
function runEnd(scores: readonly Score[], from: number): number {
  let to = from;
  while (
    scores[to]?.count === 1 &&
    to - from < longestRun &&
    (to - from < 2 ||
      scores[to]!.score - scores[to - 1]!.score === scores[to - 1]!.score - scores[to - 2]!.score)
  )
    to++;
  return to;
}

/** Width of all rows together for the contiguous entries `from` .. `to`. */
function width(scores: readonly Score[], { from, to }: Order, most: number): number {
  const side = (step: 1 | -1): number => {
    let sum = 0;
    let taken = 0;
    for (let k = step === 1 ? from : to - 1; k >= from && k < to && taken < most; k += step) {
      const here = Math.min(scores[k]!.count, most - taken);
      // The value in place p counts in the rows p + 1 .. most.
      sum += scores[k]!.score * (here * (most - taken) - (here * (here - 1)) / 2);
      taken += here;
    }
    return sum;
  };
  return side(-1) - side(1) + most + 1;
}

function steps(scores: readonly Score[], start: Order, most: number): number {
  // With many distinct values the widths are read at some of the places and taken to hold up to the next.
  const stride = Math.ceil(scores.length / 40);
  let total = width(scores, start, Math.min(most, sizeOf(scores.slice(start.from, start.to))));
  let size = sizeOf(scores.slice(start.from, start.to));
  let here = 0;
  const take = (k: number, range: Order, place: number): void => {
    const count = scores[k]!.count;
    size += count;
    if (place % stride === 0) here = width(scores, range, Math.min(most, size));
    total += here * (Math.min(count, most) + 1);
  };
  for (let k = start.to; k < scores.length; k++) take(k, { from: start.from, to: k + 1 }, k - start.to);
  for (let k = start.from - 1; k >= 0; k--) take(k, { from: k, to: scores.length }, start.from - 1 - k);
  return total;
}

function cheapest(scores: readonly Score[], most: number): { start: Order; total: number } {
  let best = { start: { from: 0, to: 1 }, total: Infinity };
  for (const start of beginnings(scores)) {
    const total = steps(scores, start, most);
    if (total < best.total) best = { start, total };
  }
  return best;
}

/** Additions that `partOf` will need, near enough to choose by. */
export function stepsFor(scores: readonly Score[], most: number): number {
  return scores.length === 0 ? 0 : cheapest(scores, most).total;
}

/**
 * The sums of the scores of j = 0 .. `most` values chosen from a part; scores ascending. Cost: the additions
 * `stepsFor` foretells.
 */
export function partOf(scores: readonly Score[], most: number): Part {
  if (scores.length === 0)
    return { size: 0, rows: [{ lowest: 0, stride: 1, probabilities: Float64Array.of(1) }] };
  const { start } = cheapest(scores, most);
  if (start.to - start.from === scores.length && scores.length > 1) return runOf(scores, most);
  const table = begin(scores, start, Math.min(most, sizeOf(scores)));
  for (let k = start.to; k < scores.length; k++) include(table, scores[k]!);
  for (let k = start.from - 1; k >= 0; k--) include(table, scores[k]!);
  return { size: table.size, rows: table.rows };
}

/** A part that is one untied run: only every `stride`-th sum can occur. */
function runOf(scores: readonly Score[], most: number): Part {
  const first = scores[0]!.score;
  const stride = scores[1]!.score - first;
  const rows = untiedRows(scores.length, most).map((probabilities, j) => ({
    lowest: j * first + (stride * j * (j - 1)) / 2,
    stride,
    probabilities,
  }));
  return { size: scores.length, rows };
}

interface Table {
  size: number;
  /** Rows at their final width; `low` and `high` bound what is filled so far, as sums. */
  readonly rows: Row[];
  readonly low: number[];
  readonly high: number[];
}

function begin(scores: readonly Score[], start: Order, most: number): Table {
  const all = scores.flatMap(({ score, count }) =>
    Array.from({ length: Math.min(count, most) }, () => score),
  );
  const rows: Row[] = [];
  let lowest = 0;
  let highest = 0;
  for (let j = 0; j <= most; j++) {
    rows.push({ lowest, stride: 1, probabilities: new Float64Array(highest - lowest + 1) });
    lowest += all[j] ?? 0;
    highest += all[all.length - 1 - j] ?? 0;
  }
  const table: Table = { size: 0, rows, low: [], high: [] };
  const block = scores.slice(start.from, start.to);
  const { score, count } = block[0]!;
  table.size = sizeOf(block);
  if (count === 1 && block.length > 1) {
    const gap = block[1]!.score - score;
    for (const [j, run] of untiedRows(block.length, most).entries()) {
      table.low[j] = j * score + (gap * j * (j - 1)) / 2;
      table.high[j] = table.low[j] + gap * (run.length - 1);
      const { lowest, probabilities } = rows[j]!;
      const offset = table.low[j] - lowest;
      for (let u = 0; u < run.length; u++) probabilities[offset + gap * u] = run[u]!;
    }
  } else {
    for (let j = 0; j <= Math.min(count, most); j++) {
      table.low[j] = table.high[j] = j * score;
      rows[j]!.probabilities[j * score - rows[j]!.lowest] = 1;
    }
  }
  return table;
}

/** One more distinct value: j chosen now are j - i chosen before and i copies of this one. */
function include(table: Table, { score, count }: Score): void {
  const before = table.size;
  const size = before + count;
  for (let j = Math.min(size, table.rows.length - 1); j >= 0; j--) {
    const { lowest, probabilities: to } = table.rows[j]!;
    const fewest = Math.max(0, j - before);
    const greatest = Math.min(count, j);
    const weights = choiceWeights(before, count, j, fewest, greatest);
    let low = Infinity;
    let high = -Infinity;
    for (let i = fewest; i <= greatest; i++) {
      const first = table.low[j - i]! + i * score;
      const last = table.high[j - i]! + i * score;
      low = Math.min(low, first);
      high = Math.max(high, last);
      const weight = weights[i - fewest]!;
      if (i === 0) scaleSpan(to, first - lowest, last - lowest, weight);
      else {
        const { lowest: base, probabilities: from } = table.rows[j - i]!;
        addSpan(to, from, first - lowest, last - lowest, base + i * score - lowest, weight);
      }
    }
    table.low[j] = low;
    table.high[j] = high;
  }
  table.size = size;
}

// Small functions of their own: the loops that take the time, compiled once for typed arrays.
function scaleSpan(to: Float64Array, first: number, last: number, weight: number): void {
  for (let x = first; x <= last; x++) to[x]! *= weight;
}

function addSpan(
  to: Float64Array,
  from: Float64Array,
  first: number,
  last: number,
  shift: number,
  weight: number,
): void {
  for (let x = first; x <= last; x++) to[x]! += weight * from[x - shift]!;
}

/** P(i of the j chosen are among `count` new values, the rest among `before` old ones), i = fewest .. greatest. */
function choiceWeights(
  before: number,
  count: number,
  j: number,
  fewest: number,
  greatest: number,
): Float64Array {
  const weights = new Float64Array(greatest - fewest + 1);
  const ratio = (i: number): number => ((count - i) * (j - i)) / ((i + 1) * (before - j + i + 1));
  const likely = Math.floor(((j + 1) * (count + 1)) / (before + count + 2));
  const mode = Math.min(greatest, Math.max(fewest, likely));
  weights[mode - fewest] = 1;
  for (let i = mode; i < greatest; i++) weights[i + 1 - fewest] = weights[i - fewest]! * ratio(i);
  for (let i = mode; i > fewest; i--) weights[i - 1 - fewest] = weights[i - fewest]! / ratio(i - 1);
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / total);
}
