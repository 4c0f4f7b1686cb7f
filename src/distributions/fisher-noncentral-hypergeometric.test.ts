import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../tools/conform/compare.ts";
import { cellWithOddsRatio } from "../num/table-cell.ts";
import * as noncentral from "./fisher-noncentral-hypergeometric.ts";

const distributions = fc
  .record({
    draws: fc.integer({ min: 1, max: 60 }),
    successes: fc.integer({ min: 1, max: 60 }),
    failures: fc.integer({ min: 1, max: 60 }),
    logOdds: fc.double({ min: -8, max: 8, noNaN: true }),
  })
  .filter((d) => d.draws <= d.successes + d.failures)
  .map(({ logOdds, ...margins }) => ({ ...margins, oddsRatio: Math.exp(logOdds) }));

const support = (d: noncentral.FisherNoncentralHypergeometric): number[] =>
  Array.from(
    { length: noncentral.largest(d) - noncentral.smallest(d) + 1 },
    (_, i) => noncentral.smallest(d) + i,
  );

/** Weights of the definition, in plain arithmetic. */
function weights(d: noncentral.FisherNoncentralHypergeometric): number[] {
  const choose = (n: number, k: number): number => {
    let product = 1;
    for (let i = 1; i <= k; i++) product *= (n - k + i) / i;
    return product;
  };
  return support(d).map((x) => choose(d.successes, x) * choose(d.failures, d.draws - x) * d.oddsRatio ** x);
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe("Fisher's noncentral hypergeometric distribution", () => {
  it("is 1/70, 16/70, 36/70, 16/70, 1/70 for the tea tasting", () => {
    const tea = { draws: 4, successes: 4, failures: 4, oddsRatio: 1 };
    const want = [1, 16, 36, 16, 1];
    for (const x of support(tea))
      expect(relativeError(noncentral.density(tea, x), want[x]! / 70)).toBeLessThan(1e-15);
  });

  it("follows its definition", () => {
    fc.assert(
      fc.property(distributions, (d) => {
        const w = weights(d);
        const total = sum(w);
        for (const [i, x] of support(d).entries()) {
          expect(relativeError(noncentral.density(d, x), w[i]! / total)).toBeLessThan(1e-12);
          expect(relativeError(noncentral.around(d, x).atLeast.value, sum(w.slice(i)) / total)).toBeLessThan(
            1e-12,
          );
        }
        expect(
          relativeError(noncentral.mean(d), sum(support(d).map((x, i) => x * w[i]!)) / total),
        ).toBeLessThan(1e-11);
        expect(w[support(d).indexOf(noncentral.mode(d))]! >= Math.max(...w) * (1 - 1e-12)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("holds logarithms where the numbers are 0", () => {
    // The only way to the last value: every draw a success.
    const d = { draws: 400, successes: 400, failures: 4000, oddsRatio: 1e-3 };
    const { mass, atLeast } = noncentral.around(d, 400);
    let log = 400 * Math.log(1e-3);
    for (let i = 1; i <= 400; i++) log -= Math.log((4000 + i) / i);
    const slopeFree = noncentral.around({ ...d, oddsRatio: 1 }, 400).mass.log;
    expect(relativeError(slopeFree, log - 400 * Math.log(1e-3))).toBeLessThan(1e-13);
    expect([mass.value, atLeast.value]).toEqual([0, 0]);
    expect(mass.log).toBeLessThan(slopeFree);
    expect(mass.log).toBe(atLeast.log);
  });

  it("is 0 and 1 outside its support", () => {
    const d = { draws: 3, successes: 4, failures: 1, oddsRatio: 2 };
    expect([noncentral.smallest(d), noncentral.largest(d)]).toEqual([2, 3]);
    expect([noncentral.density(d, 1), noncentral.cdf(d, 1), noncentral.sf(d, 1)]).toEqual([0, 0, 1]);
    expect([noncentral.density(d, 4), noncentral.cdf(d, 3), noncentral.sf(d, 3)]).toEqual([0, 1, 0]);
  });
});

describe("cellWithOddsRatio", () => {
  it("gives a table with that odds ratio", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: -6, max: 6, noNaN: true }),
        (row, otherRow, share, logOdds) => {
          const column = share * (row + otherRow);
          const odds = Math.exp(logOdds);
          const a = cellWithOddsRatio(row, otherRow, column, odds);
          const b = cellWithOddsRatio(row, otherRow, row + otherRow - column, 1 / odds);
          const c = cellWithOddsRatio(otherRow, row, column, 1 / odds);
          const d = cellWithOddsRatio(otherRow, row, row + otherRow - column, odds);
          expect(relativeError((a * d) / (b * c), odds)).toBeLessThan(1e-11);
          expect(relativeError(a + b, row)).toBeLessThan(1e-12);
          expect(relativeError(a + c, column)).toBeLessThan(1e-12);
        },
      ),
    );
  });
});
