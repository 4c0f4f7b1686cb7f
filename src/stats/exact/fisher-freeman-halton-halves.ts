/**
 * The sum of the probabilities of all tables at most as probable as the observed one, for tables of four rows and more.
 *
 * A table's probability depends on its cells through the product of their factorials alone: permuting the rows of a part of the
 * table changes nothing. So, with the columns cut into two halves and `w` the row totals of the right one:
 *
 * 1. the fillings of a half are listed once per *sorted* vector of row totals (five rows: for one vector in up to 120), by
 *    value, equal values joined. With small counts few values are distinct: a million fillings have some thousand;
 * 2. all `w` whose two halves sort to the same pair of vectors share one match of two lists, with their probabilities added;
 * 3. a `w` of which even the most probable completion counts is added whole.
 *
 * Source: Mehta & Patel 1983, J Am Stat Assoc 78:427-434, for nodes and longest paths; Horowitz & Sahni 1974, J ACM 21:277-292, for
 * meeting in the middle.
 */
import * as elementary from "../../core/elementary.ts";
import {
  type Cells,
  cellsOf,
  evenCells,
  logTableProbability,
  pooledCells,
  splitBounds,
  sumOfTerms,
} from "./fisher-freeman-halton-cells.ts";
import { keyOf, sortedLists, sortSmall, WorkSpent } from "./fisher-freeman-halton-lists.ts";
import { type GridRoom, matchSplits, stepGrid } from "./fisher-freeman-halton-match.ts";
import { LIFT, type Meter, SAME, type SplitList } from "./fisher-freeman-halton-split.ts";
import { coprimeStride, type Tail } from "./fisher-freeman-halton-kernel.ts";

const MOST_NODES = 6_000_000;
const MOST_OPEN = 1_500_000;
const MOST_LIST_ENTRIES = 6_000_000;
const MOST_LIFT = 1300;
// Lists after which their cost foretells that of all, and how far it must lie above the budget: the first ones also pay for what later ones share.
const ENOUGH_LISTS = 20;
const RASH = 3;
const LIFT_OF_PAIR = elementary.exp(2 * LIFT);

/** All `w` that sort to one vector. */
interface Right {
  readonly w: Int32Array;
  /** By the other half, sorted: the probability of all `w` that lead there, lifted but for a pair of lists. */
  readonly partners: Map<Left, number>;
  /** Most that a filling of the other half can add. */
  othersTop: number;
}

interface Left {
  readonly u: Int32Array;
  othersTop: number;
  list: SplitList | null;
}

interface Open {
  readonly rights: readonly Right[];
  readonly leftCount: number;
  /** Lifted probability of the nodes that count whole. */
  readonly sure: number;
}

interface Sums {
  readonly sure: number;
  readonly unsure: number;
}

/**
 * @param table - rows and columns non-empty; no more rows than columns
 * @param slackOfTies - a table counts up to exp(slackOfTies) times the probability of the observed one
 * @param budget - work after which to give up (about nanoseconds)
 */
export function tailByHalves(
  table: readonly (readonly number[])[],
  slackOfTies: number,
  budget: number,
): Tail {
  const rows = table.map((row) => row.reduce((sum, x) => sum + x, 0));
  const columns = table[0]!.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0));
  const cells = evenCells(rows, columns);
  const cut = sumOfTerms(cells, table) + slackOfTies;
  // Rounding of sums of terms, and the joining of equal sums in both lists.
  const slack = 3 * SAME + 1e-14 * Math.abs(cut);
  const lift = Math.max(0, -logTableProbability(cellsOf(rows, columns), table));
  const bySize = columns.map((_, j) => j).sort((a, b) => columns[b]! - columns[a]!);
  const half = Math.floor(columns.length / 2);
  const meter: Meter = { work: 0 };
  const job: Job = {
    table,
    rows,
    cells,
    left: bySize.slice(0, half),
    right: bySize.slice(half),
    cut,
    slack,
    lift,
    meter,
  };
  const open = lift > MOST_LIFT ? null : openNodes(job);
  const pairs = open === null || meter.work > budget ? null : affordable(() => matchAll(job, open, budget));
  if (open === null || pairs === null) return { tail: null, work: meter.work };
  const sure = open.sure + pairs.sure;
  return {
    tail: { logLower: elementary.log(sure) - lift, logUpper: elementary.log(sure + pairs.unsure) - lift },
    work: meter.work,
  };
}

/** Null where the work is spent before a list is whole. */
function affordable<T>(work: () => T): T | null {
  try {
    return work();
  } catch (problem) {
    if (problem instanceof WorkSpent) return null;
    throw problem;
  }
}

interface Job {
  readonly table: readonly (readonly number[])[];
  readonly rows: readonly number[];
  /** Even: a list serves all vectors that sort alike. */
  readonly cells: Cells;
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly cut: number;
  readonly slack: number;
  readonly lift: number;
  readonly meter: Meter;
}

/** Every `w`: added whole if all its completions count, else filed under its sorted halves. */
function openNodes({ table, rows, cells, left, right, cut, slack, lift, meter }: Job): Open | null {
  const last = rows.length - 1;
  if (rows.slice(0, -1).reduce((product, r) => product * (r + 1), 1) > MOST_NODES) return null;
  const rightTotal = right.reduce((sum, j) => sum + cells.columns[j]!, 0);
  const leftTotal = cells.n - rightTotal;
  const ofRight = splitBounds(cells, rightTotal, right);
  const ofLeft = splitBounds(cells, leftTotal, left);
  const halves = pooledCells(
    table.map((row) => [left, right].map((part) => part.reduce((sum, j) => sum + row[j]!, 0))),
  );
  const logs = halves.cells.terms.map(([toLeft, toRight], i) =>
    Float64Array.from({ length: rows[i]! + 1 }, (_, x) =>
      x <= rightTotal && rows[i]! - x <= leftTotal ? toRight![x]! + toLeft![rows[i]! - x]! : -Infinity,
    ),
  );
  const after = rows.map((_, i) => rows.slice(i + 1).reduce((sum, r) => sum + r, 0));
  const limit = cut - slack;
  const radix = Math.max(...rows) + 1;
  const rights = new Map<number, Right>();
  const lefts = new Map<number, Left>();
  const w = new Int32Array(rows.length);
  const u = new Int32Array(rows.length);
  const sorted = new Int32Array(rows.length);
  let sure = 0;
  let openCount = 0;
  row(0, rightTotal, 0, 0, halves.constant + lift);
  return openCount > MOST_OPEN ? null : { rights: [...rights.values()], leftCount: lefts.size, sure };

  function row(i: number, need: number, topRight: number, topLeft: number, log: number): void {
    const r = rows[i]!;
    if (i === last) {
      w[i] = need;
      const here = topRight + ofRight[need]!;
      const there = topLeft + ofLeft[r - need]!;
      if (here + there > limit) file(here, there, log + logs[i]![need]!);
      else sure += elementary.exp(log + logs[i]![need]!);
      return;
    }
    const from = Math.max(0, need - after[i]!, r - leftTotal);
    const to = Math.min(r, need);
    for (let x = from; x <= to; x++) {
      w[i] = x;
      row(i + 1, need - x, topRight + ofRight[x]!, topLeft + ofLeft[r - x]!, log + logs[i]![x]!);
    }
    meter.work += 5 * (to - from + 1);
  }

  function file(here: number, there: number, log: number): void {
    if (++openCount > MOST_OPEN) return;
    for (let i = 0; i <= last; i++) u[i] = rows[i]! - w[i]!;
    sorted.set(u);
    sortSmall(sorted);
    const keyOfU = keyOf(sorted, radix);
    let other = lefts.get(keyOfU);
    if (other === undefined) {
      other = { u: sorted.slice(), othersTop: here, list: null };
      lefts.set(keyOfU, other);
    }
    sorted.set(w);
    sortSmall(sorted);
    const keyOfW = keyOf(sorted, radix);
    let own = rights.get(keyOfW);
    if (own === undefined) {
      own = { w: sorted.slice(), partners: new Map(), othersTop: there };
      rights.set(keyOfW, own);
    }
    other.othersTop = Math.max(other.othersTop, here);
    own.othersTop = Math.max(own.othersTop, there);
    own.partners.set(other, (own.partners.get(other) ?? 0) + elementary.exp(log - 2 * LIFT));
    meter.work += 150;
  }
}

function matchAll(job: Job, { rights, leftCount }: Open, budget: number): Sums | null {
  const { cells, left, right, cut, slack, meter } = job;
  // Work on lists that are shared: done once, and so no part of what a vector costs.
  const once: Meter = { work: 0 };
  const deepest = cut - slack - topOf(cells);
  const leftLists = sortedLists(cells, left, deepest, { own: once, shared: once, most: 2 * budget });
  const rightLists = sortedLists(cells, right, deepest, { own: meter, shared: once, most: budget });
  const gridRoom: GridRoom = { steps: new Float64Array(0), below: new Int32Array(0) };
  const found = { sum: 0, dubious: 0 };
  let entries = 0;
  let made = 0;
  let sure = 0;
  let unsure = 0;
  const stride = coprimeStride(rights.length);
  const workBefore = meter.work;
  for (let k = 0, at = 0; k < rights.length; k++, at = (at + stride) % rights.length) {
    const { w, partners, othersTop } = rights[at]!;
    const list = rightLists(w, cut - slack - othersTop);
    const grid = stepGrid(list, slack, false, gridRoom);
    meter.work += grid.size;
    for (const [other, weight] of partners) {
      if (other.list === null) {
        other.list = leftLists(other.u, cut - slack - other.othersTop);
        entries += other.list.values.length;
        made++;
      }
      if (other.list.top + list.top <= cut - slack) {
        sure += weight * LIFT_OF_PAIR;
        continue;
      }
      found.sum = 0;
      found.dubious = 0;
      meter.work += 3 * matchSplits(other.list, list, grid, cut, slack, found) + 20;
      sure += weight * found.sum;
      unsure += weight * found.dubious;
    }
    const foretold = ((meter.work - workBefore) * rights.length) / (k + 1 + 8);
    const spent = meter.work + once.work;
    if (entries > MOST_LIST_ENTRIES || foretold > budget || spent > budget) return null;
    if (made >= ENOUGH_LISTS && (once.work / made) * leftCount > RASH * budget) return null;
  }
  return { sure, unsure };
}

/** No filling of any columns has a larger sum of terms: every column even over the rows. */
const topOf = ({ columns, n, rows, terms }: Cells): number =>
  columns.reduce(
    (sum, _, j) =>
      sum +
      Math.max(
        0,
        terms[0]![j]!.reduce((most, t) => Math.max(most, t), 0),
      ) *
        rows.length,
    0,
  ) +
  1e-9 * n;
