/** Robust and cluster-robust errors, influence and block tests of linear models, and restricted cubic splines. */
import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { symmetricEigen } from "../../num/symmetric-eigen.ts";
import { collinearity } from "./collinearity.ts";
import type { Design } from "./design.ts";
import { linearRegression } from "./linear.ts";
import { linearBlockTest } from "./linear-block-test.ts";
import { linearClusterRobust } from "./linear-cluster.ts";
import { linearInfluence } from "./linear-influence.ts";
import { linearRobust } from "./linear-robust.ts";
import { knotQuantiles, restrictedCubicSpline, splineBasis, splineCurve } from "./restricted-cubic-spline.ts";

const level = { confidence: 0.95 };
const logistic = JSON.parse(readFileSync("test/reference/logistic-extras.json", "utf8")) as {
  source: string;
  cases: {
    set: string;
    names: string[];
    X: number[][];
    clusters: number[];
    linear: Record<"y" | "hc0" | "hc1" | "hc2" | "hc3" | "cr0" | "cr1" | "cr2", number[]> &
      Record<"leverage" | "standardised" | "studentised" | "cook" | "dffits", number[]> & {
        dfbetas: number[][];
      };
  }[];
};
const mixed = logistic.cases.find(({ set }) => set === "mixed")!;
const design: Design = { names: mixed.names, rows: mixed.X, y: mixed.linear.y };
const reference = JSON.parse(readFileSync("test/reference/regression-extras.json", "utf8")) as {
  source: string;
  x: number[];
  z: number[];
  y: number[];
  quantiles: number[];
  knots: number[];
  grid: number[];
  basis: number[][];
  block: { F: number; df1: number; df2: number; p: number };
  curve: {
    coefficients: number[];
    covariance: number[][];
    reference: number;
    at: number[];
    estimate: number[];
    standardError: number[];
  };
  cluster: { labels: number[]; cr2: number[]; df: number[] };
  vif: number[];
};

function near(got: readonly (number | null)[], want: readonly number[], tolerance: number): void {
  expect(got.length).toBe(want.length);
  for (const [k, value] of want.entries())
    expect(Math.abs(got[k]! - value)).toBeLessThan(tolerance * Math.max(Math.abs(value), 1e-6));
}

describe(`golden: ${logistic.source}`, () => {
  it.each(["hc0", "hc1", "hc2", "hc3"] as const)("linearRobust, %s", (kind) => {
    near(
      linearRobust(design, { kind, ...level }).terms.map((t) => t.standardError),
      mixed.linear[kind],
      1e-12,
    );
  });

  it.each(["cr0", "cr1", "cr2"] as const)("linearClusterRobust, %s", (kind) => {
    const fit = linearClusterRobust(design, mixed.clusters, { kind, ...level });
    near(
      fit.terms.map((t) => t.standardError),
      mixed.linear[kind],
      1e-10,
    );
  });

  it("linearInfluence", () => {
    const { rows } = linearInfluence(design);
    near(
      rows.map((r) => r.leverage),
      mixed.linear.leverage,
      1e-12,
    );
    near(
      rows.map((r) => r.standardised),
      mixed.linear.standardised,
      1e-11,
    );
    near(
      rows.map((r) => r.studentised),
      mixed.linear.studentised,
      1e-11,
    );
    near(
      rows.map((r) => r.cooksDistance),
      mixed.linear.cook,
      1e-10,
    );
    near(
      rows.map((r) => r.dffits),
      mixed.linear.dffits,
      1e-10,
    );
    near(
      rows.flatMap((r) => r.dfbetas!),
      mixed.linear.dfbetas.flat(),
      1e-9,
    );
  });
});

const spline = restrictedCubicSpline(reference.x, { quantiles: reference.quantiles });
const bent: Design = {
  names: ["(Intercept)", "x", "x'", "x''", "z"],
  rows: reference.x.map((x, i) => [1, ...splineBasis(spline, x), reference.z[i]!]),
  y: reference.y,
};

describe(`golden: ${reference.source}`, () => {
  it("knots and basis", () => {
    near(spline.knots, reference.knots, 1e-13);
    near(
      reference.grid.flatMap((x) => splineBasis(spline, x)),
      reference.basis.flat(),
      1e-10,
    );
  });

  it("F test of the bends", () => {
    const { statistic, df1, df2, pValue } = linearBlockTest(bent, [2, 3]);
    expect([df1, df2]).toEqual([reference.block.df1, reference.block.df2]);
    expect(relativeError(statistic!, reference.block.F)).toBeLessThan(1e-12);
    expect(relativeError(pValue!, reference.block.p)).toBeLessThan(1e-12);
  });

  it("curve and band", () => {
    const { points } = splineCurve(spline, reference.curve.at, { ...reference.curve, ...level });
    near(
      points.map((p) => p.estimate),
      reference.curve.estimate,
      1e-9,
    );
    near(
      points.map((p) => p.standardError),
      reference.curve.standardError,
      1e-9,
    );
    near([points[0]!.upper], [points[0]!.estimate + 1.959963984540054 * points[0]!.standardError], 1e-14);
  });

  it("CR2 and its degrees of freedom", () => {
    const flat: Design = {
      names: ["(Intercept)", "x", "z"],
      rows: reference.x.map((x, i) => [1, x, reference.z[i]!]),
      y: reference.y,
    };
    const fit = linearClusterRobust(flat, reference.cluster.labels, { kind: "cr2", ...level });
    near(
      fit.terms.map((t) => t.standardError),
      reference.cluster.cr2,
      1e-10,
    );
    near(
      fit.terms.map((t) => t.df),
      reference.cluster.df,
      1e-9,
    );
  });

  it("variance inflation with an interaction", () => {
    const rows = reference.x.map((x, i) => [1, x, reference.z[i]!, x * reference.z[i]!]);
    const { terms } = collinearity({ names: ["(Intercept)", "x", "z", "xz"], rows, y: reference.y }, [
      { name: "x", columns: [1] },
      { name: "z", columns: [2] },
      { name: "xz", columns: [3] },
    ]);
    near(
      terms.map((t) => t.inflation),
      reference.vif,
      1e-12,
    );
  });
});

const line = (x: readonly number[], y: readonly number[], weights?: readonly number[]): Design => ({
  names: ["(Intercept)", "x"],
  rows: x.map((value) => [1, value]),
  y,
  ...(weights === undefined ? {} : { weights }),
});

describe("hand-derived case", () => {
  // x = 0 ... 3, y = 1, 3, 4, 4: slope 1, residuals -1/2, 1/2, 1/2, -1/2, leverages 0.7, 0.3, 0.3, 0.7, variance 1/2.
  const four = line([0, 1, 2, 3], [1, 3, 4, 4]);
  it("robust errors of four points", () => {
    // Slope weights (x - 3/2) / 5: squares 9/100, 1/100, 1/100, 9/100; squared residuals 1/4.
    const hc0 = Math.sqrt((0.25 * 20) / 100);
    const se = (kind: "hc0" | "hc1" | "hc2"): number =>
      linearRobust(four, { kind, ...level }).terms[1]!.standardError!;
    expect(relativeError(se("hc0"), hc0)).toBeLessThan(1e-14);
    expect(relativeError(se("hc1"), hc0 * Math.SQRT2)).toBeLessThan(1e-14);
    expect(relativeError(se("hc2"), Math.sqrt(0.25 * (0.18 / 0.3 + 0.02 / 0.7)))).toBeLessThan(1e-14);
  });

  it("influence of the first of four points", () => {
    const first = linearInfluence(four).rows[0]!;
    expect(relativeError(first.leverage, 0.7)).toBeLessThan(1e-14);
    expect(relativeError(first.standardised!, -0.5 / Math.sqrt(0.5 * 0.3))).toBeLessThan(1e-14);
    // Without it: points (1,3), (2,4), (3,4), slope 1/2, residual sum 1/6 on 1 degree of freedom.
    expect(relativeError(first.dfbeta![1]!, 1 - 0.5)).toBeLessThan(1e-13);
    expect(relativeError(first.studentised!, -0.5 / Math.sqrt((1 / 6) * 0.3))).toBeLessThan(1e-12);
    expect(relativeError(first.cooksDistance!, (0.25 / (0.5 * 0.3)) * (0.7 / 0.3 / 2))).toBeLessThan(1e-13);
  });

  it("two clusters of two points: summed scores", () => {
    // Scores of the slope: (x - 3/2) e / 5 = 0.15, -0.05, 0.05, -0.15; clusters sum to 0.1 and -0.1.
    const se = (kind: "cr0" | "cr1"): number =>
      linearClusterRobust(four, ["a", "a", "b", "b"], { kind, ...level }).terms[1]!.standardError!;
    expect(relativeError(se("cr0"), Math.sqrt(0.02))).toBeLessThan(1e-13);
    expect(relativeError(se("cr1"), Math.sqrt(0.02 * 2 * (3 / 2)))).toBeLessThan(1e-13);
  });

  it("a spline with knots 0, 1, 2 at 1/2, 3/2 and 3", () => {
    const knots = restrictedCubicSpline([], { knots: [0, 1, 2] });
    // x^3 / 4; (x^3 - 2 (x - 1)^3) / 4; beyond the last knot 2 * 1 * (3 x - 3) / 4.
    expect(splineBasis(knots, 0.5)).toEqual([0.5, 0.125 / 4]);
    expect(splineBasis(knots, 1.5)).toEqual([1.5, (3.375 - 0.25) / 4]);
    expect(splineBasis(knots, 3)).toEqual([3, 3]);
    expect(splineBasis(knots, -7)).toEqual([-7, 0]);
  });

  it("the rotation of a 2x2 matrix", () => {
    const { values } = symmetricEigen([
      [2, 1],
      [1, 2],
    ]);
    expect([...values].sort((a, b) => a - b).map((v) => v.toFixed(14))).toEqual([
      (1).toFixed(14),
      (3).toFixed(14),
    ]);
  });
});

const pairs = fc
  .array(fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 })), {
    minLength: 6,
    maxLength: 14,
  })
  .filter((all) => new Set(all.map((p) => p[0])).size > 3);

describe("law", () => {
  it("leaving a subject out changes the coefficients by its dfbeta", () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const whole = line(
          all.map((p) => p[0]),
          all.map((p) => p[1]),
        );
        const rest = line(
          all.slice(1).map((p) => p[0]),
          all.slice(1).map((p) => p[1]),
        );
        const change = linearInfluence(whole).rows[0]!.dfbeta;
        if (change === null) return;
        const [a, b] = [linearRegression(whole, level), linearRegression(rest, level)];
        for (const [k, term] of a.terms.entries())
          expect(Math.abs(term.estimate - b.terms[k]!.estimate - change[k]!)).toBeLessThan(1e-9);
      }),
      { numRuns: 50 },
    );
  });

  it("leverages sum to the number of coefficients, and HC0 <= HC2 <= HC3", () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const whole = line(
          all.map((p) => p[0]),
          all.map((p) => p[1]),
        );
        expect(
          relativeError(
            linearInfluence(whole).rows.reduce((sum, r) => sum + r.leverage, 0),
            2,
          ),
        ).toBeLessThan(1e-12);
        const [a, b, c] = (["hc0", "hc2", "hc3"] as const).map(
          (kind) => linearRobust(whole, { kind, ...level }).terms[1]!.standardError!,
        );
        expect(b! >= a! && c! >= b!).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("clusters of one subject: CR0 is HC0 and CR2 is HC2", () => {
    const own = design.y.map((_, i) => i);
    const errors = (kind: "cr0" | "cr2"): (number | null)[] =>
      linearClusterRobust(design, own, { kind, ...level }).terms.map((t) => t.standardError);
    near(errors("cr0"), mixed.linear.hc0, 1e-11);
    near(errors("cr2"), mixed.linear.hc2, 1e-11);
  });

  it("counts are repeated rows", () => {
    const a = line([1, 2, 5, 9, 4], [2, 1, 7, 6, 3], [3, 1, 2, 2, 1]);
    const b = line([1, 1, 1, 2, 5, 5, 9, 9, 4], [2, 2, 2, 1, 7, 7, 6, 6, 3]);
    near(
      linearRobust(a, { kind: "hc3", ...level }).terms.map((t) => t.standardError),
      linearRobust(b, { kind: "hc3", ...level }).terms.map((t) => t.standardError!),
      1e-12,
    );
    const cr2 = (d: Design, c: string[]): (number | null)[] =>
      linearClusterRobust(d, c, { kind: "cr2", ...level }).terms.flatMap((t) => [t.standardError, t.df]);
    near(
      cr2(a, ["p", "q", "q", "r", "r"]),
      cr2(b, ["p", "p", "p", "q", "q", "q", "r", "r", "r"]) as number[],
      1e-10,
    );
    const [x, y] = [linearInfluence(a).rows[0]!, linearInfluence(b).rows[0]!];
    near([x.dffits, x.cooksDistance, ...x.dfbetas!], [y.dffits!, y.cooksDistance!, ...y.dfbetas!], 1e-11);
    expect(
      relativeError(linearBlockTest(a, [1]).statistic!, linearBlockTest(b, [1]).statistic!),
    ).toBeLessThan(1e-12);
  });

  it("a spline is continuous with a straight end: equal steps beyond the last knot", () => {
    fc.assert(
      fc.property(fc.double({ min: 30, max: 1e4, noNaN: true }), (x) => {
        const [a, b, c] = [x, x + 1, x + 2].map((v) => splineBasis(spline, v)[1]!);
        expect(Math.abs(b! - a! - (c! - b!))).toBeLessThan(1e-8);
      }),
    );
    for (const knot of spline.knots)
      near(splineBasis(spline, knot * (1 + 1e-12)), splineBasis(spline, knot * (1 - 1e-12)), 1e-9);
  });
});

describe("boundary", () => {
  it("as many coefficients as subjects, perfect fits and leverage 1 are said", () => {
    const two = line([1, 2], [3, 5]);
    expect(linearRobust(two, { kind: "hc0", ...level }).terms[1]).toMatchObject({
      estimate: 2,
      standardError: null,
    });
    expect(linearInfluence(two).rows[0]).toMatchObject({ leverage: 1, standardised: null, dfbeta: null });
    expect(linearBlockTest(two, [1])).toMatchObject({ statistic: null, df2: 0 });
    const perfect = line([1, 2, 3], [1, 2, 3]);
    expect(linearRobust(perfect, { kind: "hc0", ...level }).terms[1]).toMatchObject({
      standardError: 0,
      statistic: null,
      reason: "the standard error is 0: no test is defined",
    });
    expect(linearBlockTest(perfect, [1]).reason).toContain("perfect");
    const alone = line([0, 0, 0, 1], [1, 2, 4, 9]);
    expect(linearRobust(alone, { kind: "hc3", ...level }).warnings[0]).toContain("leverage 1");
    expect(linearRobust(alone, { kind: "hc1", ...level }).terms[1]!.standardError).toBeGreaterThan(0);
  });

  it("few clusters, and a cluster that alone fixes a coefficient", () => {
    const lone: Design = {
      names: ["(Intercept)", "centre b"],
      rows: [
        [1, 0],
        [1, 0],
        [1, 0],
        [1, 1],
        [1, 1],
      ],
      y: [1, 2, 4, 8, 9],
    };
    const fit = linearClusterRobust(lone, ["a", "a", "c", "b", "b"], { kind: "cr2", ...level });
    expect(fit.warnings[0]).toContain("3 clusters");
    expect(fit.warnings[1]).toContain("alone fix");
    expect(fit.terms.every((t) => t.standardError !== null)).toBe(true);
  });

  it("ties that make two knots the same are refused", () => {
    expect(() => restrictedCubicSpline([0, 0, 0, 0, 0, 0, 1, 2], { quantiles: knotQuantiles(3) })).toThrow(
      "knots[1]: expected a value in (0, Infinity), above the knot before it, got 0",
    );
  });
});

describe("refusal texts", () => {
  it("names every fault", () => {
    expect(() => linearRobust(design, { kind: "hc4" as "hc0", confidence: 2 })).toThrow(
      /confidence: .*\nkind: expected one of hc0, hc1, hc2, hc3/,
    );
    expect(() => linearClusterRobust(design, [1, 2], { kind: "cr0", ...level })).toThrow(
      "clusters: expected 60 entries, got 2",
    );
    expect(() => restrictedCubicSpline([1, 2, 3], { knots: [1, 2] })).toThrow(
      "knots: expected at least 3 knots, got 2",
    );
    expect(() => restrictedCubicSpline([1, 2, 3], { quantiles: [0, 0.5, 1] })).toThrow("quantiles[0]");
    expect(() => restrictedCubicSpline([], { knots: [1, 2, Number.NaN] })).toThrow("knots[2]");
    expect(() => knotQuantiles(2)).toThrow("count: expected a value in 3 ... 7, got 2");
    expect(() =>
      splineCurve(spline, [1, Number.NaN], { coefficients: [1], covariance: [[1]], reference: 0, ...level }),
    ).toThrow(/coefficients: .*\ncovariance: .*\nat\[1\]/);
    expect(() => linearBlockTest(design, [9])).toThrow("columns[0]");
  });

  it("a missing value is refused, not left out", () => {
    const holes = line([1, 2, Number.NaN], [1, 2, 3]);
    for (const call of [
      () => linearRobust(holes, { kind: "hc0", ...level }),
      () => linearInfluence(holes),
      () => linearBlockTest(holes, [1]),
    ])
      expect(call).toThrow("rows[2] x: expected a finite number");
  });
});

describe("JSON round trip", () => {
  it("loses nothing", () => {
    for (const result of [
      linearRobust(design, { kind: "hc3", ...level }),
      linearClusterRobust(design, mixed.clusters, { kind: "cr2", ...level }),
      linearInfluence(design),
      linearBlockTest(bent, [2, 3]),
      spline,
    ])
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});
