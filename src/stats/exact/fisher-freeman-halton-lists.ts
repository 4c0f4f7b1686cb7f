/** Lists of the fillings of some columns, one per sorted vector of row totals. */
import * as elementary from "../../core/elementary.ts";
import { type Cells, pooledCells, splitBounds } from "./fisher-freeman-halton-cells.ts";
import { countUpTo } from "./fisher-freeman-halton-match.ts";
import { LIFT, listOf, type Meter, SAME, type SplitList, splitter } from "./fisher-freeman-halton-split.ts";

/**
 * Numbers sorted vectors. The last entry follows from the total of the columns, so it is left out.
 * `bound` is above every entry.
 */
export function keyOf(sorted: ArrayLike<number>, bound: number): number {
  let key = 0;
  for (let i = 0; i < sorted.length - 1; i++) key = key * bound + sorted[i]!;
  return key;
}

/** Insertion sort: the vectors have a handful of entries. */
export function sortSmall(vector: Int32Array): void {
  for (let i = 1; i < vector.length; i++) {
    const v = vector[i]!;
    let at = i - 1;
    while (at >= 0 && vector[at]! > v) {
      vector[at + 1] = vector[at]!;
      at--;
    }
    vector[at + 1] = v;
  }
}

/**
 * Lifted probabilities added up by sum; sums that are equal but for rounding are one. A sum's place is its height, so that
 * the rising entries of a list run through memory in order; a taken place sends it to the next.
 */
interface Table {
  sums: Float64Array;
  weights: Float64Array;
  low: number;
  perUnit: number;
  count: number;
}

function newTable(size: number, low: number, high: number): Table {
  // The last eighth is for sums sent on.
  const perUnit = (0.875 * size) / Math.max(high - low, 1e-6);
  return { sums: new Float64Array(size), weights: new Float64Array(size), low, perUnit, count: 0 };
}

function filled({ sums, weights, count }: Table): { values: Float64Array; weights: Float64Array } {
  const found = { values: new Float64Array(count), weights: new Float64Array(count) };
  let k = 0;
  for (let slot = 0; k < count; slot++) {
    if (weights[slot] === 0) continue;
    found.values[k] = sums[slot]!;
    found.weights[k++] = weights[slot]!;
  }
  return found;
}

function grown(table: Table): Table {
  const { sums, low, perUnit } = table;
  const next = newTable(4 * sums.length, low, low + (0.875 * sums.length) / perUnit);
  const { values, weights } = filled(table);
  addAll(next, values, weights, 0, 0, 1);
  return next;
}

/** Adds entries `from` onwards of a list, their sums raised by `shift`. */
function addAll(
  table: Table,
  values: Float64Array,
  own: Float64Array,
  from: number,
  shift: number,
  factor: number,
): void {
  const { sums, weights, low, perUnit } = table;
  const mask = sums.length - 1;
  let count = table.count;
  for (let e = from; e < values.length; e++) {
    const sum = values[e]! + shift;
    const weight = factor * own[e]!;
    let slot = ((sum - low) * perUnit) & mask;
    for (;;) {
      if (weights[slot] === 0) {
        sums[slot] = sum;
        weights[slot] = weight;
        count++;
        break;
      }
      const gap = sums[slot]! - sum;
      if (gap < SAME && gap > -SAME) {
        weights[slot]! += weight;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  table.count = count;
}

interface Meters {
  /** Work on the list asked for. */
  readonly own: Meter;
  /** Work on lists of fewer columns, which are kept. */
  readonly shared: Meter;
  /** Of both together: a single list of many columns may be longer than all that can be afforded. */
  readonly most: number;
}

/** The work allowed was spent before a list was whole. */
export class WorkSpent extends Error {
  override readonly name = "WorkSpent";
}

/**
 * Lists the fillings of the given columns for a vector of row totals in rising order.
 *
 * Up to two columns are filled outright. With more, the first one is filled, and the lists of the others, which many
 * fillings share, are put together.
 *
 * @param deepest - sums of terms that count whatever the other columns hold: fillings up to it are only added up
 */
export function sortedLists(
  cells: Cells,
  columns: readonly number[],
  deepest: number,
  { own: meter, shared, most }: Meters,
): (sorted: Int32Array, sure: number) => SplitList {
  if (columns.length <= 2) return splitter(cells, columns, meter);
  const [first, ...others] = columns;
  const column = first!;
  const size = cells.columns[column]!;
  const rest = sortedLists(cells, others, deepest, { own: shared, shared, most });
  const restLists = new Map<number, SplitList>();
  const restTotal = others.reduce((sum, j) => sum + cells.columns[j]!, 0);
  const rows = cells.rows.length;
  const terms = cells.terms[0]![column]!;
  const y = new Int32Array(rows);
  const bounds = splitBounds(cells, restTotal, others);
  let room = 1 << 10;
  return (sorted, sure) => {
    const groups = new Map<number, Group>();
    let leftOut = 0;
    const isSure = eachFilling(sorted, size, restTotal, terms, bounds, sure, (x, sum, log) => {
      for (let i = 0; i < rows; i++) y[i] = sorted[i]! - x[i]!;
      sortSmall(y);
      const key = keyOf(y, restTotal + 1);
      let group = groups.get(key);
      if (group === undefined) {
        let list = restLists.get(key);
        if (list === undefined) {
          list = rest(y, deepest);
          restLists.set(key, list);
        }
        group = { list, sums: [], weights: [] };
        groups.set(key, group);
      }
      addToGroup(group, sum, elementary.exp(log));
      meter.work += 40;
      if (meter.work + shared.work > most) throw new WorkSpent();
    });
    leftOut += isSure * elementary.exp(LIFT);
    let high = sure;
    for (const { list, sums } of groups.values())
      for (const shift of sums) high = Math.max(high, list.top + shift);
    let table = newTable(room, sure, high);
    for (const { list, sums, weights } of groups.values()) {
      const { values } = list;
      for (let k = 0; k < sums.length; k++) {
        const shift = sums[k]!;
        const weight = weights[k]!;
        const from = countUpTo(values, sure - shift);
        leftOut += weight * list.before[from]!;
        while (2 * (table.count + values.length - from) > table.sums.length) table = grown(table);
        addAll(table, values, list.weights, from, shift, weight);
        meter.work += 6 * (values.length - from) + 10;
        if (meter.work + shared.work > most) throw new WorkSpent();
      }
    }
    meter.work += 40 * table.count + 500;
    // A quarter full: half of what makes it grow.
    room = 2 ** Math.ceil(elementary.log2(4 * table.count + 256));
    const { values, weights } = filled(table);
    return listOf(values, weights, leftOut, sure);
  };
}

/** Fillings of a first column that leave the same vector: they share the list of what follows. */
interface Group {
  readonly list: SplitList;
  readonly sums: number[];
  readonly weights: number[];
}

function addToGroup({ sums, weights }: Group, sum: number, weight: number): void {
  let at = 0;
  while (at < sums.length && Math.abs(sums[at]! - sum) >= SAME) at++;
  if (at === sums.length) {
    sums.push(sum);
    weights.push(weight);
  } else weights[at]! += weight;
}

/**
 * Calls `use` with every filling of a column from rows that hold `part`, its sum of terms, and its log probability.
 * Returns the probability of the fillings whose completions are all sure, which are not handed on.
 */
function eachFilling(
  part: Int32Array,
  size: number,
  restTotal: number,
  terms: Float64Array,
  bounds: Float64Array,
  sure: number,
  use: (x: Int32Array, sum: number, log: number) => void,
): number {
  const last = part.length - 1;
  const x = new Int32Array(part.length);
  const after = new Int32Array(part.length + 1);
  for (let i = last; i >= 0; i--) after[i] = after[i + 1]! + part[i]!;
  const { cells, constant } = pooledCells(anyFilling(part, size));
  const logs = cells.terms.map(([own, other], i) =>
    Float64Array.from({ length: Math.min(part[i]!, size) + 1 }, (_, k) =>
      part[i]! - k <= restTotal ? own![k]! + other![part[i]! - k]! : -Infinity,
    ),
  );
  let isSure = 0;
  row(0, size, 0, 0, constant);
  return isSure;

  function row(i: number, need: number, sum: number, bound: number, log: number): void {
    const all = part[i]!;
    if (i === last) {
      const total = sum + terms[need]!;
      const logTotal = log + logs[i]![need]!;
      x[i] = need;
      if (total + bound + bounds[all - need]! <= sure) isSure += elementary.exp(logTotal);
      else use(x, total, logTotal);
      return;
    }
    const to = Math.min(all, need);
    for (let k = Math.max(0, need - after[i + 1]!); k <= to; k++) {
      x[i] = k;
      row(i + 1, need - k, sum + terms[k]!, bound + bounds[all - k]!, log + logs[i]![k]!);
    }
  }
}

/** One way to take `size` from the rows, as a table of two columns. */
function anyFilling(part: Int32Array, size: number): number[][] {
  const total = part.reduce((sum, all) => sum + all, 0);
  let need = size;
  let rest = total;
  return Array.from(part, (all) => {
    rest -= all;
    const k = Math.min(all, need, Math.max(need - rest, Math.round((all * size) / total)));
    need -= k;
    return [k, all - k];
  });
}
