import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dataSetsIn, linesOf, rDigits } from "./lines.ts";
import { fallsShort, nistPage } from "./page.ts";
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

  it("leaves out what is neither univariate nor linear nor an analysis of variance", () => {
    expect(
      readDataSet("Other", "Procedure:     Nonlinear Least Squares Regression\nData:   y  x\n 1 2\n"),
    ).toBeNull();
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
    expect([count("univariate"), count("linear"), count("anova")]).toEqual([8, 11, 11]);
    expect(lines.length).toBe(286);
    expect(lines.filter((line) => line.r === null)).toEqual([]);
  });

  it("are met to 9 digits wherever R meets them", () => {
    expect(lines.filter(fallsShort)).toEqual([]);
  });

  it("docs/nist.md says so: run npm run nist", () => {
    expect(readFileSync("docs/nist.md", "utf8")).toBe(nistPage(lines, r.source));
  });
});
