/**
 * Exact conditional distribution of a trend statistic T = sum of score x events over groups, given all margins.
 *
 * Groups are added one by one; the state is (events so far, score sum so far). To keep the digits of an
 * extreme tail, the groups are given event odds exp(level + slope x score) whose expected total of events is
 * the observed one and whose expected T is the value the tail starts from; the exact factor between that
 * distribution and the one without slope is put back at the end (exponential tilting).
 * A state is left out when it, and the remaining groups bringing exactly the missing events, have a probability
 * below 1e-25 of that of the observed margins under the tilted distribution.
 */
import * as elementary from "../../core/elementary.ts";
import { logChoose } from "../../num/gamma.ts";
import { findRoot } from "../../num/root.ts";

export interface TrendCounts {
  /** Whole scores; see asWholeScores. */
  readonly scores: readonly number[];
  readonly totals: readonly number[];
  /** All groups' events together: more than none, fewer than all. */
  readonly events: number;
}

/** log P(T = start + i) for i = 0, 1, ...; -Infinity where not possible. */
export interface TrendMasses {
  readonly start: number;
  readonly logMasses: readonly number[];
}

const NEGLIGIBLE = 1e-25;
const STEEPEST = 40;
const LARGEST_STATE = 20_000_000;

interface Row {
  readonly start: number;
  readonly values: Float64Array;
}
/** Rows by number of events; rows[i] holds `first + i` events. */
interface State {
  readonly first: number;
  readonly rows: readonly (Row | null)[];
}
interface Group {
  readonly score: number;
  readonly total: number;
  /** P(least + i events) under the tilted odds. */
  readonly least: number;
  readonly masses: readonly number[];
}

/**
 * The distribution of T, accurate around `centre`; null when it needs more than `steps` multiplications.
 * `tilted: false` leaves the slope out: accurate to all digits wherever a tail is above 1e-10.
 */
export function trendMasses(
  counts: TrendCounts,
  centre: number,
  tilted: boolean,
  steps: number,
): TrendMasses | null {
  const slope = tilted ? slopeFor(counts, centre) : 0;
  const level = levelFor(counts, slope);
  const groups = counts.totals
    .map((total, i) =>
      groupOf(counts.scores[i] as number, total, level + slope * (counts.scores[i] as number)),
    )
    .sort((g, h) => g.masses.length - h.masses.length);
  const last = groups.pop() as Group;
  let state: State = { first: 0, rows: [{ start: 0, values: Float64Array.of(1) }] };
  let left = steps;
  // Before any work: the groups' windows alone can be too wide.
  const widths = [...groups, last].map((group) => group.masses.length);
  const pairs = widths.reduce(
    (sum, width, i) => sum + width * widths.slice(i + 1).reduce((a, b) => a + b, 0),
    0,
  );
  if (pairs > steps) return null;
  const futures: Counts[] = [{ least: 0, masses: [1] }];
  for (const group of [last, ...groups.toReversed()]) {
    const later = futures[0] as Counts;
    left -= later.masses.length * group.masses.length;
    if (left < 0) return null;
    futures.unshift(convolved(group, later));
  }
  const margins = massAt(futures[0] as Counts, counts.events);
  for (const [g, group] of groups.entries()) {
    const width = state.rows.reduce((total, row) => total + (row?.values.length ?? 0), 0);
    left -= width * group.masses.length;
    if (left < 0 || largestSize(state, group, counts.events) > LARGEST_STATE) return null;
    state = withGroup(state, group, futures[g + 1] as Counts, counts.events, margins);
  }
  const row = closingRow(state, last, counts.events);
  return { start: row.start, logMasses: untilted(row, counts, slope, level, tilted) };
}

const expected = (
  counts: TrendCounts,
  level: number,
  slope: number,
  weight: (score: number) => number,
): number =>
  counts.totals.reduce((sum, total, i) => {
    const score = counts.scores[i] as number;
    return sum + (total * weight(score)) / (1 + elementary.exp(-(level + slope * score)));
  }, 0);

const search = { relativeTolerance: 1e-12, maximumIterations: 200 };

function levelFor(counts: TrendCounts, slope: number): number {
  const n = counts.totals.reduce((a, b) => a + b, 0);
  const overall = elementary.log(counts.events / (n - counts.events));
  const shifts = counts.scores.map((score) => slope * score);
  const f = (level: number): number => expected(counts, level, slope, () => 1) - counts.events;
  return slope === 0
    ? overall
    : findRoot(f, overall - Math.max(...shifts), overall - Math.min(...shifts), search).root;
}

// At the edge of the support no finite slope reaches the centre: the steepest one allowed serves.
function slopeFor(counts: TrendCounts, centre: number): number {
  const steepest = STEEPEST / Math.max(...counts.scores);
  const f = (slope: number): number =>
    expected(counts, levelFor(counts, slope), slope, (score) => score) - centre;
  return findRoot(f, -steepest, steepest, { ...search, relativeTolerance: 1e-6 }).root;
}

/** Binomial masses of one group, from the most probable number outwards. */
function groupOf(score: number, total: number, logOdds: number): Group {
  const odds = elementary.exp(logOdds);
  const peak = Math.min(total, Math.floor((total + 1) / (1 + 1 / odds)));
  const up: number[] = [];
  const down: number[] = [];
  for (let e = peak, mass = 1; e < total && mass > NEGLIGIBLE; e++) {
    mass *= ((total - e) / (e + 1)) * odds;
    up.push(mass);
  }
  for (let e = peak, mass = 1; e > 0 && mass > NEGLIGIBLE; e--) {
    mass *= e / (total - e + 1) / odds;
    down.push(mass);
  }
  const relative = [...down.reverse(), 1, ...up];
  const sum = relative.reduce((a, b) => a + b, 0);
  return { score, total, least: peak - down.length, masses: relative.map((mass) => mass / sum) };
}

/** P(a number of events) from `least` on. */
interface Counts {
  readonly least: number;
  readonly masses: readonly number[];
}

const massAt = ({ least, masses }: Counts, k: number): number => masses[k - least] ?? 0;

function convolved(a: Counts, b: Counts): Counts {
  const sums = new Float64Array(a.masses.length + b.masses.length - 1);
  const values = Float64Array.from(b.masses);
  for (const [i, mass] of a.masses.entries()) addScaled(sums, values, i, mass);
  const { start, values: kept } = trimmed(0, sums, NEGLIGIBLE ** 2) ?? { start: 0, values: sums };
  return { least: a.least + b.least + start, masses: Array.from(kept) };
}

/** How many numbers the state with one more group can hold. */
function largestSize(state: State, group: Group, events: number): number {
  const widest = state.rows.reduce((most, row) => Math.max(most, row?.values.length ?? 0), 0);
  const starts = state.rows.flatMap((row) => (row === null ? [] : [row.start]));
  const drift =
    starts.reduce((a, b) => Math.max(a, b), -Infinity) - starts.reduce((a, b) => Math.min(a, b), Infinity);
  const rows = Math.min(events - state.first - group.least + 1, state.rows.length + group.masses.length - 1);
  const overlap = Math.min(state.rows.length, group.masses.length);
  return rows * (widest + drift + overlap * group.score);
}

function withGroup(state: State, group: Group, future: Counts, events: number, margins: number): State {
  const { least, masses, score } = group;
  const first = state.first + least;
  const size = Math.min(events - first + 1, state.rows.length + masses.length - 1);
  const starts = Array.from({ length: size }, () => Infinity);
  const ends = Array.from({ length: size }, () => -Infinity);
  for (const [i, row] of state.rows.entries()) {
    if (row === null) continue;
    for (let j = 0; j < masses.length && i + j < size; j++) {
      const start = row.start + (least + j) * score;
      starts[i + j] = Math.min(starts[i + j] as number, start);
      ends[i + j] = Math.max(ends[i + j] as number, start + row.values.length);
    }
  }
  const sums = starts.map((start, i) => new Float64Array(Math.max(0, (ends[i] as number) - start)));
  for (const [i, row] of state.rows.entries()) {
    if (row === null) continue;
    for (let j = 0; j < masses.length && i + j < size; j++)
      addScaled(
        sums[i + j] as Float64Array,
        row.values,
        row.start + (least + j) * score - (starts[i + j] as number),
        masses[j] as number,
      );
  }
  return {
    first,
    rows: sums.map((values, i) =>
      trimmed(starts[i] as number, values, (NEGLIGIBLE * margins) / massAt(future, events - first - i)),
    ),
  };
}

function addScaled(target: Float64Array, values: Float64Array, offset: number, factor: number): void {
  for (let k = 0; k < values.length; k++)
    target[offset + k] = (target[offset + k] as number) + factor * (values[k] as number);
}

function trimmed(start: number, values: Float64Array, negligible: number): Row | null {
  let from = 0;
  let to = values.length;
  while (from < to && (values[from] as number) < negligible) from++;
  while (to > from && (values[to - 1] as number) < negligible) to--;
  return from === to ? null : { start: start + from, values: values.subarray(from, to) };
}

/** The last group must bring exactly the events still missing. */
function closingRow(state: State, last: Group, events: number): Row {
  const parts = state.rows.flatMap((row, i) => {
    const missing = events - state.first - i;
    const mass = last.masses[missing - last.least];
    return row === null || mass === undefined ? [] : [{ row, mass, start: row.start + missing * last.score }];
  });
  const start = parts.reduce((least, part) => Math.min(least, part.start), Infinity);
  const end = parts.reduce((most, part) => Math.max(most, part.start + part.row.values.length), -Infinity);
  const values = new Float64Array(Math.max(0, end - start));
  for (const part of parts) addScaled(values, part.row.values, part.start - start, part.mass);
  return { start, values };
}

/** Back to the distribution without slope, as logarithms. */
function untilted(row: Row, counts: TrendCounts, slope: number, level: number, tilted: boolean): number[] {
  const masses = Array.from(row.values);
  if (!tilted) {
    const logTotal = elementary.log(masses.reduce((a, b) => a + b, 0));
    return masses.map((mass) => elementary.log(mass) - logTotal);
  }
  const n = counts.totals.reduce((a, b) => a + b, 0);
  const constant =
    counts.totals.reduce(
      (sum, total, i) => sum + total * logOnePlusExp(level + slope * (counts.scores[i] as number)),
      0,
    ) -
    level * counts.events -
    logChoose(n, counts.events);
  return masses.map((mass, k) => elementary.log(mass) + constant - slope * (row.start + k));
}

const logOnePlusExp = (x: number): number =>
  x > 0 ? x + elementary.log1p(elementary.exp(-x)) : elementary.log1p(elementary.exp(x));
