/**
 * Simulation of a small tail probability by drawing tables that are as improbable as the observed one.
 *
 * Plain draws almost never reach a tail of 1e-6. Tables are therefore drawn with probability proportional to
 * P(table)^tilt; a table in the tail is then kept with probability (P(table) / P(limit))^(1 - tilt), at most 1.
 * The share of kept draws times a known constant is p, and the number of kept draws is binomial: Clopper-Pearson
 * limits hold without any approximation. The constant is the sum of P^tilt over all tables, by recursion over the columns,
 * from which the columns are also drawn.
 *
 * The tilt puts the mean of log P of the drawn tables near the observed one; in the large-sample approximation,
 * twice log(P(most probable) / P) is then chi-square over the tilt.
 *
 * Source: Mehta, Patel & Senchaudhuri 1988, J Am Stat Assoc 83:999-1005 (importance sampling on the network);
 * rejection by von Neumann 1951.
 */
import type { RandomStream } from "../../core/random.ts";
import {
  type Cells,
  cellsOf,
  logTableProbability,
  splitBound,
  sumOfTerms,
} from "./fisher-freeman-halton-cells.ts";

export interface TiltedHits {
  readonly draws: number;
  readonly hits: number;
  /** log of what a share of hits is multiplied with to give p. */
  readonly logScale: number;
}

const MOST_NODES = 400_000;
const MOST_WORK = 6e8;
const LARGEST_TILT = 0.35;
const DRAWS = 20_000;

/**
 * @param table - few rows, the last with the largest total; no empty row or column
 * @returns null where plain simulation serves (p not small) or the recursion is too long
 */
export function tiltedHits(
  table: readonly (readonly number[])[],
  slackOfTies: number,
  random: RandomStream,
): TiltedHits | null {
  const rows = table.map((row) => row.reduce((sum, x) => sum + x, 0));
  const columns = table[0]!.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0));
  const nodes = rows.slice(0, -1).reduce((product, r) => product * (r + 1), 1);
  if (nodes > MOST_NODES) return null;
  const cells = cellsOf(rows, columns);
  const cut = sumOfTerms(cells, table) + slackOfTies;
  const depth = splitBound(cells, rows, cells.n, [...columns.keys()]) - cut;
  const tilt = ((rows.length - 1) * (columns.length - 1)) / (2 * depth);
  if (!(tilt > 0 && tilt < LARGEST_TILT)) return null;
  const stages = stagesOf(cells, tilt);
  if (stages === null) return null;

  const sums = drawSums(cells, stages, random);
  let hits = 0;
  for (const sum of sums) if (sum <= cut && random.uniform() < Math.exp((1 - tilt) * (sum - cut))) hits++;
  const constant = logTableProbability(cells, table) - sumOfTerms(cells, table);
  const logTotal = Math.log(stages.totals[0]![stages.start]!);
  return { draws: DRAWS, hits, logScale: (1 - tilt) * cut + logTotal + constant };
}

interface Stages {
  /** totals[k][node]: sum of P^tilt over the fillings of columns k, k + 1, ... with these row totals. */
  readonly totals: readonly Float64Array[];
  readonly tilted: readonly (readonly Float64Array[])[];
  readonly strides: readonly number[];
  readonly start: number;
}

function stagesOf(cells: Cells, tilt: number): Stages | null {
  const { rows, columns } = cells;
  const last = rows.length - 1;
  const strides = rows.map((_, i) =>
    i === last ? 0 : rows.slice(0, i).reduce((product, r) => product * (r + 1), 1),
  );
  const size = rows.slice(0, -1).reduce((product, r) => product * (r + 1), 1);
  const tilted = cells.terms.map((row) => row.map((t) => t.map((term) => Math.exp(tilt * term))));
  const sizes = columns.map((_, k) => columns.slice(k).reduce((sum, c) => sum + c, 0));

  let work = 0;
  for (const [k, c] of columns.entries())
    if (k < columns.length - 1) work += (countVectors(rows, sizes[k]!) * countVectors(rows, c)) / 2;
  if (work > MOST_WORK) return null;

  const totals = columns.map(() => new Float64Array(size));
  for (let k = columns.length - 1; k >= 0; k--) {
    const here = totals[k]!;
    const visitor = (v: readonly number[], id: number): void => {
      here[id] = k === columns.length - 1 ? only(v, k) : sumOver(v, k, id);
    };
    eachVector(k === 0 ? rows : null, sizes[k]!, visitor);
  }
  return { totals, tilted, strides, start: rows.reduce((id, r, i) => id + r * strides[i]!, 0) };

  function only(v: readonly number[], k: number): number {
    return v.reduce((product, x, i) => product * tilted[i]![k]![x]!, 1);
  }

  // All row vectors of a sum, or just the given one.
  function eachVector(
    one: readonly number[] | null,
    total: number,
    use: (v: readonly number[], id: number) => void,
  ): void {
    const v = [...rows];
    const step = (i: number, need: number, id: number): void => {
      if (i === last) {
        if (need > rows[last]!) return;
        v[last] = need;
        use(v, id);
        return;
      }
      for (let x = one === null ? 0 : one[i]!; x <= Math.min(rows[i]!, need); x++) {
        v[i] = x;
        step(i + 1, need - x, id + x * strides[i]!);
      }
    };
    step(0, total, 0);
  }

  function sumOver(v: readonly number[], k: number, from: number): number {
    const own = tilted.map((row) => row[k]!);
    return overRows(0, v, columns[k]!, from, own, totals[k + 1]!, strides);
  }
}

/** Over all ways to give `need` to the rows from i on: product of their weights times the total of what is left. */
function overRows(
  i: number,
  v: readonly number[],
  need: number,
  id: number,
  weights: readonly Float64Array[],
  next: Float64Array,
  strides: readonly number[],
): number {
  const last = v.length - 1;
  const most = Math.min(v[i]!, need);
  const own = weights[i]!;
  const stride = strides[i]!;
  let sum = 0;
  if (i < last - 1) {
    for (let x = 0; x <= most; x++)
      sum += own[x]! * overRows(i + 1, v, need - x, id - x * stride, weights, next, strides);
    return sum;
  }
  const other = weights[last]!;
  let to = id - Math.max(0, need - v[last]!) * stride;
  for (let x = Math.max(0, need - v[last]!); x <= most; x++) {
    sum += own[x]! * other[need - x]! * next[to]!;
    to -= stride;
  }
  return sum;
}

/** How many vectors bounded by `rows` have the given sum. */
function countVectors(rows: readonly number[], total: number): number {
  let counts = new Float64Array(total + 1);
  counts[0] = 1;
  for (const r of rows) {
    const next = new Float64Array(total + 1);
    let window = 0;
    for (let t = 0; t <= total; t++) {
      window += counts[t]! - (t > r ? counts[t - r - 1]! : 0);
      next[t] = window;
    }
    counts = next;
  }
  return counts[total]!;
}

/** Sums of terms of tables drawn column by column; draws that stand at the same node share one walk. */
function drawSums({ rows, columns, terms, n }: Cells, stages: Stages, random: RandomStream): Float64Array {
  const { totals, tilted, strides, start } = stages;
  const last = rows.length - 1;
  const sums = new Float64Array(DRAWS);
  const node = new Int32Array(DRAWS).fill(start);
  let total = n;
  for (let k = 0; k < columns.length; k++) {
    const groups = new Map<number, number[]>();
    for (let d = 0; d < DRAWS; d++) {
      const group = groups.get(node[d]!);
      if (group === undefined) groups.set(node[d]!, [d]);
      else group.push(d);
    }
    for (const [id, group] of groups) walk(k, id, group);
    total -= columns[k]!;
  }
  return sums;

  function walk(k: number, from: number, group: number[]): void {
    const v = rows.map((r, i) => (i === last ? 0 : Math.floor(from / strides[i]!) % (r + 1)));
    v[last] = total - v.reduce((sum, x) => sum + x, 0);
    const all = totals[k]![from]!;
    const marks = Float64Array.from(group, () => random.uniform() * all).sort();
    shuffle(group, random);
    let passed = 0;
    let at = 0;
    const put = (sum: number, id: number): void => {
      sums[group[at]!]! += sum;
      node[group[at]!] = id;
      at++;
    };
    const step = (i: number, need: number, id: number, weight: number, sum: number): void => {
      const own = tilted[i]![k]!;
      const ownTerms = terms[i]![k]!;
      const most = Math.min(v[i]!, need);
      if (i < last - 1) {
        for (let x = 0; x <= most && at < group.length; x++)
          step(i + 1, need - x, id - x * strides[i]!, weight * own[x]!, sum + ownTerms[x]!);
        return;
      }
      const other = tilted[last]![k]!;
      const otherTerms = terms[last]![k]!;
      const next = k + 1 < columns.length ? totals[k + 1]! : null;
      for (let x = Math.max(0, need - v[last]!); x <= most && at < group.length; x++) {
        const to = id - x * strides[i]!;
        passed += weight * own[x]! * other[need - x]! * (next === null ? 1 : next[to]!);
        while (at < group.length && marks[at]! < passed) put(sum + ownTerms[x]! + otherTerms[need - x]!, to);
      }
    };
    step(0, columns[k]!, from, 1, 0);
    // Rounding can leave the last mark just above the sum: it belongs to the last filling that has any weight.
    if (at < group.length) {
      marks.fill(0, at);
      passed = 0;
      step(0, columns[k]!, from, 1, 0);
    }
  }
}

// The marks are sorted; who gets which must not depend on how the draws came to the node.
function shuffle(values: number[], random: RandomStream): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const kept = values[i]!;
    values[i] = values[j]!;
    values[j] = kept;
  }
}
