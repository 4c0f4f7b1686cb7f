import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import type { ErrorLaw } from "./error-law.ts";
import { ABOVE, BELOW, BETWEEN, EXACT, type Observations } from "./location-scale.ts";
import { coefficientsOf, covarianceOf, fitLocationScale, scaleOf } from "./location-scale-fit.ts";
import { coefficientLimit, scaleLimit } from "./location-scale-profile.ts";
import { DISTRIBUTIONS, FAMILIES, type Family } from "./outcome.ts";

// Two correlated columns beside the intercept, every kind of outcome, weights that differ.
const rows = [
  { kind: EXACT, middle: 1.3, width: 0, weight: 2, x: [1, 0.5, 0] },
  { kind: EXACT, middle: 0.2, width: 0, weight: 1, x: [1, -0.7, 1] },
  { kind: EXACT, middle: 2.9, width: 0, weight: 3, x: [1, 1.8, 1] },
  { kind: EXACT, middle: 1.1, width: 0, weight: 1, x: [1, 1.1, 0] },
  { kind: EXACT, middle: -0.7, width: 0, weight: 1, x: [1, -2, 0] },
  { kind: EXACT, middle: 2.2, width: 0, weight: 1, x: [1, 0.3, 1] },
  { kind: BELOW, middle: 0.4, width: 0, weight: 2, x: [1, -1, 0] },
  { kind: BELOW, middle: 1.9, width: 0, weight: 1, x: [1, 0.9, 1] },
  { kind: ABOVE, middle: 1.9, width: 0, weight: 2, x: [1, 2, 1] },
  { kind: ABOVE, middle: 0.1, width: 0, weight: 1, x: [1, -0.2, 0] },
  { kind: BETWEEN, middle: 0.8, width: 1.5, weight: 2, x: [1, 1, 0] },
  { kind: BETWEEN, middle: 1.4, width: 0.3, weight: 1, x: [1, 0.1, 1] },
] as const;
const part = (columns: readonly number[]): Observations => ({
  kind: Uint8Array.from(rows, ({ kind }) => kind),
  middle: Float64Array.from(rows, ({ middle }) => middle),
  width: Float64Array.from(rows, ({ width }) => width),
  weights: Float64Array.from(rows, ({ weight }) => weight),
  x: Float64Array.from(rows.flatMap(({ x }) => columns.map((k) => x[k]!))),
  count: rows.length,
  order: columns.length,
});
const designs = [[0], [0, 1], [0, 1, 2]] as const;
const directions = [1, -1] as const;

describe.each(DISTRIBUTIONS)("%s", (distribution) => {
  const family = FAMILIES[distribution];

  it("very near the top a limit is that many standard errors away, and the tangent leads there", () => {
    // The square root of the drop is linear to second order: of a quantile of 1e-11 that leaves 1e-11. One look must do,
    // and no Newton step: the other coefficients and the scale start where they end. Rounding of the two log-likelihoods,
    // near -15, is 1e-14 and more of that quantile: 3e-3 of it.
    const quantile = 1e-11;
    for (const columns of designs)
      for (const column of columns) {
        const data = part(columns);
        const fit = fitLocationScale(family, data, [column], 200);
        const { coefficients, logScale } = covarianceOf(fit)!;
        const estimate = coefficientsOf(fit)[column]!;
        for (const direction of directions) {
          const own = coefficientLimit(fit, { quantile, direction, maximumIterations: 0 });
          expect(own).toMatchObject({ converged: true, iterations: 1, reason: null });
          const error = Math.sqrt(coefficients[column]![column]!);
          expect(relativeError(own.value! - estimate, direction * error * Math.sqrt(quantile))).toBeLessThan(
            5e-3,
          );
          if (family.fixedScale) continue;
          const scale = scaleLimit(fit, quantile, direction, 0);
          expect(scale).toMatchObject({ converged: true, iterations: 1, reason: null });
          expect(
            relativeError(Math.log(scale.value! / scaleOf(fit)), direction * Math.sqrt(logScale * quantile)),
          ).toBeLessThan(5e-3);
        }
      }
  });

  it("limits of 95 and 99.99 % have lost as much in a fit of the rest, whose place or scale is held", () => {
    for (const quantile of [3.841458820694124, 15.136705226623606])
      for (const columns of designs)
        for (const column of columns) {
          const data = part(columns);
          const fit = fitLocationScale(family, data, [column], 200);
          for (const direction of directions) {
            const { value } = coefficientLimit(fit, { quantile, direction, maximumIterations: 200 });
            expect(direction * (value! - coefficientsOf(fit)[column]!)).toBeGreaterThan(0);
            // The rest of the model, the outcome less the held coefficient times its column.
            const others = columns.filter((k) => k !== column);
            const shifted: Observations = {
              ...part(others.length === 0 ? [0] : others),
              middle: Float64Array.from(rows, ({ middle, x }) => middle - value! * x[column]),
            };
            if (others.length === 0) shifted.x.fill(0);
            const held =
              others.length === 0 ? alone(family, shifted) : fitLocationScale(family, shifted, [], 200).value;
            expect(relativeError(2 * (fit.value - held), quantile)).toBeLessThan(1e-8);
          }
        }
  });
});

/** Maximum over the scale alone, no column: golden section on its logarithm. */
function alone(family: Family, data: Observations): number {
  const out = new Float64Array(6);
  const value = (scale: number): number => {
    let sum = 0;
    for (let i = 0; i < data.count; i++) {
      const z = data.middle[i]! / scale;
      const half = (0.5 * data.width[i]!) / scale;
      if (data.kind[i] === EXACT) family.law.exact(z, out);
      else if (data.kind[i] === BELOW) family.law.below(z, out);
      else if (data.kind[i] === ABOVE) family.law.above(z, out);
      else family.law.apart(z - half, z + half, out);
      sum += data.weights[i]! * (out[0]! - (data.kind[i] === EXACT ? Math.log(scale) : 0));
    }
    return sum;
  };
  if (family.fixedScale) return value(1);
  let [low, high] = [-4, 4];
  for (let k = 0; k < 90; k++) {
    const third = (high - low) / 3;
    if (value(Math.exp(low + third)) < value(Math.exp(high - third))) low += third;
    else high -= third;
  }
  return value(Math.exp(low));
}

describe("cost", () => {
  /** A family whose looks at exact values are counted, in passes over the six of them. */
  const counting = (family: Family): { family: Family; passes: () => number } => {
    let looks = 0;
    const law: ErrorLaw = {
      ...family.law,
      exact: (z, out) => family.law.exact(z, out),
      below: (z, out) => {
        looks++;
        family.law.below(z, out);
      },
    };
    return { family: { ...family, law }, passes: () => looks / 2 };
  };

  it("a limit takes a few looks of a few steps each", () => {
    for (const distribution of DISTRIBUTIONS) {
      const { family, passes } = counting(FAMILIES[distribution]);
      const fit = fitLocationScale(family, part([0, 1, 2]), [1], 200);
      for (const direction of directions) {
        const before = passes();
        const limit = coefficientLimit(fit, { quantile: 3.84, direction, maximumIterations: 200 });
        expect(limit.iterations).toBeLessThanOrEqual(5);
        // Each look: the start, its steps, and once more in all coordinates.
        expect(passes() - before).toBeLessThanOrEqual(6 * limit.iterations);
        if (family.fixedScale) continue;
        const between = passes();
        const scale = scaleLimit(fit, 3.84, direction, 200);
        expect(scale.iterations).toBeLessThanOrEqual(5);
        expect(passes() - between).toBeLessThanOrEqual(5 * scale.iterations);
      }
    }
  });
});

describe("an infinite estimate", () => {
  // The last column marks rows that all lie below their limits: its supremum is the maximum without them.
  const marked = (x: readonly number[], kind: number): number => (kind === BELOW ? 1 : 0) * x[0]!;
  const data: Observations = {
    ...part([0, 1, 2]),
    x: Float64Array.from(rows.flatMap(({ x, kind }) => [1, x[1], marked(x, kind)])),
  };
  const rest = rows.filter(({ kind }) => kind !== BELOW);
  const without: Observations = {
    kind: Uint8Array.from(rest, ({ kind }) => kind),
    middle: Float64Array.from(rest, ({ middle }) => middle),
    width: Float64Array.from(rest, ({ width }) => width),
    weights: Float64Array.from(rest, ({ weight }) => weight),
    x: Float64Array.from(rest.flatMap(({ x }) => [1, x[1]])),
    count: rest.length,
    order: 2,
  };

  it.each(DISTRIBUTIONS)("%s: the limit has lost the quantile from the supremum", (distribution) => {
    const family = FAMILIES[distribution];
    const supremum = fitLocationScale(family, without, [], 200).value;
    for (const quantile of [0.5, 3.84, 12]) {
      const fit = fitLocationScale(family, data, [2], 0);
      const limit = coefficientLimit(fit, { quantile, direction: 1, maximumIterations: 200, supremum });
      expect(limit.converged).toBe(true);
      expect(limit.iterations).toBeLessThanOrEqual(10);
      const held = fitLocationScale(
        family,
        {
          ...part([0, 1]),
          middle: Float64Array.from(rows, ({ middle, x, kind }) => middle - limit.value! * marked(x, kind)),
        },
        [],
        200,
      );
      expect(relativeError(2 * (supremum - held.value), quantile)).toBeLessThan(1e-8);
    }
  });
});

describe("no limit", () => {
  it("the rest cannot be fitted in no steps", () => {
    const fit = fitLocationScale(FAMILIES.normal, part([0, 1]), [1], 200);
    for (const limit of [
      coefficientLimit(fit, { quantile: 3.84, direction: 1, maximumIterations: 0 }),
      scaleLimit(fit, 3.84, 1, 0),
    ])
      expect(limit).toMatchObject({
        value: null,
        converged: false,
        reason: "the other parameters could not be fitted",
      });
  });
});
