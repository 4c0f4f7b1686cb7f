import { describe, expect, it } from "vitest";
import { maximiseOverCone } from "./cone-programme.ts";

describe("maximiseOverCone", () => {
  it("hand-derived case: a wedge, its best corner of the box", () => {
    // d2 >= 0 and d1 >= d2: the largest d1 + 2 d2 in the box is at (1, 1).
    const found = maximiseOverCone(Float64Array.of(0, 1, 1, -1), 2, [1, 2]);
    expect([...found.direction]).toEqual([1, 1]);
    expect(found.value).toBe(3);
    expect(found.converged).toBe(true);
  });

  it("boundary: a cone of the origin alone, and no row at all", () => {
    const closed = maximiseOverCone(Float64Array.of(1, 0, -1, 0, 0, 1, 0, -1), 2, [1, 1]);
    expect(Math.abs(closed.value)).toBeLessThan(1e-12);
    expect(maximiseOverCone(new Float64Array(0), 2, [1, -3]).value).toBe(4);
  });

  it("boundary: many equal rows do not make it cycle", () => {
    const rows = Float64Array.from({ length: 600 }, (_, at) => [1, 1, -1][at % 3]!);
    const found = maximiseOverCone(rows, 3, [0, 0, 1]);
    expect(found.converged).toBe(true);
    expect(found.value).toBe(1);
  });
});
