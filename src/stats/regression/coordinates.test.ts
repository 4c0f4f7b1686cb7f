import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import { coordinatesOfBinary, covarianceOfCoefficients } from "./coordinates.ts";
import { type Design, packBinary } from "./design.ts";

const design = (third: (x: number, i: number) => number, weights?: readonly number[]): Design => ({
  names: ["(Intercept)", "x", "z"],
  rows: [1, 2, 4, 7, 3, 9].map((x, i) => [1, x, third(x, i)]),
  y: [0, 1, 0, 1, 1, 0],
  ...(weights === undefined ? {} : { weights }),
});
const issuesOf = (call: () => unknown): unknown => {
  try {
    call();
    return [];
  } catch (problem) {
    return (problem as InputError).issues;
  }
};

describe("coordinatesOfBinary: refusals", () => {
  it.each([
    ["a combination of the others", design((x) => 3 - 2 * x)],
    ["a second constant", design(() => 5)],
    ["nothing but zeros", design(() => 0)],
    ["a combination but for 1e-12", design((x, i) => x + (i === 2 ? 1e-12 : 0))],
    ["a combination but for 1e-7", design((x, i) => x + (i === 2 ? 1e-7 : 0))],
    ["weights far apart", design((x, i) => x * x + i, [1e-9, 1, 1e9, 2, 3, 4])],
    ["an entry that is no number", design((_, i) => (i === 1 ? Number.NaN : i))],
  ])("are those of any logistic design: %s", (_, input) => {
    expect(issuesOf(() => coordinatesOfBinary(input, [1, 2]))).toEqual(issuesOf(() => packBinary(input)));
  });
});

describe("coordinatesOf: hand-derived case", () => {
  // Columns (1, 1, 1, 1), (-1, 1, -1, 1) and (0, 0, 3, 4): the last keeps 25 - 49/4 - 1/4 = 12.5 of its square 25.
  it("the share that each column keeps", () => {
    const { independence, r } = coordinatesOfBinary(
      {
        names: ["(Intercept)", "x", "z"],
        rows: [
          [1, -1, 0],
          [1, 1, 0],
          [1, -1, 3],
          [1, 1, 4],
        ],
        y: [0, 1, 1, 0],
      },
      [],
    );
    expect(relativeError(independence, Math.sqrt(0.5))).toBeLessThan(1e-15);
    expect(relativeError(r[8]!, Math.sqrt(12.5))).toBeLessThan(1e-15);
  });

  it("a covariance by design column: (X'X)^-1 of orthogonal columns, whatever their order", () => {
    const rows = [
      [1, -2],
      [1, 2],
      [1, -2],
      [1, 2],
    ];
    const input: Design = { names: ["(Intercept)", "x"], rows, y: [0, 1, 1, 0] };
    for (const last of [[], [0]]) {
      const { design: _, ...coordinates } = coordinatesOfBinary(input, last);
      const covariance = covarianceOfCoefficients(coordinates, Float64Array.of(1, 0, 0, 1));
      for (const [a, row] of [
        [0.25, 0],
        [0, 0.0625],
      ].entries())
        for (const [b, want] of row.entries())
          expect(Math.abs(covariance[a]![b]! - want)).toBeLessThan(1e-16);
    }
  });
});
