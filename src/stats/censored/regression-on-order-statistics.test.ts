import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import type { CensoredSample } from "./censored-sample.ts";
import { regressionOnOrderStatistics, type RosScale } from "./regression-on-order-statistics.ts";

const exact = JSON.parse(readFileSync("test/reference/nondetects.json", "utf8")) as {
  readonly source: string;
  readonly ros: readonly {
    readonly sample: CensoredSample;
    readonly scale: RosScale;
    readonly positions: readonly number[];
    readonly intercept: number;
    readonly slope: number;
    readonly modelled: readonly number[];
    readonly mean: number;
    readonly standardDeviation: number;
    readonly leftOut: number;
  }[];
};

const log = { scale: "log", probabilities: [0.25, 0.5, 0.75] } as const;
const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.boolean()), {
  minLength: 1,
  maxLength: 15,
});
const sampleOf = (list: readonly (readonly [number, boolean])[]): CensoredSample => ({
  values: list.map(([value]) => value),
  nondetect: list.map(([, flag]) => flag),
});
const worst = (got: readonly number[], want: readonly number[]): number =>
  Math.max(...want.map((w, i) => Math.min(relativeError(got[i]!, w), Math.abs(got[i]! - w))));

describe(`regressionOnOrderStatistics against ${exact.source}`, () => {
  it.each(exact.ros.map((want, i) => ({ ...want, i })))("case $i, $scale", (want) => {
    const got = regressionOnOrderStatistics(want.sample, { scale: want.scale, probabilities: [] });
    expect(got.leftOut).toBe(want.leftOut);
    expect(
      worst(
        got.points.map((p) => p.plottingPosition),
        want.positions,
      ),
    ).toBeLessThan(1e-15);
    expect(
      worst(
        got.points.map((p) => p.modelled!),
        want.modelled,
      ),
    ).toBeLessThan(1e-13);
    expect(worst([got.intercept!, got.slope!], [want.intercept, want.slope])).toBeLessThan(1e-13);
    expect(worst([got.mean!, got.standardDeviation!], [want.mean, want.standardDeviation])).toBeLessThan(
      1e-13,
    );
  });
});

describe("regressionOnOrderStatistics", () => {
  it("hand-worked: the plotting positions of <1 <1 2 3 <5 5 8 13", () => {
    const got = regressionOnOrderStatistics(
      { values: [1, 1, 2, 3, 5, 5, 8, 13], nondetect: [true, true, false, false, true, false, false, false] },
      log,
    );
    // At 5: three detects up, five below: 3/8. At 1: two detects, two below: 3/8 + 1/2 * 5/8 = 11/16.
    expect(got.limits).toEqual([
      { limit: 1, detects: 2, below: 2, nondetects: 2, exceedance: 11 / 16 },
      { limit: 5, detects: 3, below: 5, nondetects: 1, exceedance: 3 / 8 },
    ]);
    // <1: thirds of 5/16; 2 and 3: thirds from 5/16 to 5/8; <5: half of 5/8; 5, 8, 13: quarters from 5/8 to 1.
    const positions = [5 / 48, 10 / 48, 20 / 48, 25 / 48, 5 / 16, 23 / 32, 26 / 32, 29 / 32];
    for (const [i, point] of got.points.entries())
      expect(relativeError(point.plottingPosition, positions[i]!)).toBeLessThan(1e-15);
  });

  it("without non-detects the mean, SD and quantiles are those of the sample", () => {
    const got = regressionOnOrderStatistics(
      { values: [4, 1, 3, 2], nondetect: [false, false, false, false] },
      log,
    );
    expect(got).toMatchObject({ mean: 2.5, median: 2.5, quantiles: [1.75, 2.5, 3.25], limits: [] });
    expect(relativeError(got.standardDeviation!, Math.sqrt(5 / 3))).toBeLessThan(1e-15);
  });

  it("moves with the unit, whatever the order; counts are repeated rows", () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 3 }), (list, copies) => {
        const one = regressionOnOrderStatistics(sampleOf(list), log);
        const scaled = regressionOnOrderStatistics(
          sampleOf(list.map(([v, f]) => [4 * v, f] as const).toReversed()),
          log,
        );
        if (one.mean === null) expect(scaled.reason).toBe(one.reason);
        else {
          expect(relativeError(scaled.mean!, 4 * one.mean)).toBeLessThan(1e-12);
          expect(relativeError(scaled.median!, 4 * one.median!)).toBeLessThan(1e-12);
        }
        const counted = regressionOnOrderStatistics(
          { ...sampleOf(list), counts: list.map(() => copies) },
          log,
        );
        const repeated = regressionOnOrderStatistics(
          sampleOf(list.flatMap((row) => Array.from({ length: copies }, () => row))),
          log,
        );
        expect(counted).toEqual(repeated);
        expect(JSON.parse(JSON.stringify(one))).toEqual(one);
      }),
    );
  });

  it("positions rise within a limit and lie in (0, 1)", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { points } = regressionOnOrderStatistics(sampleOf(list), log);
        for (const { plottingPosition } of points)
          expect(plottingPosition > 0 && plottingPosition < 1).toBe(true);
        const own = points.filter((p) => !p.nondetect).map((p) => p.plottingPosition);
        expect(own).toEqual(own.toSorted((p, q) => p - q));
      }),
    );
  });

  it("no detect, one detect: a bound and the reason", () => {
    expect(regressionOnOrderStatistics({ values: [1, 4], nondetect: [true, true] }, log)).toMatchObject({
      mean: null,
      standardDeviation: null,
      median: null,
      quantiles: null,
      reason: "every value is a non-detect: only a bound is known",
      meanAtMost: 2.5,
      n: 0,
      nondetects: 2,
      leftOut: 2,
    });
    expect(regressionOnOrderStatistics({ values: [1, 4], nondetect: [true, false] }, log)).toMatchObject({
      mean: null,
      reason: "a line needs two detects",
      points: [{ modelled: null }, { modelled: 4 }],
    });
  });

  it("warns of few detects, of a line that does not fit, and of what is left out", () => {
    const values = [1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 50];
    const got = regressionOnOrderStatistics(
      { values, nondetect: values.map((v) => v === 1 || v === 50) },
      log,
    );
    expect(got.warnings).toEqual([
      "More than 80 % of the values are non-detects: the line rests on few detects.",
      "Non-detects that the line puts at their limit or above: 1. It does not fit them.",
      "Non-detects left out because their limit lies above the largest detect: 1.",
    ]);
    const flat = regressionOnOrderStatistics({ values: [1, 2, 2], nondetect: [true, false, false] }, log);
    expect(flat).toMatchObject({
      slope: 0,
      warnings: ["Non-detects that the line puts at their limit or above: 1. It does not fit them."],
    });
  });

  it("refuses a detect of 0 on the log scale, and says everything that is wrong", () => {
    expect(() =>
      regressionOnOrderStatistics(
        { values: [0, -1, 2], nondetect: [false, true, false] },
        { scale: "log", probabilities: [2] },
      ),
    ).toThrow(
      "probabilities[0]: expected a value in [0, 1], got 2; correct the value\nsample.values[0]: expected a value in (0, Infinity) on the log scale, got 0; correct the value",
    );
    expect(() =>
      regressionOnOrderStatistics(
        { values: [], nondetect: [] },
        { scale: "square" as "log", probabilities: [] },
      ),
    ).toThrow(
      'sample: expected at least 1 values, got 0; collect more, or describe the data without this method\nscale: expected one of log, identity, got "square"',
    );
  });
});
