import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { pack, type Packed } from "./design.ts";
import { likelihood, penalisedLikelihood } from "./likelihood.ts";

const design: Packed = pack({
  names: ["(Intercept)", "a", "b"],
  rows: [
    [1, 0.3, 1],
    [1, -1.2, 0],
    [1, 2.5, 1],
    [1, 0.7, 0],
    [1, -0.4, 1],
    [1, 1.9, 0],
  ],
  y: [0, 0.25, 1, 0.5, 0, 1],
  weights: [3, 4, 1, 2, 5, 2],
});
const points = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 });
const shifted = (at: readonly number[], k: number, by: number): number[] =>
  at.map((v, i) => (i === k ? v + by : v));

describe("likelihood: law", () => {
  it.each([
    { name: "plain", of: likelihood },
    { name: "penalised", of: penalisedLikelihood },
  ])("$name: the gradient is the slope of the value, the curvature that of the gradient", ({ of }) => {
    const objective = of(design);
    const h = 1e-5;
    fc.assert(
      fc.property(points, (at) => {
        const there = objective(at);
        const { gradient } = there;
        const matrix = there.curvature();
        for (let k = 0; k < 3; k++) {
          const up = objective(shifted(at, k, h));
          const down = objective(shifted(at, k, -h));
          expect((up.value - down.value) / (2 * h) - gradient[k]!).toBeCloseTo(0, 7);
          for (let j = 0; j < 3; j++) {
            const slope = (up.gradient[j]! - down.gradient[j]!) / (2 * h);
            expect(slope + matrix[k * 3 + j]!).toBeCloseTo(0, 7);
          }
        }
      }),
      { numRuns: 50, seed: 7 },
    );
  });

  it("a row counts as often as its weight says", () => {
    const single = pack({ names: ["(Intercept)"], rows: [[1], [1], [1]], y: [1, 1, 0] });
    const tallied = pack({ names: ["(Intercept)"], rows: [[1], [1]], y: [1, 0], weights: [2, 1] });
    expect(
      relativeError(penalisedLikelihood(tallied)([0.3]).value, penalisedLikelihood(single)([0.3]).value),
    ).toBeLessThan(1e-14);
  });
});

describe("likelihood: boundary", () => {
  it("holds its digits where exp overflows and where a fitted share is 1 to the last bit", () => {
    const one = pack({ names: ["x"], rows: [[1]], y: [1] });
    expect(likelihood(one)([800]).value).toBe(0);
    expect(likelihood(one)([-800]).value).toBe(-800);
    expect(relativeError(likelihood(one)([40]).value, -Math.exp(-40))).toBeLessThan(1e-15);
  });

  it("the penalty is infinite where the information is singular", () => {
    expect(penalisedLikelihood(pack({ names: ["x"], rows: [[1]], y: [1] }))([800]).value).toBe(-Infinity);
  });
});
