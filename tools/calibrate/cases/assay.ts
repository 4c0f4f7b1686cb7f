import { bridge } from "../../../src/assay/quality/bridge.ts";
import { edgeEffect } from "../../../src/assay/quality/edge-effect.ts";
import { plateBalance } from "../../../src/assay/quality/plate-balance.ts";
import { plateDrift } from "../../../src/assay/quality/plate-drift.ts";
import { inversePrediction } from "../../../src/assay/curve/inverse-prediction.ts";
import { probabilityAbove } from "../../../src/assay/curve/probability-above.ts";
import type { StandardCurve } from "../../../src/assay/curve/standard-curve.ts";
import { blankLimit } from "../../../src/assay/limits/blank-limit.ts";
import { probitLimit } from "../../../src/assay/limits/probit-limit.ts";
import { drawNormal } from "../../../src/core/draw.ts";
import type { RandomStream } from "../../../src/core/random.ts";
import * as normal from "../../../src/distributions/normal.ts";
import type { Calibration } from "../calibration.ts";
import { events, holds, normals, rejects } from "../simulated.ts";
import { type PlateSetting, signalOf, simulatedCurve } from "../simulated-plate.ts";

const SETTINGS = {
  four: { model: "4PL", weighting: "1/y2" },
  five: { model: "5PL", weighting: "1/y2" },
  fitted: { model: "4PL", weighting: "fitted-power" },
} as const satisfies Record<string, PlateSetting>;

/** A concentration of 0 in one sample of six, else evenly on the log scale from half the lowest standard to half the highest. */
function concentration(random: RandomStream): number {
  const place = random.uniform();
  return place < 1 / 6 ? 0 : Math.exp(Math.log(0.3) + random.uniform() * Math.log(5000 / 0.3));
}

/** A curve that is not good gives no interval: another plate is drawn. */
function goodCurve(random: RandomStream, setting: PlateSetting): StandardCurve {
  for (;;) {
    const curve = simulatedCurve(random, setting);
    if (curve.status === "good") return curve;
  }
}

const covers = (setting: PlateSetting) => (random: RandomStream) => {
  const curve = goodCurve(random, setting);
  const truth = concentration(random);
  const signals = [signalOf(random, truth), signalOf(random, truth)];
  return holds(inversePrediction(curve, signals, { confidence: 0.95, dilution: 1 }), truth);
};

const isCalledAbove = (setting: PlateSetting) => (random: RandomStream) => {
  const curve = goodCurve(random, setting);
  const limit = 5 * (1 + 4 * random.uniform());
  const signals = [signalOf(random, limit), signalOf(random, limit)];
  return probabilityAbove(curve, signals, { concentration: limit }, 1).probability! > 0.95;
};

const WELLS = "BCDEFG".split("").flatMap((row) => [3, 4, 5, 6, 7, 8].map((column) => `${row}${column}`));
const EDGE = [2, 3, 4, 5, 6, 7, 8, 9].flatMap((column) => [`A${column}`, `H${column}`]);

export default [
  {
    method: "inverse-prediction",
    kind: "coverage",
    setting: "four parameters, weights 1/y2, 8 standards and 4 blanks, two wells, scatter 6 %",
    expected: "nominal",
    // Weights of observed instead of true signals.
    slack: 0.01,
    runs: 4000,
    once: covers(SETTINGS.four),
  },
  {
    method: "inverse-prediction",
    kind: "coverage",
    setting: "five parameters, the better family, weights 1/y2",
    expected: "nominal",
    slack: 0.01,
    runs: 2000,
    once: covers(SETTINGS.five),
  },
  {
    method: "inverse-prediction",
    kind: "coverage",
    setting: "four parameters, fitted power",
    expected: "nominal",
    // The power comes from 20 wells.
    slack: 0.02,
    runs: 2000,
    once: covers(SETTINGS.fitted),
  },
  {
    method: "probability-above-limit",
    kind: "size",
    setting: "a sample at the limit is called above it with 0.95, weights 1/y2",
    expected: "nominal",
    // Weights of observed signals draw the curve below the true one by twice the squared scatter: samples seem higher.
    slack: 0.02,
    runs: 3000,
    once: isCalledAbove(SETTINGS.four),
  },
  {
    method: "probability-above-limit",
    kind: "size",
    setting: "a sample at the limit is called above it with 0.95, fitted power",
    expected: "nominal",
    slack: 0.015,
    runs: 2000,
    once: isCalledAbove(SETTINGS.fitted),
  },
  {
    method: "logistic-standard-curve",
    kind: "size",
    setting: "lack of fit of four parameters, 8 standards in duplicate, scatter 6 %",
    expected: "nominal",
    // Weighted by observed signals of two wells.
    slack: 0.025,
    runs: 3000,
    once: (random) => rejects(simulatedCurve(random, SETTINGS.four).lackOfFit?.pValue ?? null),
  },
  {
    method: "blank-mean-k-sd",
    kind: "coverage",
    setting: "mean + 3 SD of 20 blanks with its standard error, normal signals",
    expected: "nominal",
    // Normal limits of 20 blanks.
    slack: 0.02,
    runs: 4000,
    once: (random) => {
      const { signal, standardError } = blankLimit(normals(random, 20, 12, 1), { k: 3, direction: "rising" });
      return Math.abs(signal - 15) <= 1.959964 * standardError;
    },
  },
  {
    method: "probit-limit-of-detection",
    kind: "coverage",
    setting: "95 % limit, 6 levels of 30 results",
    expected: "nominal",
    slack: 0.015,
    runs: 2000,
    once: (random) => {
      const rates = [-1, -0.6, -0.2, 0.2, 0.6, 1].map((log) => ({
        concentration: 10 ** log,
        detected: events(random, 30, normal.cdf(normal.standard, 1.5 * log)),
        tested: 30,
      }));
      const truth = 10 ** (normal.quantile(normal.standard, 0.95) / 1.5);
      return holds(probitLimit(rates, { share: 0.95, confidence: 0.95 }), truth);
    },
  },
  {
    method: "bridge-median-log-ratio",
    kind: "coverage",
    setting: "12 bridge samples, bias 20 %, scatter 15 %",
    expected: "conservative",
    runs: 4000,
    once: (random) =>
      holds(
        bridge(
          Array.from({ length: 12 }, (_, i) => {
            const reference = Math.exp(i / 2);
            return {
              sample: `B${i}`,
              reference,
              other: 1.2 * reference * Math.exp(0.15 * drawNormal(random)),
            };
          }),
          { confidence: 0.95 },
        ),
        Math.log(1.2),
      ),
  },
  {
    method: "plate-drift",
    kind: "size",
    setting: "12 plates without a trend, scatter 10 %",
    expected: "conservative",
    runs: 4000,
    once: (random) =>
      rejects(
        plateDrift(normals(random, 12, 0, 0.1).map((log, i) => ({ plate: `P${i}`, value: Math.exp(log) })))
          .pValue,
      ),
  },
  {
    method: "group-by-plate",
    kind: "size",
    setting: "60 samples of two groups placed at random on 3 plates",
    expected: "conservative",
    runs: 2000,
    once: (random) =>
      rejects(
        plateBalance(
          Array.from({ length: 60 }, (_, i) => ({
            group: random.uniform() < 0.4 ? "A" : "B",
            plate: `P${i % 3}`,
          })),
          { seed: 1 },
        ).pValue,
      ),
  },
  {
    method: "edge-effect",
    kind: "size",
    setting: "16 wells at the edge v 36 inside, no effect",
    expected: "conservative",
    runs: 3000,
    once: (random) =>
      rejects(
        edgeEffect(
          [...EDGE, ...WELLS].map((well) => ({ well, value: Math.exp(0.1 * drawNormal(random)) })),
          { wells: 96, confidence: 0.95 },
        ).pValue,
      ),
  },
] satisfies readonly Calibration[];
