import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weightedSplit } from "./weighted-split.ts";

const split = (values: readonly number[], weights: readonly number[], target: number): unknown =>
  weightedSplit(Float64Array.from(values), Float64Array.from(weights), target);

describe("weightedSplit", () => {
  it("hand-worked: within a number, between two, at the ends", () => {
    // 1 1 2 5 5 5 9, by weight.
    const [values, weights] = [
      [5, 1, 9, 2],
      [3, 2, 1, 1],
    ];
    expect(split(values, weights, 0)).toEqual({ lower: null, upper: 1 });
    expect(split(values, weights, 1)).toEqual({ lower: 1, upper: 1 });
    expect(split(values, weights, 2)).toEqual({ lower: 1, upper: 2 });
    expect(split(values, weights, 2.5)).toEqual({ lower: 2, upper: 2 });
    expect(split(values, weights, 3)).toEqual({ lower: 2, upper: 5 });
    expect(split(values, weights, 6)).toEqual({ lower: 5, upper: 9 });
    expect(split(values, weights, 7)).toEqual({ lower: 9, upper: null });
    expect(split(values, weights, 8)).toEqual({ lower: 9, upper: null });
    expect(split(values, weights, -1)).toEqual({ lower: null, upper: 1 });
    expect(split([], [], 0)).toEqual({ lower: null, upper: null });
  });

  it("law: below lower lies at most the target, up to upper at least, and nothing between the two", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 1, max: 4 })), {
          maxLength: 14,
        }),
        fc.integer({ min: -1, max: 40 }),
        (entries, target) => {
          const values = entries.map(([value]) => value);
          const weightWhere = (holds: (value: number) => boolean): number =>
            entries.reduce((sum, [value, weight]) => sum + (holds(value) ? weight : 0), 0);
          // Points that split the weight so, looked for among the numbers and halfway between them.
          const lines = Array.from({ length: 25 }, (_, k) => -6 + k / 2).filter(
            (v) => weightWhere((x) => x < v) <= target && weightWhere((x) => x <= v) >= target,
          );
          const { lower, upper } = weightedSplit(
            Float64Array.from(values),
            Float64Array.from(entries, ([, weight]) => weight),
            target,
          );
          if (lines.length === 0) {
            // The target lies below or above all of the weight.
            expect(target < 0 ? lower : upper).toBeNull();
            expect(target < 0 ? upper : lower).toBe(
              values.length === 0 ? null : target < 0 ? Math.min(...values) : Math.max(...values),
            );
            return;
          }
          expect(lower ?? -6).toBe(lines[0]);
          expect(upper ?? 6).toBe(lines.at(-1));
        },
      ),
      { numRuns: 400 },
    );
  });

  it("cost: lists in order, in reverse order and of one number are split in linear time", () => {
    // Where every pass took away a single number there would be 4e9 looks and more.
    const n = 120_000;
    const ones = (): Float64Array => new Float64Array(n).fill(1);
    const orders: ((k: number) => number)[] = [(k) => k, (k) => n - 1 - k, () => 7, (k) => (k * 48_271) % n];
    for (const [which, at] of orders.entries())
      for (const share of [0.5]) {
        const got = weightedSplit(
          Float64Array.from({ length: n }, (_, k) => at(k)),
          ones(),
          share * n + 0.5,
        );
        const want = which === 2 ? 7 : Math.floor(share * n);
        expect(got).toEqual({ lower: want, upper: want });
      }
  }, 4000);
});
