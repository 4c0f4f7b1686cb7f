import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { relativeError } from "../conform/compare.ts";
import { dataSetsIn, linesOf, rDigits } from "./lines.ts";
import { readModel } from "./model.ts";
import { fallsShort, nistPage } from "./page.ts";
import { exponential, fromDecimal, fromNumber, logarithm, subtract, toNumber } from "./pair-functions.ts";
import { readDataSet } from "./read.ts";
import { logRelativeError } from "./score.ts";

const LINEAR = `NIST/ITL StRD
Procedure:     Linear Least Squares Regression
Data:          1 Response Variable (y)
               y = B0 + B1*x + e
     Parameter         Estimate              of Estimate
        B0        0.5                 0.25
        B1       -0.2E-01             0.1E-02
     Residual
     Standard Deviation   .125
     R-Squared            0.75
Source of Degrees of     Sums of             Mean
Regression    1        4.5      4.5   Infinity
Residual      2        1.5      0.75
Data:       y          x
         .1        -2.5E+01
          2          3
`;

const NONLINEAR = `NIST/ITL StRD
Procedure:     Nonlinear Least Squares Regression
Data:          1 Response  (y)
Model:         Exponential Class
               2 Parameters (b1 and b2)

               y = b1*exp[-b2*x]
                   + b2  +  e

        Start 1     Start 2           Parameter     Standard Deviation
  b1 =   1          1.5           2.0E+00  2.5E-01
  b2 =   30         40            3.0E+01  5.0E-01

Residual Sum of Squares:                    1.25E-01
Residual Standard Deviation:                2.5E-01
Data:  y               x
       1.000E-01       4.000000E+00
`;

describe("readModel", () => {
  const at = (text: string, parameters: number[], x: number[]): { value: number; by: readonly number[] } => {
    const { value, by } = readModel(text).predict({ parameters, predictors: x.map(fromNumber) });
    return { value: toNumber(value), by };
  };

  it("keeps the order of signs: a minus binds less than a power, a quotient goes from the left", () => {
    expect(at("y = -x**2 + e", [], [3]).value).toBe(-9);
    expect(at("y = 8/x/b1 + e", [2], [2]).value).toBe(2);
    expect(at("y = b1*(1-(1+2*x)**(-.5))", [4], [1.5]).value).toBe(2);
  });

  it("gives each function its derivative: by hand", () => {
    const { value, by } = at("b1*exp[-b2*x] + arctan(b3)/pi", [2, 3, 1], [0.5]);
    expect(relativeError(value, 2 * Math.exp(-1.5) + 0.25)).toBeLessThan(1e-15);
    expect(
      by.map((d, k) => relativeError(d, [Math.exp(-1.5), -Math.exp(-1.5), 0.5 / Math.PI][k]!) < 1e-15),
    ).toEqual([true, true, true]);
  });

  it("exp and log of pairs undo each other to 30 digits", () => {
    for (const text of ["0.3", "-12.25", "3.7", "0.001"]) {
      const back = subtract(logarithm(exponential(fromDecimal(text))), fromDecimal(text));
      expect(Math.abs(toNumber(back))).toBeLessThan(1e-29 * Math.max(1, Math.abs(Number(text))));
    }
  });

  it("refuses what is not a model", () => {
    expect(() => readModel("y = b1 $ x")).toThrow("not a model");
    expect(() => readModel("y = (b1 + x")).toThrow("a bracket is missing");
    expect(() => readModel("y = gamma(b1)").predict({ parameters: [1], predictors: [] })).toThrow(
      "no function gamma",
    );
  });
});

describe("readDataSet", () => {
  it("reads certified values and data; an infinite F is nothing to compare with", () => {
    const set = readDataSet("Small", LINEAR)!;
    expect(set.kind).toBe("linear");
    expect(set.rows).toEqual([
      [0.1, -25],
      [2, 3],
    ]);
    expect(Object.fromEntries(set.certified)).toEqual({
      B0: 0.5,
      B1: -0.02,
      "standard error of B0": 0.25,
      "standard error of B1": 0.001,
      "residual standard deviation": 0.125,
      "R squared": 0.75,
      "sum of squares regression": 4.5,
      "mean square regression": 4.5,
      "sum of squares residual": 1.5,
      "mean square residual": 0.75,
    });
  });

  it("reads a nonlinear set: a model over two lines, both starts, data to the last decimal", () => {
    const set = readDataSet("Small", NONLINEAR)!;
    expect(Object.fromEntries(set.certified)).toMatchObject({
      "b1, start 1": 2,
      "standard error of b2, start 2": 0.5,
      "residual sum of squares, start 1": 0.125,
    });
    expect(set.nonlinear!.starts).toEqual([
      [1, 30],
      [1.5, 40],
    ]);
    expect(set.nonlinear!.model.replaceAll(/\s+/g, "")).toBe("y=b1*exp[-b2*x]+b2+e");
    expect(set.nonlinear!.y).toEqual([{ high: 0.1, low: -5.551115123125783e-18 }]);
  });

  it("leaves out what is none of these", () => {
    expect(readDataSet("Other", "Procedure:     Something Else\nData:   y  x\n 1 2\n")).toBeNull();
  });
});

describe("logRelativeError", () => {
  it("counts correct digits, from 0 to 15", () => {
    expect(logRelativeError(1.001, 1)).toBeCloseTo(3, 9);
    expect(logRelativeError(2, 2)).toBe(15);
    expect(logRelativeError(1e-4, 0)).toBeCloseTo(4, 9);
    expect([logRelativeError(null, 1), logRelativeError(Number.NaN, 1), logRelativeError(30, 1)]).toEqual([
      0, 0, 0,
    ]);
  });
});

const folder = "../shared/data/nist";

describe.runIf(existsSync(folder))("NIST's sets", () => {
  const sets = existsSync(folder) ? dataSetsIn(folder) : [];
  const r = rDigits();
  const lines = sets.flatMap((set) => linesOf(set, r));

  it("are all there, each value with R's digits beside it", () => {
    const count = (kind: string): number => sets.filter((set) => set.kind === kind).length;
    expect([count("univariate"), count("linear"), count("anova"), count("nonlinear")]).toEqual([
      8, 11, 11, 27,
    ]);
    expect(lines.filter(({ kind }) => kind !== "nonlinear").length).toBe(286);
    expect(lines.filter((line) => line.r === null && line.kind !== "nonlinear")).toEqual([]);
  });

  it("are met to 9 digits wherever R meets them, nonlinear ones to 6 from either start", () => {
    expect(lines.filter(fallsShort)).toEqual([]);
  });

  it("docs/nist.md says so: run npm run nist", () => {
    expect(readFileSync("docs/nist.md", "utf8")).toBe(nistPage(lines, r.source));
  });
});
