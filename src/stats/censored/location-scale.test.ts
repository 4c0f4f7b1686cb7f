import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { censoredMaximumLikelihood } from "./censored-maximum-likelihood.ts";
import { censoredRegression } from "./censored-regression.ts";
import type { Contribution, ErrorLaw } from "./error-law.ts";
import { extremeValueLaw } from "./extreme-value-law.ts";
import {
  ABOVE,
  BELOW,
  BETWEEN,
  EXACT,
  extentOf,
  locationScale,
  type Observations,
  reachOf,
  roughOutcomes,
} from "./location-scale.ts";
import { logisticLaw } from "./logistic-law.ts";
import { normalLaw } from "./normal-law.ts";

const laws = { normal: normalLaw, logistic: logisticLaw, "extreme value": extremeValueLaw } as const;

const observations = (
  rows: readonly {
    readonly kind: number;
    readonly middle: number;
    readonly width?: number;
    readonly weight?: number;
    readonly x: readonly number[];
  }[],
): Observations => ({
  kind: Uint8Array.from(rows, (row) => row.kind),
  middle: Float64Array.from(rows, (row) => row.middle),
  width: Float64Array.from(rows, (row) => row.width ?? 0),
  weights: Float64Array.from(rows, (row) => row.weight ?? 1),
  x: Float64Array.from(rows.flatMap((row) => row.x)),
  count: rows.length,
  order: rows[0]!.x.length,
});

const mixed = observations([
  { kind: EXACT, middle: 1.3, weight: 2, x: [1, 0.5] },
  { kind: BELOW, middle: 0.4, x: [1, -1] },
  { kind: ABOVE, middle: 1.9, weight: 3, x: [1, 2] },
  { kind: BETWEEN, middle: 0.8, width: 1.5, weight: 2, x: [1, 1] },
  { kind: BETWEEN, middle: 1.1, width: 0.01, x: [1, 0] },
  { kind: EXACT, middle: -0.7, x: [1, -2] },
]);

describe("the log-likelihood in coefficients / scale and 1 / scale", () => {
  it("hand-worked, logistic: log of a density, a tail, an interval, each with its weight", () => {
    const { value } = locationScale(logisticLaw, mixed)([0.2, 0.3, 0.9]);
    const F = (z: number): number => 1 / (1 + Math.exp(-z));
    const z = (y: number, x: number): number => 0.9 * y - 0.2 - 0.3 * x;
    const density = (u: number): number => 0.9 * F(u) * (1 - F(u));
    const want =
      2 * Math.log(density(z(1.3, 0.5))) +
      Math.log(F(z(0.4, -1))) +
      3 * Math.log(1 - F(z(1.9, 2))) +
      2 * Math.log(F(z(1.55, 1)) - F(z(0.05, 1))) +
      Math.log(F(z(1.105, 0)) - F(z(1.095, 0))) +
      Math.log(density(z(-0.7, -2)));
    expect(relativeError(value, want)).toBeLessThan(1e-12);
  });

  it.each(Object.entries(laws))("%s: gradient and information are its derivatives", (_, law) => {
    const at = locationScale(law, mixed);
    const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, fc.double({ min: 0.3, max: 2, noNaN: true }), (a, b, theta) => {
        const point = [a, b, theta];
        const here = at(point);
        const information = here.curvature();
        expect(information).toBe(here.information);
        const h = 1e-5;
        for (let k = 0; k < 3; k++) {
          const up = at(point.map((value, j) => (j === k ? value + h : value)));
          const down = at(point.map((value, j) => (j === k ? value - h : value)));
          const slope = (up.value - down.value) / (2 * h);
          expect(Math.abs(slope - here.gradient[k]!)).toBeLessThan(1e-7 * (1 + Math.abs(slope)));
          for (let j = 0; j < 3; j++) {
            const bend = -(up.gradient[j]! - down.gradient[j]!) / (2 * h);
            expect(Math.abs(bend - information[3 * j + k]!)).toBeLessThan(1e-6 * (1 + Math.abs(bend)));
            expect(information[3 * k + j]).toBe(information[3 * j + k]);
          }
        }
      }),
      { numRuns: 10 },
    );
  });

  it("without an exact value the scale has no density of its own, not even where its logarithm would be infinite", () => {
    // P(Z < theta m - omega) at omega = 0 and theta -> 0 is 1/2.
    const below = observations([{ kind: BELOW, middle: 1, x: [1] }]);
    expect(relativeError(locationScale(normalLaw, below)([0, 1e-300]).value, Math.log(0.5))).toBeLessThan(
      1e-15,
    );
  });

  it("is minus infinity for a scale that is not above 0, and where a density is below the number range", () => {
    const one = observations([{ kind: EXACT, middle: 1, x: [1] }]);
    const at = locationScale(normalLaw, one);
    for (const theta of [0, -1, Number.NaN]) expect(at([0, theta]).value).toBe(-Infinity);
    expect(at([0, 0]).curvature()).toEqual(new Float64Array(4));
    expect(at([1e200, 1]).value).toBe(-Infinity);
  });

  it("terms of very different size lose nothing of their sum, in whatever order they come", () => {
    // A law whose log-likelihood is its argument: the sum of 1e16, 1 and -1e16 is 1.
    const plain = (z: number, out: Contribution): void => {
      out.fill(0);
      out[0] = z;
    };
    const law: ErrorLaw = {
      exact: plain,
      below: plain,
      above: plain,
      apart: (_, high, out) => plain(high, out),
      quantile: (p) => p,
    };
    for (const order of [
      [1e16, 1, -1e16],
      [1, 1e16, -1e16],
      [1, -1e16, 1e16],
      [-1e16, 1, 1e16],
    ]) {
      const data = observations(order.map((middle) => ({ kind: BELOW, middle, x: [0] })));
      expect(locationScale(law, data)([0, 1]).value).toBe(1);
    }
  });
});

describe("where a search begins and how far it steps", () => {
  const rows = [
    { kind: EXACT, middle: 2, x: [1, 3] },
    { kind: BELOW, middle: 50, x: [1, 0] },
    { kind: ABOVE, middle: -40, x: [1, 0] },
    { kind: BETWEEN, middle: -1, width: 4, x: [1, -1] },
    { kind: BELOW, middle: 1, x: [1, 0] },
    { kind: ABOVE, middle: 0.5, x: [1, 0] },
  ] as const;

  it("the extent is that of what is known from both sides, or of all limits", () => {
    expect(extentOf(observations(rows))).toEqual({ lowest: -1, highest: 2, widest: 4 });
    const limits = observations(rows.filter(({ kind }) => kind === BELOW || kind === ABOVE));
    expect(extentOf(limits)).toEqual({ lowest: -40, highest: 50, widest: 0 });
  });

  it("limits beyond that extent are drawn into it, others stay", () => {
    expect(Array.from(roughOutcomes(observations(rows)))).toEqual([2, 2, -1, -1, 1, 0.5]);
  });

  it("the reach of a step: the largest change of a standardised outcome, one-sided limits apart", () => {
    const reach = reachOf(observations(rows));
    // Changes of theta y - x omega: 0.5 * 2 - (1 + 3 * 2) = -6; -0.5 - (1 - 2) = 0.5, and half of 0.5 * 4 more.
    expect(reach(Float64Array.of(1, 2, 0.5))).toBe(6);
    expect(reach(Float64Array.of(0, 0, 0.5))).toBe(1.5);
    expect(reach(Float64Array.of(0, 0, -0.5))).toBe(1.5);
    // The scale held: omega alone.
    expect(reach(Float64Array.of(1, 2))).toBe(7);
    const limits = observations(rows.filter(({ kind }) => kind === BELOW || kind === ABOVE));
    expect(reachOf(limits)(Float64Array.of(0, 0, 1))).toBe(50);
  });
});

describe("profile limits of the scale", () => {
  const wald = { distribution: "normal", confidence: 0.95 } as const;
  // The chi-square quantile of 95 % with one degree of freedom, R qchisq.
  const quantile = 3.841458820694124;

  it("without censoring they solve n (log(s^2 / s0^2) + s0^2 / s^2 - 1) = the chi-square quantile", () => {
    const rows = [1, 2, 4, 7, 8, 12].map((x) => [1, x]);
    const values = [3.1, 2.9, 5.2, 8.8, 7.9, 14.1];
    const { scale } = censoredRegression(
      { names: ["(Intercept)", "x"], rows, outcome: { values, nondetect: values.map(() => false) } },
      wald,
    );
    expect(scale.profileLower!).toBeLessThan(scale.estimate!);
    expect(scale.profileUpper!).toBeGreaterThan(scale.estimate!);
    expect(relativeError(scale.logEstimate!, Math.log(scale.estimate!))).toBeLessThan(1e-14);
    expect(scale.reason).toBeNull();
    for (const limit of [scale.profileLower!, scale.profileUpper!]) {
      const ratio = (limit / scale.estimate!) ** 2;
      expect(relativeError(6 * (Math.log(ratio) + 1 / ratio - 1), quantile)).toBeLessThan(1e-9);
    }
  });

  it.each(["lognormal", "normal"] as const)(
    "%s with non-detects: those that the fit of a sample finds in its own way",
    (distribution) => {
      const outcome = {
        values: [1, 1, 2, 1.2, 1.7, 1.7, 2.3, 3.1, 4.4, 5, 5, 9.5],
        nondetect: [true, true, true, ...Array.from({ length: 9 }, () => false)],
      };
      const rows = outcome.values.map(() => [1]);
      const line = censoredRegression({ names: ["(Intercept)"], rows, outcome }, { ...wald, distribution });
      const sample = censoredMaximumLikelihood(outcome, { ...wald, distribution, probabilities: [] });
      const [location, scale] = sample.parameters;
      expect(relativeError(line.scale.profileLower!, scale!.profileLower!)).toBeLessThan(1e-9);
      expect(relativeError(line.scale.profileUpper!, scale!.profileUpper!)).toBeLessThan(1e-9);
      expect(relativeError(line.terms[0]!.profileLower!, location!.profileLower!)).toBeLessThan(1e-9);
      expect(relativeError(line.terms[0]!.profileUpper!, location!.profileUpper!)).toBeLessThan(1e-9);
      // The information of the parameters is one thing, whichever way it was reached.
      expect(
        relativeError(line.scale.standardErrorOfLog!, scale!.standardError! / scale!.estimate!),
      ).toBeLessThan(1e-9);
    },
  );

  it("weibull: 1 / scale is the shape, its limits the other way round", () => {
    const outcome = {
      values: [1, 1, 2, 1.2, 1.7, 1.7, 2.3, 3.1, 4.4, 5, 5, 9.5],
      nondetect: [true, true, true, ...Array.from({ length: 9 }, () => false)],
    };
    const design = { names: ["(Intercept)"], rows: outcome.values.map(() => [1]), outcome };
    const line = censoredRegression(design, { ...wald, distribution: "weibull" });
    const { parameters } = censoredMaximumLikelihood(outcome, {
      ...wald,
      distribution: "weibull",
      probabilities: [],
    });
    const shape = parameters.find(({ name }) => name === "shape")!;
    expect(relativeError(1 / line.scale.estimate!, shape.estimate!)).toBeLessThan(1e-10);
    expect(relativeError(1 / line.scale.profileUpper!, shape.profileLower!)).toBeLessThan(1e-9);
    expect(relativeError(1 / line.scale.profileLower!, shape.profileUpper!)).toBeLessThan(1e-9);
    const fixed = censoredRegression(design, { ...wald, distribution: "exponential" });
    expect(fixed.scale).toEqual({
      estimate: 1,
      logEstimate: 0,
      standardErrorOfLog: null,
      profileLower: null,
      profileUpper: null,
      reason: "fixed by the distribution",
    });
  });

  it("exponential: the limits of the log mean solve 2 (d log(m / m0) + T (1 / m - 1 / m0)) = the quantile", () => {
    // 1 + 3 + 4 seen, 5 and 7 still running: T = 20, d = 3.
    const { terms } = censoredRegression(
      {
        names: ["(Intercept)"],
        rows: [[1], [1], [1], [1], [1]],
        outcome: { lower: [1, 3, 4, 5, 7], upper: [1, 3, 4, Infinity, Infinity] },
      },
      { ...wald, distribution: "exponential" },
    );
    for (const limit of [terms[0]!.profileLower!, terms[0]!.profileUpper!]) {
      const mean = Math.exp(limit);
      const drop = 2 * (3 * Math.log(mean / (20 / 3)) + 20 / mean - 3);
      expect(relativeError(drop, quantile)).toBeLessThan(1e-9);
    }
    expect(terms[0]!.profileLower!).toBeLessThan(Math.log(20 / 3));
    expect(terms[0]!.profileUpper!).toBeGreaterThan(Math.log(20 / 3));
  });
});
