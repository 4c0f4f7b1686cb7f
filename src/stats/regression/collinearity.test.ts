import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { collinearity } from "./collinearity.ts";
import type { Design } from "./design.ts";
import { linearRegression } from "./linear.ts";

const design: Design = {
  names: ["(Intercept)", "a", "b", "c"],
  rows: [
    [1, 0, 0, 5],
    [1, 1, 1, 3],
    [1, 2, 1, 8],
    [1, 3, 2, 1],
    [1, 4, 2, 2],
    [1, 6, 1, 4],
  ],
  y: [0, 0, 0, 0, 0, 0],
};
const each = ["a", "b", "c"].map((name, k) => ({ name, columns: [k + 1] }));

describe("collinearity", () => {
  it("hand-derived case: of two columns, 1 / (1 - r^2) for both", () => {
    const rows = [
      [1, 0, 0],
      [1, 1, 1],
      [1, 2, 1],
      [1, 3, 2],
    ];
    const { terms } = collinearity(
      { names: ["(Intercept)", "a", "b"], rows, y: [0, 0, 0, 0] },
      each.slice(0, 2),
    );
    // Sums about the means: aa 5, bb 2, ab 3, so r^2 = 9/10.
    for (const term of terms) expect(relativeError(term.inflation, 10)).toBeLessThan(1e-13);
  });

  it("law: is 1 / (1 - R^2) of the regression on the other columns", () => {
    for (const [k, term] of collinearity(design, each).terms.entries()) {
      const others = [1, 2, 3].filter((column) => column !== k + 1);
      const fit = linearRegression(
        {
          names: ["(Intercept)", "p", "q"],
          rows: design.rows.map((row) => [1, ...others.map((o) => row[o]!)]),
          y: design.rows.map((row) => row[k + 1]!),
        },
        { confidence: 0.95 },
      );
      expect(relativeError(term.inflation, 1 / (1 - fit.rSquared!))).toBeLessThan(1e-12);
    }
  });

  it("law: a term of two columns does not depend on how they are coded", () => {
    const recoded = {
      ...design,
      rows: design.rows.map(([one, a, b, c]) => [one!, a! + 2 * b!, a! - b!, 7 - 3 * c!]),
    };
    const terms = [
      { name: "ab", columns: [1, 2] },
      { name: "c", columns: [3] },
    ];
    const [x, y] = [collinearity(design, terms), collinearity(recoded, terms)];
    for (const [k, term] of x.terms.entries())
      expect(relativeError(y.terms[k]!.inflation, term.inflation)).toBeLessThan(1e-12);
    expect(x.terms[0]!.df).toBe(2);
  });

  it("refusal texts: exact collinearity names the columns, one term has nothing to be compared with", () => {
    const aliased = { ...design, rows: design.rows.map(([one, a, b]) => [one!, a!, b!, a! - b!]) };
    expect(() => collinearity(aliased, each)).toThrow("c = a sum of multiples of a, b");
    expect(() => collinearity(design, each.slice(0, 1))).toThrow("terms: expected at least 2 terms, got 1");
  });

  it("JSON round trip", () => {
    const found = collinearity(design, each);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});
