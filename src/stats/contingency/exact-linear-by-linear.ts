/**
 * Exact conditional distribution of T = sum of row score x column score over subjects, given both margins.
 *
 * Rows are dealt out one by one; the state is what is left of each column, and for each T so far its probability. All
 * terms are positive, so small tails keep their digits.
 */
import * as elementary from "../../core/elementary.ts";
import { logChoose } from "../../num/gamma.ts";
import { type ExactTails, exactTails, NO_UNIT, notComputed, TOO_LARGE } from "./cochran-armitage.ts";
import { asWholeScores } from "./score-lattice.ts";
import { type CountTable, margins } from "./table.ts";

/** Additions that one distribution may take, and what dealing one row out in one way counts as. */
const STEPS = 100_000_000;
const OVERHEAD = 60;

/** P(T = start + k) for k = 0, 1, ..., for one state of the columns. */
interface Distribution {
  readonly start: number;
  readonly values: Float64Array;
}

/** Exact p-values of a table without empty rows and columns; z is the correlation's size in standard errors. */
export function exactAssociation(
  table: CountTable,
  rowScores: readonly number[],
  columnScores: readonly number[],
  z: number,
): ExactTails {
  const transposed = (table[0] ?? []).map((_, j) => table.map((row) => row[j] as number));
  // With two categories on one side it is a trend of the higher one over the other side.
  if (columnScores.length === 2) return trendOf(transposed, columnScores, rowScores, z);
  if (rowScores.length === 2) return trendOf(table, rowScores, columnScores, z);
  const u = asWholeScores(rowScores);
  const v = asWholeScores(columnScores);
  if (u === null || v === null) return notComputed(NO_UNIT);
  const { rows, columns, n } = margins(table);
  const states = (totals: readonly number[]): number =>
    totals.reduce((product, total) => product * (total + 1), 1);
  const masses =
    states(columns) <= states(rows) ? massesOf(rows, u, columns, v) : massesOf(columns, v, rows, u);
  if (masses === null) return notComputed(TOO_LARGE);
  const total = (totals: readonly number[], scores: readonly number[]): number =>
    totals.reduce((sum, count, i) => sum + count * (scores[i] as number), 0);
  const centre = total(rows, u) * total(columns, v);
  const observed = table.reduce(
    (sum, cells, i) =>
      sum + cells.reduce((part, count, j) => part + count * (u[i] as number) * (v[j] as number), 0),
    0,
  );
  if (!Number.isSafeInteger(n * n * Math.max(...u) * Math.max(...v))) return notComputed(TOO_LARGE);
  // n times the distance from the expectation: whole numbers, so ties are exact.
  const far = n * observed - centre;
  const sums = { two: 0, up: 0, down: 0 };
  for (const [k, mass] of masses.values.entries()) {
    const distance = n * (masses.start + k) - centre;
    if (Math.abs(distance) >= Math.abs(far)) sums.two += mass;
    if (distance >= far) sums.up += mass;
    if (distance <= far) sums.down += mass;
  }
  if (sums.two === 0) return notComputed("the exact p-value is below 1e-300");
  return {
    exactPValue: Math.min(1, sums.two),
    exactIncreasing: Math.min(1, sums.up),
    exactDecreasing: Math.min(1, sums.down),
    logExactPValue: Math.min(0, elementary.log(sums.two)),
    exactReason: null,
  };
}

function trendOf(
  [first, second]: CountTable,
  pair: readonly number[],
  scores: readonly number[],
  z: number,
): ExactTails {
  const isRising = (pair[1] as number) > (pair[0] as number);
  const events = (isRising ? second : first) as readonly number[];
  const totals = events.map((_, i) => (first?.[i] as number) + (second?.[i] as number));
  return exactTails(events, totals, scores, z);
}

/** Deals the rows out over the columns; null where that takes too many additions. */
function massesOf(
  rows: readonly number[],
  u: readonly number[],
  columns: readonly number[],
  v: readonly number[],
): Distribution | null {
  const radix = columns.map((_, j) =>
    columns.slice(0, j).reduce((product, total) => product * (total + 1), 1),
  );
  if (radix.some((size) => !Number.isSafeInteger(size))) return null;
  const last = columns.length - 1;
  const full = columns.reduce((key, count, j) => key + count * (radix[j] as number), 0);
  let left = STEPS;
  let total = columns.reduce((sum, count) => sum + count, 0);
  let states = new Map<number, Distribution>([[full, { start: 0, values: Float64Array.of(1) }]]);
  for (const [i, row] of rows.entries()) {
    const next = new Map<number, Distribution>();
    for (const [key, sums] of states) {
      if (left < 0) return null;
      const rest = columns.map((count, j) => Math.floor(key / (radix[j] as number)) % (count + 1));
      const ways = rest.map((count) =>
        Array.from({ length: Math.min(count, row) + 1 }, (_, x) => logChoose(count, x)),
      );
      // The last column takes what is left of the row.
      const deal = (
        j: number,
        open: number,
        ahead: number,
        onward: number,
        score: number,
        log: number,
      ): void => {
        const later = ahead - (rest[j] as number);
        const least = j === last ? open : Math.max(0, open - later);
        for (let x = least; x <= Math.min(open, rest[j] as number) && left >= 0; x++) {
          const to = onward - x * (radix[j] as number);
          const sum = score + x * (v[j] as number);
          const logWays = log + (ways[j]?.[x] as number);
          if (j < last) deal(j + 1, open - x, later, to, sum, logWays);
          else {
            left -= sums.values.length + OVERHEAD;
            add(next, to, sums, sum * (u[i] as number), elementary.exp(logWays));
          }
        }
      };
      deal(0, row, total, key, 0, -logChoose(total, row));
    }
    if (left < 0) return null;
    states = next;
    total -= row;
  }
  return states.get(0) ?? null;
}

/** Adds a distribution, moved and times a factor, to that of a state. */
function add(
  states: Map<number, Distribution>,
  key: number,
  from: Distribution,
  shift: number,
  factor: number,
): void {
  const start = from.start + shift;
  const end = start + from.values.length;
  let target = states.get(key);
  if (target === undefined || start < target.start || end > target.start + target.values.length) {
    const first = Math.min(start, target?.start ?? start);
    const size = Math.max(end, target === undefined ? end : target.start + target.values.length) - first;
    const values = new Float64Array(size);
    if (target !== undefined) values.set(target.values, target.start - first);
    target = { start: first, values };
    states.set(key, target);
  }
  const offset = start - target.start;
  for (let k = 0; k < from.values.length; k++) target.values[offset + k]! += factor * from.values[k]!;
}
