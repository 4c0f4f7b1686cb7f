import { describe, expect, it } from "vitest";
import * as gamma from "../../distributions/gamma.ts";
import * as lognormal from "../../distributions/lognormal.ts";
import * as normal from "../../distributions/normal.ts";
import * as weibull from "../../distributions/weibull.ts";
import { relativeError } from "../../../tools/conform/compare.ts";
import { gammaSample } from "./gamma-sample.ts";
import { locationScaleSample } from "./location-scale-sample.ts";
import { FAMILIES, packOutcomes } from "./outcome.ts";
import { oneSample } from "./sample-fit.ts";
import { functionalsOf, SAMPLE_DISTRIBUTIONS, type SampleDistribution } from "./sample-functionals.ts";
import type { SampleModel, Two } from "./sample-model.ts";

const sample = {
  values: [1, 1.2, 1.7, 2.3, 3.1, 4.4, 9.5],
  nondetect: [true, ...Array.from({ length: 6 }, () => false)],
};
const modelOf = (distribution: SampleDistribution): SampleModel => {
  const data = oneSample(packOutcomes(sample, distribution !== "normal"));
  return distribution === "gamma" ? gammaSample(data) : locationScaleSample(FAMILIES[distribution].law, data);
};
const points: readonly Two[] = [
  [0.1, 0.9],
  [-0.4, 1.6],
  [0.7, 0.5],
];

describe.each(SAMPLE_DISTRIBUTIONS)("%s", (distribution) => {
  const model = modelOf(distribution);
  const { parameters, working, mean, standardDeviation, quantile } = functionalsOf(distribution, model);
  const all = {
    first: parameters[0],
    second: parameters[1],
    mean,
    standardDeviation,
    q10: quantile(0.1),
    q90: quantile(0.9),
  };

  it.each(Object.entries(all))(
    "%s: the chart inverts the functional, its derivatives are those of differences",
    (_, wanted) => {
      const { chart, placeAt, otherAt } = wanted.functional;
      for (const point of points) {
        const [place, other] = [placeAt(point), otherAt(point)];
        const here = chart(place, other);
        for (const k of [0, 1] as const) expect(Math.abs(here.point[k] - point[k])).toBeLessThan(1e-12);
        const h = 1e-4;
        for (const k of [0, 1] as const) {
          const along = (chart(place, other + h).point[k] - chart(place, other - h).point[k]) / (2 * h);
          const bend = (chart(place, other + h).along[k] - chart(place, other - h).along[k]) / (2 * h);
          const across = (chart(place + h, other).point[k] - chart(place - h, other).point[k]) / (2 * h);
          expect(Math.abs(here.along[k] - along)).toBeLessThan(2e-6 * (1 + Math.abs(along)));
          expect(Math.abs(here.bend[k] - bend)).toBeLessThan(2e-6 * (1 + Math.abs(bend)));
          expect(Math.abs(here.across[k] - across)).toBeLessThan(2e-6 * (1 + Math.abs(across)));
        }
      }
    },
  );

  it("what is reported is that of the law with these parameters", () => {
    for (const point of points) {
      const report = ({ functional, report: how }: (typeof all)["mean"]): number => {
        const place = functional.placeAt(point);
        return how === "identity" ? place : Math.exp(how === "exp" ? place : -place);
      };
      const [a, b] = parameters.map(report) as [number, number];
      const law = {
        normal: { mean: a, sd: b, q: (p: number) => normal.quantile({ mean: a, sd: b }, p) },
        lognormal: {
          mean: Math.exp(a + (b * b) / 2),
          sd: Math.exp(a + (b * b) / 2) * Math.sqrt(Math.expm1(b * b)),
          q: (p: number) => lognormal.quantile({ meanLog: a, sdLog: b }, p),
        },
        gamma: {
          mean: a / b,
          sd: Math.sqrt(a) / b,
          q: (p: number) => gamma.quantile({ shape: a, rate: b }, p),
        },
        weibull: {
          mean: Number.NaN,
          sd: Number.NaN,
          q: (p: number) => weibull.quantile({ shape: a, scale: b }, p),
        },
      }[distribution];
      for (const p of [0.1, 0.9]) expect(relativeError(report(quantile(p)), law.q(p))).toBeLessThan(1e-11);
      if (distribution === "weibull") {
        // Moments by the midpoint rule on the quantiles.
        let [sum, squares] = [0, 0];
        const n = 40_000;
        for (let k = 0; k < n; k++) {
          const x = law.q((k + 0.5) / n);
          sum += x / n;
          squares += (x * x) / n;
        }
        expect(relativeError(report(mean), sum)).toBeLessThan(2e-3);
        expect(relativeError(report(standardDeviation), Math.sqrt(squares - sum * sum))).toBeLessThan(2e-2);
      } else {
        expect(relativeError(report(mean), law.mean)).toBeLessThan(1e-12);
        expect(relativeError(report(standardDeviation), law.sd)).toBeLessThan(1e-12);
      }
    }
    expect(working.length).toBe(2);
  });
});
