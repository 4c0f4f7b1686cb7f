import { describe, expect, it } from "vitest";
import { drawNormal } from "../../core/draw.ts";
import { randomStream } from "../../core/random.ts";
import { variancePower } from "./weighting.ts";

describe("variancePower", () => {
  it("finds the power of squares that follow one exactly", () => {
    const means = [1, 3, 10, 40, 100, 900];
    // Equal and opposite departures on the log scale: the likelihood equation holds at the power by symmetry about each mean.
    const pairs = means.flatMap((mean) => [mean, mean]);
    const squares = pairs.map((mean) => mean ** 1.3);
    expect(variancePower(squares, pairs)).toBeCloseTo(1.3, 5);
  });

  it("solves the likelihood equation: by hand for two means", () => {
    // Means 1 and e, squares 1 and 4 e: weights of both terms are equal at 4 e exp(-p) = 1, p = 1 + log 4.
    expect(variancePower([1, 4 * Math.E], [1, Math.E])).toBeCloseTo(1 + Math.log(4), 5);
  });

  it("stops at the ends of what is tried", () => {
    expect(variancePower([100, 1, 0.1], [1, 10, 100])).toBe(0);
    expect(variancePower([1, 1e9, 1e18], [1, 10, 100])).toBe(3);
  });

  it("comes near the power that simulated scatter has", () => {
    const stream = randomStream(7);
    const means = Array.from({ length: 2000 }, (_, i) => 10 * 1.005 ** i);
    const squares = means.map((mean) => mean ** 1.6 * drawNormal(stream) ** 2);
    expect(Math.abs(variancePower(squares, means) - 1.6)).toBeLessThan(0.05);
  });
});
