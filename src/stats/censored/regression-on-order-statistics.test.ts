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

  it("hand-worked: detects below the lowest limit have a line of their own, of no limit", () => {
    const got = regressionOnOrderStatistics(
      { values: [1, 2, 2, 3, 4], nondetect: [false, true, false, false, false] },
      { scale: "identity", probabilities: [] },
    );
    // At 2: three detects up, the 1 and <2 below: 3/5. The detect below it lies midway between 0 and 2/5.
    expect(got.limits).toEqual([
      { limit: null, detects: 1, below: 0, nondetects: 0, exceedance: 1 },
      { limit: 2, detects: 3, below: 2, nondetects: 1, exceedance: 3 / 5 },
    ]);
    const positions = [1 / 5, 1 / 5, 2 / 5 + 3 / 20, 2 / 5 + 6 / 20, 2 / 5 + 9 / 20];
    for (const [i, point] of got.points.entries())
      expect(relativeError(point.plottingPosition, positions[i]!)).toBeLessThan(1e-15);
    expect(got).toMatchObject({
      method: "regression-on-order-statistics",
      variant: "robust: detects as they are; Hirsch-Stedinger plotting positions",
      scale: "identity",
      reason: null,
      n: 5,
      nondetects: 1,
      leftOut: 0,
      warnings: [],
      quantiles: [],
    });
    // 12 of 5, the non-detect at its limit.
    expect(got.meanAtMost).toBeCloseTo(12 / 5, 14);
  });

  it("positions without non-detects: offset 3/8 up to ten values, 1/2 beyond", () => {
    for (const [n, offset] of [
      [10, 3 / 8],
      [11, 1 / 2],
    ] as const) {
      const values = Array.from({ length: n }, (_, i) => i + 1);
      const { points } = regressionOnOrderStatistics({ values, nondetect: values.map(() => false) }, log);
      for (const [i, point] of points.entries())
        expect(relativeError(point.plottingPosition, (i + 1 - offset) / (n + 1 - 2 * offset))).toBeLessThan(
          1e-15,
        );
    }
  });

  it("of a sample whose values are normal quantiles the line is known", () => {
    // 20 + 3 z at the positions (i - 3/8) / 5.25, z by bisection of Phi as a sum of Simpson's rule.
    const phi = (z: number): number => {
      const steps = 400;
      let sum = 0;
      for (let k = 0; k < steps; k++)
        for (const [at, share] of [
          [k, 1],
          [k + 0.5, 4],
          [k + 1, 1],
        ] as const)
          sum += share * Math.exp(-0.5 * ((at * z) / steps) ** 2);
      return 0.5 + (sum * z) / (steps * 6 * Math.sqrt(2 * Math.PI));
    };
    const values = [1, 2, 3, 4, 5].map((i) => {
      let [low, high] = [-5, 5];
      for (let k = 0; k < 60; k++) {
        const middle = 0.5 * (low + high);
        if (phi(middle) < (i - 0.375) / 5.25) low = middle;
        else high = middle;
      }
      return 20 + 3 * low;
    });
    const sample = { values, nondetect: values.map(() => false) };
    const line = regressionOnOrderStatistics(sample, { scale: "identity", probabilities: [0, 1] });
    expect(relativeError(line.intercept!, 20)).toBeLessThan(1e-11);
    expect(relativeError(line.slope!, 3)).toBeLessThan(1e-9);
    expect(line.quantiles).toEqual([values[0], values[4]]);
    const logs = regressionOnOrderStatistics({ ...sample, values: values.map(Math.exp) }, log);
    expect(relativeError(logs.intercept!, 20)).toBeLessThan(1e-11);
    expect(relativeError(logs.slope!, 3)).toBeLessThan(1e-9);
  });

  it("a non-detect at the largest detect is used, one above it is left out", () => {
    const got = regressionOnOrderStatistics(
      { values: [1, 3, 3, 4], nondetect: [false, false, true, true] },
      log,
    );
    expect(got).toMatchObject({ n: 3, nondetects: 2, leftOut: 1 });
    expect(got.points.map(({ value, nondetect }) => [value, nondetect])).toEqual([
      [1, false],
      [3, false],
      [3, true],
    ]);
  });

  it("warns beyond 80 % of non-detects, not at 80 %", () => {
    const few = "More than 80 % of the values are non-detects: the line rests on few detects.";
    const of = (nondetects: number): readonly string[] =>
      regressionOnOrderStatistics(
        { values: [1, 2, 8], nondetect: [true, false, false], counts: [nondetects, 1, 1] },
        log,
      ).warnings;
    expect(of(8)).not.toContain(few);
    expect(of(9)).toContain(few);
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
      intercept: null,
      slope: null,
      points: [],
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

  it("a detect of 0 is welcome where no logarithm is taken, where it does not occur, and as a limit", () => {
    const zero = { values: [0, 2, 3], nondetect: [false, false, false] };
    expect(regressionOnOrderStatistics(zero, { scale: "identity", probabilities: [] }).n).toBe(3);
    expect(regressionOnOrderStatistics({ ...zero, counts: [0, 1, 1] }, log).n).toBe(2);
    expect(regressionOnOrderStatistics({ ...zero, nondetect: [true, false, false] }, log).n).toBe(3);
    expect(() => regressionOnOrderStatistics({ ...zero, counts: [1, 1, 1] }, log)).toThrow(
      "sample.values[0]",
    );
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
