/**
 * Sums of tilted probabilities over all ways to fill the columns from the k-th on, for every vector of row totals.
 *
 * The sum for columns k, k + 1, ... is the convolution of the weights of column k with the sum for k + 1, ... The free
 * row totals (all but the last, which follows from the column totals) are written as one number with a radix so
 * wide that no carry arises: the convolution over vectors is then one over numbers, and a fast Fourier transform gives it.
 *
 * What the transform rounds is bounded, and the bound is added: every sum is at or above the sum of its own
 * arcs (weight times the next stage's sum, as stored), by at most twice the bound. The sampler needs no more.
 */
import * as elementary from "../../core/elementary.ts";
import { convolve } from "../../num/fft.ts";
import type { Cells } from "./fisher-freeman-halton-cells.ts";

/** The fillings of one column, in blocks of neighbours. */
export interface Arcs {
  /** What a filling takes off the number of a vector. */
  readonly offsets: Int32Array;
  readonly weights: Float64Array;
  /** Sums of terms, not tilted. */
  readonly sums: Float64Array;
  /** Running total of the weights within a block. */
  readonly upTo: Float64Array;
  /** Block b holds the arcs from first[b] to first[b + 1] - 1. */
  readonly first: Int32Array;
  readonly corners: Int32Array;
}

export interface Stages {
  readonly arcs: readonly Arcs[];
  /** totals[k][v]: see above, divided by a scale of the stage; 0 where v is no vector of row totals. */
  readonly totals: readonly Float64Array[];
  /** peaks[k][v]: the largest of totals[k] in the block that ends at v. */
  readonly peaks: readonly Float64Array[];
  /** totals[k] exceeds the sum of its arcs by at most this. */
  readonly excess: readonly number[];
  /** scales[k] times the sum of the arcs is what totals[k] stands for. */
  readonly scales: readonly number[];
  /** Sums of terms of the last column by vector. */
  readonly lastSums: Float64Array;
  readonly start: number;
  /** Logarithm of the product of the scales. */
  readonly logScale: number;
}

// Length times levels of all transforms together: about 10 ns each (measured).
const MOST_WORK = 6e7;
const MOST_LENGTH = 2 ** 20;
const MOST_CELLS = 2e7;
const BLOCKS_PER_ROW = 15;

/** @returns null where the transforms would take longer than about 0.6 s */
export function stagesOf(cells: Cells, tilt: number): Stages | null {
  const { rows, columns } = cells;
  const free = rows.slice(0, -1);
  const widest = Math.max(...columns.slice(0, -1));
  const side = sideOf(widest, free.length);
  const strides: number[] = [];
  let length = 1;
  for (const r of free) {
    strides.push(length);
    // A block that begins below 0 must end among vectors that do not exist.
    length *= r + Math.min(r, widest) + 1 + side;
  }
  const levels = Math.ceil(elementary.log2(length));
  if (length > MOST_LENGTH || length * columns.length > MOST_CELLS) return null;
  if ((columns.length - 2) * 2 ** levels * levels > MOST_WORK) return null;

  const k = columns.length - 1;
  const arcs = columns.map((c, j) => arcsOf(cells, j, c, strides, side, tilt));
  const totals: Float64Array[] = [];
  const excess: number[] = [];
  const scales: number[] = [];
  totals[k] = scatter(arcs[k]!, length);
  excess[k] = 0;
  scales[k] = 1;
  const lastSums = new Float64Array(length);
  for (let a = 0; a < arcs[k]!.offsets.length; a++) lastSums[arcs[k]!.offsets[a]!] = arcs[k]!.sums[a]!;
  let logScale = 0;
  let remaining = columns[k]!;
  for (let stage = k - 1; stage >= 1; stage--) {
    remaining += columns[stage]!;
    const { values, error } = convolve(scatter(arcs[stage]!, length), totals[stage + 1]!);
    const here = new Float64Array(length);
    let most = 0;
    eachFilling(rows, remaining, strides, (v) => {
      here[v] = Math.max(0, values[v]!) + error;
      most = Math.max(most, here[v]);
    });
    for (let v = 0; v < length; v++) here[v]! /= most;
    totals[stage] = here;
    scales[stage] = 1 / most;
    excess[stage] = (2 * error) / most;
    logScale += elementary.log(most);
  }
  totals[0] = new Float64Array(0);
  const peaks = totals.map((total) => peaksOf(total, strides, side));
  const start = free.reduce((id, r, i) => id + r * strides[i]!, 0);
  return { arcs, totals, peaks, excess, scales, lastSums, start, logScale };
}

/** A power of two: some fifteen blocks along the widest column, fewer of them where blocks have many dimensions. */
function sideOf(widest: number, dimensions: number): number {
  const target = (widest + 1) / (dimensions === 1 ? 4 * BLOCKS_PER_ROW : BLOCKS_PER_ROW);
  return 2 ** Math.max(0, Math.round(elementary.log2(target)));
}

function scatter({ offsets, weights }: Arcs, length: number): Float64Array {
  const values = new Float64Array(length);
  for (let a = 0; a < offsets.length; a++) values[offsets[a]!] = weights[a]!;
  return values;
}

/** All ways to share out `total` among rows that hold at most `rows`. */
function eachFilling(
  rows: readonly number[],
  total: number,
  strides: readonly number[],
  use: (id: number, counts: Int32Array) => void,
): void {
  const last = rows.length - 1;
  const counts = new Int32Array(rows.length);
  const rowsFrom = rows.map((_, i) => rows.slice(i + 1).reduce((sum, r) => sum + r, 0));
  step(0, total, 0);
  function step(i: number, need: number, id: number): void {
    if (i === last) {
      counts[last] = need;
      use(id, counts);
      return;
    }
    for (let x = Math.max(0, need - rowsFrom[i]!); x <= Math.min(rows[i]!, need); x++) {
      counts[i] = x;
      step(i + 1, need - x, id + x * strides[i]!);
    }
  }
}

function arcsOf(
  { rows, terms }: Cells,
  column: number,
  size: number,
  strides: readonly number[],
  side: number,
  tilt: number,
): Arcs {
  const blocks = new Map<number, { offset: number; sum: number }[]>();
  let count = 0;
  eachFilling(rows, size, strides, (offset, counts) => {
    let sum = 0;
    let corner = 0;
    for (let i = 0; i < rows.length; i++) {
      const x = counts[i]!;
      sum += terms[i]![column]![x]!;
      if (i < strides.length) corner += (x - (x % side)) * strides[i]!;
    }
    const block = blocks.get(corner);
    if (block === undefined) blocks.set(corner, [{ offset, sum }]);
    else block.push({ offset, sum });
    count++;
  });
  const offsets = new Int32Array(count);
  const weights = new Float64Array(count);
  const sums = new Float64Array(count);
  const upTo = new Float64Array(count);
  const first = new Int32Array(blocks.size + 1);
  let [a, b] = [0, 0];
  for (const block of blocks.values()) {
    let mass = 0;
    for (const { offset, sum } of block) {
      offsets[a] = offset;
      sums[a] = sum;
      weights[a] = elementary.exp(tilt * sum);
      mass += weights[a]!;
      upTo[a++] = mass;
    }
    first[++b] = a;
  }
  return { offsets, weights, sums, upTo, first, corners: Int32Array.from(blocks.keys()) };
}

/** Sliding maximum over `side` vectors backwards along every row, by doubling. */
function peaksOf(totals: Float64Array, strides: readonly number[], side: number): Float64Array {
  const peaks = totals.slice();
  for (const stride of strides)
    for (let shift = stride; shift < side * stride; shift *= 2)
      for (let v = peaks.length - 1; v >= shift; v--)
        if (peaks[v - shift]! > peaks[v]!) peaks[v] = peaks[v - shift]!;
  return peaks;
}
