import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import * as normal from "../../distributions/normal.ts";
import type { Sample } from "../describe/sample.ts";
import { andersonDarlingNormality } from "./anderson-darling.ts";
import { cramerVonMisesNormality } from "./cramer-von-mises.ts";
import { lilliefors } from "./lilliefors.ts";
import { shapiroWilk } from "./shapiro-wilk.ts";

interface Case {
  readonly case: string;
  readonly function: "shapiro_wilk" | "normality_edf";
  readonly input: { readonly x: readonly number[] };
  readonly expected: Readonly<Record<string, number | null>>;
  readonly tol: { readonly rel: number };
}
const golden = JSON.parse(
  readFileSync(new URL("../../../test/reference/normality.json", import.meta.url), "utf8"),
) as { source: string; cases: readonly Case[] };

const tests = [
  { name: "shapiro-wilk", test: shapiroWilk, least: 3 },
  { name: "lilliefors", test: lilliefors, least: 5 },
  { name: "anderson-darling-normality", test: andersonDarlingNormality, least: 8 },
  { name: "cramer-von-mises-normality", test: cramerVonMisesNormality, least: 8 },
] as const;

function answers({ function: name, input: { x } }: Case): Record<string, number | null> {
  if (name === "shapiro_wilk") {
    const { statistic, lack, pValue, logPValue } = shapiroWilk(x);
    return { W: statistic, lack, p: pValue, log_p: logPValue };
  }
  const gap = lilliefors(x);
  const own = { lilliefors_D: gap.statistic, lilliefors_p: gap.pValue };
  if (x.length < 8) return { ...own, anderson_A: null, anderson_p: null, cvm_W: null, cvm_p: null };
  const anderson = andersonDarlingNormality(x);
  const cramer = cramerVonMisesNormality(x);
  return {
    ...own,
    anderson_A: anderson.statistic,
    anderson_p: anderson.pValue,
    cvm_W: cramer.statistic,
    cvm_p: cramer.pValue,
  };
}

describe(`golden: ${golden.source}`, () => {
  it.each(golden.cases)("$case", (item) => {
    const got = answers(item);
    for (const [field, want] of Object.entries(item.expected))
      if (want === null) expect(got[field], field).toBeNull();
      else expect(relativeError(got[field]!, want), field).toBeLessThanOrEqual(item.tol.rel);
  });
});

describe("derived by hand", () => {
  it("Shapiro-Wilk of 1, 2, 4: steps 1 and 2, W = 3 * 9 / (4 * 7), p = 6/pi atan(sqrt 3 / 5)", () => {
    const { statistic, pValue, variant } = shapiroWilk([4, 1, 2]);
    expect(relativeError(statistic!, 27 / 28)).toBeLessThanOrEqual(1e-15);
    expect(relativeError(pValue!, (6 / Math.PI) * Math.atan(Math.sqrt(3) / 5))).toBeLessThanOrEqual(1e-15);
    expect(variant).toBe("exact for three values");
  });

  it("Shapiro-Wilk of three values: W = 1 and p = 1 for even steps, W = 3/4 and p = 0 for a tie", () => {
    expect(shapiroWilk([1, 2, 3])).toMatchObject({ statistic: 1, lack: 0 });
    expect(relativeError(shapiroWilk([1, 2, 3]).pValue!, 1)).toBeLessThanOrEqual(2e-16);
    expect(shapiroWilk([7, 7, 9])).toMatchObject({ statistic: 0.75, pValue: 0, logPValue: null });
    expect(shapiroWilk([7, 9, 9])).toMatchObject({ statistic: 0.75, pValue: 0 });
  });

  // The mean, 4, is a value: there the curve is at 1/2 and the sample steps to 4/5.
  it("Lilliefors of 1, 2, 3, 4, 10: the gap is 4/5 - 1/2", () => {
    expect(relativeError(lilliefors([1, 2, 3, 4, 10]).statistic!, 0.3)).toBeLessThanOrEqual(1e-15);
  });

  // Four 0 and four 1: z = -c and c with c = 0.5 / sqrt(2 / 7). Weights (2i - 1) add to 16 and 48.
  const c = 0.5 / Math.sqrt(2 / 7);
  const halves = [0, 0, 0, 0, 1, 1, 1, 1];
  it("Anderson-Darling of four 0 and four 1: -8 - 4 log P(-c) - 12 log P(c)", () => {
    const want =
      -8 - 4 * Math.log(normal.cdf(normal.standard, -c)) - 12 * Math.log(normal.cdf(normal.standard, c));
    expect(relativeError(andersonDarlingNormality(halves).statistic!, want)).toBeLessThanOrEqual(1e-13);
  });

  it("Cramer-von Mises of four 0 and four 1: 1/96 + 8 ((P(-c) - 1/4)^2 + 5/256)", () => {
    // Steps 1/16, 3/16, 5/16, 7/16 lie 1/16 and 3/16 around 1/4: mean square (1 + 9) / 2 / 256.
    const want = 1 / 96 + 8 * ((normal.cdf(normal.standard, -c) - 0.25) ** 2 + 5 / 256);
    expect(relativeError(cramerVonMisesNormality(halves).statistic!, want)).toBeLessThanOrEqual(1e-13);
  });
});

describe.each(tests)("laws of $name", ({ test }) => {
  const values = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 8, maxLength: 40 });

  it("counts say the same as repeated values", () => {
    fc.assert(
      fc.property(values, (x) => {
        const counted = new Map<number, number>();
        for (const value of x) counted.set(value, (counted.get(value) ?? 0) + 1);
        const weighted: Sample = { values: [...counted.keys()], counts: [...counted.values()] };
        expect(test(weighted)).toEqual(test(x));
      }),
      { numRuns: 40 },
    );
  });

  it("neither unit nor zero point matters, nor the direction", () => {
    fc.assert(
      fc.property(values, (x) => {
        const own = test(x);
        if (own.pValue === null) return;
        for (const moved of [test(x.map((v) => 2 ** 40 + v / 8)), test(x.map((v) => -3 * v))]) {
          expect(relativeError(moved.statistic!, own.statistic!)).toBeLessThanOrEqual(1e-12);
          expect(relativeError(moved.pValue!, own.pValue)).toBeLessThanOrEqual(1e-10);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("p lies in 0 to 1 and is the exponential of its logarithm", () => {
    fc.assert(
      fc.property(values, (x) => {
        const { pValue, logPValue } = test(x);
        if (pValue === null) return;
        expect(pValue).toBeGreaterThan(0);
        expect(pValue).toBeLessThanOrEqual(1);
        expect(relativeError(Math.exp(logPValue!), pValue)).toBeLessThanOrEqual(1e-13);
      }),
      { numRuns: 40 },
    );
  });
});

describe.each(tests)("boundaries of $name", ({ test, least }) => {
  it("values that do not vary have no answer, and the reason is said", () => {
    expect(test(Array.from({ length: 9 }, () => 3))).toMatchObject({
      statistic: null,
      pValue: null,
      logPValue: null,
      reason: "the values do not vary: no normal curve fits a single value",
      n: 9,
    });
  });

  it("too few values are refused, and one more is enough", () => {
    const few = Array.from({ length: least - 1 }, (_, i) => i);
    expect(() => test(few)).toThrow(
      `x: expected at least ${least} values, got ${least - 1}; collect more, or describe the data without this method`,
    );
    expect(test([...few, 10]).pValue).not.toBeNull();
  });

  it("missing values are refused by their place, all at once", () => {
    expect(() => test([1, Number.NaN, 3, Infinity, 5, 6, 7, 8])).toThrow(
      /x\[1\].*got NaN.*\n.*x\[3\].*got Infinity/,
    );
  });

  it("survives JSON", () => {
    const answer = test([1, 2, 4, 8, 16, 32, 64, 128, 256]);
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  });
});

describe("ends of the formulas", () => {
  it("more than 5000 values are refused by Shapiro-Wilk", () => {
    expect(() => shapiroWilk({ values: [1, 2, 3], counts: [5000, 1, 1] })).toThrow(
      "x: expected at most 5000 values, got 5002; choose a method made for so many",
    );
  });

  it("beyond Stephens' range the p-value is said to be a bound", () => {
    const far = [...Array.from({ length: 60 }, () => 0), 1, 2, 1000];
    expect(andersonDarlingNormality(far)).toMatchObject({ pValue: 3.7e-24, pValueIsBound: true });
    expect(cramerVonMisesNormality(far)).toMatchObject({ pValue: 7.37e-10, pValueIsBound: true });
    expect(andersonDarlingNormality([1, 2, 3, 4, 5, 6, 7, 20]).pValueIsBound).toBe(false);
  });

  it("the log p-value goes on where the p-value of Shapiro-Wilk is 0", () => {
    const { pValue, logPValue } = shapiroWilk({ values: [0, 1e9], counts: [4999, 1] });
    expect(pValue).toBeGreaterThan(0);
    expect(logPValue).toBeLessThan(-200);
  });
});
