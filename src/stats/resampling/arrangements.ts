import { shuffle } from "../../core/draw.ts";
import type { RandomStream } from "../../core/random.ts";

/** The arrangements that are equally probable under the null hypothesis; `current` is written over by each step. */
export interface Arrangements {
  readonly current: Float64Array;
  /** How many different ones there are; Infinity where that is not a safe whole number. */
  readonly count: number;
  /** The next one in a fixed order, false after the last; `current` starts with the first. */
  next(): boolean;
  /** Any one, each with the same chance. */
  draw(random: RandomStream): void;
}

/** The different orders of a list that may hold equal values: all are equally probable when the subjects are exchangeable. */
export function ordersOf(list: ArrayLike<number>): Arrangements {
  const current = Float64Array.from(list).sort();
  return {
    current,
    count: countOrders(current),
    next: () => nextOrder(current),
    draw: (random) => shuffle(random, current),
  };
}

/** All ways to give +1 or -1 to n differences. */
export function signsOf(n: number): Arrangements {
  const current = new Float64Array(n).fill(1);
  return {
    current,
    count: n <= 52 ? 2 ** n : Infinity,
    next() {
      for (let i = 0; i < n; i++) {
        current[i] = -current[i]!;
        // A sign that turned negative ends the carry, as a binary digit that turned 1.
        if (current[i]! < 0) return true;
      }
      return false;
    },
    draw(random) {
      for (let i = 0; i < n; i++) current[i] = random.bits() < 0x80000000 ? 1 : -1;
    },
  };
}

/** n! / (n1! n2! ...) of a sorted list with runs of equal values. */
function countOrders(sorted: Float64Array): number {
  let count = 1;
  let run = 0;
  for (let i = 0; i < sorted.length; i++) {
    run = i > 0 && sorted[i] === sorted[i - 1] ? run + 1 : 1;
    // Whole at every step: the number of orders of the first i + 1 values.
    count = (count * (i + 1)) / run;
    if (count > Number.MAX_SAFE_INTEGER / (sorted.length + 1)) return Infinity;
  }
  return count;
}

/** The next order in ascending lexicographic order (Knuth, The Art of Computer Programming 4A, sec. 7.2.1.2, algorithm L). */
function nextOrder(list: Float64Array): boolean {
  let i = list.length - 2;
  while (i >= 0 && list[i]! >= list[i + 1]!) i--;
  if (i < 0) return false;
  let j = list.length - 1;
  while (list[i]! >= list[j]!) j--;
  [list[i], list[j]] = [list[j]!, list[i]!];
  list.subarray(i + 1).reverse();
  return true;
}
