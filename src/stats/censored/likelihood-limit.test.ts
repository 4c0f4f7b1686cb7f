import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import type { Limit } from "../regression/profile.ts";
import { likelihoodLimit, type LimitSearch, type ProfilePoint } from "./likelihood-limit.ts";

/** A profile by its distance from `start` in the direction of the search, and where it was looked at. */
function searched(
  fall: (distance: number) => ProfilePoint | null,
  options: Partial<LimitSearch> = {},
): { readonly limit: Limit; readonly places: readonly number[] } {
  const places: number[] = [];
  const { start = 7, direction = 1 } = options;
  const limit = likelihoodLimit({
    start,
    direction,
    isTop: true,
    unit: 1,
    top: 0,
    quantile: 4,
    ...options,
    at(place) {
      const distance = direction * (place - start);
      places.push(distance);
      const point = fall(distance);
      return point === null ? null : { value: point.value, slope: direction * point.slope };
    },
  });
  return { limit, places };
}

const near = (got: readonly number[], want: readonly number[], tolerance = 1e-12): void => {
  expect(got.length).toBe(want.length);
  for (const [k, value] of got.entries())
    expect(Math.abs(value - want[k]!)).toBeLessThanOrEqual(tolerance * (1 + Math.abs(want[k]!)));
};

// With the quantile 4 the limit of this profile is 2 away, where the slope is -2.
const parabola = (distance: number): ProfilePoint => ({ value: -0.5 * distance ** 2, slope: -distance });
// Rises all the way back to its supremum 0: twice the drop, 2 exp(d), is 4 at log 2.
const exponential = (distance: number): ProfilePoint => ({
  value: -Math.exp(distance),
  slope: -Math.exp(distance),
});

describe.each([1, -1] as const)("direction %d: hand-worked searches", (direction) => {
  it("a parabola and its own standard error: one look", () => {
    const { limit, places } = searched(parabola, { direction });
    expect(limit).toEqual({
      value: 7 + 2 * direction,
      converged: true,
      iterations: 1,
      criterion: 0,
      reason: null,
    });
    expect(places).toEqual([2]);
  });

  it("a unit too small: steps of twice the stride, which doubles, until Newton's rule is within reach", () => {
    // From 0.2: at most 0.4 on; from 0.6: 0.8 on; from 1.4 the limit, 0.6 on, is nearer than 1.6.
    const { limit, places } = searched(parabola, { direction, unit: 0.1 });
    near(places, [0.2, 0.6, 1.4, 2]);
    expect(relativeError(limit.value!, 7 + 2 * direction)).toBeLessThan(1e-14);
    expect(limit.iterations).toBe(4);
  });

  it("a unit too large: Newton's rule leads back at once", () => {
    near(searched(parabola, { direction, unit: 10 }).places, [20, 2]);
  });

  it("Newton's rule outside the bracket is replaced by the middle", () => {
    // Twice the drop 16 (d - 1)^2 beyond 1, and a slope of 0.01 that leads far ahead: proposals never serve.
    const { places } = searched((d) => ({ value: d < 1 ? 0 : -8 * (d - 1) ** 2, slope: -0.01 }), {
      direction,
      unit: 0.25,
    });
    // 0.5, where nothing has been lost, 1 further, and 2 further than that would be passed: 1.5 is the limit itself.
    near(places.slice(0, 2), [0.5, 1.5]);
    const late = searched((d) => ({ value: d < 1 ? 0 : -8 * (d - 1) ** 2, slope: -0.01 }), {
      direction,
      unit: 1,
    });
    // At 2 four times too much: Newton's rule points 400 back, below 0, so the middle of 0 and 2; then of 1 and 2.
    near(late.places.slice(0, 3), [2, 1, 1.5]);
    expect(relativeError(late.limit.value!, 7 + 1.5 * direction)).toBeLessThan(1e-12);
  });

  it("what lies beyond the reach of the other parameters is approached by halves", () => {
    // Fitted up to 3 only. From 8 to 4 and 2, which is the limit of the parabola.
    const short = searched((d) => (d > 3 ? null : parabola(d)), { direction, unit: 4 });
    near(short.places, [8, 4, 2]);
    expect(short.limit.iterations).toBe(3);
    // Fitted up to 2.1. From 1.2 the reach is 2.4 and Newton's rule says 2; a unit of 0.6 and a profile that is
    // flat to 1.5: 1.2, then 2.4 on is 3.6: no; the middle 2.4: no; 1.8; there 2 (1.8 - 1.5) = 0.6 of 2.
    const flat = (d: number): ProfilePoint | null =>
      d > 2.1 ? null : { value: -0.5 * (4 * Math.max(0, d - 1.5)) ** 2, slope: -16 * Math.max(0, d - 1.5) };
    const far = searched(flat, { direction, unit: 0.6 });
    near(far.places, [1.2, 3.6, 2.4, 1.8, 2]);
    expect(relativeError(far.limit.value!, 7 + 2 * direction)).toBeLessThan(1e-14);
  });

  it("after a failure the next reach is that of the last step that served", () => {
    // Flat to 9, fitted to 11.5, a unit of 3: 6, 18 (no), 12 (no), 9; 12 missed by 3, so 6 on: 15 (no), 12 (no), 10.5,
    // and the limit, 0.5 on, is nearer than twice 1.5.
    const { places } = searched(
      (d) => (d > 11.5 ? null : { value: -0.5 * Math.max(0, d - 9) ** 2, slope: -Math.max(0, d - 9) }),
      { direction, unit: 3 },
    );
    near(places, [6, 18, 12, 9, 15, 12, 10.5, 11]);
  });

  it("an infinite estimate: the search starts at its own place and goes either way", () => {
    for (const start of [-3, 0, 5]) {
      const { limit, places } = searched((d) => exponential(start + d), {
        isTop: false,
        start,
        direction,
        unit: 1,
      });
      near(places.slice(0, 1), [0]);
      expect(Math.abs(direction * (limit.value! - start) + start - Math.LN2)).toBeLessThan(1e-12);
      expect(limit.converged).toBe(true);
    }
  });

  it("an infinite estimate, far outside: back by twice the stride, which doubles", () => {
    // Newton's rule goes (sqrt(2 e^x) - 2) sqrt(2 / e^x) back: from x = 5 1.77, from 3.8 1.577, less than 2 * 0.8.
    const rule = (x: number): number => ((2 - Math.sqrt(2 * Math.exp(x))) * Math.SQRT2) / Math.exp(x / 2);
    const { places } = searched((d) => exponential(5 + d), { isTop: false, direction, unit: 0.1 });
    near(places.slice(0, 4), [0, -0.4, -1.2, -1.2 + rule(3.8)]);
    const wide = searched((d) => exponential(5 + d), { isTop: false, direction, unit: 10 });
    near(wide.places.slice(0, 2), [0, rule(5)]);
  });

  it("an infinite estimate, far inside: on by twice the stride, which doubles", () => {
    const { places } = searched((d) => exponential(-9 + d), { isTop: false, direction, unit: 0.1 });
    near(places.slice(0, 5), [0, 0.4, 1.2, 2.8, 6]);
  });

  it("what Newton's rule leaves of the last step is taken", () => {
    // 1e-10 beyond the limit the drop is 8e-10 too large, near enough to stop.
    const { limit, places } = searched(parabola, { start: 0, direction, unit: 1 + 1e-10 });
    expect(places.length).toBe(1);
    expect(relativeError(limit.value!, 2 * direction)).toBeLessThan(1e-15);
    expect(limit.criterion!).toBeGreaterThan(7e-10);
    expect(limit.criterion!).toBeLessThan(9e-10);
    // 1e-8 beyond it is not near enough: a second look.
    expect(searched(parabola, { start: 0, direction, unit: 1 + 1e-8 }).places.length).toBe(2);
  });

  it("values above the top count as no drop", () => {
    // 0.5 above the top at the first place: no root to take, so twice the stride on.
    const { places, limit } = searched((d) => ({ value: d <= 1 ? 0.5 : -0.5 * d ** 2, slope: -d }), {
      direction,
      unit: 0.5,
    });
    near(places, [1, 3, 2]);
    expect(relativeError(limit.value!, 7 + 2 * direction)).toBeLessThan(1e-14);
  });
});

describe("large log-likelihoods", () => {
  it("are asked for no more than their rounding lets be known", () => {
    // Near -1e9 values are 1.2e-7 apart.
    const top = -1e9;
    const { limit } = searched((d) => ({ value: top - 0.5 * d ** 2, slope: -d }), { top, unit: 0.7 });
    expect(limit.converged).toBe(true);
    expect(limit.criterion!).toBeLessThan(16 * Number.EPSILON * (1 + 1e9) + 4e-9);
    expect(relativeError(limit.value!, 9)).toBeLessThan(1e-6);
  });
});

describe("no limit", () => {
  const failure = (reason: string, iterations: number, criterion: number | null): Limit => ({
    value: null,
    converged: false,
    iterations,
    criterion,
    reason,
  });

  it("a profile that never falls far enough", () => {
    // Twice the drop tends to 3.
    const { limit } = searched((d) => ({ value: -1.5 + 1.5 / (1 + d), slope: -1.5 / (1 + d) ** 2 }));
    expect(limit).toEqual({
      ...failure("the likelihood stays too high: there is no finite limit", 100, null),
      criterion: 1,
    });
  });

  it("a profile without a slope is not a limit, however near its value", () => {
    const { limit, places } = searched((d) => ({ value: -0.5 * d ** 2, slope: 0 }), { unit: 0.9 });
    expect(limit.value).toBeNull();
    expect(limit.reason).toBe("rounding error hides the limit");
    // 1.8 and 3.6 on, then by halves down to the rounding error of 9: 4 in 4 epsilon of 9 takes 50 halvings.
    expect(places.length).toBeGreaterThan(48);
    expect(places.length).toBeLessThan(56);
    expect(limit.criterion!).toBeLessThan(1e-13);
    // A slope of the wrong sign is none either.
    expect(searched((d) => ({ value: -0.5 * d ** 2, slope: d })).limit.reason).toBe(limit.reason);
  });

  it("a cliff", () => {
    const { limit } = searched((d) => ({ value: d < 1 ? 0 : -50, slope: 0 }));
    expect(limit.reason).toBe("rounding error hides the limit");
    expect(limit).toMatchObject({ value: null, converged: false, criterion: 4 });
  });

  it("other parameters that cannot be fitted at all: given up within 1e-7 of a unit", () => {
    const { limit, places } = searched(() => null, { start: 0, unit: 3 });
    // 6, 3, 1.5 ... 6 / 2^25 is the first below 3e-7.
    expect(limit).toEqual(failure("the other parameters could not be fitted", 26, null));
    near(
      places,
      Array.from({ length: 26 }, (_, k) => 6 / 2 ** k),
    );
    // Without an inner end there is nothing to come nearer to.
    expect(searched(() => null, { isTop: false }).limit).toEqual(
      failure("the other parameters could not be fitted", 1, null),
    );
    // The nearest that was seen is kept: at 1 the drop is 1 of 4, and the profile ends there.
    const edge = searched((d) => (d > 1 ? null : parabola(d)), { start: 0, unit: 0.5 });
    expect(edge.limit.reason).toBe("the other parameters could not be fitted");
    expect(edge.limit.criterion!).toBeCloseTo(3, 6);
  });

  it("a supremum that is never come near", () => {
    const { limit } = searched(() => ({ value: -50, slope: -1 }), { isTop: false });
    expect(limit).toEqual(failure("no limit found", 100, 96));
  });
});
