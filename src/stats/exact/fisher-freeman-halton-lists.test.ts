import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { type Cells, evenCells, splitBound, splitBounds } from "./fisher-freeman-halton-cells.ts";
import { keyOf, sortedLists, sortSmall } from "./fisher-freeman-halton-lists.ts";
import { LIFT, type SplitList, splitter } from "./fisher-freeman-halton-split.ts";

const add = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, x) => sum + x, 0);

describe("sortSmall and keyOf", () => {
  const vectors = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 });

  it("law: in rising order, nothing lost", () => {
    fc.assert(
      fc.property(vectors, (values) => {
        const vector = Int32Array.from(values);
        sortSmall(vector);
        expect([...vector]).toEqual(values.toSorted((a, b) => a - b));
      }),
    );
  });

  it("law: every sorted vector of one total has its own number", () => {
    const seen = new Map<number, string>();
    for (let a = 0; a <= 12; a++)
      for (let b = a; b <= 12; b++)
        for (let c = b; c <= 12; c++) {
          const d = 20 - a - b - c;
          if (d < c || d > 20) continue;
          const vector = [a, b, c, d];
          const key = keyOf(vector, 21);
          expect(seen.get(key) ?? String(vector)).toBe(String(vector));
          seen.set(key, String(vector));
        }
    expect(seen.size).toBeGreaterThan(50);
  });
});

interface Lists {
  readonly cells: Cells;
  readonly ours: SplitList;
  readonly theirs: SplitList;
}

/** The list of one vector, from either maker. */
function both(part: readonly number[], columns: readonly number[], sure: number, deepest: number): Lists {
  // One more column, of one of each row, so that the listed ones are not all.
  const rows = part.map((x) => x + 1);
  const cells = evenCells(rows, [...columns, part.length]);
  const listed = columns.map((_, j) => j);
  const sorted = Int32Array.from(part).sort();
  const meters = { own: { work: 0 }, shared: { work: 0 }, most: Infinity };
  const ours = sortedLists(cells, listed, deepest, meters)(sorted, sure);
  expect(meters.own.work).toBeGreaterThan(0);
  if (columns.length <= 2) expect(meters.shared.work).toBe(0);
  return { cells, ours, theirs: splitter(cells, listed, { work: 0 })(sorted, sure) };
}

const worst = (ours: Float64Array, theirs: Float64Array): number =>
  theirs.reduce((most, want, k) => Math.max(most, relativeError(ours[k]!, want)), 0);

const same = ({ ours, theirs }: Lists): void => {
  expect(ours.values.length).toBe(theirs.values.length);
  const gap = theirs.values.reduce((most, want, k) => Math.max(most, Math.abs(ours.values[k]! - want)), 0);
  expect(gap).toBeLessThan(1e-11);
  expect(ours.before.length).toBe(theirs.before.length);
  expect(worst(ours.weights, theirs.weights)).toBeLessThan(1e-11);
  expect(worst(ours.before, theirs.before)).toBeLessThan(1e-11);
  expect(Math.abs(ours.top - theirs.top)).toBeLessThan(1e-11);
};

const parts = [
  { part: [3, 4, 5], columns: [2, 4, 6] },
  { part: [4, 4, 4, 4], columns: [5, 5, 6] },
  { part: [0, 2, 2, 7], columns: [1, 3, 3, 4] },
  { part: [1, 1, 1, 1, 1], columns: [2, 2, 1] },
  { part: [3, 5, 6, 6], columns: [9, 11] },
  { part: [2, 3, 9], columns: [14] },
  { part: [0, 0, 6], columns: [1, 2, 3] },
  { part: [5, 6, 7], columns: [3, 3, 4, 4, 4] },
];

describe("sortedLists", () => {
  it.each(parts)(
    "law: every filling of $columns from $part as the splitter lists them",
    ({ part, columns }) => {
      const lists = both(part, columns, -Infinity, -Infinity);
      same(lists);
      const { values, weights, before, top } = lists.ours;
      expect(relativeError(add(weights), Math.exp(LIFT))).toBeLessThan(1e-12);
      expect(before[0]).toBe(0);
      expect(top).toBe(values.at(-1));
      expect([...values].every((value, k) => k === 0 || value > values[k - 1]!)).toBe(true);
    },
  );

  it.each(parts)("law: what is sure is added up, $columns from $part", ({ part, columns }) => {
    const { values } = both(part, columns, -Infinity, -Infinity).ours;
    for (const share of [0.2, 0.5, 0.9]) {
      const at = Math.floor(share * values.length);
      if (at === 0) continue;
      const sure = (values[at - 1]! + values[at]!) / 2;
      // The other columns add something, so what they count as deep lies lower.
      for (const deepest of [-Infinity, sure - 20]) {
        const lists = both(part, columns, sure, deepest);
        same(lists);
        expect(lists.ours.values.length).toBe(values.length - at);
        expect(relativeError(lists.ours.before.at(-1)!, Math.exp(LIFT))).toBeLessThan(1e-12);
      }
    }
  });

  it("law: all of it is sure", () => {
    const { ours } = both([4, 5, 6], [3, 5, 7], 1000, -Infinity);
    expect(ours.values.length).toBe(0);
    expect(ours.top).toBe(1000);
    expect(relativeError(ours.before[0]!, Math.exp(LIFT))).toBeLessThan(1e-12);
  });

  it("law: long lists, whose tables grow", () => {
    const lists = both([12, 14, 17], [11, 15, 17], -Infinity, -Infinity);
    expect(lists.ours.values.length).toBeGreaterThan(1200);
    same(lists);
  });

  it("law: lists one after the other do not disturb each other", () => {
    const cells = evenCells([9, 9, 9], [6, 7, 8, 6]);
    const make = (): ((sorted: Int32Array, sure: number) => SplitList) =>
      sortedLists(cells, [0, 1, 2], -Infinity, { own: { work: 0 }, shared: { work: 0 }, most: Infinity });
    const shared = make();
    const vectors = [
      [3, 9, 9],
      [7, 7, 7],
      [4, 8, 9],
      [3, 9, 9],
    ].map((v) => Int32Array.from(v));
    const first = vectors.map((v) => shared(v, -Infinity));
    for (const [k, v] of vectors.entries()) expect(first[k]).toEqual({ ...make()(v, -Infinity) });
  });
});

describe("splitBounds", () => {
  it.each(parts)(
    "law: added over the rows they are the bound of a vector, above all fillings: $part",
    (item) => {
      const { cells, ours } = both(item.part, item.columns, -Infinity, -Infinity);
      const listed = item.columns.map((_, j) => j);
      const total = add(item.part);
      const bounds = splitBounds(cells, total, listed);
      const bound = add(item.part.map((p) => bounds[p]!));
      expect(bound).toBeGreaterThanOrEqual(ours.top);
      expect(Math.abs(bound - splitBound(cells, item.part, total, listed))).toBeLessThan(1e-9);
    },
  );
});
