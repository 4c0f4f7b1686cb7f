import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { exactRankSum } from "./exact-rank-sum.ts";

/** Doubled midranks of every value, listed. */
function listed(totals: readonly number[]): number[] {
  let below = 0;
  return totals.flatMap((count) => {
    const rank = 2 * below + count + 1;
    below += count;
    return Array.from({ length: count }, () => rank);
  });
}

/** The definition: every choice of `chosen` values, one by one. */
function byEnumeration(totals: readonly number[], chosen: number, observed: number) {
  const ranks = listed(totals);
  const mean = chosen * (ranks.length + 1);
  const seen = { all: 0, less: 0, greater: 0, twoSided: 0 };
  const walk = (from: number, left: number, sum: number): void => {
    if (left === 0) {
      seen.all++;
      if (sum <= observed) seen.less++;
      if (sum >= observed) seen.greater++;
      if (Math.abs(sum - mean) >= Math.abs(observed - mean)) seen.twoSided++;
      return;
    }
    for (let i = from; i <= ranks.length - left; i++) walk(i + 1, left - 1, sum + ranks[i]!);
  };
  walk(0, chosen, 0);
  return { less: seen.less / seen.all, greater: seen.greater / seen.all, twoSided: seen.twoSided / seen.all };
}

const tables = fc
  .array(fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 5 })), { minLength: 2, maxLength: 9 })
  .filter((totals) => totals.reduce((a, b) => a + b, 0) <= 15)
  .chain((totals) => {
    const size = totals.reduce((a, b) => a + b, 0);
    const places = Array.from({ length: size }, (_, i) => i);
    return fc.tuple(fc.constant(totals), fc.subarray(places, { minLength: 1, maxLength: size - 1 }));
  });

describe("exactRankSum", () => {
  it("equals the enumeration of every choice, with and without ties", () => {
    fc.assert(
      fc.property(tables, ([totals, taken]) => {
        const ranks = listed(totals);
        const observed = taken.reduce((sum, i) => sum + ranks[i]!, 0);
        const want = byEnumeration(totals, taken.length, observed);
        const got = exactRankSum(totals, taken.length, observed)!;
        for (const tail of ["less", "greater", "twoSided"] as const)
          expect(relativeError(got[tail], want[tail])).toBeLessThan(1e-13);
      }),
    );
  });

  it.each([
    { name: "a block at one end", totals: [240, ...Array.from({ length: 160 }, () => 1)], chosen: 200 },
    { name: "blocks at both ends", totals: [30, ...Array.from({ length: 60 }, () => 1), 12], chosen: 40 },
    { name: "pairs", totals: Array.from({ length: 40 }, () => 2), chosen: 33 },
    { name: "no ties", totals: Array.from({ length: 120 }, () => 1), chosen: 47 },
  ])("complete separation is one choice among many: $name", ({ totals, chosen }) => {
    const ranks = listed(totals);
    const top = ranks.slice(ranks.length - chosen).reduce((a, b) => a + b, 0);
    // Ways to take the highest values: those inside the last, partly taken, tied block.
    let logWays = 0;
    let left = chosen;
    for (const count of totals.toReversed()) {
      const here = Math.min(count, left);
      logWays += logChoose(count, here);
      left -= here;
    }
    const want = Math.exp(logWays - logChoose(ranks.length, chosen));
    expect(relativeError(exactRankSum(totals, chosen, top)!.greater, want)).toBeLessThan(1e-11);
  });

  it("both tails overlap by the point itself: less + greater is at least 1", () => {
    fc.assert(
      fc.property(tables, ([totals, taken]) => {
        const ranks = listed(totals);
        const observed = taken.reduce((sum, i) => sum + ranks[i]!, 0);
        const { less, greater } = exactRankSum(totals, taken.length, observed)!;
        expect(less + greater).toBeGreaterThan(1);
      }),
    );
  });

  it("is left alone beyond the limit", () => {
    expect(exactRankSum([2, 1, 1, 3], 3, 20, 5)).toBeNull();
    expect(exactRankSum([1, 1, 1, 1, 1, 1], 3, 21, 2)).toBeNull();
  });

  it("all tied is a single point", () => {
    expect(exactRankSum([7], 3, 24)).toEqual({ less: 1, greater: 1, twoSided: 1 });
  });
});

// Sum of logarithms: slow, but nothing else could be wrong with it.
function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}
