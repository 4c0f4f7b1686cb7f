import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { randomStream } from "../../core/random.ts";
import { type Design, packBinary } from "./design.ts";
import { type FastProfile, fastProfiles } from "./firth-profiles.ts";
import { firthTop, provedMixed } from "./firth-top.ts";
import { penalisedLikelihood } from "./likelihood.ts";
import { type PenalisedKernel, penalisedKernel } from "./penalised-kernel.ts";
import { fitIn, heldAtZero, profileLimit } from "./profile.ts";
import { overlapOf } from "./separation.ts";

const QUANTILE = 3.841458820694124;

function simulated(seed: number, n: number, p: number, weighted: boolean): Design {
  const random = randomStream(seed);
  const rows = Array.from({ length: n }, () => [
    1,
    ...Array.from({ length: p }, (_, k) =>
      k % 2 === 0 ? random.uniform() * 4 - 2 : Number(random.uniform() < 0.3),
    ),
  ]);
  const y = rows.map((row) => Number(random.uniform() < 1 / (1 + Math.exp(0.4 - row[1]!))));
  const names = ["(Intercept)", ...Array.from({ length: p }, (_, k) => `x${k + 1}`)];
  return weighted
    ? { names, rows, y: y.map((v) => (v + 1) / 3), weights: rows.map((_, i) => 1 + (i % 5)) }
    : { names, rows, y };
}

describe("fastProfiles: agreement with bracketing", () => {
  it.each([
    [1, 40, 3, false, 1e-9],
    [2, 60, 7, false, 1e-9],
    [3, 200, 5, false, 1e-11],
    [4, 50, 4, true, 2e-12],
    [5, 100, 10, true, 2e-12],
  ] as const)("seed %i, %i rows, %i covariates, weights %s, to %d", (seed, n, p, weighted, tolerance) => {
    const packed = packBinary(simulated(seed, n, p, weighted));
    const top = firthTop(packed, [], 200)!;
    const fast = fastProfiles(top, QUANTILE);
    for (let column = 0; column <= p; column++) {
      const { lower, upper, atZero } = fast(column);
      const slow = fitIn(packed, penalisedLikelihood, [column], 200);
      const [low, high] = [profileLimit(slow, QUANTILE, -1, 200), profileLimit(slow, QUANTILE, 1, 200)];
      expect(Math.abs(lower!.value - low.value!)).toBeLessThan(tolerance * (1 + Math.abs(low.value!)));
      expect(Math.abs(upper!.value - high.value!)).toBeLessThan(tolerance * (1 + Math.abs(high.value!)));
      const held = heldAtZero(slow, 1, 200).evaluation.value;
      const drop = slow.top.evaluation.value - held;
      expect(Math.abs(top.point.value - atZero! - drop)).toBeLessThan(1e-9 * drop + 1e-11);
    }
  });
});

describe("fastProfiles: the penalty bends most where the coefficient itself does not lead", () => {
  // Cubes of normal values: a step of the slopes moves the penalty's pull fifteen times as much as the intercept's own profile tells.
  it("limits of an intercept beside covariates with heavy tails, at 99.99 %", () => {
    const random = randomStream(90069);
    for (let i = 0; i < 3; i++) random.uniform();
    const normal = (): number =>
      Math.sqrt(-2 * Math.log1p(-random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
    const rows = Array.from({ length: 265 }, () => [normal(), normal() ** 3, normal() ** 3].with(0, 1));
    const slopes = [normal(), normal()] as const;
    const y = rows.map((row) =>
      Number(random.uniform() < 1 / (1 + Math.exp(1.5 - slopes[0] * row[1]! - slopes[1] * row[2]!))),
    );
    const packed = packBinary({ names: ["(Intercept)", "a", "b"], rows, y });
    const quantile = 15.136705226623606;
    const { lower, upper } = fastProfiles(firthTop(packed, [1, 2], 200)!, quantile)(0);
    const slow = fitIn(packed, penalisedLikelihood, [0], 200);
    for (const [found, direction] of [
      [lower, -1],
      [upper, 1],
    ] as const) {
      const want = profileLimit(slow, quantile, direction, 200).value!;
      expect(Math.abs(found!.value - want)).toBeLessThan(1e-11);
    }
  });
});

describe("fastProfiles: cost", () => {
  // Evaluations for both limits and the value at 0; those that know the penalty's pull are half the work.
  it.each([
    [3, 200, 5, false, 5.5],
    [5, 100, 10, true, 4.8],
    [6, 400, 2, false, 4.4],
    [2, 60, 7, false, 9],
  ] as const)(
    "seed %i, %i rows, %i covariates, weights %s: at most %f a coefficient",
    (seed, n, p, weighted, most) => {
      const top = firthTop(packBinary(simulated(seed, n, p, weighted)), [], 200)!;
      let work = 0;
      const evaluate: PenalisedKernel["evaluate"] = (at, pull) => {
        work += pull === undefined ? 1 : 0.5;
        return top.kernel.evaluate(at, pull);
      };
      const fast = fastProfiles({ ...top, kernel: { ...top.kernel, evaluate } }, QUANTILE);
      for (let column = 0; column <= p; column++) {
        const { lower, upper, atZero } = fast(column);
        expect(Math.max(lower!.criterion, upper!.criterion)).toBeLessThan(1e-9);
        expect(atZero).not.toBeNull();
      }
      expect(work / (p + 1)).toBeLessThanOrEqual(most);
    },
  );
});

/** Few subjects, and a marker that only those with the outcome have. */
function separated(seed: number, n: number, noise: number): Design {
  const random = randomStream(seed);
  const y = Array.from({ length: n }, () => Number(random.uniform() < 0.4));
  const rows = y.map((yes) => [
    1,
    yes * Number(random.uniform() < 0.4),
    ...Array.from({ length: noise }, () => random.uniform() * 4 - 2),
  ]);
  return {
    names: ["(Intercept)", "marker", ...Array.from({ length: noise }, (_, k) => `x${k + 1}`)],
    rows,
    y,
  };
}

describe("fastProfiles: separated outcomes", () => {
  it.each([31, 32, 33, 34])("what settles is right, and nearly all does: seed %i", (seed) => {
    const packed = packBinary(separated(seed, 50, 3));
    const top = firthTop(packed, [], 200)!;
    let work = 0;
    const evaluate: PenalisedKernel["evaluate"] = (at, pull) => {
      work += pull === undefined ? 1 : 0.5;
      return top.kernel.evaluate(at, pull);
    };
    const fast = fastProfiles({ ...top, kernel: { ...top.kernel, evaluate } }, QUANTILE);
    expect(overlapOf(packed).kind).not.toBe("none");
    expect(provedMixed(top)).toBe(false);
    let missing = 0;
    for (let column = 0; column < 5; column++) {
      const { lower, upper, atZero } = fast(column);
      const slow = fitIn(packed, penalisedLikelihood, [column], 200);
      for (const [found, direction] of [
        [lower, -1],
        [upper, 1],
      ] as const) {
        if (found === null) missing++;
        else {
          const want = profileLimit(slow, QUANTILE, direction, 200).value!;
          expect(Math.abs(found.value - want)).toBeLessThan(1e-8 * (1 + Math.abs(want)));
        }
      }
      if (atZero === null) missing++;
      else {
        const drop = slow.top.evaluation.value - heldAtZero(slow, 1, 200).evaluation.value;
        expect(Math.abs(top.point.value - atZero - drop)).toBeLessThan(1e-9 * drop + 1e-11);
      }
    }
    expect(missing).toBeLessThanOrEqual(1);
    expect(work / 5).toBeLessThanOrEqual(10.5);
  });
});

describe("fastProfiles: non-convergence", () => {
  const top = firthTop(packBinary(simulated(1, 40, 3, false)), [], 200)!;
  const withValues = (valueOf: (value: number, evaluation: number) => number): FastProfile => {
    let evaluation = 0;
    const evaluate: PenalisedKernel["evaluate"] = (at, pull) => {
      const point = top.kernel.evaluate(at, pull);
      return { ...point, value: valueOf(point.value, evaluation++) };
    };
    return fastProfiles({ ...top, kernel: { ...top.kernel, evaluate } }, QUANTILE)(1);
  };

  it("gives nothing where the information is singular", () => {
    expect(withValues(() => -Infinity)).toEqual({ lower: null, upper: null, atZero: null });
    expect(withValues(() => Number.NaN)).toEqual({ lower: null, upper: null, atZero: null });
  });

  it("gives nothing where the value falls from step to step", () => {
    expect(withValues((value, evaluation) => value - 10 * evaluation).atZero).toBeNull();
  });
});

describe("firthTop: law", () => {
  it.each([
    [1, 40, 3, false, 8],
    [3, 200, 5, false, 7],
    [5, 100, 10, true, 5],
  ] as const)(
    "the score is 0 and the curvature that of the exact likelihood: seed %i",
    (seed, n, p, weighted, most) => {
      const packed = packBinary(simulated(seed, n, p, weighted));
      const top = firthTop(packed, [], 200)!;
      const exact = penalisedLikelihood(top.coordinates.packed)(top.point.at);
      expect(Math.max(...exact.gradient.map(Math.abs))).toBeLessThan(1e-7);
      expect(Math.abs(exact.value - top.point.value)).toBeLessThan(1e-10);
      // The curvature near the maximum tells how far off the rest is.
      const curvature = exact.curvature();
      if (top.penalty !== null)
        for (const [k, penalty] of top.penalty.entries())
          expect(Math.abs(top.point.information[k]! + penalty - curvature[k]!)).toBeLessThan(
            0.1 * Math.max(...curvature),
          );
      expect(top.iterations).toBeLessThanOrEqual(most);
      expect(top.criterion).toBeLessThan(1e-9);
      // As many steps as that suffice, one less does not.
      expect(firthTop(packed, [], top.iterations)!.point.value).toBe(top.point.value);
      expect(firthTop(packed, [], top.iterations - 1)).toBeNull();
    },
  );

  it("the order of the columns changes the coordinates alone", () => {
    const packed = packBinary(simulated(2, 60, 4, false));
    const [a, b] = [firthTop(packed, [], 200)!, firthTop(packed, [1, 2], 200)!];
    expect(
      Math.abs(a.point.value + a.coordinates.logDeterminant - b.point.value - b.coordinates.logDeterminant),
    ).toBeLessThan(1e-9);
  });
});

describe("penalisedKernel: hand-derived case", () => {
  it("one share at log-odds 0: l = n log(1/2), I = n / 4, no pull from the penalty at one half", () => {
    const packed = packBinary({ names: ["(Intercept)"], rows: [[1]], y: [0.3], weights: [10] });
    const point = penalisedKernel(packed).evaluate([0]);
    expect(relativeError(point.value, 10 * Math.log(0.5) + 0.5 * Math.log(2.5))).toBeLessThan(1e-15);
    expect(relativeError(point.information[0]!, 2.5)).toBeLessThan(1e-15);
    expect(relativeError(point.gradient[0]!, 3 - 5)).toBeLessThan(1e-15);
  });

  it("derivatives along a direction are those of differences", () => {
    const packed = packBinary(simulated(7, 30, 2, true));
    const kernel = penalisedKernel(packed);
    const at = [0.2, -0.5, 0.7];
    const direction = [0.3, 0.4, -0.2];
    kernel.keep(at);
    const { third, fourth, second } = kernel.higher(direction);
    const step = 0.05;
    const value = (t: number): number => kernel.plain(at.map((v, k) => v + t * direction[k]!)).value;
    const [a, b, c, d, e] = [-2, -1, 0, 1, 2].map((t) => value(t * step));
    expect(Math.abs((e! - 2 * d! + 2 * b! - a!) / (2 * step ** 3) - third)).toBeLessThan(
      0.01 * Math.abs(third) + 1e-3,
    );
    expect(Math.abs((e! - 4 * d! + 6 * c! - 4 * b! + a!) / step ** 4 - fourth)).toBeLessThan(
      0.02 * Math.abs(fourth) + 1e-3,
    );
    expect(
      relativeError(
        second.reduce((sum, v, k) => sum + v * direction[k]!, 0),
        third,
      ),
    ).toBeLessThan(1e-12);
    const along = kernel.mixed(direction).reduce((sum, v, k) => sum + v * direction[k]!, 0);
    expect(relativeError(along, 3 * third + fourth)).toBeLessThan(1e-11);
  });
});

describe("provedMixed: law", () => {
  it("proves nothing that the linear programme refutes, and nearly all else", () => {
    let proved = 0;
    let mixedOnes = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -1, max: 1 }), fc.boolean()), {
          minLength: 5,
          maxLength: 14,
        }),
        (points) => {
          fc.pre(new Set(points.map((p) => p[0])).size > 2 && new Set(points.map((p) => p[1])).size > 1);
          const design: Design = {
            names: ["(Intercept)", "a", "b"],
            rows: points.map(([a, b]) => [1, a, b + 0.1 * a * a]),
            y: points.map((p) => Number(p[2])),
          };
          const packed = packBinary(design);
          const top = firthTop(packed, [], 200);
          if (top === null) return;
          const isMixed = overlapOf(packed).kind === "none";
          if (isMixed) mixedOnes++;
          if (!provedMixed(top)) return;
          proved++;
          expect(isMixed).toBe(true);
        },
      ),
      { numRuns: 200, seed: 5 },
    );
    expect(proved).toBeGreaterThan(0.97 * mixedOnes);
    expect(mixedOnes).toBeGreaterThan(100);
  });
});

describe("firthTop: non-convergence", () => {
  it("gives up where the steps run out", () => {
    expect(firthTop(packBinary(simulated(1, 40, 3, false)), [], 1)).toBeNull();
  });
});
