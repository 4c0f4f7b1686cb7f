/** Parameters, mean, standard deviation and quantiles of each law, as functionals of its two coordinates. */
import * as elementary from "../../core/elementary.ts";
import { digamma, logGamma, logGammaOnePlus, trigamma } from "../../num/gamma.ts";
import { logQuantileOfMeanOne } from "./gamma-sample.ts";
import { FAMILIES, type OutcomeDistribution } from "./outcome.ts";
import type { Functional, SampleModel } from "./sample-model.ts";

export type SampleDistribution = "normal" | "lognormal" | "gamma" | "weibull";

export const SAMPLE_DISTRIBUTIONS: readonly SampleDistribution[] = [
  "normal",
  "lognormal",
  "gamma",
  "weibull",
];

/** How a functional's coordinate becomes the number reported: itself, exp of it, or exp of minus it. */
export type Report = "identity" | "exp" | "reciprocal";

export interface Wanted {
  readonly functional: Functional;
  readonly report: Report;
}

interface Named extends Wanted {
  readonly name: string;
}

/** A function of the scale with two derivatives. */
type Shift = (scale: number) => readonly [number, number, number];

const zero: Shift = () => [0, 0, 0];

/** log mean less location of a lognormal law. */
const halfSquare: Shift = (s) => [0.5 * s * s, s, 1];

/** log standard deviation less location of a lognormal law. */
const lognormalSpread: Shift = (s) => {
  const e = elementary.expm1(s * s);
  const more = 1 + 1 / e;
  // log expm1(s^2) without overflow.
  const log = s * s > 30 ? s * s + elementary.log1p(-elementary.exp(-s * s)) : elementary.log(e);
  return [0.5 * (s * s + log), s * (1 + more), 1 + more - (2 * s * s * more) / e];
};

/** log mean less log scale of a Weibull law, s being 1 / shape. */
const weibullMean: Shift = (s) => [logGammaOnePlus(s), digamma(1 + s), trigamma(1 + s)];

/** log standard deviation less log scale of a Weibull law: sd = mean sqrt(exp(d) - 1), d = log of E x^2 / mean^2. */
const weibullSpread: Shift = (s) => {
  const [mean, first, second] = weibullMean(s);
  const d = logGamma(1 + 2 * s) - 2 * mean;
  const e = elementary.expm1(d);
  const d1 = 2 * (digamma(1 + 2 * s) - first);
  const d2 = 4 * trigamma(1 + 2 * s) - 2 * second;
  const more = 1 + 1 / e;
  return [
    mean + 0.5 * elementary.log(e),
    first + 0.5 * more * d1,
    second + 0.5 * (more * d2 - (more / e) * d1 * d1),
  ];
};

export interface Functionals {
  readonly parameters: readonly [Named, Named];
  /** The pair whose covariance is reported. */
  readonly working: readonly [Named, Named];
  readonly mean: Wanted;
  readonly standardDeviation: Wanted;
  readonly quantile: (probability: number) => Wanted;
}

export function functionalsOf(distribution: SampleDistribution, model: SampleModel): Functionals {
  const { shifted, logScale } = model;
  if (distribution === "gamma") {
    const logMean = shifted(zero);
    // log of the scale 1 / rate = log mean - log shape.
    const logUnit = shifted((k) => [-elementary.log(k), -1 / k, 1 / (k * k)]);
    const spread = shifted((k) => [-0.5 * elementary.log(k), -0.5 / k, 0.5 / (k * k)]);
    return {
      parameters: [
        { name: "shape", functional: logScale, report: "exp" },
        { name: "rate", functional: logUnit, report: "reciprocal" },
      ],
      working: [
        { name: "log mean", functional: logMean, report: "identity" },
        { name: "log shape", functional: logScale, report: "identity" },
      ],
      mean: { functional: logMean, report: "exp" },
      standardDeviation: { functional: spread, report: "exp" },
      quantile: (p) => ({
        functional: shifted(logQuantileOfMeanOne(p)),
        report: "exp",
      }),
    };
  }
  const { law } = FAMILIES[distribution satisfies OutcomeDistribution];
  const quantile = (p: number): Wanted => {
    const z = law.quantile(p);
    return {
      functional: shifted((s) => [z * s, z, 0]),
      report: distribution === "normal" ? "identity" : "exp",
    };
  };
  const location = shifted(zero);
  if (distribution === "weibull") {
    return {
      parameters: [
        { name: "shape", functional: logScale, report: "reciprocal" },
        { name: "scale", functional: location, report: "exp" },
      ],
      working: [
        { name: "log scale", functional: location, report: "identity" },
        { name: "-log shape", functional: logScale, report: "identity" },
      ],
      mean: { functional: shifted(weibullMean), report: "exp" },
      standardDeviation: { functional: shifted(weibullSpread), report: "exp" },
      quantile,
    };
  }
  const isNormal = distribution === "normal";
  const names = isNormal ? (["mean", "standardDeviation"] as const) : (["meanLog", "sdLog"] as const);
  return {
    parameters: [
      { name: names[0], functional: location, report: "identity" },
      { name: names[1], functional: logScale, report: "exp" },
    ],
    working: [
      { name: names[0], functional: location, report: "identity" },
      { name: `log ${names[1]}`, functional: logScale, report: "identity" },
    ],
    mean: isNormal
      ? { functional: location, report: "identity" }
      : { functional: shifted(halfSquare), report: "exp" },
    standardDeviation: isNormal
      ? { functional: logScale, report: "exp" }
      : { functional: shifted(lognormalSpread), report: "exp" },
    quantile,
  };
}
