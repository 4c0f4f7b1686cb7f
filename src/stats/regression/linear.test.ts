import { existsSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import type { Design } from "./design.ts";
import { linearRegression } from "./linear.ts";

const level = { confidence: 0.95 };
const line = (x: readonly number[], y: readonly number[], weights?: readonly number[]): Design => ({
  names: ["(Intercept)", "x"],
  rows: x.map((value) => [1, value]),
  y,
  ...(weights === undefined ? {} : { weights }),
});

describe("linearRegression: hand-derived case", () => {
  it("four points: slope 1, intercept 3/2, residual sum 1", () => {
    const fit = linearRegression(line([0, 1, 2, 3], [1, 3, 4, 4]), level);
    expect(fit.terms.map((t) => t.estimate)).toEqual([1.5, 1]);
    expect(fit.sumOfSquaresResidual).toBe(1);
    expect(fit.sumOfSquaresRegression).toBe(5);
    expect(relativeError(fit.terms[1]!.standardError!, Math.sqrt(0.5 / 5))).toBeLessThan(1e-15);
    expect(relativeError(fit.fTest!.f, 10)).toBeLessThan(1e-15);
    // HC0: sum of (x - mean)^2 e^2 over 25; residuals -1/2, 1/2, 1/2, -1/2.
    expect(relativeError(fit.terms[1]!.robustHc0, Math.sqrt(5 / 4) / 5)).toBeLessThan(1e-15);
    // Leverages 0.7, 0.3, 0.3, 0.7.
    const hc3 = Math.sqrt(2 * ((1.5 * 0.5) / 0.3) ** 2 + 2 * ((0.5 * 0.5) / 0.7) ** 2) / 5;
    expect(relativeError(fit.terms[1]!.robustHc3!, hc3)).toBeLessThan(1e-14);
    // Squared residuals are equal: nothing for Breusch and Pagan to explain.
    expect(fit.breuschPagan).toBeNull();
  });

  it("R 4.2.2 lm on the written-out rows", () => {
    const fit = linearRegression(line([1, 2, 4, 7, 11], [2.1, 2.9, 6.2, 6.8, 13.5], [2, 1, 3, 1, 2]), level);
    const [intercept, slope] = fit.terms;
    expect(relativeError(intercept!.estimate, 1.131944444444449)).toBeLessThan(1e-12);
    expect(relativeError(intercept!.standardError!, 0.51566055606657779)).toBeLessThan(1e-12);
    expect(relativeError(intercept!.pValue!, 6.419035719436382e-2)).toBeLessThan(1e-12);
    expect(relativeError(slope!.estimate, 1.095833333333333)).toBeLessThan(1e-12);
    expect(relativeError(slope!.pValue!, 3.419900653731904e-6)).toBeLessThan(1e-12);
    expect(relativeError(fit.fTest!.f, 173.1162252997402)).toBeLessThan(1e-12);
    expect(relativeError(fit.logLikelihood!, -10.81404633201364)).toBeLessThan(1e-12);
  });
});

const values = fc
  .array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
    minLength: 4,
    maxLength: 15,
  })
  .filter((pairs) => new Set(pairs.map((p) => p[0])).size > 2);

describe("linearRegression: law", () => {
  it("residuals are orthogonal to every column", () => {
    fc.assert(
      fc.property(values, (pairs) => {
        const { residuals } = linearRegression(
          line(
            pairs.map((p) => p[0]),
            pairs.map((p) => p[1]),
          ),
          level,
        );
        expect(Math.abs(residuals.reduce((sum, r) => sum + r, 0))).toBeLessThan(1e-11);
        expect(Math.abs(residuals.reduce((sum, r, i) => sum + r * pairs[i]![0], 0))).toBeLessThan(1e-9);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it("weights are repetitions", () => {
    const a = linearRegression(line([1, 2, 5, 9], [2, 1, 7, 6], [3, 1, 2, 2]), level);
    const b = linearRegression(line([1, 1, 1, 2, 5, 5, 9, 9], [2, 2, 2, 1, 7, 7, 6, 6]), level);
    for (const [k, term] of a.terms.entries())
      for (const key of ["estimate", "standardError", "pValue", "lower", "robustHc0", "robustHc3"] as const)
        expect(relativeError(b.terms[k]![key]!, term[key]!)).toBeLessThan(1e-12);
    expect(relativeError(b.breuschPagan!.chiSquare, a.breuschPagan!.chiSquare)).toBeLessThan(1e-12);
  });

  it("a covariate far from 0 keeps every digit of the slope", () => {
    const near = linearRegression(line([1, 2, 3, 5], [1, 2, 2, 5]), level).terms[1]!;
    const far = linearRegression(line([1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 5], [1, 2, 2, 5]), level).terms[1]!;
    expect(relativeError(far.estimate, near.estimate)).toBeLessThan(1e-15);
    expect(relativeError(far.standardError!, near.standardError!)).toBeLessThan(1e-14);
  });
});

describe("linearRegression: boundary", () => {
  it("a perfect fit has residual exactly 0, F infinite, no t", () => {
    const fit = linearRegression(line([0.1, 0.7, 0.4, 0.9], [0.1, 0.7, 0.4, 0.9]), level);
    expect(fit.sumOfSquaresResidual).toBe(0);
    expect(fit.fTest!.f).toBe(Infinity);
    expect(fit.terms[1]!.t).toBeNull();
    expect(fit.warnings).toEqual(["the fit is perfect: standard errors are 0 and no test is defined"]);
  });

  it("as many coefficients as subjects leaves errors undefined", () => {
    const fit = linearRegression(line([1, 2], [3, 5]), level);
    expect(fit.terms[1]!.estimate).toBe(2);
    expect(fit.terms[1]!.standardError).toBeNull();
    expect(fit.residualStandardDeviation).toBeNull();
  });

  it("an outcome that never varies has no explained share", () => {
    const fit = linearRegression(line([1, 2, 3], [7, 7, 7]), level);
    expect(fit.fTest).toBeNull();
    expect(fit.terms.map((t) => t.estimate)).toEqual([7, 0]);
  });
});

describe("linearRegression: refusal texts", () => {
  it("names the column that is a sum of others", () => {
    const rows = [
      [1, 0.1, 0.2, 0.3],
      [1, 0.4, 0.1, 0.5],
      [1, 0.7, 0.9, 1.6],
      [1, 0.2, 0.3, 0.5],
    ];
    expect(() =>
      linearRegression({ names: ["(Intercept)", "a", "b", "sum"], rows, y: [1, 2, 3, 4] }, level),
    ).toThrow("sum = a sum of multiples of a, b");
    expect(() => linearRegression(line([1, 2], [1, Number.POSITIVE_INFINITY]), level)).toThrow(InputError);
  });
});

describe("linearRegression: JSON round trip", () => {
  it("loses nothing", () => {
    const fit = linearRegression(line([1, 2, 5, 9], [2, 1, 7, 6]), level);
    expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
  });
});

const folder = "../shared/data/nist/";
describe.skipIf(!existsSync(folder) && process.env["CI"] !== "true")(
  "linearRegression against NIST's certified values",
  () => {
    // Filip's powers up to 10 are rounded when stored, which alone moves the solution in the eighth digit.
    it.each([
      { name: "Longley", digits: 1e-13 },
      { name: "Wampler4", digits: 1e-13 },
      { name: "Wampler5", digits: 1e-13 },
      { name: "Pontius", digits: 1e-13 },
      { name: "Filip", digits: 1e-7 },
    ])("$name", ({ name, digits }) => {
      const lines = readFileSync(`${folder}${name}.dat`, "utf8").split("\n");
      const certified = lines.slice(0, 60).flatMap((text) => {
        const found = /^\s*B(\d+)\s+(\S+)\s+(\S+)/.exec(text);
        return found === null ? [] : [found.slice(1).map(Number)];
      });
      const data = lines
        .slice(60)
        .map((text) => text.trim().split(/\s+/).map(Number))
        .filter((row) => row.length > 1 && row.every(Number.isFinite));
      const fit = linearRegression(
        {
          names: certified.map(([power]) => (power === 0 ? "(Intercept)" : `b${power}`)),
          rows: data.map((row) =>
            name === "Longley" ? [1, ...row.slice(1)] : certified.map(([power]) => row[1]! ** power!),
          ),
          y: data.map((row) => row[0]!),
        },
        level,
      );
      expect(certified.length).toBeGreaterThan(2);
      for (const [k, [, estimate, error]] of certified.entries()) {
        expect(relativeError(fit.terms[k]!.estimate, estimate!)).toBeLessThan(digits);
        expect(relativeError(fit.terms[k]!.standardError!, error!)).toBeLessThan(digits);
      }
    });
  },
);
