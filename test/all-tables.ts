/** Contingency tables by definition, in whole numbers: every table and its number of ways, nothing of the methods under test. */
import type { CountTable } from "../src/stats/contingency/table.ts";

export const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0);
export const transpose = (table: CountTable): number[][] =>
  table[0]!.map((_, j) => table.map((row) => row[j]!));

const factorials: bigint[] = [1n];
export const factorial = (n: number): bigint => {
  for (let k = factorials.length; k <= n; k++) factorials.push(factorials[k - 1]! * BigInt(k));
  return factorials[n]!;
};
// How many arrangements of the subjects give a table: the product of its columns' multinomial coefficients.
const ways = (table: CountTable): bigint =>
  table[0]!.reduce(
    (product, _, j) =>
      table.reduce(
        (rest, row) => rest / factorial(row[j]!),
        product * factorial(sum(table.map((row) => row[j]!))),
      ),
    1n,
  );

function* columnFillings(left: readonly number[], need: number): Generator<number[]> {
  const [first, ...others] = left;
  if (first === undefined) {
    if (need === 0) yield [];
    return;
  }
  for (let x = 0; x <= Math.min(first, need); x++)
    for (const tail of columnFillings(others, need - x)) yield [x, ...tail];
}

/** Every table with these margins. */
export function* allTables(rows: readonly number[], columns: readonly number[]): Generator<number[][]> {
  const [first, ...others] = columns;
  if (first === undefined) {
    yield rows.map(() => []);
    return;
  }
  for (const filling of columnFillings(rows, first))
    for (const rest of allTables(
      rows.map((r, i) => r - filling[i]!),
      others,
    ))
      yield filling.map((x, i) => [x, ...rest[i]!]);
}

// A ratio of whole numbers as the nearest number, also where both exceed the range.
const ratio = (part: bigint, whole: bigint): number => Number((part * 10n ** 40n) / whole) / 1e40;

/** p of the Fisher-Freeman-Halton test: the share of the tables at most as probable, ties within a relative 1e-7. */
export function byDefinition(observed: CountTable): number {
  const limit = ways(observed) * 10_000_001n;
  let all = 0n;
  let counted = 0n;
  for (const table of allTables(observed.map(sum), transpose(observed).map(sum))) {
    const own = ways(table);
    all += own;
    if (own * 10_000_000n <= limit) counted += own;
  }
  return ratio(counted, all);
}
