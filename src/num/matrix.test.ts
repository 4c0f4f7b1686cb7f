import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cholesky,
  inverseCholesky,
  logDeterminant,
  orthogonalise,
  solveCholesky,
  solveUpper,
} from "./matrix.ts";

const entries = fc.array(
  fc.integer({ min: -1000, max: 1000 }).map((v) => v / 1000),
  { minLength: 20, maxLength: 20 },
);

describe("cholesky", () => {
  it("hand-derived case", () => {
    const factor = cholesky(Float64Array.of(4, 2, 2, 5), 2)!;
    expect([...factor]).toEqual([2, 0, 1, 2]);
    expect(logDeterminant(factor, 2)).toBeCloseTo(Math.log(16), 14);
    expect([...solveCholesky(factor, 2, [8, 12])]).toEqual([1, 2]);
    expect([...inverseCholesky(factor, 2)]).toEqual([0.3125, -0.125, -0.125, 0.25]);
  });

  it.each([
    { name: "singular", a: [1, 1, 1, 1] },
    { name: "indefinite", a: [1, 2, 2, 1] },
    { name: "not a number", a: [1, Number.NaN, Number.NaN, 1] },
  ])("boundary: $name has no factor", ({ a }) => {
    expect(cholesky(Float64Array.from(a), 2)).toBeNull();
  });
});

describe("orthogonalise", () => {
  it("law: Q R gives the columns back and Q is orthonormal", () => {
    fc.assert(
      fc.property(entries, (values) => {
        const columns = [0, 1, 2, 3].map((k) => Float64Array.from(values.slice(5 * k, 5 * k + 5)));
        const { q, r, remainder } = orthogonalise(columns, 1e-6);
        fc.pre(remainder.every((share) => share > 1e-6));
        for (const [k, column] of columns.entries()) {
          for (const [i, value] of column.entries()) {
            const sum = q.reduce((total, direction, row) => total + direction[i]! * r[row * 4 + k]!, 0);
            expect(Math.abs(sum - value)).toBeLessThan(1e-14);
          }
          for (const [j, other] of q.entries()) {
            const inner = q[k]!.reduce((total, value, i) => total + value * other[i]!, 0);
            expect(Math.abs(inner - (j === k ? 1 : 0))).toBeLessThan(1e-14);
          }
        }
      }),
      { numRuns: 60, seed: 6 },
    );
  });

  it("boundary: a dependent column is left 0 and its remainder said", () => {
    const { q, r, remainder } = orthogonalise([Float64Array.of(3, 4), Float64Array.of(6, 8)], 1e-9);
    expect([...q[1]!]).toEqual([0, 0]);
    expect(remainder[1]!).toBeLessThan(1e-15);
    expect([...solveUpper(r.subarray(0, 1), 1, [10])]).toEqual([2]);
  });
});
