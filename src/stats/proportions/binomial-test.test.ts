import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../core/issues/issue.ts";
import { relativeError } from "../../../tools/conform/compare.ts";
import { binomialTest, type BinomialTestOptions } from "./binomial-test.ts";

const test = (
  x: number,
  n: number,
  nullShare: number,
  alternative: BinomialTestOptions["alternative"] = "two-sided",
) => binomialTest(x, n, { nullShare, alternative });

// Exact: outcomes of n throws with a share a / b, weighted in whole numbers.
function exactTwoSided(x: number, n: number, a: bigint, b: bigint): number {
  let choose = 1n;
  const weights: bigint[] = [];
  for (let k = 0n; k <= BigInt(n); k++) {
    weights.push(choose * a ** k * (b - a) ** (BigInt(n) - k));
    choose = (choose * (BigInt(n) - k)) / (k + 1n);
  }
  const sum = weights.filter((w) => w <= weights[x]!).reduce((s, w) => s + w, 0n);
  return Number((sum * 10n ** 200n) / b ** BigInt(n)) / 1e200;
}

describe("binomialTest", () => {
  it("by hand: 7 of 20 at one half is 2 (1 + 20 + ... + 77520) / 2^20", () => {
    const lower = 1 + 20 + 190 + 1140 + 4845 + 15504 + 38760 + 77520;
    expect(relativeError(test(7, 20, 0.5).pValue, (2 * lower) / 2 ** 20)).toBeLessThanOrEqual(1e-14);
    expect(relativeError(test(7, 20, 0.5, "less").pValue, lower / 2 ** 20)).toBeLessThanOrEqual(1e-14);
  });

  it("two-sided p equals the sum in whole numbers", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.nat(60),
        fc.integer({ min: 1, max: 9 }),
        (n, at, tenths) => {
          const x = at % (n + 1);
          expect(
            relativeError(test(x, n, tenths / 10).pValue, exactTwoSided(x, n, BigInt(tenths), 10n)),
          ).toBeLessThanOrEqual(1e-12);
        },
      ),
      { numRuns: 200, seed: 1 },
    );
  });

  it("exchanging events and others exchanges the sides", () => {
    expect(
      relativeError(test(9, 40, 0.25, "less").pValue, test(31, 40, 0.75, "greater").pValue),
    ).toBeLessThanOrEqual(1e-13);
    expect(relativeError(test(9, 40, 0.25).pValue, test(31, 40, 0.75).pValue)).toBeLessThanOrEqual(1e-13);
  });

  it("boundaries: none, all, a sure hypothesis, a tail too small to write", () => {
    expect(test(0, 10, 0.2, "greater").pValue).toBe(1);
    expect(test(10, 10, 1).pValue).toBe(1);
    expect(test(1, 10, 0)).toMatchObject({ pValue: 0, logPValue: null });
    const tiny = test(5000, 5000, 0.5, "greater");
    expect(tiny.pValue).toBe(0);
    expect(relativeError(tiny.logPValue!, 5000 * Math.log(0.5))).toBeLessThanOrEqual(1e-13);
  });

  it("refuses with every issue at once", () => {
    expect(() => test(1.5, 10, 2)).toThrow(InputError);
    expect(() => test(1.5, 10, 2)).toThrow(
      /events: expected a whole number >= 0, got 1\.5[\s\S]*nullShare: expected a value in \[0, 1\], got 2/,
    );
    expect(() => test(0, 0, 0.5)).toThrow(/n: expected at least 1 subjects/);
    expect(() => test(11, 10, 0.5)).toThrow(/events: expected a value in \[0, 10\]/);
  });

  it("survives JSON", () => {
    const result = test(21, 103, 0.3);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});
