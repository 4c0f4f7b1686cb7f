/** Tests and intervals of means, spreads and one sample against test/reference/generate/means.py, made at 50 digits from the same doubles. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  autocorrelation,
  bartlett,
  brownForsythe,
  flignerKilleen,
  medianInterval,
  oneWayAnova,
  pairedT,
  pearsonCorrelation,
  quantile,
  type QuantileType,
  standardisedDifferenceContinuous,
  standardisedMeanDifference,
  studentT,
  tukey,
  varianceRatio,
  welchAnova,
  welchT,
} from "../src/stats/index.ts";
import { relativeError } from "../tools/conform/compare.ts";

interface Input {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly groups: readonly (readonly number[])[];
  readonly p: number;
}

interface Case {
  readonly method: string;
  readonly input: Input;
  readonly expect: Readonly<Record<string, number>>;
}

const { source, cases } = JSON.parse(readFileSync("test/reference/means.json", "utf8")) as {
  readonly source: string;
  readonly cases: readonly Case[];
};

const options = { alternative: "two-sided", confidence: 0.95 } as const;
const types = [4, 5, 6, 7, 8, 9] as const satisfies readonly QuantileType[];

/** The method's answer, and the relative error that its page states. */
const methods: Readonly<Record<string, readonly [(input: Input) => object, number]>> = {
  autocorrelation: [({ x }) => autocorrelation(x, 1), 1e-14],
  bartlett: [({ groups }) => bartlett(groups), 1e-13],
  "brown-forsythe": [({ groups }) => brownForsythe(groups, { centre: "median" }), 1e-14],
  "fligner-killeen": [({ groups }) => flignerKilleen(groups), 1e-14],
  levene: [({ groups }) => brownForsythe(groups, { centre: "mean" }), 1e-14],
  "median-interval": [({ x }) => medianInterval(x, options), 1e-15],
  "one-way-anova": [({ groups }) => oneWayAnova(groups), 1e-14],
  "paired-t": [({ x, y }) => pairedT(x, y, options), 1e-14],
  "pearson-correlation": [({ x, y }) => pearsonCorrelation(x, y, options), 1e-14],
  quantile: [
    ({ x, p }) => Object.fromEntries(types.map((type) => [`type${type}`, quantile(x, p, { type })])),
    1e-15,
  ],
  "standardised-difference": [({ x, y }) => standardisedDifferenceContinuous(x, y), 1e-15],
  "standardised-mean-difference": [({ x, y }) => standardisedMeanDifference(x, y), 1e-14],
  "student-t": [({ x, y }) => studentT(x, y, options), 1e-14],
  "tukey-kramer": [({ groups }) => tukey(groups, options).pairs[0]!, 1e-14],
  "variance-ratio": [({ x, y }) => varianceRatio(x, y, options), 1e-14],
  "welch-anova": [({ groups }) => welchAnova(groups), 1e-14],
  "welch-t": [({ x, y }) => welchT(x, y, options), 1e-14],
};

describe(`against ${source}`, () => {
  it.each(Object.entries(methods))("%s", (method, [answer, tolerance]) => {
    const own = cases.filter((one) => one.method === method);
    expect(own.length).toBeGreaterThan(2);
    const worst = { error: 0, of: "" };
    for (const { input, expect: wanted } of own) {
      const got = answer(input) as Readonly<Record<string, number>>;
      for (const [name, value] of Object.entries(wanted)) {
        const error = relativeError(got[name]!, value);
        if (!(error <= worst.error))
          Object.assign(worst, { error, of: `${name} of ${JSON.stringify(input)}` });
      }
    }
    expect(worst.error, worst.of).toBeLessThanOrEqual(tolerance);
  });
});
