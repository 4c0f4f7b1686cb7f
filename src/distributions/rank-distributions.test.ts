import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../tools/conform/compare.ts";
import * as rankSum from "./rank-sum.ts";
import * as signedRank from "./signed-rank.ts";

interface Case extends Readonly<Record<string, unknown>> {
  readonly family: "rank-sum" | "signed-rank";
}
const golden = JSON.parse(
  readFileSync(new URL("../../test/reference/rank-distributions.json", import.meta.url), "utf8"),
) as { source: string; cases: readonly Case[] };

const names = ["density", "logDensity", "cdf", "logCdf", "sf", "logSf", "quantile", "upperQuantile"] as const;
type Name = (typeof names)[number];

/** Values of the namespaces: a name of the reference file picks one. */
const functions = { "rank-sum": { ...rankSum }, "signed-rank": { ...signedRank } };

function answer(item: Case, name: Name): number {
  const at = Number(item["x"] ?? item["p"]);
  const asked = functions[item.family][name] as (d: unknown, at: number) => number;
  return asked(item, at);
}

describe(`rank distributions against ${golden.source}`, () => {
  it.each(["rank-sum", "signed-rank"] as const)("%s", (family) => {
    const cases = golden.cases.filter((item) => item.family === family);
    expect(cases.length).toBeGreaterThan(50);
    for (const item of cases)
      for (const name of names) {
        if (item[name] === undefined) continue;
        const want = item[name] === "-Inf" ? -Infinity : Number(item[name]);
        const label = `${name} ${JSON.stringify(item).slice(0, 150)}`;
        expect(relativeError(answer(item, name), want), label).toBeLessThanOrEqual(1e-11);
      }
  });
});

describe("derived by hand", () => {
  // Values 1, 2, 2, 3 in pairs: {1,2} twice, {1,3}, {2,2}, {2,3} twice; U = 0.5, 2, 2, 3.5 (ranks 1, 2.5, 2.5, 4).
  it("two of 1, 2, 2, 3 have U = 1/2, 2 or 3 1/2 with chances 2, 2 and 2 in 6", () => {
    const d = { counts: [1, 2, 1], chosen: 2 };
    const at = [0, 0.5, 1, 2, 3.5, 4].map((u) => Math.round(6 * rankSum.density(d, u)));
    expect(at).toEqual([0, 2, 0, 2, 2, 0]);
    expect([0.4, 0.5, 1.9, 2, 9].map((u) => Math.round(6 * rankSum.cdf(d, u)))).toEqual([0, 2, 2, 4, 6]);
    expect([rankSum.quantile(d, 0.3), rankSum.quantile(d, 0.34), rankSum.upperQuantile(d, 0.3)]).toEqual([
      0.5, 2, 3.5,
    ]);
  });

  // Signs of 1.5, 1.5, 3: sums 0, 1.5 (2), 3 (2), 4.5 (2), 6.
  it("ranks 1.5, 1.5 and 3 add up to 0, 1.5, 3, 4.5, 6 with chances 1, 2, 2, 2 and 1 in 8", () => {
    const d = { ranks: [3, 1.5, 1.5] };
    const at = [-1, 0, 1, 1.5, 3, 4.5, 6, 7].map((x) => 8 * signedRank.density(d, x));
    expect(at).toEqual([0, 1, 0, 2, 2, 2, 1, 0]);
    expect([1.4, 1.5, 5, 6].map((x) => 8 * signedRank.cdf(d, x))).toEqual([1, 3, 7, 8]);
    expect([1.4, 1.5, 5, 6].map((x) => 8 * signedRank.sf(d, x))).toEqual([7, 5, 1, 0]);
  });
});

const tables = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 }).chain((counts) =>
  fc.record({
    counts: fc.constant(counts),
    chosen: fc.integer({ min: 0, max: counts.reduce((a, b) => a + b, 0) }),
  }),
);
const ranked = fc.record({
  ranks: fc.array(
    fc.integer({ min: 1, max: 40 }).map((k) => k / 2),
    { minLength: 1, maxLength: 14 },
  ),
});

describe("laws", () => {
  it("tails add up to 1 and differ between neighbours by the density; both families", () => {
    const check = (
      cdf: (x: number) => number,
      sf: (x: number) => number,
      density: (x: number) => number,
      x: number,
    ) => {
      expect(Math.abs(cdf(x) + sf(x) - 1)).toBeLessThanOrEqual(1e-14);
      expect(Math.abs(cdf(x - 0.5) + density(x) - cdf(x))).toBeLessThanOrEqual(1e-14);
    };
    fc.assert(
      fc.property(tables, fc.double({ min: 0, max: 1, noNaN: true }), (d, share) => {
        const size = d.counts.reduce((a, b) => a + b, 0);
        const u = Math.round(2 * share * d.chosen * (size - d.chosen)) / 2;
        check(
          (x) => rankSum.cdf(d, x),
          (x) => rankSum.sf(d, x),
          (x) => rankSum.density(d, x),
          u,
        );
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(ranked, fc.double({ min: 0, max: 1, noNaN: true }), (d, share) => {
        const x = Math.round(2 * share * d.ranks.reduce((a, b) => a + b, 0)) / 2;
        check(
          (v) => signedRank.cdf(d, v),
          (v) => signedRank.sf(d, v),
          (v) => signedRank.density(d, v),
          x,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("the other group's U is the mirror image", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 0, max: 40 }), (d, twice) => {
        const size = d.counts.reduce((a, b) => a + b, 0);
        const pairs = d.chosen * (size - d.chosen);
        const other = { counts: d.counts, chosen: size - d.chosen };
        const u = twice / 2;
        expect(Math.abs(rankSum.sf(d, u) - rankSum.cdf(other, pairs - u - 0.5))).toBeLessThanOrEqual(1e-14);
      }),
      { numRuns: 60 },
    );
  });

  it("quantiles are the smallest values that reach the probability, on the log scale too", () => {
    fc.assert(
      fc.property(tables, fc.double({ min: 1e-6, max: 0.999, noNaN: true }), (d, p) => {
        const x = rankSum.quantile(d, p);
        expect(rankSum.cdf(d, x)).toBeGreaterThanOrEqual(p * (1 - 1e-13));
        expect(rankSum.cdf(d, x - 0.5)).toBeLessThan(p);
        expect(rankSum.quantileOfLog(d, Math.log(p))).toBe(x);
        expect(rankSum.upperQuantileOfLog(d, Math.log(p))).toBe(rankSum.upperQuantile(d, p));
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(ranked, fc.double({ min: 1e-6, max: 0.999, noNaN: true }), (d, p) => {
        const x = signedRank.quantile(d, p);
        expect(signedRank.cdf(d, x)).toBeGreaterThanOrEqual(p * (1 - 1e-13));
        expect(signedRank.cdf(d, x - 0.5)).toBeLessThan(p);
        expect(signedRank.quantileOfLog(d, Math.log(p))).toBe(x);
        expect(signedRank.upperQuantileOfLog(d, Math.log(p))).toBe(signedRank.upperQuantile(d, p));
      }),
      { numRuns: 60 },
    );
  });
});

describe("boundaries", () => {
  it("nobody or everybody chosen, and all tied, are single points", () => {
    expect(rankSum.cdf({ counts: [1, 1, 1], chosen: 0 }, 0)).toBe(1);
    expect(rankSum.sf({ counts: [1, 1, 1], chosen: 3 }, -0.5)).toBe(1);
    const tied = { counts: [7], chosen: 3 };
    expect([rankSum.density(tied, 6), rankSum.cdf(tied, 5.5), rankSum.cdf(tied, 6)]).toEqual([1, 0, 1]);
    expect(rankSum.quantile(tied, 0.5)).toBe(6);
    expect(signedRank.cdf({ ranks: [] }, 0)).toBe(1);
  });

  it("NaN in gives NaN out", () => {
    const d = { counts: [1, 2], chosen: 1 };
    expect([rankSum.cdf(d, Number.NaN), rankSum.quantile(d, 2), rankSum.logSf(d, Number.NaN)]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    expect([signedRank.density({ ranks: [1] }, Number.NaN), signedRank.quantile({ ranks: [1] }, -1)]).toEqual(
      [Number.NaN, Number.NaN],
    );
  });
});
