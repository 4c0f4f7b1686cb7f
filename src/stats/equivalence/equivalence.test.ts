import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { welchT } from "../location/welch-t.ts";
import { scoreEquivalence, type ScoreEquivalenceOptions } from "./score-equivalence.ts";
import { scoreNonInferiority } from "./score-non-inferiority.ts";
import type { Scale, Variance } from "./score-scale.ts";
import { tostPaired, tostStudent, tostWelch } from "./tost-means.ts";

interface Golden {
  readonly score: readonly {
    readonly x1: number;
    readonly n1: number;
    readonly x2: number;
    readonly n2: number;
    readonly scale: Scale;
    readonly variance: Variance;
    readonly low: number;
    readonly high: number;
    readonly alpha: number;
    readonly zLower: number;
    readonly pLower: number;
    readonly zUpper: number;
    readonly pUpper: number;
    readonly lower: number;
    readonly upper: number | null;
  }[];
  readonly means: readonly {
    readonly kind: "welch" | "student" | "paired";
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly low: number;
    readonly high: number;
    readonly df: number;
    readonly pLower: number;
    readonly pUpper: number;
  }[];
}
const golden = JSON.parse(readFileSync("test/reference/equivalence.json", "utf8")) as Golden;
const tost = { welch: tostWelch, student: tostStudent, paired: tostPaired };
const margins = { lowerMargin: -1, upperMargin: 1, alpha: 0.05 };

describe("scoreEquivalence", () => {
  it.each(golden.score)("golden: $x1/$n1 v $x2/$n2, $scale, $variance", (want) => {
    const { x1, n1, x2, n2, scale, variance, low, high, alpha } = want;
    const got = scoreEquivalence(x1, n1, x2, n2, {
      scale,
      variance,
      lowerMargin: low,
      upperMargin: high,
      alpha,
    });
    for (const key of ["zLower", "pLower", "zUpper", "pUpper", "lower"] as const)
      expect(relativeError(got[key], want[key]), key).toBeLessThan(1e-12);
    if (want.upper === null)
      expect(got).toMatchObject({ upper: null, limitsReason: "no bound above: a cell is 0" });
    else expect(relativeError(got.upper!, want.upper)).toBeLessThan(1e-12);
    expect(got.converged).toBe(true);
  });

  it("hand-worked: nobody of 10 against nobody of 20, margins of 20 points", () => {
    // Most likely risks 0.2 apart are 0 and 0.2, and the other way round: variances 0.16/20 and 0.16/10.
    const got = scoreEquivalence(0, 10, 0, 20, {
      scale: "risk-difference",
      variance: "farrington-manning",
      lowerMargin: -0.2,
      upperMargin: 0.2,
      alpha: 0.05,
    });
    expect(relativeError(got.zLower, 0.2 / Math.sqrt(0.16 / 20))).toBeLessThan(1e-14);
    expect(relativeError(got.zUpper, -0.2 / Math.sqrt(0.16 / 10))).toBeLessThan(1e-14);
    expect(got.equivalent).toBe(false);
    expect(got.pValue).toBe(got.pUpper);
  });

  const inputs = fc.record({
    n1: fc.integer({ min: 1, max: 200 }),
    n2: fc.integer({ min: 1, max: 200 }),
    share1: fc.double({ min: 0, max: 1, noNaN: true }),
    share2: fc.double({ min: 0, max: 1, noNaN: true }),
    variance: fc.constantFrom("farrington-manning" as const, "miettinen-nurminen" as const),
    scale: fc.constantFrom("risk-difference" as const, "risk-ratio" as const, "odds-ratio" as const),
    alpha: fc.constantFrom(0.025, 0.05, 0.2),
  });
  const options = (scale: Scale, variance: Variance, alpha: number): ScoreEquivalenceOptions =>
    scale === "risk-difference"
      ? { scale, variance, alpha, lowerMargin: -0.15, upperMargin: 0.15 }
      : { scale, variance, alpha, lowerMargin: 0.7, upperMargin: 1 / 0.7 };

  it("law: equivalent exactly when the interval lies inside the margins; mirrors with the groups", () => {
    fc.assert(
      fc.property(inputs, ({ n1, n2, share1, share2, variance, scale, alpha }) => {
        const [x1, x2] = [Math.round(share1 * n1), Math.round(share2 * n2)];
        const asked = options(scale, variance, alpha);
        const got = scoreEquivalence(x1, n1, x2, n2, asked);
        const inside = got.lower > asked.lowerMargin && got.upper !== null && got.upper < asked.upperMargin;
        expect(got.equivalent).toBe(inside);
        const swapped = scoreEquivalence(x2, n2, x1, n1, asked);
        const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;
        expect(near(swapped.pUpper, got.pLower)).toBe(true);
        expect(near(Math.exp(got.logPValue), got.pValue)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("boundary: nobody at all, everybody", () => {
    for (const [x1, x2] of [
      [0, 0],
      [8, 9],
    ] as const)
      for (const scale of ["risk-difference", "risk-ratio", "odds-ratio"] as const) {
        const got = scoreEquivalence(x1, 8, x2, 9, options(scale, "miettinen-nurminen", 0.05));
        for (const value of [got.pLower, got.pUpper, got.zLower, got.zUpper])
          expect(Number.isFinite(value)).toBe(true);
        expect(JSON.parse(JSON.stringify(got))).toEqual(got);
        if (scale === "odds-ratio")
          expect([got.pLower, got.pUpper, got.equivalent]).toEqual([0.5, 0.5, false]);
      }
  });

  it("refuses, all faults at once", () => {
    expect(() =>
      scoreEquivalence(3, 2, 1, 4, {
        scale: "risk-ratio",
        variance: "wald" as "farrington-manning",
        lowerMargin: -0.2,
        upperMargin: Number.NaN,
        alpha: 0.5,
      }),
    ).toThrow(
      [
        "events1: expected a value in [0, 2], got 3; correct the value",
        'variance: expected one of farrington-manning, miettinen-nurminen, got "wald"; choose one of them',
        "lowerMargin: expected a value in (0, 1), got -0.2; correct the value",
        "upperMargin: expected a finite number, got NaN; leave out missing values before calling, and say how many",
        "alpha: expected a value in (0, 0.5), got 0.5; correct the value",
      ].join("\n"),
    );
  });
});

describe("scoreNonInferiority", () => {
  const asked = { scale: "risk-difference", variance: "farrington-manning", alpha: 0.025 } as const;

  it("golden: is one half of the equivalence test", () => {
    for (const { x1, n1, x2, n2, scale, variance, low, high, pLower, pUpper } of golden.score) {
      const common = { scale, variance, alpha: 0.05 };
      const above = scoreNonInferiority(x1, n1, x2, n2, { ...common, margin: low, alternative: "greater" });
      const below = scoreNonInferiority(x1, n1, x2, n2, { ...common, margin: high, alternative: "less" });
      expect(relativeError(above.pValue, pLower)).toBeLessThan(1e-12);
      expect(relativeError(below.pValue, pUpper)).toBeLessThan(1e-12);
    }
  });

  it("hand-worked: margin 0 is the pooled z", () => {
    const got = scoreNonInferiority(6, 10, 2, 10, { ...asked, margin: 0, alternative: "greater" });
    expect(relativeError(got.z, 0.4 / Math.sqrt(0.4 * 0.6 * 0.2))).toBeLessThan(1e-14);
  });

  it("law: shown exactly when the limit lies beyond the margin", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 90 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom("greater" as const, "less" as const),
        (n1, n2, share1, share2, alternative) => {
          const margin = alternative === "greater" ? -0.1 : 0.1;
          const got = scoreNonInferiority(Math.round(share1 * n1), n1, Math.round(share2 * n2), n2, {
            ...asked,
            margin,
            alternative,
          });
          expect(got.shown).toBe(alternative === "greater" ? got.limit! > margin : got.limit! < margin);
          expect(JSON.parse(JSON.stringify(got))).toEqual(got);
        },
      ),
    );
  });

  it("boundary: a ratio without a bound has no limit, and says why", () => {
    const got = scoreNonInferiority(5, 9, 0, 9, {
      ...asked,
      scale: "odds-ratio",
      margin: 2,
      alternative: "less",
    });
    expect([got.limit, got.limitReason]).toEqual([null, "no bound above: a cell is 0"]);
  });

  it("refuses, all faults at once", () => {
    expect(() =>
      scoreNonInferiority(1, 2, 1, 4, { ...asked, margin: -1, alternative: "two-sided" as "less" }),
    ).toThrow(
      'margin: expected a value in (-1, 1), got -1; correct the value\nalternative: expected one of greater, less, got "two-sided"; choose one of them',
    );
  });
});

describe("tost of means", () => {
  it.each(golden.means)(
    "golden: $kind, margins $low and $high",
    ({ kind, x, y, low, high, df, pLower, pUpper }) => {
      const got = tost[kind](x, y, { lowerMargin: low, upperMargin: high, alpha: 0.05 });
      expect(relativeError(got.df!, df)).toBeLessThan(1e-13);
      expect(relativeError(got.pLower!, pLower)).toBeLessThan(1e-12);
      expect(relativeError(got.pUpper!, pUpper)).toBeLessThan(1e-12);
      expect(relativeError(Math.exp(got.logPLower!), pLower)).toBeLessThan(1e-11);
    },
  );

  it("hand-worked: two pairs, one degree of freedom, p by the arctangent", () => {
    // Differences 0 and 2: mean 1, standard error 1, t with 1 df: P(T >= t) = 1/2 - atan(t) / pi.
    const got = tostPaired([1, 4], [1, 2], { lowerMargin: -2, upperMargin: 4, alpha: 0.05 });
    expect([got.tLower, got.tUpper, got.df]).toEqual([3, -3, 1]);
    expect(relativeError(got.pLower!, 0.5 - Math.atan(3) / Math.PI)).toBeLessThan(1e-14);
    expect(got.pUpper).toBe(got.pLower);
  });

  const values = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 4, maxLength: 9 });
  it("law: equivalent exactly when the interval lies inside; shifted by a shift of x and the margins", () => {
    fc.assert(
      fc.property(values, values, fc.constantFrom(tostWelch, tostStudent), (x, y, test) => {
        const got = test(x, y, margins);
        if (got.pValue === null || Math.abs(got.pValue - 0.05) < 1e-9) return;
        expect(got.equivalent).toBe(got.lower! > -1 && got.upper! < 1);
        expect(got.pValue).toBe(Math.max(got.pLower!, got.pUpper!));
        const swapped = test(y, x, margins);
        expect(relativeError(swapped.pUpper!, got.pLower!)).toBeLessThan(1e-9);
      }),
    );
  });

  it("counts equal repeated rows", () => {
    const x = [1, 1, 1, 2, 5];
    const counted = { values: [5, 1, 2], counts: [1, 3, 1] };
    expect(tostWelch(counted, [2, 3, 3], margins)).toEqual(tostWelch(x, [2, 3, 3], margins));
    expect(tostStudent(counted, [2, 3, 3], margins)).toEqual(tostStudent(x, [2, 3, 3], margins));
  });

  it("its interval has confidence 1 - 2 alpha", () => {
    const [x, y] = [
      [1, 2, 4],
      [2, 3, 7],
    ];
    const { lower, upper } = welchT(x, y, { alternative: "two-sided", confidence: 0.9 });
    expect(tostWelch(x, y, margins)).toMatchObject({ lower, upper, confidence: 0.9 });
  });

  it("boundary: no spread gives no test, and says why", () => {
    const got = tostPaired([1, 2, 3], [1, 2, 3], margins);
    expect(got).toMatchObject({
      pValue: null,
      equivalent: null,
      reason: "the values do not vary: the difference has no standard error",
    });
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });

  it("refuses, all faults at once; a missing value is named, not dropped", () => {
    expect(() => tostWelch([1, Number.NaN], [1], { lowerMargin: 0, upperMargin: 1, alpha: 0 })).toThrow(
      [
        "x[1]: expected a finite number, got NaN; leave out missing values before calling, and say how many",
        "y: expected at least 2 values, got 1; collect more, or describe the data without this method",
        "lowerMargin: expected a value in (-infinity, 0), got 0; correct the value",
        "alpha: expected a value in (0, 0.5), got 0; correct the value",
      ].join("\n"),
    );
    expect(() => tostPaired([1, 2, 3], [1, 2], margins)).toThrow(
      "y: expected 3 entries, got 2; give the arguments the same length",
    );
    expect(() => tostStudent([1], [2], margins)).toThrow(
      "x and y: expected at least 3 values together, got 2",
    );
  });
});
