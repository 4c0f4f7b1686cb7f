import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import type { Design } from "./design.ts";
import { logisticBlockTest, logisticRegression } from "./logistic.ts";

const level = { confidence: 0.95 };
const twoByTwo = (a: number, b: number, c: number, d: number): Design => ({
  names: ["(Intercept)", "exposed"],
  rows: [
    [1, 1],
    [1, 0],
  ],
  y: [a / (a + b), c / (c + d)],
  weights: [a + b, c + d],
});
const count = fc.integer({ min: 1, max: 60 });

describe("logisticRegression: hand-derived case", () => {
  it("of a 2x2 table is its log odds ratio with the root of the summed reciprocals", () => {
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const { terms, robustStandardErrors } = logisticRegression(twoByTwo(a, b, c, d), level);
        const byHand = Math.log(a) + Math.log(d) - Math.log(b) - Math.log(c);
        const error = Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
        expect(Math.abs(terms[1]!.estimate! - byHand)).toBeLessThan(1e-11);
        expect(relativeError(terms[1]!.standardError!, error)).toBeLessThan(1e-11);
        // Saturated: the sandwich of subjects is the model's own covariance.
        expect(relativeError(robustStandardErrors[1]!, error)).toBeLessThan(1e-11);
      }),
      { numRuns: 50, seed: 2 },
    );
  });

  it("the likelihood ratio of a 2x2 table is G squared", () => {
    const [a, b, c, d] = [12, 5, 7, 9];
    const n = a + b + c + d;
    const part = (seen: number, row: number, column: number): number =>
      seen * Math.log((seen * n) / (row * column));
    const g =
      2 * (part(a, a + b, a + c) + part(b, a + b, b + d) + part(c, c + d, a + c) + part(d, c + d, b + d));
    const fit = logisticRegression(twoByTwo(a, b, c, d), level);
    expect(relativeError(fit.likelihoodRatio.chiSquare, g)).toBeLessThan(1e-12);
    expect(relativeError(fit.terms[1]!.likelihoodRatio!.chiSquare, g)).toBeLessThan(1e-12);
    expect(relativeError(logisticBlockTest(twoByTwo(a, b, c, d), [1]).chiSquare, g)).toBeLessThan(1e-12);
  });
});

const grouped: Design = {
  names: ["(Intercept)", "sex", "dose"],
  rows: Array.from({ length: 8 }, (_, i) => [1, i % 2, i]),
  y: [0.1, 0.2, 0.3, 0.2, 0.5, 0.6, 0.9, 0.6],
  weights: [10, 10, 20, 10, 10, 10, 10, 10],
};

describe("logisticRegression: law", () => {
  it("tallied and written out one subject a row is the same, robust errors and deviance included", () => {
    const subjects = grouped.rows.flatMap((row, i) => {
      const yes = Math.round(grouped.y[i]! * grouped.weights![i]!);
      return Array.from({ length: grouped.weights![i]! }, (_, s) => ({ row, y: s < yes ? 1 : 0 }));
    });
    const a = logisticRegression(grouped, level);
    const b = logisticRegression(
      { names: grouped.names, rows: subjects.map((s) => s.row), y: subjects.map((s) => s.y) },
      level,
    );
    expect(b.n).toBe(a.n);
    expect(b.dfResidual).toBe(a.dfResidual);
    expect(relativeError(b.deviance, a.deviance)).toBeLessThan(1e-12);
    for (const [k, term] of a.terms.entries()) {
      expect(relativeError(b.terms[k]!.estimate!, term.estimate!)).toBeLessThan(1e-10);
      expect(relativeError(b.terms[k]!.profileUpper!, term.profileUpper!)).toBeLessThan(1e-10);
      expect(relativeError(b.robustStandardErrors[k]!, a.robustStandardErrors[k]!)).toBeLessThan(1e-10);
    }
  });

  it("a row as the unit has its own saturated share and scores", () => {
    const subject = logisticRegression(grouped, level);
    const row = logisticRegression(grouped, { ...level, unit: "row" });
    expect(row.dfResidual).toBe(5);
    expect(row.deviance).toBeLessThan(subject.deviance);
    // Differences of deviance do not depend on what is called saturated.
    expect(
      relativeError(row.nullDeviance - row.deviance, subject.nullDeviance - subject.deviance),
    ).toBeLessThan(1e-10);
    expect(row.terms).toEqual(subject.terms);
  });

  it("a slope in other units and from another zero is the same slope", () => {
    const moved = {
      ...grouped,
      rows: grouped.rows.map(([one, sex, dose]) => [one!, sex!, 2020 + dose! / 365]),
    };
    const [a, b] = [logisticRegression(grouped, level).terms[2]!, logisticRegression(moved, level).terms[2]!];
    expect(relativeError(b.estimate! / 365, a.estimate!)).toBeLessThan(1e-8);
    expect(relativeError(b.profileLower! / 365, a.profileLower!)).toBeLessThan(1e-8);
  });
});

const separated: Design = {
  names: ["(Intercept)", "marker", "dose"],
  rows: [
    [1, 1, 2],
    [1, 0, 0],
    [1, 0, 1],
    [1, 0, 2],
    [1, 0, 3],
    [1, 1, 0],
  ],
  y: [1, 0.2, 0.4, 0.5, 0.8, 1],
  weights: [6, 10, 10, 10, 10, 3],
};

describe("logisticRegression: boundary", () => {
  it("quasi-complete separation: what is infinite is said, the rest is the fit of the overlapping rows", () => {
    const fit = logisticRegression(separated, level);
    const overlapping = logisticRegression(
      {
        names: ["(Intercept)", "dose"],
        rows: separated.rows.slice(1, 5).map((r) => [1, r[2]!]),
        y: separated.y.slice(1, 5),
        weights: [10, 10, 10, 10],
      },
      level,
    );
    const [intercept, marker, dose] = fit.terms;
    expect(fit.converged).toBe(true);
    expect(marker!.estimate).toBeNull();
    expect(marker!.profileUpper).toBeNull();
    expect(marker!.profileReason).toBe(
      "the outcome is separated and the estimate is +infinity, so the upper limit is open",
    );
    expect(relativeError(intercept!.estimate!, overlapping.terms[0]!.estimate!)).toBeLessThan(1e-10);
    expect(relativeError(dose!.profileUpper!, overlapping.terms[1]!.profileUpper!)).toBeLessThan(1e-10);
    expect(relativeError(fit.logLikelihood, overlapping.logLikelihood)).toBeLessThan(1e-12);
    expect(fit.covariance[1]).toEqual([null, null, null]);
    expect(fit.fitted[0]).toBe(1);
  });

  it("the open coefficient's test is the test of a model without it", () => {
    const without = logisticRegression(
      { ...separated, names: ["(Intercept)", "dose"], rows: separated.rows.map((r) => [1, r[2]!]) },
      level,
    );
    const fit = logisticRegression(separated, level);
    const byHand = 2 * (fit.logLikelihood - without.logLikelihood);
    expect(relativeError(fit.terms[1]!.likelihoodRatio!.chiSquare, byHand)).toBeLessThan(1e-10);
    expect(relativeError(logisticBlockTest(separated, [1]).chiSquare, byHand)).toBeLessThan(1e-10);
  });

  it("complete separation: no estimate at all, log-likelihood 0", () => {
    const fit = logisticRegression(
      {
        names: ["(Intercept)", "x"],
        rows: [
          [1, 1],
          [1, 2],
          [1, 3],
          [1, 4],
        ],
        y: [0, 0, 1, 1],
      },
      level,
    );
    expect(fit.separation.kind).toBe("complete");
    expect(fit.logLikelihood).toBe(0);
    expect(fit.terms.map((t) => [t.estimate, t.standardError])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(fit.terms[1]!.profileLower!).toBeGreaterThan(0);
    expect(relativeError(fit.likelihoodRatio.chiSquare, 8 * Math.LN2)).toBeLessThan(1e-14);
  });

  it("one outcome only", () => {
    const fit = logisticRegression({ names: ["(Intercept)"], rows: [[1]], y: [0], weights: [20] }, level);
    expect(fit.terms[0]!.estimate).toBeNull();
    // The upper limit of an all-zero count: 20 log(1 - p) = -chi-square / 2.
    const p = -Math.expm1(-3.841458820694124 / 40);
    expect(relativeError(fit.terms[0]!.profileUpper!, Math.log(p) - Math.log1p(-p))).toBeLessThan(1e-9);
  });
});

describe("logisticRegression: non-convergence", () => {
  it("is said", () => {
    const fit = logisticRegression(grouped, { ...level, maximumIterations: 1 });
    expect(fit.converged).toBe(false);
    expect(fit.warnings[0]).toBe("the likelihood was not maximised: no estimate here may be used");
    expect(fit.terms.every((t) => t.profileLower === null && t.profileReason !== null)).toBe(true);
  });
});

describe("logisticRegression: refusal texts", () => {
  it("refuses a share above 1 and an empty design", () => {
    expect(() => logisticRegression({ ...grouped, y: grouped.y.map((y) => 100 * y) }, level)).toThrow(
      "y[0]: expected a value in [0, 1], got 10",
    );
    expect(() => logisticRegression({ names: ["(Intercept)"], rows: [], y: [] }, level)).toThrow(InputError);
  });
});

describe("logisticRegression: JSON round trip", () => {
  it("loses nothing, separated or not", () => {
    for (const design of [grouped, separated]) {
      const fit = logisticRegression(design, level);
      expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
    }
  });
});

const here = (file: string): boolean => existsSync(file) || process.env["CI"] === "true";
const table = (file: string): string[][] =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.replaceAll('"', "").split(","));

const lizards = "../shared/data/brglm2_lizards.csv";
describe.skipIf(!here(lizards))("logisticRegression against R 4.2.2 glm, lizards", () => {
  it("coefficients, errors, deviances and the test of time", () => {
    const rows = table(lizards);
    const design: Design = {
      names: ["(Intercept)", "height", "diameter", "light", "midday", "late"],
      rows: rows.map(([, , h, d, l, t]) => [
        1,
        ...[h === ">=5ft", d === ">2in", l === "shady", t === "midday", t === "late"].map(Number),
      ]),
      y: rows.map(([g, o]) => Number(g) / (Number(g) + Number(o))),
      weights: rows.map(([g, o]) => Number(g) + Number(o)),
    };
    const fit = logisticRegression(design, { ...level, unit: "row" });
    const coefficients = [
      1.9446882115722257, 1.1299913463340674, -0.7626343157830787, -0.8472755343863763, 0.2271105434986952,
      -0.7368116755752796,
    ];
    const errors = [
      0.3414769226359, 0.2570899106450678, 0.2112694026755931, 0.3223826364052479, 0.2501770052339237,
      0.2990005769237524,
    ];
    for (const [k, term] of fit.terms.entries()) {
      expect(relativeError(term.estimate!, coefficients[k]!)).toBeLessThan(1e-10);
      expect(relativeError(term.standardError!, errors[k]!)).toBeLessThan(1e-10);
    }
    expect(relativeError(fit.deviance, 14.20457320188537)).toBeLessThan(1e-10);
    expect(relativeError(fit.nullDeviance, 70.10183479761247)).toBeLessThan(1e-10);
    expect(fit.dfResidual).toBe(17);
    expect(relativeError(logisticBlockTest(design, [4, 5]).chiSquare, 11.59713602375836)).toBeLessThan(1e-10);
  });
});

const endometrial = "../shared/data/brglm2_endometrial.csv";
describe.skipIf(!here(endometrial))("logisticRegression against R 4.2.2 glm, endometrial cancer", () => {
  it("the finite coefficients are those of the patients without neovascularisation, its lower limit uniroot's", () => {
    const rows = table(endometrial).map((row) => row.map(Number));
    const fit = logisticRegression(
      {
        names: ["(Intercept)", "NV", "PI", "EH"],
        rows: rows.map(([nv, pi, eh]) => [1, nv!, pi!, eh!]),
        y: rows.map((r) => r[3]!),
      },
      level,
    );
    const [intercept, nv, pi, eh] = fit.terms;
    expect(relativeError(intercept!.estimate!, 4.30451778305782362)).toBeLessThan(1e-10);
    expect(relativeError(pi!.estimate!, -0.04218340325678999)).toBeLessThan(1e-10);
    expect(relativeError(eh!.estimate!, -2.90260561377757664)).toBeLessThan(1e-10);
    expect(nv!.estimate).toBeNull();
    expect(relativeError(nv!.profileLower!, 1.284111790185236)).toBeLessThan(1e-9);
    expect(relativeError(fit.logLikelihood, -27.69663017859056)).toBeLessThan(1e-12);
  });
});
