import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { drawNormal } from "../../core/draw.ts";
import { randomStream } from "../../core/random.ts";
import { inversePrediction } from "./inverse-prediction.ts";
import { logisticResponse } from "./logistic.ts";
import { probabilityAbove } from "./probability-above.ts";
import { standardCurve, type StandardCurve, type StandardCurveOptions } from "./standard-curve.ts";

const TRUTH = { a: 12, b: 0.98, c: 850, d: 23_000, g: 1 };
const LEVELS = [10_000, 2500, 625, 156.25, 39.0625, 9.765625, 2.44140625, 0.6103515625];

function curveOf(cv: number, change: Partial<StandardCurveOptions> = {}, truth = TRUTH): StandardCurve {
  const stream = randomStream(20);
  const signalAt = (x: number): number => logisticResponse(truth, x) * (1 + cv * drawNormal(stream));
  return standardCurve(
    {
      standards: LEVELS.flatMap((concentration) =>
        [0, 1].map(() => ({ concentration, signal: signalAt(concentration) })),
      ),
      blanks: [0, 1, 2, 3].map(() => signalAt(0)),
    },
    {
      model: "4PL",
      family: "either",
      weighting: "1/y2",
      background: "included",
      direction: "rising",
      outliers: { rule: "none" },
      ...change,
    },
  );
}

const options = { confidence: 0.95, dilution: 1 };

describe("inversePrediction", () => {
  const curve = curveOf(0.05);

  it("averages the signals before it reads them off", () => {
    const together = inversePrediction(curve, [100, 300], options);
    expect(together.concentration).toBe(inversePrediction(curve, [200], options).concentration);
    expect(together.signal).toBe(200);
    expect(together.standardErrorTotal).toBeLessThan(
      inversePrediction(curve, [200], options).standardErrorTotal!,
    );
    expect(together.standardErrorCurve).toBe(inversePrediction(curve, [200], options).standardErrorCurve);
  });

  it("comes to the delta method's interval where errors are small", () => {
    const sharp = curveOf(0.0005);
    const { concentration, standardErrorTotal, lower, upper } = inversePrediction(
      sharp,
      [2000, 2001],
      options,
    );
    // t of 16 degrees of freedom at 0.975.
    const half = 2.1199052992210112 * standardErrorTotal!;
    expect(relativeError(upper! - concentration!, half)).toBeLessThan(3e-3);
    expect(relativeError(concentration! - lower!, half)).toBeLessThan(3e-3);
  });

  it.each(["1/y2", "fitted-power"] as const)(
    "ends where the probability of more is 0.975 and 0.025, weights %s",
    (weighting) => {
      const own = curveOf(0.05, { weighting });
      fc.assert(
        fc.property(fc.double({ min: 16, max: 15_000, noNaN: true }), (signal) => {
          const { lower, upper } = inversePrediction(own, [signal], options);
          const probability = (concentration: number): number =>
            probabilityAbove(own, [signal], { concentration }, 1).probability!;
          if (lower! > 0) expect(Math.abs(probability(lower!) - 0.975)).toBeLessThan(1e-9);
          else expect(probability(0)).toBeLessThan(0.975 + 1e-9);
          if (upper! < Infinity) expect(Math.abs(probability(upper!) - 0.025)).toBeLessThan(1e-9);
        }),
        { numRuns: 30 },
      );
    },
  );

  it("is one-sided near the blank, open near the top, and empty far below", () => {
    const nearBlank = inversePrediction(curve, [12.3, 12.5], options);
    expect(nearBlank.lower).toBe(0);
    expect(nearBlank.upper).toBeGreaterThan(nearBlank.concentration ?? 0);
    const below = inversePrediction(curve, [11.5], options);
    expect(below).toMatchObject({
      concentration: null,
      off: "below-curve",
      lower: 0,
      reason: "signal-off-curve",
    });
    expect(below.upper).toBeGreaterThan(0);
    expect(inversePrediction(curve, [2], options)).toMatchObject({
      concentration: null,
      lower: null,
      upper: null,
      reason: "signal-contradicts-curve",
    });
    expect(inversePrediction(curve, [60_000], options)).toMatchObject({
      off: "above-curve",
      lower: null,
      upper: null,
      reason: "signal-contradicts-curve",
    });
    const above = inversePrediction(curve, [curve.parameters.d + 10], options);
    expect(above).toMatchObject({ concentration: null, off: "above-curve", upper: Infinity });
    expect(above.lower).toBeGreaterThan(1000);
  });

  it("applies the dilution to every concentration", () => {
    const plain = inversePrediction(curve, [200], options);
    const diluted = inversePrediction(curve, [200], { ...options, dilution: 4 });
    for (const name of [
      "concentration",
      "lower",
      "upper",
      "standardErrorTotal",
      "standardErrorCurve",
    ] as const)
      expect(diluted[name]).toBe(4 * plain[name]!);
  });

  it("reads signals with their background where that is subtracted", () => {
    const less = curveOf(0.05, { background: "subtracted" });
    const ignored = curveOf(0.05, { background: "ignored" });
    const [a, b] = [less, ignored].map((own) => inversePrediction(own, [300, 310], options));
    for (const name of ["concentration", "lower", "upper"] as const)
      expect(relativeError(a![name]!, b![name]!)).toBeLessThan(1e-7);
  });

  it("is mirrored where the curve falls", () => {
    const mirrored = curveOf(0.05, { weighting: "1" });
    const falling = standardCurve(
      {
        standards: mirrored.points.map(({ concentration, signal }) => ({
          concentration,
          signal: 30_000 - signal,
        })),
        blanks: [],
      },
      {
        model: "4PL",
        family: "either",
        weighting: "1",
        background: "ignored",
        direction: "falling",
        outliers: { rule: "none" },
      },
    );
    const rises = inversePrediction(mirrored, [5000], options);
    const falls = inversePrediction(falling, [25_000], options);
    for (const name of ["concentration", "lower", "upper"] as const)
      expect(relativeError(falls[name]!, rises[name]!)).toBeLessThan(1e-7);
    const limit = { concentration: 200 };
    expect(
      relativeError(
        probabilityAbove(falling, [25_000], limit, 1).probability!,
        probabilityAbove(mirrored, [5000], limit, 1).probability!,
      ),
    ).toBeLessThan(1e-6);
  });

  it("gives no number from a curve that is not good", () => {
    const flat = standardCurve(
      { standards: LEVELS.map((concentration, i) => ({ concentration, signal: 100 + (i % 3) })), blanks: [] },
      {
        model: "4PL",
        family: "either",
        weighting: "1",
        background: "ignored",
        direction: "rising",
        outliers: { rule: "none" },
      },
    );
    expect(inversePrediction(flat, [101], options)).toMatchObject({
      concentration: null,
      lower: null,
      upper: null,
      reason: "curve-not-good",
    });
    expect(probabilityAbove(flat, [101], { concentration: 1 }, 1).probability).toBeNull();
  });

  it("refuses what cannot be read", () => {
    expect(() => inversePrediction(curve, [], { confidence: 1, dilution: 0 })).toThrow(
      [
        "signals: expected at least 1 well with a signal, got 0; collect more, or describe the data without this method",
        "confidence: expected a value in (0, 1), got 1; correct the value",
        "dilution: expected a value in (0, Infinity), got 0; correct the value",
      ].join("\n"),
    );
    expect(() => probabilityAbove(curve, [Number.NaN], { concentration: -1 }, 1)).toThrow(
      "limit.concentration: expected a value in [0, Infinity), got -1; correct the value",
    );
  });
});

describe("probabilityAbove", () => {
  const curve = curveOf(0.05);

  it("falls as the limit rises", () => {
    const at = (concentration: number): number =>
      probabilityAbove(curve, [60, 64], { concentration }, 1).probability!;
    const values = [1.5, 1.8, 2, 2.2, 2.5, 3].map(at);
    for (const [i, value] of values.slice(1).entries()) expect(value).toBeLessThan(values[i]!);
  });

  it("compares with a limit on the signals, its own error included: by hand", () => {
    const signals = [15, 17];
    const limit = { signal: 14.5, standardError: 0.3 };
    const { t, probability } = probabilityAbove(curve, signals, limit, 1);
    const variance = (curve.residualVariance! * 14.5 ** 2) / 2 + 0.09;
    expect(relativeError(t!, 1.5 / Math.sqrt(variance))).toBeLessThan(1e-14);
    expect(probability).toBeGreaterThan(0.9);
  });

  it("does not depend on the dilution when the limit is the sample's", () => {
    const plain = probabilityAbove(curve, [60], { concentration: 2 }, 1).probability;
    expect(probabilityAbove(curve, [60], { concentration: 8 }, 4).probability).toBe(plain);
  });
});
