import { describe, expect, it } from "vitest";
import { scaleVanishes } from "./existence.ts";
import { packOutcomes } from "./outcome.ts";
import { oneSample } from "./sample-fit.ts";

const below = (limit: number): [number, number] => [-Infinity, limit];
const above = (limit: number): [number, number] => [limit, Infinity];

const sample = (entries: readonly (readonly [number, number])[]): ReturnType<typeof oneSample> =>
  oneSample(packOutcomes({ lower: entries.map((e) => e[0]), upper: entries.map((e) => e[1]) }, false));

describe("scaleVanishes: law", () => {
  // Half a unit decides, so the part of the outcomes that the columns explain must be taken out before any gap is called rounding.
  it.each([0, 1e6, 1e12])(
    "limits a half apart contradict each other, or leave room, wherever they lie: %d",
    (offset) => {
      const limits = (low: number, high: number): ReturnType<typeof sample> =>
        sample([above(offset + low), below(offset + high), above(offset - 3)]);
      expect(scaleVanishes(limits(1, 1.5))).toBe(true);
      expect(scaleVanishes(limits(1.5, 1))).toBe(false);
    },
  );

  it.each([1, 1e12])("so it is along a line of slope %d", (slope) => {
    const on = (low: number, high: number): ReturnType<typeof sample> => {
      const { x: _, ...rest } = sample([above(0), below(0), above(slope + low), below(slope + high), [0, 0]]);
      return { ...rest, x: Float64Array.of(1, 0, 1, 0, 1, 1, 1, 1, 1, 0), order: 2 };
    };
    expect(scaleVanishes(on(1, 1.5))).toBe(true);
    expect(scaleVanishes(on(1.5, 1))).toBe(false);
  });
});
