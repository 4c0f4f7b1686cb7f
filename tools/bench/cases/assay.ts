import { blankLimit } from "../../../src/assay/limits/blank-limit.ts";
import { detectedShares } from "../../../src/assay/limits/detected-shares.ts";
import { highestLimit } from "../../../src/assay/limits/common-limit.ts";
import { limitOfBlank } from "../../../src/assay/limits/limit-of-blank.ts";
import { limitOfDetection } from "../../../src/assay/limits/limit-of-detection.ts";
import { precisionProfile } from "../../../src/assay/limits/precision-profile.ts";
import { probitLimit } from "../../../src/assay/limits/probit-limit.ts";
import { inversePrediction } from "../../../src/assay/curve/inverse-prediction.ts";
import { logisticResponse } from "../../../src/assay/curve/logistic.ts";
import { probabilityAbove } from "../../../src/assay/curve/probability-above.ts";
import { quantificationRange } from "../../../src/assay/curve/quantification-range.ts";
import { replicateSignals } from "../../../src/assay/curve/replicate-signals.ts";
import {
  standardCurve,
  type StandardCurve,
  type StandardCurveOptions,
} from "../../../src/assay/curve/standard-curve.ts";
import { bridge } from "../../../src/assay/quality/bridge.ts";
import { edgeEffect } from "../../../src/assay/quality/edge-effect.ts";
import { plateAcceptance } from "../../../src/assay/quality/plate-acceptance.ts";
import { plateBalance } from "../../../src/assay/quality/plate-balance.ts";
import { plateDrift } from "../../../src/assay/quality/plate-drift.ts";
import { replicateScatter } from "../../../src/assay/quality/replicate-cv.ts";
import { leveyJennings } from "../../../src/assay/quality/westgard.ts";
import { drawNormal } from "../../../src/core/draw.ts";
import { randomStream } from "../../../src/core/random.ts";
import type { Benchmark } from "../benchmark.ts";

const TRUTH = { a: 12, b: 0.98, c: 850, d: 23_000, g: 1 };
const WELLS = [16, 48, 160];

/** Standards of as many wells in duplicate, from 0.6 to 10,000, and 4 blanks. */
function fitOf(wells: number, options: Partial<StandardCurveOptions>): () => StandardCurve {
  const random = randomStream(3);
  const signalAt = (x: number): number => logisticResponse(TRUTH, x) * (1 + 0.06 * drawNormal(random));
  const levels = wells / 2;
  const standards = Array.from({ length: wells }, (_, i) => {
    const concentration = 10_000 * 4 ** ((-7 * Math.floor(i / 2)) / (levels - 1));
    return { concentration, signal: signalAt(concentration) };
  });
  const blanks = [0, 1, 2, 3].map(() => signalAt(0));
  return () =>
    standardCurve(
      { standards, blanks },
      {
        model: "4PL",
        family: "either",
        weighting: "1/y2",
        background: "included",
        direction: "rising",
        outliers: { rule: "none" },
        ...options,
      },
    );
}

const curve = fitOf(16, {})();
const numbers = (n: number): number[] => {
  const random = randomStream(4);
  return Array.from({ length: n }, () => Math.exp(0.2 * drawNormal(random)));
};
const read = (n: number) => () =>
  Array.from({ length: n }, (_, i) =>
    inversePrediction(curve, [20 + 40 * i, 22 + 40 * i], { confidence: 0.95, dilution: 1 }),
  );
const above = (n: number) => () =>
  Array.from({ length: n }, (_, i) => probabilityAbove(curve, [20 + i], { concentration: 1 }, 1));

/** One entry of a method whose cost goes with the size of its input. */
const growing = (
  method: string,
  setting: string,
  sizes: readonly number[],
  at: (n: number) => () => unknown,
): Benchmark => ({ method, setting, ours: at(sizes[0]!), growth: { sizes, at } });

export default [
  {
    method: "logistic-standard-curve",
    setting: "four parameters, 20 wells, weights 1/y2",
    promiseMs: 1,
    ours: fitOf(16, {}),
    growth: { sizes: WELLS, at: (n) => fitOf(n, {}) },
  },
  {
    method: "logistic-standard-curve",
    setting: "five parameters, one family, 20 wells, weights 1/y2",
    promiseMs: 1,
    ours: fitOf(16, { model: "5PL", family: "exponent-high" }),
  },
  {
    method: "logistic-standard-curve",
    setting: "five parameters, both families, 20 wells, weights 1/y2",
    ours: fitOf(16, { model: "5PL" }),
    growth: { sizes: WELLS, at: (n) => fitOf(n, { model: "5PL" }) },
  },
  {
    method: "logistic-standard-curve",
    setting: "four parameters, 20 wells, fitted power",
    ours: fitOf(16, { weighting: "fitted-power" }),
  },
  growing("inverse-prediction", "38 samples of two wells", [38, 120, 380], read),
  growing("probability-above-limit", "38 samples", [38, 120, 380], above),
  growing("standards-recovery", "8 standards in duplicate", WELLS, (n) => {
    const own = fitOf(n, {})();
    return () => quantificationRange(own, { leastRecovery: 0.8, mostRecovery: 1.2, mostCv: 0.2 });
  }),
  growing("precision-profile", "two wells a sample, 8 standards in duplicate", WELLS, (n) => {
    const own = fitOf(n, {})();
    return () => precisionProfile(own, { mostCv: 0.2, replicates: 2 });
  }),
  growing("replicate-signals", "20 wells", [20, 60, 200], (n) => {
    const signals = numbers(n);
    return () => replicateSignals(signals, { mostCv: 0.2, limits: [1] });
  }),
  growing("blank-mean-k-sd", "20 blanks", [20, 60, 200], (n) => {
    const blanks = numbers(n);
    return () => blankLimit(blanks, { k: 3, direction: "rising" });
  }),
  growing("ep17-limit-of-blank", "60 results", [60, 190, 600], (n) => {
    const results = [numbers(n)];
    return () => limitOfBlank(results, { alpha: 0.05, quantile: "exact" });
  }),
  growing("ep17-limit-of-detection", "60 results", [60, 190, 600], (n) => {
    const results = [numbers(n)];
    return () => limitOfDetection(1, results, { alpha: 0.05, quantile: "exact" });
  }),
  growing("probit-limit-of-detection", "6 levels", [6, 19, 60], (n) => {
    const rates = Array.from({ length: n }, (_, i) => ({
      concentration: 10 ** (i / n),
      detected: Math.round(2 + (16 * i) / n),
      tested: 20,
    }));
    return () => probitLimit(rates, { share: 0.95, confidence: 0.95 });
  }),
  growing("highest-limit", "20 plates", [20, 60, 200], (n) => {
    const limits = numbers(n).map((limit, i) => ({ name: `P${i}`, limit }));
    return () => highestLimit(limits);
  }),
  growing("detected-shares", "38 samples, 4 rules", [38, 120, 380], (n) => {
    const samples = numbers(n).map((signal) => ({ plate: "P1", signal, concentration: signal, off: null }));
    const rules = [0.5, 0.8, 1, 1.2].map((limit) => ({
      name: String(limit),
      of: "signal" as const,
      limits: new Map([["P1", limit]]),
    }));
    return () => detectedShares(samples, rules, "rising");
  }),
  growing("replicate-cv", "38 samples in duplicate", [38, 120, 380], (n) => {
    const samples = numbers(n).map((value) => [value, 1.1 * value]);
    return () => replicateScatter(samples);
  }),
  growing("levey-jennings", "40 runs", [40, 120, 400], (n) => {
    const values = numbers(n);
    return () => leveyJennings(values, { mean: 1, sd: 0.2, runs: 40 });
  }),
  growing("plate-acceptance", "8 standards in duplicate, 8 controls", [16, 48, 160], (n) => {
    const own = fitOf(n, {})();
    const recovery = { least: 0.8, most: 1.2 };
    return () =>
      plateAcceptance(
        { curve: own, controls: [], replicateCvs: [], beadCounts: [] },
        { standards: { leastShare: 0.75, leastLevels: 6, recovery, recoveryAtEnds: recovery } },
      );
  }),
  growing("bridge-median-log-ratio", "16 bridge samples", [16, 48, 160], (n) => {
    const samples = numbers(n).map((value, i) => ({ sample: `B${i}`, reference: value, other: 1.2 * value }));
    return () => bridge(samples, { confidence: 0.95 });
  }),
  growing("plate-drift", "12 plates", [12, 36, 120], (n) => {
    const values = numbers(n).map((value, i) => ({ plate: `P${i}`, value }));
    return () => plateDrift(values);
  }),
  growing("group-by-plate", "40 samples of two groups on 2 plates", [40, 120, 400], (n) => {
    const samples = Array.from({ length: n }, (_, i) => ({
      group: i % 3 === 0 ? "A" : "B",
      plate: i % 2 === 0 ? "P1" : "P2",
    }));
    return () => plateBalance(samples, { seed: 1 });
  }),
  growing("edge-effect", "36 wells of a plate of 384", [36, 120, 384], (n) => {
    // Scattered over the plate: 149 has no factor in common with 384.
    const wells = numbers(n).map((value, i) => {
      const place = (149 * i) % 384;
      return { well: `${"ABCDEFGHIJKLMNOP"[Math.floor(place / 24)]}${1 + (place % 24)}`, value };
    });
    return () => edgeEffect(wells, { wells: 384, confidence: 0.95 });
  }),
] satisfies readonly Benchmark[];
