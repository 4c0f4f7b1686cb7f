import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import type { Evaluation } from "../regression/likelihood.ts";
import type { Maximum } from "../regression/maximise.ts";
import type { Limit } from "../regression/profile.ts";
import type { Functional, SampleModel, Two } from "./sample-model.ts";
import { covarianceBetween, functionalLimit, gradientOf, inverseOf } from "./sample-profile.ts";

// A model made for the test: the functional is the first coordinate, the profile over the second is known by hand.
// With the quantile 4 the limit of -a^2 / 2 is 2 away from 0.
const QUANTILE = 4;

/** A likelihood of `other`, given the place: value, slope and minus the second derivative. */
type Ridge = (other: number, place: number) => readonly [number, number, number];

const evaluation = (value: number, gradient: Two, curvature: readonly number[]): Evaluation => ({
  value,
  gradient: Float64Array.from(gradient),
  information: new Float64Array(4),
  curvature: () => Float64Array.from(curvature),
});

interface Made {
  readonly ridge: Ridge;
  /** Of the place alone: value and slope. */
  readonly fall?: (place: number) => readonly [number, number];
  readonly offset?: number;
  readonly otherAtTop?: number;
  readonly otherStarts?: readonly number[];
  readonly standardError?: number;
  readonly direction?: 1 | -1;
}

const parabola = (place: number): readonly [number, number] => [-0.5 * place * place, -place];

function limitOf({
  ridge,
  fall = parabola,
  offset = 0,
  otherAtTop = 0,
  otherStarts = [],
  standardError = 1,
  direction = 1,
}: Made): { readonly limit: Limit; readonly looks: number } {
  let looks = 0;
  const objective = (at: ArrayLike<number>): Evaluation => {
    looks++;
    const [place, other] = [at[0]!, at[1]!];
    const [down, slope] = fall(place);
    const [value, g, j] = ridge(other, place);
    return evaluation(offset + down + value, [slope, g], [1, 0, 0, j]);
  };
  const functional: Functional = {
    chart: (place, other) => ({ point: [place, other], along: [0, 1], bend: [0, 0], across: [1, 0] }),
    placeAt: ([place]) => place,
    otherAt: ([, other]) => other,
    otherStarts: () => otherStarts,
  };
  const model: SampleModel = {
    objective,
    start: [0, otherAtTop],
    reach: (step) => Math.max(Math.abs(step[0]!), Math.abs(step[1]!)),
    offset: 0,
    shifted: () => functional,
    logScale: functional,
  };
  const top: Maximum = {
    at: Float64Array.of(0, otherAtTop),
    evaluation: evaluation(offset, [0, 0], [1, 0, 0, 1]),
    converged: true,
    iterations: 1,
    criterion: 0,
  };
  return { limit: functionalLimit(model, top, functional, standardError, QUANTILE, direction), looks };
}

const expectLimit = (made: Made, want: number, tolerance = 1e-12): void => {
  const { limit } = limitOf(made);
  expect(limit.reason).toBeNull();
  expect(relativeError(limit.value!, want)).toBeLessThan(tolerance);
};

// Away from the estimate the best `other` is `to`: a jump, so that coming nearer to the place is no help.
const moved =
  (shape: (u: number) => readonly [number, number, number], to: number): Ridge =>
  (other, place) =>
    shape(Math.abs(place) < 0.5 ? other : other - to);

const round = (u: number): readonly [number, number, number] => [-0.5 * u * u, -u, 1];

describe("the maximum over the other coordinate is found from far away", () => {
  // Each is 0 at its only maximum.
  const shapes = {
    "a parabola": round,
    // Not concave beyond 1.
    "Cauchy's density": (u: number) => {
      const q = 1 + u * u;
      return [-Math.log(q), (-2 * u) / q, (2 * (1 - u * u)) / (q * q)] as const;
    },
    // Full Newton steps overshoot ever farther beyond 1.09.
    "log cosh": (u: number) => {
      const t = Math.tanh(u);
      return [-Math.log(Math.cosh(u)), -t, 1 - t * t] as const;
    },
    "a fourth power and a parabola": (u: number) =>
      [-(u ** 4) - u * u, -4 * u ** 3 - 2 * u, 12 * u * u + 2] as const,
  };
  it.each(Object.entries(shapes))("%s", (_, shape) => {
    for (const to of [0.3, -1.7, 5.3, -6.1, 11.3, -12.7])
      for (const direction of [1, -1] as const) {
        expectLimit({ ridge: moved(shape, to), direction }, 2 * direction);
        expectLimit({ ridge: moved(shape, to), direction, standardError: 0.3 }, 2 * direction);
      }
  });

  it("a slope that is 0 at a minimum is no maximum", () => {
    // At 0 a hollow between the maxima at -1 and 1: -(u^2 - 1)^2. No uphill direction is known there.
    const hollow = (u: number): readonly [number, number, number] => [
      -((u * u - 1) ** 2),
      -4 * u * (u * u - 1),
      12 * u * u - 4,
    ];
    const ridge: Ridge = (other, place) => (Math.abs(place) < 1e-9 ? round(other) : hollow(other));
    expect(limitOf({ ridge }).limit).toMatchObject({
      value: null,
      reason: "the other parameters could not be fitted",
    });
    // A hair beside it there is one.
    expectLimit({ ridge, otherAtTop: 1e-3 }, 2);
  });

  it("starts without a likelihood are drawn towards 0 until there is one", () => {
    const within =
      (bound: number, at: number): Ridge =>
      (other, place) => {
        if (Math.abs(place) < 0.5) return round(other - 8);
        return Math.abs(other) < bound ? round(other - at) : [-Infinity, 0, 1];
      };
    expectLimit({ ridge: within(1, 0.25), otherAtTop: 8 }, 2);
    expectLimit({ ridge: within(2 ** -40, 2 ** -43), otherAtTop: 8 }, 2);
    // Not a number counts as no likelihood.
    const broken: Ridge = (other, place) =>
      Math.abs(place) >= 0.5 && Math.abs(other) >= 1
        ? [Number.NaN, 0, 1]
        : round(other - (place < 0.5 ? 8 : 0.25));
    expectLimit({ ridge: broken, otherAtTop: 8 }, 2);
    // None at all: the limit lies beyond what can be fitted.
    const nowhere: Ridge = (other, place) =>
      place < 0.5 ? round(other - 8) : [-Infinity, Number.NaN, Number.NaN];
    const { limit, looks } = limitOf({ ridge: nowhere, otherAtTop: 8 });
    expect(limit).toMatchObject({ value: null, reason: "the other parameters could not be fitted" });
    expect(looks).toBeLessThan(60 * 80);
  });

  it("a likelihood whose slope leads nowhere is given up", () => {
    // The slope says up, the value falls: a contradiction that no step resolves.
    const wrong: Ridge = (other, place) =>
      Math.abs(place) < 0.5 ? round(other) : [-Math.abs(other), other >= 0 ? 1 : -1, 1];
    expect(limitOf({ ridge: wrong }).limit).toMatchObject({
      value: null,
      reason: "the other parameters could not be fitted",
    });
    // For ever uphill: no maximum either.
    const endless: Ridge = (other, place) =>
      Math.abs(place) < 0.5 ? round(other) : [1e-3 * other, 1e-3, 1e-9];
    expect(limitOf({ ridge: endless }).limit.value).toBeNull();
  });

  it("where the value is rounded more coarsely than the last steps gain, the slope decides", () => {
    // Values near -1e6 in multiples of 1e-5: nothing is seen of a step below 3e-3.
    const coarse =
      (noise: number): Ridge =>
      (other, place) => {
        const u = other - (Math.abs(place) < 0.5 ? 0 : 0.7);
        // A ripple as rounding makes it, falling towards the maximum by less than 1e-10 of the value.
        return [-0.5 * u * u + noise * Math.min(1, Math.abs(u) * 1e7), -u - 1e-3 * u ** 3, 1];
      };
    expectLimit({ ridge: coarse(0), offset: -1e6 }, 2, 1e-9);
    expectLimit({ ridge: coarse(2e-5), offset: -1e6 }, 2, 1e-4);
  });
});

describe("of several maxima the highest counts", () => {
  /** Two hills, at `other` 0 and 10, the second `more` higher at a place. */
  const hills =
    (more: (place: number) => number): Ridge =>
    (other, place) => {
      const [first, gain] = [-0.5 * other * other, more(place)];
      const second = gain - 0.5 * (other - 10) ** 2;
      return first >= second ? [first, -other, 1] : [second, 10 - other, 1];
    };
  const otherStarts = [-3, 12];

  it("a rival that stays lower changes nothing", () => {
    expectLimit({ ridge: hills(() => -1), otherStarts }, 2);
    expectLimit({ ridge: hills(() => -1e-5), otherStarts }, 2);
  });

  it("a rival that overtakes moves the limit outwards", () => {
    // Beyond 1 the rival is place - 1 higher: 2 (a^2 / 2 - a + 1) = 4 at 1 + sqrt 3.
    const ridge = hills((place) => Math.abs(place) - 1);
    const fall = parabola;
    // The slope of the rival's own height comes with the functional.
    const made: Made = {
      ridge,
      otherStarts,
      fall: (place) => {
        const [value] = fall(place);
        return [value, -place];
      },
    };
    // Newton's rule is led by a slope that lacks the 1, the bracket holds it: the limit is right all the same.
    expectLimit(made, 1 + Math.sqrt(3), 1e-8);
    expectLimit({ ...made, direction: -1 }, -1 - Math.sqrt(3), 1e-8);
    // Without other starts the hill at hand is followed.
    expectLimit({ ...made, otherStarts: [] }, 2);
  });

  it("an overtaking by less than 1e-7 is none, by more it is", () => {
    // The rival is `more` higher everywhere beyond 1: the limit moves to sqrt(4 + 2 more).
    for (const [more, isSeen] of [
      [5e-8, false],
      [2e-7, true],
      [1e-3, true],
    ] as const) {
      const ridge = hills((place) => (place < 1 ? -1 : more));
      expectLimit({ ridge, otherStarts }, Math.sqrt(4 + (isSeen ? 2 * more : 0)), 1e-12);
    }
  });

  it("where the hill at hand ends, the others are looked for", () => {
    // Beyond 1 the first hill is gone and its place without a likelihood.
    const ridge: Ridge = (other, place) =>
      place < 1 ? round(other) : other > 5 ? round(other - 10) : [-Infinity, 0, 1];
    expect(limitOf({ ridge }).limit.value).toBeNull();
    expectLimit({ ridge, otherStarts }, 2);
  });

  it("a rival that cannot be climbed is passed over", () => {
    const ridge: Ridge = (other) => (Math.abs(other) > 5 ? [-Infinity, 0, 1] : round(other));
    expectLimit({ ridge, otherStarts: [Infinity] }, 2);
    const broken: Ridge = (other) => (other > 5 ? [-other, 1, 1] : round(other));
    expectLimit({ ridge: broken, otherStarts: [12] }, 2);
  });
});

describe("what the chart is for", () => {
  // x = a + b^2, y = b on the plane of (x, y): the functional a = x - y^2, the other coordinate b.
  const bent: Functional = {
    chart: (place, other) => ({
      point: [place + other * other, other],
      along: [2 * other, 1],
      bend: [2, 0],
      across: [1, 0],
    }),
    placeAt: ([x, y]) => x - y * y,
    otherAt: ([, y]) => y,
    otherStarts: () => [],
  };
  const topAt = (x: number, y: number, curvature: readonly number[]): Maximum => ({
    at: Float64Array.of(x, y),
    evaluation: evaluation(0, [0, 0], curvature),
    converged: true,
    iterations: 1,
    criterion: 0,
  });

  it("the gradient of the functional in the model's coordinates, also of a chart that turns", () => {
    // d(x - y^2) = (1, -2 y).
    expect(gradientOf(bent, topAt(5, 3, [1, 0, 0, 1]))).toEqual([1, -6]);
    // Functional x / y with other coordinate x y, at (6, 2): d(x / y) = (1 / y, -x / y^2) = (0.5, -1.5).
    const quotient: Functional = {
      ...bent,
      placeAt: ([x, y]) => x / y,
      otherAt: ([x, y]) => x * y,
      // x = sqrt(p o), y = sqrt(o / p).
      chart: (p, o) => ({
        point: [Math.sqrt(p * o), Math.sqrt(o / p)],
        along: [0.5 * Math.sqrt(p / o), 0.5 / Math.sqrt(o * p)],
        bend: [0, 0],
        across: [0.5 * Math.sqrt(o / p), (-0.5 * Math.sqrt(o / p)) / p],
      }),
    };
    const [dx, dy] = gradientOf(quotient, topAt(6, 2, [1, 0, 0, 1]));
    expect(relativeError(dx, 0.5)).toBeLessThan(1e-14);
    expect(relativeError(dy, -1.5)).toBeLessThan(1e-14);
  });

  it("a limit of a curved functional by Lagrange's condition", () => {
    // -((x - 1)^2 + 4 (y - 2)^2) / 2 with x = a + b^2, estimate a = -3.
    const model: SampleModel = {
      objective: (at) =>
        evaluation(
          -0.5 * ((at[0]! - 1) ** 2 + 4 * (at[1]! - 2) ** 2),
          [1 - at[0]!, -4 * (at[1]! - 2)],
          [1, 0, 0, 4],
        ),
      start: [1, 2],
      reach: (step) => Math.hypot(step[0]!, 2 * step[1]!),
      offset: 0,
      shifted: () => bent,
      logScale: bent,
    };
    const top = topAt(1, 2, [1, 0, 0, 4]);
    const variance = covarianceBetween(inverseOf(top)!, [1, -4], [1, -4]);
    // Variances 1 and 1 / 4: 1 + 16 / 4.
    expect(variance).toBe(5);
    for (const direction of [1, -1] as const) {
      const { value } = functionalLimit(model, top, bent, Math.sqrt(variance), QUANTILE, direction);
      // On the ellipse (x - 1)^2 + 4 (y - 2)^2 = 4 the functional x - y^2 is largest (smallest) at this limit.
      let extreme = -Infinity;
      for (let k = 0; k < 40_000; k++) {
        const t = (2 * Math.PI * k) / 40_000;
        extreme = Math.max(extreme, direction * (1 + 2 * Math.cos(t) - (2 + Math.sin(t)) ** 2));
      }
      expect(relativeError(value!, direction * extreme)).toBeLessThan(1e-7);
    }
  });

  it("the inverse of a 2 x 2 information, none where it is not positive definite", () => {
    // [[2, 1], [1, 3]]: determinant 5.
    expect(inverseOf(topAt(0, 0, [2, 1, 1, 3]))).toEqual([3 / 5, -1 / 5, 2 / 5]);
    for (const curvature of [
      [0, 0, 0, 1],
      [-1, 0, 0, -1],
      [1, 1, 1, 1],
      [1, 2, 2, 1],
      [4, 6, 6, 9 * (1 + 1e-15)],
      [Number.NaN, 0, 0, 1],
    ])
      expect(inverseOf(topAt(0, 0, curvature))).toBeNull();
    // Nearly singular, in units far apart, is not singular.
    expect(inverseOf(topAt(0, 0, [1e-20, 0, 0, 1e20]))).toEqual([1e20, -0, 1e-20]);
    expect(inverseOf(topAt(0, 0, [1e9, 0.9, 0.9, 1e-9]))).not.toBeNull();
  });

  it("the covariance of two functionals is bilinear", () => {
    // u' V v with V = [[2, 1], [1, 5]], u = (3, 7), v = (11, 13): 3 (22 + 13) + 7 (11 + 65).
    expect(covarianceBetween([2, 1, 5], [3, 7], [11, 13])).toBe(637);
  });
});
