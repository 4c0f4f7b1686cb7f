/** Counts right splits for all left splits at once: a look into a grid for each left one. */
import type { SplitList } from "./fisher-freeman-halton-split.ts";

// Up to 32 cells an entry while the grid stays in the processor's near memory.
const CELLS_PER_ENTRY = 8;
const NEAR_CELLS = 8192;

/**
 * The distribution function of a list on a grid of the distance below its top: a step is its value there, or -1
 * where an entry lies in the cell or within `slack` of it. With many cells an entry most looks end here.
 */
export interface StepGrid {
  readonly size: number;
  readonly steps: Float64Array;
  /** How many entries lie in later cells, that is below. */
  readonly below: Int32Array;
  readonly from: number;
  readonly perUnit: number;
  /** Splits of two rows over two columns have one free count: their sums fall with its square. */
  readonly isSquare: boolean;
}

/** Memory that grids of one computation take turns in. */
export interface GridRoom {
  steps: Float64Array;
  below: Int32Array;
}

export function stepGrid(
  { values, before, top }: SplitList,
  slack: number,
  isSquare: boolean,
  room: GridRoom,
): StepGrid {
  const count = values.length;
  const size = Math.min(Math.max(CELLS_PER_ENTRY * count + 16, Math.min(32 * count, NEAR_CELLS)), 1 << 20);
  const from = top + 8 * slack;
  const depth = Math.max(from - (values[0] ?? top) + 8 * slack, 1e-9);
  const perUnit = size / (isSquare ? Math.sqrt(depth) : depth);
  if (room.steps.length < size + 2) {
    room.steps = new Float64Array(2 * size);
    room.below = new Int32Array(2 * size);
  }
  const { steps, below } = room;
  const cellOf = (value: number): number =>
    ((isSquare ? Math.sqrt(from - value) : from - value) * perUnit) | 0;
  let end = size + 2;
  for (let k = 0; k <= count; k++) {
    const begin = k === count ? 0 : cellOf(values[k]!);
    const step = before[k]!;
    for (let c = begin; c < end; c++) {
      steps[c] = step;
      below[c] = k;
    }
    if (begin < end) end = begin;
  }
  for (let k = 0; k < count; k++) {
    const v = values[k]!;
    const lowest = cellOf(v - slack);
    for (let c = cellOf(v + slack); c <= lowest; c++) steps[c] = -1;
  }
  return { size, steps, below, from, perUnit, isSquare };
}

/** Adds, over all left splits, the probability of the right splits that leave both together at most `room`. */
export function matchSplits(
  left: SplitList,
  right: SplitList,
  grid: StepGrid,
  room: number,
  slack: number,
  found: { sum: number; dubious: number },
): number {
  const { values, weights, before } = left;
  const { values: rightValues, before: rightBefore } = right;
  const { steps, below, from, perUnit, isSquare } = grid;
  const count = values.length;
  const start = countUpTo(values, room - slack - right.top);
  const bottom = (rightValues[0] ?? right.top) - 2 * slack;
  let sum = before[start]! * rightBefore[rightValues.length]!;
  let k = start;
  for (; k < count; k++) {
    const t = room - values[k]!;
    if (t < bottom) break;
    const depth = from - t;
    const c = ((isSquare ? Math.sqrt(depth) : depth) * perUnit) | 0;
    const step = steps[c]!;
    if (step >= 0) sum += weights[k]! * step;
    else {
      let e = below[c]!;
      while (e < rightValues.length && rightValues[e]! <= t) e++;
      const isClear =
        (e === 0 || rightValues[e - 1]! <= t - slack) &&
        (e === rightValues.length || rightValues[e]! > t + slack);
      if (isClear) sum += weights[k]! * rightBefore[e]!;
      else {
        let low = e;
        let high = e;
        while (low > 0 && rightValues[low - 1]! > t - slack) low--;
        while (high < rightValues.length && rightValues[high]! <= t + slack) high++;
        sum += weights[k]! * rightBefore[low]!;
        found.dubious += weights[k]! * (rightBefore[high]! - rightBefore[low]!);
      }
    }
  }
  const looks = k - start;
  if (rightBefore[0]! > 0) for (; k < count; k++) sum += weights[k]! * rightBefore[0]!;
  found.sum = sum;
  return looks;
}

/** How many of the sorted values are at most x. */
export function countUpTo(values: Float64Array, x: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (values[mid]! <= x) low = mid + 1;
    else high = mid;
  }
  return low;
}
