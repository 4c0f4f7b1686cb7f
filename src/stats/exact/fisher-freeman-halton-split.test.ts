import { describe, expect, it } from "vitest";
import { allTables, factorial, sum } from "../../../test/all-tables.ts";
import { relativeError } from "../../../tools/conform/compare.ts";
import { cellsOf, evenCells } from "./fisher-freeman-halton-cells.ts";
import { LIFT, listOf, type Meter, splitter } from "./fisher-freeman-halton-split.ts";

interface Entry {
  readonly value: number;
  readonly weight: number;
}

/** Every split of `part` over the columns: its sum of terms, and its probability by factorials. */
function byDefinition(
  terms: readonly (readonly Float64Array[])[],
  part: readonly number[],
  columns: readonly number[],
): Entry[] {
  const product = (values: readonly number[]): bigint => values.reduce((all, x) => all * factorial(x), 1n);
  const all = product(part) * product(columns);
  const whole = factorial(sum(part));
  const joined: Entry[] = [];
  const entries = [...allTables(part, columns)].map((table) => ({
    value: sum(table.flatMap((row, i) => row.map((x, j) => terms[i]![j]![x]!))),
    weight: Number((all * 10n ** 30n) / (product(table.flat()) * whole)) / 1e30,
  }));
  for (const { value, weight } of entries.toSorted((a, b) => a.value - b.value)) {
    const before = joined.at(-1);
    if (before !== undefined && value - before.value < 1e-10)
      joined[joined.length - 1] = { value: before.value, weight: before.weight + weight };
    else joined.push({ value, weight });
  }
  return joined;
}

const worst = (got: ArrayLike<number>, want: readonly number[]): number =>
  want.reduce((most, x, k) => Math.max(most, relativeError(got[k]!, x)), 0);

describe("splitter", () => {
  it.each([
    { part: [3, 4], columns: [7] },
    { part: [3, 4], columns: [2, 5] },
    { part: [6, 0, 4], columns: [5, 5] },
    { part: [5, 6, 7], columns: [10, 8] },
    { part: [2, 9, 1], columns: [3, 9] },
    { part: [3, 2, 4, 5], columns: [6, 8] },
    { part: [3, 4, 5], columns: [3, 4, 5] },
    { part: [6, 5], columns: [1, 3, 2, 5] },
    { part: [2, 3, 2, 2], columns: [4, 2, 3] },
    { part: [1, 1, 2, 1, 2], columns: [3, 4] },
  ])(
    "law: the splits of $part over $columns with their probabilities, whatever is sure",
    ({ part, columns }) => {
      // A further column makes the rows larger than the part, by different shares.
      const rows = part.map((x, i) => x + 2 + i);
      const all = [...columns, sum(rows) - sum(part)];
      for (const cells of [cellsOf(rows, all), evenCells(rows, all)]) {
        const listed = columns.map((_, j) => j);
        const want = byDefinition(cells.terms, part, columns);
        const meter: Meter = { work: 0 };
        const make = splitter(cells, listed, meter);
        const middles = want.slice(1).map(({ value }, k) => (value + want[k]!.value) / 2);
        const sures = [
          -Infinity,
          ...[0.1, 0.5, 0.8].map((share) => middles[Math.floor(share * middles.length)]),
        ];
        for (const sure of sures) {
          if (sure === undefined) continue;
          const { values, weights, before, top } = make(part, sure);
          const kept = want.filter(({ value }) => value > sure);
          const leftOut = sum(want.filter(({ value }) => value <= sure).map(({ weight }) => weight));
          const probability = (lifted: number): number => lifted * Math.exp(-LIFT);
          expect(values.length).toBe(kept.length);
          expect(Math.max(...kept.map(({ value }, k) => Math.abs(values[k]! - value)))).toBeLessThan(1e-11);
          expect(
            worst(
              weights.map(probability),
              kept.map(({ weight }) => weight),
            ),
          ).toBeLessThan(1e-11);
          const running = kept.map((_, k) => leftOut + sum(kept.slice(0, k + 1).map(({ weight }) => weight)));
          expect(worst(before.map(probability), [leftOut, ...running])).toBeLessThan(1e-11);
          expect(Math.abs(top - kept.at(-1)!.value)).toBeLessThan(1e-11);
        }
        expect(meter.work).toBeGreaterThanOrEqual(500 + 40 * want.length);
      }
    },
  );

  it("boundary: all splits are sure", () => {
    const cells = cellsOf([5, 6, 9], [6, 7, 7]);
    const { values, before, top } = splitter(cells, [0, 1], { work: 0 })([3, 4, 6], 50);
    expect([values.length, top]).toEqual([0, 50]);
    expect(relativeError(before[0]!, Math.exp(LIFT))).toBeLessThan(1e-12);
  });

  it("cost: what is sure is not listed, so deep lists are short", () => {
    const cells = cellsOf([40, 50, 60], [50, 45, 55]);
    const work = (sure: number): number => {
      const meter: Meter = { work: 0 };
      splitter(cells, [0, 1], meter)([25, 32, 38], sure);
      return meter.work;
    };
    expect(work(-2)).toBeLessThan(work(-Infinity) / 8);
    // All 26 x 33 pairs of counts but those that do not fit, at 40 each, and what goes with a row.
    expect(work(-Infinity)).toBeLessThan(45 * 26 * 33);
    expect(work(-Infinity)).toBeGreaterThan(40 * 700);
  });

  it("law: the counts of a large split add up to all of it", () => {
    const cells = cellsOf([300, 400, 500], [350, 450, 400]);
    for (const sure of [-Infinity, -30, -8, -3]) {
      const { before, weights } = splitter(cells, [0, 1], { work: 0 })([180, 270, 350], sure);
      expect(relativeError(before.at(-1)!, Math.exp(LIFT))).toBeLessThan(1e-10);
      expect(relativeError(before[0]! + sum([...weights]), Math.exp(LIFT))).toBeLessThan(1e-10);
    }
  });
});

describe("listOf", () => {
  it("law: any order gives the sorted list, equal sums joined", () => {
    const values = [3, -1, 2, 3 + 2e-13, -7, 2, 0.5, -7.5, 3, 11];
    const weights = values.map((_, k) => k + 1);
    const got = listOf(Float64Array.from(values), Float64Array.from(weights), 100, -20);
    expect([...got.values].map((v) => Math.round(v * 10) / 10)).toEqual([-7.5, -7, -1, 0.5, 2, 3, 11]);
    expect([...got.weights]).toEqual([8, 5, 2, 7, 9, 14, 10]);
    expect([...got.before]).toEqual([100, 108, 113, 115, 122, 131, 145, 155]);
    expect(got.top).toBe(11);
  });

  it("cost: a long list in reverse order is sorted in linear time", () => {
    // One entry after the other moved past all before it would be 7e9 moves.
    const n = 120_000;
    const got = listOf(
      Float64Array.from({ length: n }, (_, k) => n - k),
      Float64Array.from({ length: n }, (_, k) => n - k),
      0,
      0,
    );
    expect([got.values[0], got.values[77], got.weights[77], got.top]).toEqual([1, 78, 78, n]);
    expect(got.before[n]).toBe((n * (n + 1)) / 2);
  }, 3000);

  it("boundary: one value, none, all equal", () => {
    const of = (values: number[]): unknown => {
      const {
        values: v,
        before,
        top,
      } = listOf(Float64Array.from(values), new Float64Array(values.length).fill(1), 0, -4);
      return [[...v], [...before], top];
    };
    expect(of([2])).toEqual([[2], [0, 1], 2]);
    expect(of([])).toEqual([[], [0], -4]);
    expect(of([5, 5, 5])).toEqual([[5], [0, 3], 5]);
  });
});
