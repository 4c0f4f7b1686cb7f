/** Between which of some weighted numbers a wanted share of the weight lies on either side. */
export interface Split {
  /** null: no number lies on that side. */
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * The points v at which the weight of the numbers below v is at most `target` and that of those up to v at least it:
 * one number, or all between two neighbours. Reorders both lists. Weights are whole numbers above 0.
 *
 * Cost: linear on average (quickselect with the median of three).
 */
export function weightedSplit(values: Float64Array, weights: Float64Array, target: number): Split {
  let from = 0;
  let to = values.length;
  // Weight of everything before `from`; the numbers just outside the part still looked at.
  let before = 0;
  let previous: number | null = null;
  let following: number | null = null;
  while (from < to) {
    const pivot = middleOf(values[from]!, values[(from + to) >> 1]!, values[to - 1]!);
    let low = from;
    let high = to;
    let below = 0;
    let equal = 0;
    for (let i = from; i < high; ) {
      const value = values[i]!;
      if (value < pivot) {
        below += weights[i]!;
        swap(values, weights, i++, low++);
      } else if (value > pivot) swap(values, weights, i, --high);
      else equal += weights[i++]!;
    }
    if (target < before + below) {
      to = low;
      following = pivot;
    } else if (target > before + below + equal) {
      before += below + equal;
      previous = pivot;
      from = high;
    } else {
      // The wanted weight is reached at the pivot, or runs out exactly before or after it.
      const lower = target === before + below ? (largestOf(values, from, low) ?? previous) : pivot;
      const upper = target === before + below + equal ? (smallestOf(values, high, to) ?? following) : pivot;
      return { lower, upper };
    }
  }
  return { lower: previous, upper: following };
}

const middleOf = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

function swap(values: Float64Array, weights: Float64Array, i: number, j: number): void {
  const value = values[i]!;
  values[i] = values[j]!;
  values[j] = value;
  const weight = weights[i]!;
  weights[i] = weights[j]!;
  weights[j] = weight;
}

function largestOf(values: Float64Array, from: number, to: number): number | null {
  let best: number | null = null;
  for (let i = from; i < to; i++) if (best === null || values[i]! > best) best = values[i]!;
  return best;
}

function smallestOf(values: Float64Array, from: number, to: number): number | null {
  let best: number | null = null;
  for (let i = from; i < to; i++) if (best === null || values[i]! < best) best = values[i]!;
  return best;
}
