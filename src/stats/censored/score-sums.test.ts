import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { randomStream } from "../../core/random.ts";
import { spreadTail } from "./group-tables.ts";
import { type RealScore, realScoreTails } from "./real-score-sums.ts";
import { signFlipTails } from "./sign-flips.ts";

/** Scores that are no multiples of a unit, some of them equal, sums of others among them. */
function scoresOf(seed: number, levels: number): RealScore[] {
  const random = randomStream(seed);
  const own = Array.from({ length: levels }, () => ({
    score: Math.sqrt(random.below(30)) - 2.5,
    count: 1 + random.below(3),
  }));
  const last = own[0]!.score + own[1]!.score;
  return [...own, { score: last, count: 1 }];
}
const listOf = (scores: readonly RealScore[]): number[] =>
  scores.flatMap(({ score, count }) => Array.from({ length: count }, () => score));

/** Sums of every choice of so many of the values. */
function* choices(values: readonly number[], chosen: number, from = 0, sum = 0): Generator<number> {
  if (chosen === 0) {
    yield sum;
    return;
  }
  for (let k = from; k <= values.length - chosen; k++)
    yield* choices(values, chosen - 1, k + 1, sum + values[k]!);
}

describe("realScoreTails", () => {
  it("law: both tails of every sum are those of all choices", () => {
    for (const seed of [1, 2, 3, 4]) {
      const scores = scoresOf(seed, 5);
      const values = listOf(scores);
      for (let chosen = 0; chosen <= values.length; chosen++) {
        const sums = [...choices(values, chosen)];
        const tails = realScoreTails(scores, chosen)!;
        for (const at of new Set([sums[0]!, sums.at(-1)!, ...sums.slice(0, 40)])) {
          const below = sums.filter((sum) => sum <= at + 1e-10).length / sums.length;
          const above = sums.filter((sum) => sum >= at - 1e-10).length / sums.length;
          expect(relativeError(tails.lowerTail(at), below)).toBeLessThan(1e-12);
          expect(relativeError(tails.upperTail(at), above)).toBeLessThan(1e-12);
        }
        const least = Math.min(...sums);
        const most = Math.max(...sums);
        expect([tails.lowerTail(least - 0.1), tails.upperTail(most + 0.1)]).toEqual([0, 0]);
      }
    }
  });

  it("boundary: too long a list in either half is left alone", () => {
    const distinct = (n: number): RealScore[] =>
      Array.from({ length: n }, (_, k) => ({ score: Math.sqrt(k + 2), count: 1 }));
    expect(realScoreTails(distinct(24), 12, 1000)).toBeNull();
    expect(realScoreTails(distinct(24), 12)).not.toBeNull();
    // 4096 equal ones, of which one to 5 are 5 sums, and twelve that differ, of which one to 5 are 1585: the second half alone.
    const mixed = [{ score: 1, count: 4096 }, ...distinct(12)];
    expect(realScoreTails(mixed, 5, 2 * 1584)).toBeNull();
    expect(realScoreTails(mixed, 5, 2 * 1585)).not.toBeNull();
    expect(realScoreTails([...distinct(12), { score: 4, count: 4096 }], 5, 2 * 1584)).toBeNull();
  });
});

describe("signFlipTails", () => {
  it("law: the tails of all 2^n signs", () => {
    for (const seed of [5, 6, 7, 8]) {
      const random = randomStream(seed);
      for (let n = 1; n <= 9; n++) {
        const values = Array.from(
          { length: n },
          () => (random.below(2) === 0 ? 1 : -1) * Math.sqrt(random.below(12)),
        );
        let sums = [0];
        for (const value of values)
          sums = sums.flatMap((sum) => [sum - Math.abs(value), sum + Math.abs(value)]);
        const observed = values.reduce((a, b) => a + b, 0);
        const share = (holds: (sum: number) => boolean): number => sums.filter(holds).length / sums.length;
        const { less, greater, twoSided } = signFlipTails(values)!;
        expect(
          relativeError(
            less,
            share((sum) => sum <= observed + 1e-10),
          ),
        ).toBeLessThan(1e-13);
        expect(
          relativeError(
            greater,
            share((sum) => sum >= observed - 1e-10),
          ),
        ).toBeLessThan(1e-13);
        expect(
          relativeError(
            twoSided,
            share((sum) => Math.abs(sum) >= Math.abs(observed) - 1e-10),
          ),
        ).toBeLessThan(1e-13);
      }
    }
  });

  it("boundary: nothing but zeros; many on a lattice; too many that differ", () => {
    expect(signFlipTails([0, 0, -0])).toEqual({ twoSided: 1, less: 1, greater: 1 });
    // All 200 of one sign: 2^-200.
    const all = signFlipTails(Array.from({ length: 200 }, () => 3))!;
    expect(relativeError(all.greater, 2 ** -200)).toBeLessThan(1e-12);
    expect(relativeError(all.twoSided, 2 ** -199)).toBeLessThan(1e-12);
    expect(all.less).toBe(1);
    const irrational = (n: number): number[] => Array.from({ length: n }, (_, k) => Math.sqrt(k + 2.5));
    expect(signFlipTails(irrational(60))).toBeNull();
    expect(signFlipTails(irrational(30))).not.toBeNull();
    // Whole numbers up to 80 and their sums fill a lattice: no hopeless growth.
    expect(signFlipTails(Array.from({ length: 80 }, (_, k) => k + 1))).not.toBeNull();
  });
});

describe("units", () => {
  it("law: neither a large unit nor a small one tells sums apart or joins them", () => {
    for (const seed of [9, 10, 11])
      for (const unit of [2 ** 40, 2 ** -40]) {
        const scores = scoresOf(seed, 6);
        const moved = scores.map(({ score, count }) => ({ score: score * unit, count }));
        const values = listOf(scores);
        const [tails, movedTails] = [realScoreTails(scores, 5)!, realScoreTails(moved, 5)!];
        for (const at of [...choices(values, 5)].slice(0, 60)) {
          expect(movedTails.lowerTail(at * unit)).toBe(tails.lowerTail(at));
          expect(movedTails.upperTail(at * unit)).toBe(tails.upperTail(at));
        }
        expect(signFlipTails(values.map((value) => value * unit))).toEqual(signFlipTails(values));
        // Of the sums -3, -1, 1 and 3 units, -1.
        expect(signFlipTails([unit, -2 * unit])).toEqual({ twoSided: 1, less: 0.5, greater: 0.75 });
      }
  });
});

describe("spreadTail", () => {
  it("law: the share of all ways to share out the subjects", () => {
    const scores = [
      { score: -2, count: 2 },
      { score: 0.5, count: 3 },
      { score: 1.25, count: 2 },
    ];
    const values = listOf(scores);
    const sizes = [2, 2, 3];
    // Every arrangement: which group each subject is in.
    const spreads: number[] = [];
    const walk = (k: number, left: readonly number[], sums: readonly number[]): void => {
      if (k === values.length) {
        spreads.push(sums.reduce((total, sum, g) => total + (sum * sum) / sizes[g]!, 0));
        return;
      }
      for (const g of [0, 1, 2])
        if (left[g]! > 0)
          walk(
            k + 1,
            left.map((x, j) => (j === g ? x - 1 : x)),
            sums.map((x, j) => (j === g ? x + values[k]! : x)),
          );
    };
    walk(0, sizes, [0, 0, 0]);
    for (const at of new Set(spreads.map((spread) => Math.round(spread * 1e9) / 1e9)))
      expect(
        relativeError(
          spreadTail(scores, sizes, at)!,
          spreads.filter((spread) => spread >= at - 1e-8).length / spreads.length,
        ),
      ).toBeLessThan(1e-12);
  });

  it("boundary: two subjects and two groups are eight looks, by hand", () => {
    // One for the first score, one for each share of it in group 2, one for the second score after each; there 2 and 1 more.
    const scores = [
      { score: 0, count: 1 },
      { score: 1, count: 1 },
    ];
    expect(spreadTail(scores, [1, 1], 0.5, 8)).toBe(1);
    expect(spreadTail(scores, [1, 1], 0.5, 7)).toBeNull();
  });
});
