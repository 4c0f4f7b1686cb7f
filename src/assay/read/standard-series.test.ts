import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outOfPlace } from "./standard-series.ts";

const levels = (values: readonly number[]): { name: string; concentration: number }[] =>
  values.map((concentration, i) => ({ name: `Standard${i + 1}`, concentration }));

describe("outOfPlace", () => {
  it("names a level that has lost its decimal separator", () => {
    const found = outOfPlace(levels([3450, 1725, 862.5, 431.25, 215625, 107.8125, 53.90625]));
    expect(found).toEqual([{ name: "Standard5", concentration: 215625 }]);
  });

  it("accepts levels that were rounded by hand", () => {
    expect(outOfPlace(levels([1000, 333, 111, 37, 12.3, 4.1, 1.4]))).toEqual([]);
  });

  it("says nothing about few levels or a series without a common step", () => {
    expect(outOfPlace(levels([1000, 10, 1, 0.1]))).toEqual([]);
    expect(outOfPlace(levels([1000, 900, 50, 49, 3, 0.1]))).toEqual([]);
  });

  it("leaves out a level of 0", () => {
    expect(outOfPlace(levels([16, 8, 4, 2, 1, 0]))).toEqual([]);
  });

  it("finds a lost separator wherever it stands, in rising and falling series", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 7, max: 16 }),
        fc.double({ min: 1.9, max: 10, noNaN: true }),
        fc.nat(),
        fc.boolean(),
        (n, step, at, falling) => {
          const series = Array.from({ length: n }, (_, i) => 5000 / step ** i);
          if (!falling) series.reverse();
          const k = at % n;
          series[k] = (series[k] ?? 1) * 1e6;
          expect(outOfPlace(levels(series)).map(({ name }) => name)).toEqual([`Standard${k + 1}`]);
        },
      ),
    );
  });
});
