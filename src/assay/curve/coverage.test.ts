/** 200 simulated plates of 36 samples in duplicate, a sixth of them without analyte: how many intervals hold the truth. */
import { describe, expect, it } from "vitest";
import { drawNormal } from "../../core/draw.ts";
import { randomStream } from "../../core/random.ts";
import { inversePrediction } from "./inverse-prediction.ts";
import { type LogisticParameters, logisticResponse } from "./logistic.ts";
import { type Background, standardCurve } from "./standard-curve.ts";
import type { Weighting } from "./weighting.ts";

const LEVELS = [10_000, 2500, 625, 156.25, 39.0625, 9.765625, 2.44140625, 0.6103515625];
const FOUR: LogisticParameters = { a: 12, b: 0.98, c: 850, d: 23_000, g: 1 };
const FIVE: LogisticParameters = { a: 23_000, b: -0.98, c: 850, d: 12, g: 1.1 };
const TRUE_CONCENTRATIONS = Array.from({ length: 36 }, (_, k) =>
  k < 6 ? 0 : Math.exp(Math.log(0.3) + ((k - 6) / 30) * Math.log(5000 / 0.3)),
);

type Scatter = (signal: number, z: number, other: number) => number;
/** Constant coefficient of variation; the same with noise of the reader. */
const relative: Scatter = (signal, z) => signal * (1 + 0.06 * z);
const withReader: Scatter = (signal, z, other) => signal * (1 + 0.06 * z) + 1.2 * other;

interface Setting {
  readonly name: string;
  readonly truth: LogisticParameters;
  readonly scatter: Scatter;
  readonly model: "4PL" | "5PL";
  readonly weighting: Weighting;
  readonly background: Background;
}

const SETTINGS: readonly Setting[] = [
  {
    name: "4PL, 1/y2, blanks included",
    truth: FOUR,
    scatter: relative,
    model: "4PL",
    weighting: "1/y2",
    background: "included",
  },
  {
    name: "4PL, 1/y2, blanks subtracted",
    truth: FOUR,
    scatter: relative,
    model: "4PL",
    weighting: "1/y2",
    background: "subtracted",
  },
  {
    name: "5PL, 1/y2, blanks included",
    truth: FIVE,
    scatter: relative,
    model: "5PL",
    weighting: "1/y2",
    background: "included",
  },
  {
    name: "4PL, 1/y2, reader noise",
    truth: FOUR,
    scatter: withReader,
    model: "4PL",
    weighting: "1/y2",
    background: "included",
  },
  {
    name: "4PL, fitted power, reader noise",
    truth: FOUR,
    scatter: withReader,
    model: "4PL",
    weighting: "fitted-power",
    background: "included",
  },
];

describe("the 95 % interval of a concentration", () => {
  it.each(SETTINGS)("holds the truth in 93 to 97 % of samples: $name", (setting) => {
    const random = randomStream(20_261_126);
    const { truth, scatter, model, weighting, background } = setting;
    const signalAt = (x: number): number =>
      scatter(logisticResponse(truth, x), drawNormal(random), drawNormal(random));
    let held = 0;
    let samples = 0;
    for (let plate = 0; plate < 200; plate++) {
      const curve = standardCurve(
        {
          standards: LEVELS.flatMap((concentration) =>
            [0, 1].map(() => ({ concentration, signal: signalAt(concentration) })),
          ),
          blanks: [0, 1, 2, 3].map(() => signalAt(0)),
        },
        { model, family: "either", weighting, background, direction: "rising", outliers: { rule: "none" } },
      );
      if (curve.status !== "good") continue;
      for (const truth of TRUE_CONCENTRATIONS) {
        const signals = [signalAt(truth), signalAt(truth)];
        const { lower, upper } = inversePrediction(curve, signals, { confidence: 0.95, dilution: 1 });
        samples++;
        if (lower !== null && lower <= truth && truth <= upper!) held++;
      }
    }
    expect(samples).toBeGreaterThan(195 * 36);
    expect(held / samples).toBeGreaterThan(0.93);
    expect(held / samples).toBeLessThan(0.97);
  });
});
