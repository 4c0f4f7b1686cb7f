/** Wells of a sample, its status, and the range of a curve. */
import { describe, expect, it } from "vitest";
import { logisticResponse } from "./logistic.ts";
import { quantificationRange } from "./quantification-range.ts";
import { replicateSignals } from "./replicate-signals.ts";
import { sampleStatus } from "./sample-status.ts";
import { standardCurve } from "./standard-curve.ts";

describe("replicateSignals", () => {
  it("agrees with itself for one well", () => {
    expect(replicateSignals([100], { mostCv: 0.1, limits: [50] })).toEqual({
      n: 1,
      mean: 100,
      sd: null,
      cv: null,
      discordant: [],
    });
  });

  it("flags scatter and wells on both sides of a limit: by hand", () => {
    // mean 100, sd 10 sqrt 2.
    expect(replicateSignals([90, 110], { mostCv: 0.15, limits: [] }).discordant).toEqual([]);
    expect(replicateSignals([90, 110], { mostCv: 0.14, limits: [90, 200] }).discordant).toEqual([
      "cv",
      "straddles-limit",
    ]);
    // A well at the limit is not above it.
    expect(replicateSignals([110, 120], { mostCv: 0.5, limits: [120] }).discordant).toEqual([]);
  });

  it("has no coefficient of variation about 0", () => {
    expect(replicateSignals([-1, 1], { mostCv: 0.1, limits: [] })).toMatchObject({
      cv: null,
      discordant: [],
    });
  });

  it("refuses no wells and a coefficient of 0", () => {
    expect(() => replicateSignals([], { mostCv: 0, limits: [] })).toThrow(
      "mostCv: expected a value in (0, Infinity), got 0; correct the value",
    );
  });
});

describe("sampleStatus", () => {
  const limits = { lodSignal: 15, lod: 1, lloq: 2, uloq: 5000, lowestStandard: 0.6, highestStandard: 10_000 };
  const status = (signal: number, concentration: number | null, change: object = {}): string =>
    sampleStatus({ signal, concentration, off: null, ...change }, limits, false);

  it.each([
    ["quantified", status(200, 10)],
    ["belowLod", status(15, 3)],
    ["belowLod", status(16, 1)],
    ["belowLloq", status(16, 1.5)],
    ["aboveUloq", status(9000, 5001)],
    ["belowLod", status(20, null, { off: "below-curve" })],
    ["aboveUloq", status(2e5, null, { off: "above-curve" })],
    ["invalid", status(200, null)],
  ])("%s", (wanted, got) => {
    expect(got).toBe(wanted);
  });

  it("without limits says only what lies outside the standards", () => {
    const bare = { lowestStandard: 0.6, highestStandard: 10_000 };
    const at = (concentration: number): string =>
      sampleStatus({ signal: 1, concentration, off: null }, bare, false);
    expect([0.5, 0.6, 10_000, 10_001].map(at)).toEqual([
      "extrapolatedLow",
      "quantified",
      "quantified",
      "extrapolatedHigh",
    ]);
  });

  it("turns the signal's limit round where the curve falls", () => {
    const falling = (signal: number): string =>
      sampleStatus(
        { signal, concentration: 10, off: null },
        { lodSignal: 15, lowestStandard: 1, highestStandard: 100 },
        true,
      );
    expect([14, 15, 16].map(falling)).toEqual(["quantified", "belowLod", "belowLod"]);
  });
});

describe("quantificationRange", () => {
  const truth = { a: 12, b: 1, c: 500, d: 20_000, g: 1 };
  const levels = [0.5, 2, 8, 32, 128, 512, 2048, 8192];
  const rule = { leastRecovery: 0.8, mostRecovery: 1.2, mostCv: 0.2 };
  /** Duplicates this share below and above the curve. */
  const curveWith = (spreads: readonly number[]): ReturnType<typeof standardCurve> =>
    standardCurve(
      {
        standards: levels.flatMap((concentration, i) =>
          [-1, 1].map((side) => ({
            concentration,
            signal: logisticResponse(truth, concentration) * (1 + side * spreads[i]!),
          })),
        ),
        blanks: [12, 12.1, 11.9, 12],
      },
      {
        model: "4PL",
        family: "either",
        weighting: "1",
        background: "constrained",
        direction: "rising",
        outliers: { rule: "none" },
      },
    );

  it("is the run of levels that pass", () => {
    const range = quantificationRange(curveWith([0.3, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01]), rule);
    expect(range.lloq).toBe(2);
    expect(range.uloq).toBe(8192);
    expect(range.levels.map(({ passes }) => passes)).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
    // sd 0.3 sqrt 2 of the mean.
    expect(range.levels[0]!.cv).toBeCloseTo(0.3 * Math.SQRT2, 9);
  });

  it("holds no failing level inside", () => {
    const range = quantificationRange(curveWith([0.01, 0.01, 0.3, 0.01, 0.01, 0.01, 0.01, 0.01]), rule);
    expect(range).toMatchObject({ lloq: 32, uloq: 8192 });
  });

  it("is empty where nothing passes", () => {
    const range = quantificationRange(curveWith(levels.map(() => 0.01)), { ...rule, mostCv: 0.001 });
    expect(range).toMatchObject({ lloq: null, uloq: null });
  });

  it("refuses limits that are not in order", () => {
    expect(() =>
      quantificationRange(curveWith(levels.map(() => 0.01)), {
        leastRecovery: 80,
        mostRecovery: 120,
        mostCv: 0,
      }),
    ).toThrow(
      "leastRecovery: expected a value in (0, 1), got 80; correct the value\nmostCv: expected a value in (0, Infinity), got 0; correct the value",
    );
  });
});
