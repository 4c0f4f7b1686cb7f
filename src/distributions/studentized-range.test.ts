import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import distribution from "../../tools/conform/adapters/distribution.ts";
import { relativeError } from "../../tools/conform/compare.ts";
import * as normal from "./normal.ts";
import * as t from "./student-t.ts";
import { cdf, logCdf, logSf, quantile, sf, upperQuantile } from "./studentized-range.ts";

interface Case {
  readonly case: string;
  readonly digits: string;
  readonly input: Parameters<typeof distribution>[0];
  readonly expected: { readonly value: number };
  readonly tol: { readonly rel: number };
}
const golden = JSON.parse(
  readFileSync(new URL("../../test/reference/studentized-range.json", import.meta.url), "utf8"),
) as { source: string; agreement: number; cases: readonly Case[] };

describe(`studentized range; golden: ${golden.source}`, () => {
  it("of two groups is |t| times the square root of 2, in every tail", () => {
    for (const df of [1, 4, 30, 1e6])
      for (const x of [0.5, 2, 20, 1e4]) {
        const at = x / Math.SQRT2;
        expect(
          relativeError(logSf({ groups: 2, df }, x), Math.LN2 + t.logSf({ df }, at)),
        ).toBeLessThanOrEqual(1e-13);
      }
    expect(
      relativeError(sf({ groups: 2, df: Infinity }, 4), 2 * normal.sf(normal.standard, 4 / Math.SQRT2)),
    ).toBeLessThanOrEqual(1e-12);
  });

  it.each(golden.cases)("$case: $digits", ({ input, expected, tol }) => {
    expect(relativeError(distribution(input).value, expected.value)).toBeLessThanOrEqual(tol.rel);
  });

  it("was computed with steps that agree to 30 digits", () => {
    expect(golden.agreement).toBeLessThanOrEqual(1e-30);
    expect(golden.cases.length).toBeGreaterThan(120);
  });

  it("for a short range is the leading power: k^(1/2) (2 pi)^((1-k)/2) w^(k-1)", () => {
    const k = 10;
    const w = 1e-6;
    const want = 0.5 * Math.log(k) + ((1 - k) / 2) * Math.log(2 * Math.PI) + (k - 1) * Math.log(w);
    expect(relativeError(logCdf({ groups: k, df: Infinity }, w), want)).toBeLessThanOrEqual(1e-12);
  });

  it("the tails add up to 1 and quantiles invert them", () => {
    const d = { groups: 5, df: 12 };
    for (const p of [1e-8, 0.05, 0.5, 0.99]) {
      expect(relativeError(cdf(d, quantile(d, p)), p)).toBeLessThanOrEqual(1e-11);
      expect(relativeError(sf(d, upperQuantile(d, p)), p)).toBeLessThanOrEqual(1e-11);
    }
    expect(Math.abs(cdf(d, 3) + sf(d, 3) - 1)).toBeLessThanOrEqual(1e-11);
  });

  it("ends and nonsense", () => {
    const d = { groups: 3, df: 10 };
    expect([cdf(d, 0), sf(d, 0), cdf(d, Infinity), upperQuantile(d, 0), quantile(d, 0)]).toEqual([
      0,
      1,
      1,
      Infinity,
      0,
    ]);
    expect([cdf(d, Number.NaN), quantile(d, 2)]).toEqual([Number.NaN, Number.NaN]);
  });
});
