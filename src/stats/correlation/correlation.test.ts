import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { kendallTauB } from "./kendall.ts";
import { pearsonCorrelation } from "./pearson.ts";
import { spearmanCorrelation } from "./spearman.ts";
import { mostForExactSpearman, spearmanTails } from "./spearman-exact.ts";

const options = { confidence: 0.95 };
const methods = { pearsonCorrelation, spearmanCorrelation, kendallTauB };
const points = fc
  .array(fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -6, max: 6 })), {
    minLength: 4,
    maxLength: 14,
  })
  .filter((list) => new Set(list.map(([x]) => x)).size > 1 && new Set(list.map(([, y]) => y)).size > 1);
const columns = (list: readonly (readonly [number, number])[]) =>
  [list.map(([x]) => x), list.map(([, y]) => y)] as const;

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((rest) =>
    Array.from({ length: n }, (_, i) => [...rest.slice(0, i), n, ...rest.slice(i)]),
  );
}

const discordant = (order: readonly number[]): number =>
  order.reduce((sum, a, i) => sum + order.slice(i + 1).filter((b) => b < a).length, 0);

describe("pearsonCorrelation", () => {
  it("hand-worked: 1 2 3 4 with 1 3 2 4", () => {
    const got = pearsonCorrelation([1, 2, 3, 4], [1, 3, 2, 4], options);
    expect(got.estimate).toBe(0.8);
    expect(relativeError(got.statistic!, 0.8 * Math.sqrt(2 / 0.36))).toBeLessThan(1e-14);
    // With two df the two-sided tail of t is 1 - t / sqrt(2 + t^2) = 1 - r.
    expect(relativeError(got.pValue!, 0.2)).toBeLessThan(1e-13);
    expect(relativeError(got.upper!, Math.tanh(Math.atanh(0.8) + 1.9599639845400543))).toBeLessThan(1e-13);
  });

  it("keeps 1 - r^2 when r is nearly 1", () => {
    const x = [0, 1, 2, 3, 4];
    const got = pearsonCorrelation(x, [0, 1, 2, 3, 4 + 2 ** -30], options);
    // Distance e in one point: 1 - r^2 = e^2 * (1 - 1/5 - 4/10) / (10 + 8 e / 2 + ...), e = 2^-30.
    const e = 2 ** -30;
    expect(relativeError(got.statistic! ** 2, (3 * 10) / (0.4 * e * e))).toBeLessThan(1e-8);
  });

  it("a line: r is 1, p 0, and what has no bound is null", () => {
    expect(pearsonCorrelation([1, 2, 3, 4], [30, 20, 10, 0], options)).toMatchObject({
      estimate: -1,
      statistic: null,
      pValue: 0,
      lower: null,
      intervalReason: "all points lie on a line",
    });
  });
});

describe("spearmanCorrelation", () => {
  it("equals the enumeration of all orders of six", () => {
    const sums = permutations(6).map((order) => order.reduce((sum, rank, i) => sum + (i + 1) * rank, 0));
    for (const products of new Set(sums)) {
      const got = spearmanTails(6, products);
      expect(got.less).toBe(sums.filter((s) => s <= products).length / 720);
      expect(got.greater).toBe(sums.filter((s) => s >= products).length / 720);
    }
  });

  it("full agreement of fourteen is one order in 14!, both ways two", () => {
    const x = Array.from({ length: mostForExactSpearman }, (_, i) => i * i);
    const got = spearmanCorrelation(x, x.map(Math.sqrt), options);
    expect(got).toMatchObject({
      estimate: 1,
      variant: "exact",
      tPValue: 0,
      intervalReason: "the ranks agree or oppose fully",
    });
    expect(relativeError(got.pValue!, 2 / 87178291200)).toBeLessThan(1e-15);
  });

  it("fifteen values or ties: by t, and says why", () => {
    const x = Array.from({ length: 15 }, (_, i) => i);
    expect(
      spearmanCorrelation(
        x,
        x.map((v) => (v * 7) % 15),
        options,
      ),
    ).toMatchObject({ variant: "t", exactReason: "more than 14 pairs" });
    expect(spearmanCorrelation([1, 2, 2], [1, 2, 3], options).exactReason).toContain("without ties");
  });
});

describe("kendallTauB", () => {
  it("hand-worked with ties: 1 1 2 3 with 1 2 2 3", () => {
    // Pairs: tied in x one, in y one, none discordant, four concordant: 4 / sqrt(5 * 5).
    const got = kendallTauB([1, 1, 2, 3], [1, 2, 2, 3], options);
    expect(got).toMatchObject({ concordant: 4, discordant: 0, estimate: 0.8, exactPValue: null });
    // (4*3*13 - 2*1*9 - 2*1*9) / 18 + 2*2 / (2*4*3)
    expect(relativeError(got.z!, 4 / Math.sqrt(120 / 18 + 4 / 24))).toBeLessThan(1e-14);
  });

  it("equals the enumeration of all orders of six", () => {
    const all = permutations(6).map(discordant);
    for (const order of [
      [1, 2, 3, 4, 5, 6],
      [2, 1, 4, 3, 6, 5],
      [6, 2, 5, 1, 4, 3],
      [6, 5, 4, 3, 2, 1],
    ]) {
      const k = discordant(order);
      const tail = Math.min(all.filter((d) => d <= k).length, all.filter((d) => d >= k).length) / 720;
      const got = kendallTauB([1, 2, 3, 4, 5, 6], order, options);
      expect(relativeError(got.exactPValue!, Math.min(1, 2 * tail))).toBeLessThan(1e-14);
    }
  });

  it("counting equals looking at every pair", () => {
    fc.assert(
      fc.property(points, (list) => {
        const signs = list.flatMap(([x, y], i) =>
          list.slice(i + 1).map(([a, b]) => Math.sign((a - x) * (b - y))),
        );
        expect(kendallTauB(...columns(list), options)).toMatchObject({
          concordant: signs.filter((s) => s > 0).length,
          discordant: signs.filter((s) => s < 0).length,
        });
      }),
    );
  });
});

describe.each(Object.entries(methods))("%s", (_, correlate) => {
  it("x and y may change places; turning one changes the sign", () => {
    fc.assert(
      fc.property(points, (list) => {
        const [x, y] = columns(list);
        const one = correlate(x, y, options);
        const turned = correlate(
          y,
          x.map((v) => -v),
          options,
        );
        expect(Math.abs(one.estimate! + turned.estimate!)).toBeLessThan(1e-14);
        expect(Math.abs(one.pValue! - turned.pValue!)).toBeLessThan(1e-12);
        if (one.lower !== null) {
          expect(one.lower).toBeLessThanOrEqual(one.estimate! + 1e-14);
          expect(one.upper).toBeGreaterThanOrEqual(one.estimate! - 1e-14);
        }
        expect(JSON.parse(JSON.stringify(one))).toEqual(one);
      }),
    );
  });

  it("a variable that does not vary: null and why", () => {
    expect(correlate([1, 1, 1, 1], [1, 2, 3, 4], options)).toMatchObject({
      estimate: null,
      pValue: null,
      lower: null,
      reason: "one of the variables does not vary: no correlation is defined",
    });
  });

  it("refuses two pairs, unequal lengths and missing values", () => {
    expect(() => correlate([1, 2], [3, 4], options)).toThrow("x: expected at least 3 pairs, got 2");
    expect(() => correlate([1, Number.NaN, 3], [3, 4], { confidence: 1 })).toThrow(
      "confidence: expected a value in (0, 1), got 1; correct the value\nx[1]: expected a finite number, got NaN; leave out missing values before calling, and say how many\ny: expected 3 entries, got 2",
    );
  });
});
