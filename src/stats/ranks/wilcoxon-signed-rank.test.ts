import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { wilcoxonSignedRank } from "./wilcoxon-signed-rank.ts";

const options = { alternative: "two-sided", confidence: 0.9, zeros: "drop" } as const;
const zeros = (x: readonly number[]): number[] => x.map(() => 0);

function byEnumeration(x: readonly number[]): { twoSided: number; less: number; greater: number } {
  const d = x.filter((v) => v !== 0);
  const rank = (v: number): number =>
    d.filter((w) => Math.abs(w) < Math.abs(v)).length +
    (d.filter((w) => Math.abs(w) === Math.abs(v)).length + 1) / 2;
  const ranks = d.map(rank);
  const mean = ranks.reduce((a, b) => a + b, 0) / 2;
  const observed = d.reduce((sum, v, i) => (v > 0 ? sum + ranks[i]! : sum), 0);
  const sums = Array.from({ length: 2 ** d.length }, (_, signs) =>
    ranks.reduce((sum, r, i) => ((signs >> i) & 1 ? sum + r : sum), 0),
  );
  const share = (of: (sum: number) => boolean): number => sums.filter(of).length / sums.length;
  return {
    twoSided: share((sum) => Math.abs(sum - mean) >= Math.abs(observed - mean)),
    less: share((sum) => sum <= observed),
    greater: share((sum) => sum >= observed),
  };
}

describe("wilcoxonSignedRank", () => {
  it("hand-worked: differences 2 3 -1", () => {
    const got = wilcoxonSignedRank([3, 5, 4], [1, 2, 5], options);
    // Sums of at least 5 from ranks 1 2 3: 5 and 6. Walsh averages -1 0.5 1 2 2.5 3.
    expect(got).toMatchObject({ statistic: 5, nonzero: 3, estimate: 1.5, variant: "exact" });
    expect(got.exact).toEqual({ twoSided: 0.5, less: 0.875, greater: 0.25 });
    expect(relativeError(got.z, 2 / Math.sqrt(3.5))).toBeLessThan(1e-14);
  });

  it("equals the enumeration of all signs, with ties and zeros", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 10 }), (x) => {
        fc.pre(x.some((v) => v !== 0));
        const { exact } = wilcoxonSignedRank(x, zeros(x), options);
        const want = byEnumeration(x);
        for (const tail of ["twoSided", "less", "greater"] as const)
          expect(relativeError(exact![tail], want[tail])).toBeLessThan(1e-13);
      }),
    );
  });

  it("Pratt: zeros take ranks and leave", () => {
    const got = wilcoxonSignedRank([1, 2, 3, 4, 5, 6, 7], [2, 2, 1, 5, 3, 8, 7], {
      ...options,
      zeros: "rank",
    });
    // |d| = 1 0 2 1 2 2 0: ranks 3.5 for 1, 6 for 2.
    expect(got.statistic).toBe(12);
    expect(relativeError(got.z, -0.5 / Math.sqrt(33.125))).toBeLessThan(1e-14);
  });

  it("all signs alike: one arrangement of 2^n, deep in the tail", () => {
    const x = Array.from({ length: 120 }, (_, i) => i + 1);
    expect(relativeError(wilcoxonSignedRank(x, zeros(x), options).exact!.greater, 2 ** -120)).toBeLessThan(
      1e-12,
    );
  });

  it("swapping x and y mirrors the answer", () => {
    const x = [0.3, 1.9, 4.4, 2.2, 8.1];
    const y = [1.1, 0.2, 3.3, 2.9, 2.5];
    const one = wilcoxonSignedRank(x, y, options);
    const other = wilcoxonSignedRank(y, x, options);
    expect(one.exact!.less).toBe(other.exact!.greater);
    expect(one.estimate).toBe(-other.estimate);
    expect(one.lower).toBe(-other.upper!);
  });

  it("a single pair", () => {
    expect(wilcoxonSignedRank([2], [1], options)).toMatchObject({
      pValue: 1,
      estimate: 1,
      lower: 1,
      upper: 1,
      coverage: 0,
    });
  });

  it("refuses unequal lengths, no pair, and pairs without any difference", () => {
    expect(() => wilcoxonSignedRank([1, 2], [1], options)).toThrow(
      "y: expected 2 entries, got 1; give the arguments the same length",
    );
    expect(() => wilcoxonSignedRank([], [], options)).toThrow("x: expected at least 1 pairs, got 0");
    expect(() => wilcoxonSignedRank([1, 2], [1, 2], options)).toThrow(
      "x - y: expected at least one difference that varies",
    );
  });

  it("survives JSON", () => {
    const got = wilcoxonSignedRank([3, 5, 4], [1, 2, 5], options);
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});
