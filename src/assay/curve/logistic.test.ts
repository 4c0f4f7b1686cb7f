import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import {
  type LogisticParameters,
  logisticGradient,
  logisticInverse,
  logisticResponse,
  logisticSlope,
} from "./logistic.ts";

const RISING = { a: 10, b: 1, c: 100, d: 1010, g: 1 };

const curves = fc.record({
  a: fc.double({ min: 1, max: 50, noNaN: true }),
  b: fc.oneof(fc.double({ min: 0.3, max: 3, noNaN: true }), fc.double({ min: -3, max: -0.3, noNaN: true })),
  c: fc.double({ min: 1, max: 1000, noNaN: true }),
  d: fc.double({ min: 500, max: 30_000, noNaN: true }),
  g: fc.double({ min: 0.2, max: 5, noNaN: true }),
});
const concentrations = fc.double({ min: 0.5, max: 2000, noNaN: true });

describe("the logistic curve", () => {
  it("goes half way at c when g is 1, and starts at a for b > 0 and at d for b < 0: by hand", () => {
    expect(logisticResponse(RISING, 100)).toBe(510);
    expect(logisticResponse(RISING, 0)).toBe(10);
    expect(logisticResponse({ ...RISING, b: -1 }, 0)).toBe(1010);
    // 1010 - 1000 / (1 + 3)^0.5.
    expect(relativeError(logisticResponse({ ...RISING, g: 0.5 }, 300), 510)).toBeLessThan(1e-15);
  });

  it("is undone by its inverse", () => {
    fc.assert(
      fc.property(curves, concentrations, (curve, x) => {
        const y = logisticResponse(curve, x);
        const lost = Math.min(Math.abs(y - curve.a), Math.abs(y - curve.d)) / Math.abs(curve.d - curve.a);
        fc.pre(lost > 1e-4);
        const inverse = logisticInverse(curve, y);
        expect("concentration" in inverse && relativeError(inverse.concentration, x)).toBeLessThan(1e-9);
      }),
    );
  });

  it("has no concentration at or beyond its ends, whichever way it runs", () => {
    const falling = { ...RISING, a: 1010, d: 10 };
    expect([10, 9, 1010, 1011].map((y) => logisticInverse(RISING, y))).toEqual([
      { off: "below-curve" },
      { off: "below-curve" },
      { off: "above-curve" },
      { off: "above-curve" },
    ]);
    expect([10, 1010].map((y) => logisticInverse(falling, y))).toEqual([
      { off: "above-curve" },
      { off: "below-curve" },
    ]);
    expect(logisticInverse({ ...RISING, b: -1 }, 10)).toEqual({ off: "above-curve" });
  });

  it("reads concentrations just above its start without losing digits: by hand", () => {
    // (y - a) / (d - y) = 1e-12 / 1000, times c.
    const inverse = logisticInverse({ ...RISING, a: 0, d: 1000 }, 1e-12);
    expect("concentration" in inverse && relativeError(inverse.concentration, 1e-13)).toBeLessThan(1e-12);
  });

  it("has the derivatives of its differences", () => {
    fc.assert(
      fc.property(curves, concentrations, (curve, x) => {
        const gradient = logisticGradient(curve, x);
        const size = Math.abs(curve.d - curve.a);
        for (const [k, name] of (["a", "b", "c", "d", "g"] as const).entries()) {
          const step = 1e-5 * Math.abs(curve[name]);
          const at = (sign: number): LogisticParameters => ({ ...curve, [name]: curve[name] + sign * step });
          const difference = (logisticResponse(at(1), x) - logisticResponse(at(-1), x)) / (2 * step);
          expect(Math.abs(gradient[k]! - difference) * step).toBeLessThan(1e-8 * size);
        }
        const step = 1e-5 * x;
        const difference =
          (logisticResponse(curve, x + step) - logisticResponse(curve, x - step)) / (2 * step);
        expect(Math.abs(logisticSlope(curve, x) - difference) * x).toBeLessThan(1e-6 * size);
      }),
    );
  });

  it("at concentration 0 depends on the signal there alone", () => {
    expect(logisticGradient(RISING, 0)).toEqual(
      [1, 0, 0, 0, 0].map((v) => (v === 0 ? expect.closeTo(0, 15) : v)),
    );
    expect(logisticGradient({ ...RISING, b: -1 }, 0)).toEqual([0, 0, 0, 1, 0]);
  });
});
