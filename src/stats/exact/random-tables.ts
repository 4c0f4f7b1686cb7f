import * as elementary from "../../core/elementary.ts";
import type { RandomStream } from "../../core/random.ts";
import { logFactorial } from "../../num/gamma.ts";

/** What the draws of one pair of margins share. */
export interface TableLaw {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
  readonly n: number;
  /** Log factorials of 0, 1, 2 ... as far as a list of them is worth its memory. */
  readonly logFactorials: Float64Array;
  /** By column, row and the count on which the law of the cell depends; filled as they are met. */
  readonly guides: (Guide | undefined)[][][];
}

// Beyond this, a list of log factorials costs more memory than it saves time.
const MOST_LOG_FACTORIALS = 2_000_000;
// Beyond this, the guides of a 2x2 table would take more than some 10 MB.
const LARGEST_GUIDED = 10_000;
// Probabilities below this share of the largest one are never drawn: all of them together are less than 2^-53.
const NEGLIGIBLE = 1e-22;

export function tableLaw(rowSums: readonly number[], columnSums: readonly number[]): TableLaw {
  const rows = Float64Array.from(rowSums).sort();
  const columns = Float64Array.from(columnSums).sort();
  const n = rows.reduce((sum, x) => sum + x, 0);
  return {
    rows,
    columns,
    n,
    logFactorials: Float64Array.from({ length: Math.min(n + 1, MOST_LOG_FACTORIALS) }, (_, x) =>
      logFactorial(x),
    ),
    guides: Array.from(columns, () => Array.from(rows, () => [])),
  };
}

/**
 * Draws tables with given margins, each with its probability under independence, and fills `sums` with the sum of the
 * log factorials of the cells of each: its log probability but for a constant and the sign.
 *
 * Cell by cell from the hypergeometric distribution, small margins first. A cell of the first row or the first
 * column meets only some tens of different distributions: each is inverted once, by a guide table.
 *
 * Source: Patefield 1981, Appl Stat 30:91-97 (AS 159); guide tables: Devroye, Non-Uniform Random Variate
 * Generation, sec. III.2.4.
 */
export function drawTables(
  { rows, columns, n, logFactorials, guides }: TableLaw,
  random: RandomStream,
  sums: Float64Array,
): void {
  const last = rows.length - 1;
  const guided = n <= LARGEST_GUIDED;
  const left = new Float64Array(rows.length);
  for (let draw = 0; draw < sums.length; draw++) {
    left.set(rows);
    let remaining = n;
    let sum = 0;
    for (let j = 0; j < columns.length - 1; j++) {
      let need = columns[j]!;
      let others = remaining;
      remaining -= need;
      for (let i = 0; i < last; i++) {
        const all = left[i]!;
        others -= all;
        const u = random.uniform();
        let x: number;
        if (guided && (i === 0 || j === 0)) {
          const known = guides[j]![i]!;
          x = fromGuide((known[i === 0 ? all : need] ??= guideTo(all, others, need)), u);
        } else x = fromMode(all, others, need, u, logFactorials);
        left[i] = all - x;
        need -= x;
        sum += logOf(x, logFactorials);
      }
      left[last]! -= need;
      sum += logOf(need, logFactorials);
    }
    for (let i = 0; i <= last; i++) sum += logOf(left[i]!, logFactorials);
    sums[draw] = sum;
  }
}

const logOf = (x: number, known: Float64Array): number => (x < known.length ? known[x]! : logFactorial(x));

/** How many of `need` drawn without return from `all` and `others` are from `all`: where its probability is largest. */
function modeOf(all: number, others: number, need: number): number {
  const mode = Math.floor(((all + 1) * (need + 1)) / (all + others + 2));
  return Math.min(all, need, Math.max(0, need - others, mode));
}

interface Guide {
  readonly lowest: number;
  /** P(X <= lowest + k); the last one infinite. */
  readonly cumulative: Float64Array;
  /** Where the search starts for u in [g, g + 1) / length. */
  readonly starts: Int32Array;
}

function guideTo(all: number, others: number, need: number): Guide {
  const gap = others - need;
  const mode = modeOf(all, others, need);
  const low = Math.max(0, -gap);
  const high = Math.min(all, need);
  const below: number[] = [];
  for (let x = mode, p = 1; x > low; x--) {
    p *= (x * (gap + x)) / ((all - x + 1) * (need - x + 1));
    if (p < NEGLIGIBLE) break;
    below.push(p);
  }
  const above: number[] = [];
  for (let x = mode, p = 1; x < high; x++) {
    p *= ((all - x) * (need - x)) / ((x + 1) * (gap + x + 1));
    if (p < NEGLIGIBLE) break;
    above.push(p);
  }
  const cumulative = Float64Array.from([...below.reverse(), 1, ...above]);
  for (let k = 1; k < cumulative.length; k++) cumulative[k]! += cumulative[k - 1]!;
  const total = cumulative.at(-1)!;
  for (let k = 0; k < cumulative.length; k++) cumulative[k]! /= total;
  cumulative[cumulative.length - 1] = Infinity;
  const starts = new Int32Array(2 * cumulative.length);
  for (let g = 0, k = 0; g < starts.length; g++) {
    while (g / starts.length >= cumulative[k]!) k++;
    starts[g] = k;
  }
  return { lowest: mode - below.length, cumulative, starts };
}

function fromGuide({ lowest, cumulative, starts }: Guide, u: number): number {
  let k = starts[Math.floor(u * starts.length)]!;
  while (u >= cumulative[k]!) k++;
  return lowest + k;
}

/** Inversion outwards from the mode. */
function fromMode(all: number, others: number, need: number, u: number, known: Float64Array): number {
  const gap = others - need;
  const low = Math.max(0, -gap);
  const high = Math.min(all, need);
  if (low === high) return low;
  const mode = modeOf(all, others, need);
  const total = all + others;
  const atMode = elementary.exp(
    logOf(all, known) -
      logOf(mode, known) -
      logOf(all - mode, known) +
      (logOf(others, known) - logOf(need - mode, known) - logOf(gap + mode, known)) -
      (logOf(total, known) - logOf(need, known) - logOf(total - need, known)),
  );
  let rest = u - atMode;
  if (rest < 0) return mode;
  let [up, down, above, below] = [mode, mode, atMode, atMode];
  while (up < high || down > low) {
    if (up < high) {
      above *= ((all - up) * (need - up)) / ((up + 1) * (gap + up + 1));
      up++;
      rest -= above;
      if (rest < 0) return up;
    }
    if (down > low) {
      below *= (down * (gap + down)) / ((all - down + 1) * (need - down + 1));
      down--;
      rest -= below;
      if (rest < 0) return down;
    }
  }
  // The probabilities add up to 1 but for rounding; what is left over belongs to no count in particular.
  return mode;
}
