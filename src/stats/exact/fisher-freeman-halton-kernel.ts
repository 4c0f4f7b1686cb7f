/**
 * The sum of the probabilities of all tables at most as probable as the observed one.
 *
 * Enumerating tables is hopeless beyond some hundred subjects: a 5x3 table of 600 has 1e13 companions. Three ideas
 * bring their number down. Call the log weight of a part of a table its *sum of terms*; a table counts when
 * the sums of its parts add up to at most `cut`.
 *
 * 1. Meet in the middle. The columns are divided into left ones, at most one middle one, and right ones. Once it is known how
 *    many of each row fall left (`u`), into the middle (`x`) and right (`w`), the left and the right part vary independently.
 *    For every `w` the right splits are sorted, with running probabilities: for one left split and one `x`, all right
 *    splits are counted by one look into that list. So the cost is the number of (left split, x, w), not of tables.
 * 2. Nodes as in a network. A `w` (or a pair `w`, `u`) from which even the most probable completion counts is added
 *    whole, by its own probability, without looking at its splits; likewise all left splits below the first, or above
 *    the last, that a given list of right splits can decide.
 * 3. A look costs an index into a grid (`stepGrid`), not a search.
 *
 * Only positive numbers are added, so nothing cancels and a tail of 1e-300 has the digits of one of 0.1.
 *
 * Source: Mehta & Patel 1983, J Am Stat Assoc 78:427-434, for nodes, longest paths and trimming; Horowitz & Sahni
 * 1974, J ACM 21:277-292, for meeting in the middle.
 */
import * as elementary from "../../core/elementary.ts";
import {
  cellsOf,
  type Pooled,
  pooledCells,
  logTableProbability,
  splitBound,
  sumOfTerms,
  type Cells,
} from "./fisher-freeman-halton-cells.ts";
import { type GridRoom, matchSplits, stepGrid } from "./fisher-freeman-halton-match.ts";
import { LIFT, type Meter, SAME, type SplitList, splitter } from "./fisher-freeman-halton-split.ts";

/** Bounds as logarithms: p may lie below the smallest number. */
export interface TailSum {
  readonly logLower: number;
  readonly logUpper: number;
}

export type Tail =
  | { readonly tail: TailSum; readonly work: number }
  | { readonly tail: null; readonly work: number };

// Beyond these the index of left vectors, the terms of the cells or the lists would not fit in memory.
const MOST_NODES = 4_000_000;
// Factors are lifted by as much as the observed table is improbable; this far, all stay in the range of numbers.
const MOST_LIFT = 1300;
const LIFT_OF_PAIR = elementary.exp(2 * LIFT);
const MOST_LIST_ENTRIES = 5_000_000;

/** Which columns are left, middle, right. */
export function divide(columns: readonly number[]): { left: number[]; middle: number[]; right: number[] } {
  const bySize = columns.map((_, j) => j).sort((a, b) => columns[b]! - columns[a]!);
  const right = Math.max(1, Math.floor(columns.length / 2));
  const middle = columns.length === 2 || columns.length === 4 ? 0 : 1;
  return {
    right: bySize.slice(0, right),
    left: bySize.slice(right, columns.length - middle),
    middle: bySize.slice(columns.length - middle),
  };
}

/**
 * @param table - rows and columns non-empty; the last row has the largest total; few rows, many columns
 * @param slackOfTies - a table counts up to exp(slackOfTies) times the probability of the observed one
 * @param budget - work after which to give up (about nanoseconds)
 */
export function tailSum(table: readonly (readonly number[])[], slackOfTies: number, budget: number): Tail {
  const rows = table.map((row) => row.reduce((sum, x) => sum + x, 0));
  const columns = table[0]!.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0));
  const meter: Meter = { work: 0 };
  const radix = rows.slice(0, -1).map((r) => r + 1);
  const nodes = radix.reduce((product, r) => product * r, 1);
  const cellCounts = rows.reduce((sum, r) => sum + columns.reduce((part, c) => part + Math.min(r, c), 0), 0);
  if (nodes > MOST_NODES || cellCounts > MOST_NODES) return { tail: null, work: 0 };

  const cells = cellsOf(rows, columns);
  const { left, middle, right } = divide(columns);
  const pool = (parts: readonly (readonly number[])[]) =>
    pooledCells(table.map((row) => parts.map((part) => part.reduce((sum, j) => sum + row[j]!, 0))));
  const whole = pool(middle.length === 0 ? [left, right] : [left, right, middle]);
  const halves = middle.length === 0 ? whole : pool([[...left, ...middle], right]);
  const cut = sumOfTerms(cells, table) + slackOfTies;
  // Rounding of sums of terms, and the joining of equal sums in both lists.
  const slack = 3 * SAME + 1e-14 * Math.abs(cut);
  const observed = logTableProbability(cells, table);
  const lift = Math.max(0, -observed);
  if (lift > MOST_LIFT)
    return { tail: { logLower: observed, logUpper: observed + logTableCount(cells) }, work: 0 };

  const job: Job = {
    cells,
    left,
    middle,
    right,
    whole,
    halves,
    cut,
    slack,
    lift,
    meter,
    once: { work: 0 },
    ceiling: { work: Infinity },
    radix,
  };
  const sums = addNodes(job, budget);
  if (sums === null) return { tail: null, work: meter.work };
  return {
    tail: { logLower: elementary.log(sums.sure) - lift, logUpper: elementary.log(sums.possible) - lift },
    work: meter.work,
  };
}

/** No more tables than this: all free cells on their own. */
const logTableCount = ({ terms }: Cells): number =>
  terms
    .slice(0, -1)
    .reduce((sum, row) => row.slice(0, -1).reduce((part, t) => part + elementary.log(t.length), sum), 1e-6);

interface Job {
  readonly cells: Cells;
  readonly left: readonly number[];
  readonly middle: readonly number[];
  readonly right: readonly number[];
  readonly whole: Pooled;
  readonly halves: Pooled;
  readonly cut: number;
  readonly slack: number;
  readonly lift: number;
  readonly meter: Meter;
  /** Work on left lists: done once, and so no part of what a node costs. */
  readonly once: Meter;
  /** Work at which the node in hand alone shows that the whole is too long. */
  readonly ceiling: Meter;
  readonly radix: readonly number[];
}

function addNodes(job: Job, budget: number): { sure: number; possible: number } | null {
  const { cells, left, middle, right, halves, cut, slack, lift, meter, once, ceiling } = job;
  const { rows, n } = cells;
  const last = rows.length - 1;
  const rest = [...left, ...middle];
  const rightTotal = halves.cells.columns[1]!;
  const open: number[][] = [];
  const maxima: number[] = [];
  let sure = 0;
  let unsure = 0;

  const w = rows.map(() => 0);
  const others = [...rows];
  visit(0, rightTotal);
  function visit(i: number, need: number): void {
    if (i === last) {
      if (need > rows[i]!) return;
      w[i] = need;
      others[i] = rows[i]! - need;
      node();
      return;
    }
    for (let x = 0; x <= rows[i]! && x <= need; x++) {
      w[i] = x;
      others[i] = rows[i]! - x;
      visit(i + 1, need - x);
    }
  }
  function node(): void {
    meter.work += 100;
    const othersTop = splitBound(cells, others, n - rightTotal, rest);
    if (othersTop + splitBound(cells, w, rightTotal, right) <= cut - slack) {
      let log = halves.constant;
      for (let i = 0; i <= last; i++)
        log += halves.cells.terms[i]![1]![w[i]!]! + halves.cells.terms[i]![0]![others[i]!]!;
      sure += elementary.exp(log + lift);
      return;
    }
    open.push([...w]);
    maxima.push(othersTop);
  }
  if (meter.work > budget) return null;

  const rightLists = splitter(cells, right, meter);
  const pairs = pairAdder(job);
  // A stride scatters the first nodes over all of them: their cost foretells the whole.
  const stride = coprimeStride(open.length);
  const workBefore = meter.work;
  for (let k = 0, at = 0; k < open.length; k++, at = (at + stride) % open.length) {
    ceiling.work = workBefore + (budget * (1 + 8 / (k + 1)) * (k + 1)) / open.length;
    const list = rightLists(open[at]!, cut - slack - maxima[at]!);
    const found = pairs(open[at]!, list);
    if (found === null) return null;
    sure += found.sure;
    unsure += found.unsure;
    if (meter.work + once.work > budget) return null;
  }
  return { sure, possible: sure + unsure };
}

export function coprimeStride(count: number): number {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  let stride = Math.max(1, Math.round(count * 0.618));
  while (gcd(stride, count) !== 1 && stride < count) stride++;
  return stride;
}

type Found = { readonly sure: number; readonly unsure: number } | null;

/** For one `w` and its right splits: everything over all middle columns and left splits. */
function pairAdder({
  cells,
  left,
  middle,
  right: rightColumns,
  whole,
  cut,
  slack,
  lift,
  meter,
  once,
  ceiling,
  radix,
}: Job) {
  const { rows, n } = cells;
  const last = rows.length - 1;
  const strides: number[] = [];
  let nodes = 1;
  for (const r of radix) {
    strides.push(nodes);
    nodes *= r;
  }
  strides.push(0);
  const slotOf = new Int32Array(nodes);
  const lists: SplitList[] = [];
  /** Most probable left split of u, or a bound on it; NaN until asked for. */
  const tops = new Float64Array(nodes).fill(NaN);
  const leftLists = splitter(cells, left, once);
  const leftTotal = whole.cells.columns[0]!;
  const size = middle.length === 0 ? 0 : cells.columns[middle[0]!]!;
  const middleTerms =
    middle.length === 0 ? rows.map(() => new Float64Array(1)) : cells.terms.map((t) => t[middle[0]!]!);
  const pooled = rows.map((r) => new Float64Array(r + 1));
  const u = new Int32Array(rows.length);
  const free = new Int32Array(rows.length);
  const beyond = new Int32Array(rows.length);
  const beyondTotal = n - leftTotal;
  const gridRoom: GridRoom = { steps: new Float64Array(0), below: new Int32Array(0) };
  let entries = 0;

  return (w: readonly number[], right: SplitList): Found => {
    const grid = stepGrid(right, slack, rows.length === 2 && rightColumns.length === 2, gridRoom);
    const found = { sum: 0, dubious: 0 };
    const top = right.top;
    meter.work += grid.size;
    let sure = 0;
    let unsure = 0;
    let constant = whole.constant;
    let startId = 0;
    for (let i = 0; i <= last; i++) {
      free[i] = rows[i]! - w[i]!;
      startId += free[i]! * strides[i]!;
      constant += whole.cells.terms[i]![1]![w[i]!]!;
      const [toLeft, to] = [whole.cells.terms[i]![0]!, pooled[i]!];
      const toMiddle = middle.length === 0 ? null : whole.cells.terms[i]![2]!;
      const largest = Math.min(free[i]!, size);
      for (let x = 0; x <= largest; x++)
        to[x] =
          (toMiddle === null ? 0 : toMiddle[x]!) +
          (free[i]! - x <= leftTotal ? toLeft[free[i]! - x]! : -Infinity);
      let most = -Infinity;
      for (let x = 0; x <= largest; x++) most = Math.max(most, to[x]!);
      constant += most;
      for (let x = 0; x <= largest; x++) to[x] = to[x]! - most;
    }
    // Probabilities of (u, x, w), lifted so far that a pair of lists makes up the rest; shared out among the
    // rows, so that neither a factor nor a product leaves the range of numbers.
    const share = (constant + lift - 2 * LIFT) / rows.length;
    for (let i = 0; i <= last; i++) {
      const largest = Math.min(free[i]!, size);
      for (let x = 0; x <= largest; x++) pooled[i]![x] = elementary.exp(pooled[i]![x]! + share);
    }
    choose(0, size, startId, 0, 1);
    return entries > MOST_LIST_ENTRIES || meter.work > ceiling.work ? null : { sure, unsure };

    // Row by row, how many go to the middle column.
    function choose(i: number, need: number, id: number, terms: number, weight: number): void {
      if (i < last - 1) {
        for (let x = 0; x <= need && x <= free[i]!; x++) {
          u[i] = free[i]! - x;
          choose(i + 1, need - x, id - x * strides[i]!, terms + middleTerms[i]![x]!, weight * pooled[i]![x]!);
        }
        return;
      }
      const to = Math.min(need, free[i]!);
      const terms1 = middleTerms[i]!;
      const terms2 = middleTerms[last]!;
      const weight1 = pooled[i]!;
      const weight2 = pooled[last]!;
      const step = strides[i]!;
      const room0 = cut - terms;
      const limit = slack + top;
      let whole = 0;
      for (let x = Math.max(0, need - free[last]!); x <= to; x++) {
        const room = room0 - (terms1[x]! + terms2[need - x]!);
        const share = weight1[x]! * weight2[need - x]!;
        if (tops[id - x * step]! + limit <= room) whole += share;
        else {
          u[i] = free[i]! - x;
          u[last] = free[last]! - (need - x);
          add(id - x * step, room, weight * share);
        }
      }
      sure += weight * whole * LIFT_OF_PAIR;
      meter.work += 4 * (to + 1);
    }

    // One (u, x, w) that must be looked into: left and right sums must add up to at most `room`.
    function add(id: number, room: number, scale: number): void {
      if (meter.work > ceiling.work) return;
      let slot = slotOf[id]! - 1;
      if (slot < 0) {
        if (Number.isNaN(tops[id]!)) {
          tops[id] = splitBound(cells, u, leftTotal, left);
          once.work += 200;
          if (tops[id] + top <= room - slack) {
            sure += scale * LIFT_OF_PAIR;
            return;
          }
        }
        slot = lists.length;
        slotOf[id] = slot + 1;
        for (let i = 0; i <= last; i++) beyond[i] = rows[i]! - u[i]!;
        const list = leftLists(
          u,
          cut - slack - splitBound(cells, beyond, beyondTotal, [...middle, ...rightColumns]),
        );
        lists.push(list);
        tops[id] = list.top;
        entries += list.values.length;
      }
      const list = lists[slot]!;
      found.sum = 0;
      found.dubious = 0;
      meter.work += 3 * matchSplits(list, right, grid, room, slack, found) + 20;
      sure += scale * found.sum;
      unsure += scale * found.dubious;
    }
  };
}
