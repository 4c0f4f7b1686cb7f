/** Simulated plates: what the true curve gives, with constant coefficient of variation. */
import { logisticResponse, type LogisticParameters } from "../../src/assay/curve/logistic.ts";
import { standardCurve, type StandardCurve } from "../../src/assay/curve/standard-curve.ts";
import type { Weighting } from "../../src/assay/curve/weighting.ts";
import { drawNormal } from "../../src/core/draw.ts";
import type { RandomStream } from "../../src/core/random.ts";

export interface PlateSetting {
  readonly model: "4PL" | "5PL";
  readonly weighting: Weighting;
}

const TRUTH: LogisticParameters = { a: 12, b: 0.98, c: 850, d: 23_000, g: 1 };
const SCATTER = 0.06;
const STANDARDS = [10_000, 2500, 625, 156.25, 39.0625, 9.765625, 2.44140625, 0.6103515625];

/** One well's signal. */
export const signalOf = (random: RandomStream, concentration: number): number =>
  logisticResponse(TRUTH, concentration) * (1 + SCATTER * drawNormal(random));

/** The curve of 8 standards in duplicate and 4 blanks, which are included. */
export const simulatedCurve = (random: RandomStream, { model, weighting }: PlateSetting): StandardCurve =>
  standardCurve(
    {
      standards: STANDARDS.flatMap((concentration) =>
        [0, 1].map(() => ({ concentration, signal: signalOf(random, concentration) })),
      ),
      blanks: [0, 1, 2, 3].map(() => signalOf(random, 0)),
    },
    {
      model,
      family: "either",
      weighting,
      background: "included",
      direction: "rising",
      outliers: { rule: "none" },
    },
  );
