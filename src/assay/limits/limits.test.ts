/** Limits of blank, detection and quantification. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { logisticResponse } from "../curve/logistic.ts";
import { standardCurve, type StandardCurve } from "../curve/standard-curve.ts";
import { blankLimit, concentrationOfLimit } from "./blank-limit.ts";
import { highestLimit } from "./common-limit.ts";
import { limitOfBlank } from "./limit-of-blank.ts";
import { limitOfDetection } from "./limit-of-detection.ts";
import { precisionProfile } from "./precision-profile.ts";
import { probitLimit } from "./probit-limit.ts";

const TRUTH = { a: 12, b: 1, c: 500, d: 20_000, g: 1 };

/** Duplicates a share below and above the curve. */
function curveOf(spread: number, background: "included" | "subtracted" = "included"): StandardCurve {
  const around = (x: number): number[] =>
    [-1, 1].map((side) => logisticResponse(TRUTH, x) * (1 + side * spread));
  return standardCurve(
    {
      standards: [0.5, 2, 8, 32, 128, 512, 2048, 8192].flatMap((concentration) =>
        around(concentration).map((signal) => ({ concentration, signal })),
      ),
      blanks: around(0),
    },
    {
      model: "4PL",
      family: "either",
      weighting: "1/y2",
      background,
      direction: "rising",
      outliers: { rule: "none" },
    },
  );
}

describe("blankLimit", () => {
  it("is the mean and k standard deviations: by hand", () => {
    // mean 12, sd 2; standard error 2 sqrt(1/3 + 9/4).
    expect(blankLimit([10, 12, 14], { k: 3, direction: "rising" })).toMatchObject({
      mean: 12,
      sd: 2,
      signal: 18,
      blanks: 3,
    });
    expect(blankLimit([10, 12, 14], { k: 3, direction: "falling" }).signal).toBe(6);
    const { standardError } = blankLimit([10, 12, 14], { k: 3, direction: "rising" });
    expect(relativeError(standardError, 2 * Math.sqrt(1 / 3 + 9 / 4))).toBeLessThan(1e-15);
  });

  it("refuses a single blank", () => {
    expect(() => blankLimit([10], { k: 0, direction: "rising" })).toThrow(
      "blanks: expected at least 2 blank wells, got 1; collect more, or describe the data without this method\nk: expected a value in (0, Infinity), got 0; correct the value",
    );
  });
});

describe("concentrationOfLimit", () => {
  it("is where the curve reaches the signal, with and without background", () => {
    const [whole, less] = [curveOf(0.01), curveOf(0.01, "subtracted")];
    const signal = logisticResponse(TRUTH, 1);
    expect(concentrationOfLimit(whole, signal).concentration).toBeCloseTo(1, 1);
    expect(concentrationOfLimit(less, signal).concentration).toBeCloseTo(1, 1);
  });

  it("has no number below the curve: the limit exists on the signals alone", () => {
    expect(concentrationOfLimit(curveOf(0.01), 10)).toEqual({
      concentration: null,
      reason: "limit-below-curve",
    });
    expect(concentrationOfLimit(curveOf(0.01), 1e6)).toEqual({
      concentration: null,
      reason: "limit-above-curve",
    });
  });
});

describe("limitOfBlank", () => {
  it("by hand: 10 results of 2 samples", () => {
    const blanks = [
      [1, 2, 3, 4, 5],
      [2, 3, 4, 5, 11],
    ];
    const lob = limitOfBlank(blanks, { alpha: 0.05, quantile: "three-decimals" });
    // mean 4; squares about it 9+4+1+0+1+4+1+0+1+49 = 70; multiplier 1.645 / (1 - 1/32).
    expect(lob).toMatchObject({ mean: 4, results: 10, samples: 2 });
    expect(relativeError(lob.sd, Math.sqrt(70 / 9))).toBeLessThan(1e-15);
    expect(relativeError(lob.multiplier, (1.645 * 32) / 31)).toBeLessThan(1e-15);
    expect(relativeError(lob.parametric, 4 + ((1.645 * 32) / 31) * Math.sqrt(70 / 9))).toBeLessThan(1e-15);
    // Rank 0.5 + 9.5 = 10, the largest.
    expect(lob.rank).toBe(11);
    // alpha 0.2: rank 8.5 of 1 2 2 3 3 4 4 5 5 11.
    expect(limitOfBlank(blanks, { alpha: 0.2, quantile: "exact" }).rank).toBe(5);
    expect(limitOfBlank(blanks, { alpha: 0.1, quantile: "exact" }).rank).toBe(8);
  });

  it("refuses what gives no scatter", () => {
    expect(() => limitOfBlank([[1], []], { alpha: 0, quantile: "exact" })).toThrow(
      [
        "alpha: expected a value in (0, 1), got 0; correct the value",
        "blanks[1]: expected 1 entries, got 0; give the arguments the same length",
        "blanks: expected at least 2 results of one sample, got 1; collect more, or describe the data without this method",
      ].join("\n"),
    );
  });
});

describe("limitOfDetection", () => {
  it("by hand: two low samples", () => {
    // Squares within: 2 + 2 over 4 degrees of freedom, sd 1; multiplier 1.645 / (1 - 1/16).
    const lod = limitOfDetection(
      5,
      [
        [6, 7, 8],
        [9, 10, 11],
      ],
      { alpha: 0.05, quantile: "three-decimals" },
    );
    expect(lod).toMatchObject({ sd: 1, results: 6, samples: 2 });
    expect(relativeError(lod.limit, 5 + (1.645 * 16) / 15)).toBeLessThan(1e-15);
  });

  it("never lies below the limit of blank", () => {
    expect(limitOfDetection(5, [[7, 7, 7]], { alpha: 0.05, quantile: "exact" }).limit).toBe(5);
  });
});

describe("probitLimit", () => {
  const rates = [
    { concentration: 0.1, detected: 2, tested: 20 },
    { concentration: 0.2, detected: 7, tested: 20 },
    { concentration: 0.4, detected: 13, tested: 20 },
    { concentration: 0.8, detected: 19, tested: 20 },
    { concentration: 1.6, detected: 20, tested: 20 },
  ];

  const golden = JSON.parse(readFileSync("test/reference/probit.json", "utf8")) as {
    readonly source: string;
    readonly cases: readonly {
      readonly concentration: readonly number[];
      readonly detected: readonly number[];
      readonly tested: readonly number[];
      readonly coefficients: readonly number[];
      readonly covariance: readonly number[];
      readonly limit: number;
    }[];
  };

  it.each(golden.cases)(`agrees with ${golden.source}: $detected of $tested`, (item) => {
    const answer = probitLimit(
      item.concentration.map((concentration, i) => ({
        concentration,
        detected: item.detected[i]!,
        tested: item.tested[i]!,
      })),
      { share: 0.95, confidence: 0.95 },
    );
    expect(relativeError(answer.intercept, item.coefficients[0]!)).toBeLessThan(1e-9);
    expect(relativeError(answer.slope, item.coefficients[1]!)).toBeLessThan(1e-9);
    expect(relativeError(answer.limit, item.limit)).toBeLessThan(1e-9);
    for (const [k, value] of answer.covariance.flat().entries())
      expect(relativeError(value, item.covariance[k]!)).toBeLessThan(1e-9);
  });

  it("solves the likelihood equations", () => {
    const { intercept, slope, converged } = probitLimit(rates, { share: 0.95, confidence: 0.95 });
    expect(converged).toBe(true);
    // Log likelihood by its differences: flat in both directions.
    const erf = (x: number): number => {
      // Integral of the normal density by Simpson's rule from -8.
      const steps = 4000;
      const h = (x + 8) / steps;
      let sum = 0;
      for (let i = 0; i <= steps; i++) {
        const at = -8 + i * h;
        sum += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * Math.exp((-at * at) / 2);
      }
      return (sum * h) / 3 / Math.sqrt(2 * Math.PI);
    };
    const logLikelihood = (a: number, b: number): number =>
      rates.reduce((sum, { concentration, detected, tested }) => {
        const p = erf(a + b * Math.log10(concentration));
        return sum + detected * Math.log(p) + (tested - detected) * Math.log(1 - p);
      }, 0);
    const step = 1e-3;
    const at = logLikelihood(intercept, slope);
    for (const [a, b] of [
      [step, 0],
      [-step, 0],
      [0, step],
      [0, -step],
    ])
      expect(logLikelihood(intercept + a!, slope + b!)).toBeLessThan(at);
  });

  it("is detected with the stated share at the limit, and the interval holds it", () => {
    const half = probitLimit(rates, { share: 0.5, confidence: 0.95 });
    expect(relativeError(half.limit, 10 ** (-half.intercept / half.slope))).toBeLessThan(1e-14);
    const lod = probitLimit(rates, { share: 0.95, confidence: 0.95 });
    expect(lod.lower!).toBeLessThan(lod.limit);
    expect(lod.upper!).toBeGreaterThan(lod.limit);
    expect(lod.limit).toBeGreaterThan(half.limit);
  });

  it("moves with the unit of concentration", () => {
    const other = rates.map((rate) => ({ ...rate, concentration: rate.concentration * 1000 }));
    const [a, b] = [rates, other].map((own) => probitLimit(own, { share: 0.95, confidence: 0.9 }));
    for (const name of ["limit", "lower", "upper"] as const)
      expect(relativeError(b![name]!, 1000 * a![name]!)).toBeLessThan(1e-9);
  });

  it("refuses hits that one concentration parts from misses", () => {
    const parted = [
      { concentration: 1, detected: 0, tested: 10 },
      { concentration: 2, detected: 4, tested: 10 },
      { concentration: 4, detected: 10, tested: 10 },
    ];
    expect(() => probitLimit(parted, { share: 0.95, confidence: 0.95 })).toThrow(
      "rates: expected concentrations that are detected sometimes, between others that are detected more and less often, got hits and misses that a single concentration parts; test more concentrations near the limit",
    );
    expect(() =>
      probitLimit([{ concentration: 0, detected: 3, tested: 2 }], { share: 1, confidence: 0 }),
    ).toThrow("rates[0].concentration: expected a value in (0, Infinity), got 0; correct the value");
  });
});

describe("precisionProfile", () => {
  it("ends where the coefficient of variation is the largest allowed", () => {
    const curve = curveOf(0.08);
    const { lloq, uloq, profile, reason } = precisionProfile(curve, { mostCv: 0.12, replicates: 2 });
    expect(reason).toBeNull();
    expect(lloq).toBeGreaterThan(0.5);
    const nearest = profile.reduce((best, point) =>
      Math.abs(point.concentration - lloq!) < Math.abs(best.concentration - lloq!) ? point : best,
    );
    expect(Math.abs(nearest.cv - 0.12)).toBeLessThan(0.02);
    expect(uloq).toBeLessThanOrEqual(8192 * (1 + 1e-12));
  });

  it("more wells reach lower", () => {
    const curve = curveOf(0.08);
    const lloq = (replicates: number): number => precisionProfile(curve, { mostCv: 0.12, replicates }).lloq!;
    expect(lloq(4)).toBeLessThan(lloq(1));
  });

  it("says where nothing is precise enough", () => {
    expect(precisionProfile(curveOf(0.08), { mostCv: 0.001, replicates: 2 })).toMatchObject({
      lloq: null,
      uloq: null,
      reason: "never-precise-enough",
    });
  });

  it("refuses no wells", () => {
    expect(() => precisionProfile(curveOf(0.08), { mostCv: 0, replicates: 0 })).toThrow(
      "mostCv: expected a value in (0, Infinity), got 0; correct the value\nreplicates: expected a value in [1, Infinity), got 0; correct the value",
    );
  });
});

describe("highestLimit", () => {
  it("names every plate that has it", () => {
    const limits = [
      { name: "P1", limit: 0.7 },
      { name: "P2", limit: 0.4 },
      { name: "P3", limit: 0.7 },
    ];
    expect(highestLimit(limits)).toMatchObject({ limit: 0.7, from: ["P1", "P3"] });
  });

  it("refuses none", () => {
    expect(() => highestLimit([])).toThrow("limits: expected at least 1 limit, got 0");
  });
});
