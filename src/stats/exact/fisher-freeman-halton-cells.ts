/** Log probabilities of tables with fixed margins, kept as sums of small terms. */
import * as elementary from "../../core/elementary.ts";
import { deviancePart, stirlingError } from "../../num/saddle-point.ts";

/** Margins, and for every cell the logarithm of what a count contributes to its table's probability. */
export interface Cells {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly n: number;
  /** terms[i][j][x] = -log(x!) + x log E + constant, with E the expected count; 0 at x = round(E). */
  readonly terms: readonly (readonly Float64Array[])[];
}

/**
 * The terms of every cell. A table's probability is exp(sum of its terms) times one constant of the margins:
 * adding x log E changes no difference between tables, because E is a row factor times a column factor.
 * The terms are as large as the table is unlikely, instead of as large as log n!, and so lose no digits.
 */
export function cellsOf(rows: readonly number[], columns: readonly number[]): Cells {
  const n = rows.reduce((sum, r) => sum + r, 0);
  const terms = rows.map((r) => columns.map((c) => cellTerms((r * c) / n, Math.min(r, c))));
  return { rows, columns, n, terms };
}

/**
 * Cells whose terms are the same in every row, as if all row totals were equal: sums of terms of a table, or of a part with given row
 * totals, then differ from those of `cellsOf` by a constant, and do not change when rows trade places.
 */
export function evenCells(rows: readonly number[], columns: readonly number[]): Cells {
  const n = rows.reduce((sum, r) => sum + r, 0);
  const largest = Math.max(...rows);
  const terms = columns.map((c) => cellTerms(c / rows.length, Math.min(largest, c)));
  return { rows: rows.map(() => n / rows.length), columns, n, terms: rows.map(() => terms) };
}

function cellTerms(expected: number, most: number): Float64Array {
  const terms = new Float64Array(most + 1);
  const centre = Math.min(Math.round(expected), most);
  // Neumaier's compensated sum, outwards from the centre.
  for (const step of [1, -1]) {
    let sum = 0;
    let lost = 0;
    for (let x = centre + step; x >= 0 && x <= most; x += step) {
      const factor = step > 0 ? x : x + 1;
      const add = -step * elementary.log(factor / expected);
      const next = sum + add;
      lost += Math.abs(sum) >= Math.abs(add) ? sum - next + add : add - next + sum;
      sum = next;
      terms[x] = sum + lost;
    }
  }
  return terms;
}

/** Sum of a table's terms. `table` has the rows and columns of `cells`. */
export function sumOfTerms({ terms }: Cells, table: readonly (readonly number[])[]): number {
  let sum = 0;
  for (const [i, row] of table.entries()) for (const [j, x] of row.entries()) sum += terms[i]![j]![x]!;
  return sum;
}

// log m! less m log m - m; 0 for m = 0.
const factorialRest = (m: number): number =>
  m === 0 ? 0 : stirlingError(m) + elementary.log(2 * Math.PI * m) / 2;

/** Logarithm of the probability of a table given its margins. Source: Loader (2000), for the multinomial. */
export function logTableProbability(
  { rows, columns, n }: Cells,
  table: readonly (readonly number[])[],
): number {
  let log = -factorialRest(n);
  for (const r of rows) log += factorialRest(r);
  for (const c of columns) log += factorialRest(c);
  for (const [i, row] of table.entries())
    for (const [j, x] of row.entries())
      log -= deviancePart(x, (rows[i]! * columns[j]!) / n) + factorialRest(x);
  return log;
}

/** A table whose columns are joined to a few. */
export interface Pooled {
  readonly cells: Cells;
  /** Log probability of a table less its sum of terms. */
  readonly constant: number;
}

export function pooledCells(table: readonly (readonly number[])[]): Pooled {
  const rows = table.map((row) => row.reduce((sum, x) => sum + x, 0));
  const columns = table[0]!.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0));
  const cells = cellsOf(rows, columns);
  return { cells, constant: logTableProbability(cells, table) - sumOfTerms(cells, table) };
}

/**
 * No way to split the row totals `part` (their sum is `total`) over some of the columns has a larger sum of terms.
 *
 * Lagrangian bound with the multipliers of independence: exact where the expected counts are whole, otherwise
 * above the maximum by about 1/8 of the sum of 1/E.
 */
export function splitBound(
  cells: Cells,
  part: ArrayLike<number>,
  total: number,
  columns: readonly number[],
): number {
  let bound = 0;
  for (let i = 0; i < part.length; i++) {
    const p = part[i]!;
    const terms = cells.terms[i]!;
    if (p === 0) {
      for (const j of columns) bound += terms[j]![0]!;
      continue;
    }
    const multiplier = elementary.log((p / cells.rows[i]!) * (cells.n / total));
    for (const j of columns) {
      const expected = (p / total) * cells.columns[j]!;
      const whole = Math.min(Math.floor(expected), terms[j]!.length - 1);
      bound += terms[j]![whole]! + (whole - expected) * multiplier;
    }
  }
  // Rounding of the sum above.
  return bound + 1e-12 * (1 + Math.abs(bound));
}

/**
 * With even cells: what a row of total p adds to the bound of `splitBound`, for every p. The bound is the sum over the rows.
 *
 * @param total - of all row totals that are split over the columns
 */
export function splitBounds(
  { n, rows, columns, terms }: Cells,
  total: number,
  over: readonly number[],
): Float64Array {
  const bounds = new Float64Array(over.reduce((sum, j) => sum + terms[0]![j]!.length - 1, 1));
  for (let p = 0; p < bounds.length; p++) {
    const multiplier = p === 0 ? 0 : elementary.log((p / rows[0]!) * (n / total));
    let bound = 0;
    for (const j of over) {
      const own = terms[0]![j]!;
      const expected = (p / total) * columns[j]!;
      const whole = Math.min(Math.floor(expected), own.length - 1);
      bound += own[whole]! + (whole - expected) * multiplier;
    }
    // Rounding of the sum above.
    bounds[p] = bound + 1e-12 * (1 + Math.abs(bound));
  }
  return bounds;
}
