import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../tools/conform/compare.ts";
import * as beta from "./beta.ts";
import * as binomial from "./binomial.ts";
import * as chiSquare from "./chi-square.ts";
import * as f from "./f.ts";
import * as gamma from "./gamma.ts";
import * as noncentral from "./fisher-noncentral-hypergeometric.ts";
import * as hypergeometric from "./hypergeometric.ts";
import * as kolmogorov from "./kolmogorov.ts";
import * as logistic from "./logistic.ts";
import * as lognormal from "./lognormal.ts";
import * as negativeBinomial from "./negative-binomial.ts";
import * as normal from "./normal.ts";
import * as poisson from "./poisson.ts";
import * as studentT from "./student-t.ts";
import * as weibull from "./weibull.ts";

interface Family {
  readonly name: string;
  readonly density: (x: number) => number;
  readonly logDensity: (x: number) => number;
  readonly cdf: (x: number) => number;
  readonly sf: (x: number) => number;
  readonly logCdf: (x: number) => number;
  readonly logSf: (x: number) => number;
  readonly quantile: (p: number) => number;
  readonly upperQuantile: (q: number) => number;
  readonly quantileOfLog: (logP: number) => number;
  readonly upperQuantileOfLog: (logQ: number) => number;
}

type Functions<D> = { [K in keyof Omit<Family, "name">]: (d: D, x: number) => number };

const of = <D>(name: string, functions: Functions<D>, d: D): Family => ({
  name: `${name} ${JSON.stringify(d)}`,
  density: (x) => functions.density(d, x),
  logDensity: (x) => functions.logDensity(d, x),
  cdf: (x) => functions.cdf(d, x),
  sf: (x) => functions.sf(d, x),
  logCdf: (x) => functions.logCdf(d, x),
  logSf: (x) => functions.logSf(d, x),
  quantile: (p) => functions.quantile(d, p),
  upperQuantile: (q) => functions.upperQuantile(d, q),
  quantileOfLog: (logP) => functions.quantileOfLog(d, logP),
  upperQuantileOfLog: (logQ) => functions.upperQuantileOfLog(d, logQ),
});

const continuous: readonly Family[] = [
  of("normal", normal, { mean: 3, sd: 2 }),
  of("lognormal", lognormal, { meanLog: 0.3, sdLog: 1.2 }),
  of("logistic", logistic, { location: 1, scale: 2 }),
  of("weibull", weibull, { shape: 1.7, scale: 3 }),
  of("gamma", gamma, { shape: 0.3, rate: 2 }),
  of("gamma", gamma, { shape: 400, rate: 0.1 }),
  of("chi-square", chiSquare, { df: 1 }),
  of("chi-square", chiSquare, { df: 17 }),
  of("beta", beta, { shape1: 0.5, shape2: 0.7 }),
  of("beta", beta, { shape1: 90, shape2: 4 }),
  of("t", studentT, { df: 1 }),
  of("t", studentT, { df: 5.5 }),
  of("t", studentT, { df: 1e7 }),
  of("f", f, { df1: 3, df2: 20 }),
  of("f", f, { df1: 120, df2: 0.8 }),
  // Kolmogorov's has no parameters.
  { name: "kolmogorov", ...kolmogorov },
];

const discrete: readonly Family[] = [
  of("binomial", binomial, { n: 40, probability: 0.3 }),
  of("binomial", binomial, { n: 1, probability: 0.9 }),
  of("poisson", poisson, { mean: 7.2 }),
  of("negative binomial", negativeBinomial, { size: 2.5, probability: 0.2 }),
  of("hypergeometric", hypergeometric, { white: 30, black: 25, drawn: 40 }),
  of("noncentral hypergeometric", noncentral, { draws: 40, successes: 30, failures: 25, oddsRatio: 1.7 }),
];

// Shares away from the ends, where both tails are known to full relative accuracy.
const share = fc.double({ min: 1e-12, max: 0.999, noNaN: true });

describe.each(continuous)("laws of $name", (d) => {
  it("the quantile inverts the cdf, the upper quantile the sf", () => {
    fc.assert(
      fc.property(share, (p) => {
        const x = d.quantile(p);
        const y = d.upperQuantile(p);
        // A quantile is a double: an ulp of it moves the tail by density * ulp.
        const slackAt = (at: number) => 4e-16 * Math.abs(at) * d.density(at);
        expect(Math.abs(d.cdf(x) - p)).toBeLessThanOrEqual(2e-13 * p + slackAt(x));
        expect(Math.abs(d.sf(y) - p)).toBeLessThanOrEqual(2e-13 * p + slackAt(y));
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it("the tails add up to 1 and agree with their logarithms", () => {
    fc.assert(
      fc.property(share, (p) => {
        const x = d.quantile(p);
        expect(Math.abs(d.cdf(x) + d.sf(x) - 1)).toBeLessThanOrEqual(1e-15);
        expect(relativeError(Math.exp(d.logCdf(x)), d.cdf(x))).toBeLessThanOrEqual(2e-14);
        expect(relativeError(Math.exp(d.logSf(x)), d.sf(x))).toBeLessThanOrEqual(2e-14);
        expect(relativeError(Math.exp(d.logDensity(x)), d.density(x))).toBeLessThanOrEqual(1e-13);
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  it("the density is the slope of the cdf", () => {
    for (const p of [0.1, 0.3, 0.6, 0.9]) {
      const x = d.quantile(p);
      const h = 1e-4 * (d.quantile(p + 0.05) - d.quantile(p - 0.05));
      // Richardson: the error of the two central differences cancels to order h^4.
      const slope = (step: number) => (d.cdf(x + step) - d.cdf(x - step)) / (2 * step);
      expect(relativeError((4 * slope(h / 2) - slope(h)) / 3, d.density(x))).toBeLessThanOrEqual(1e-8);
    }
  });

  it("quantiles by logarithms agree, and go on where a probability underflows", () => {
    for (const p of [1e-300, 1e-9, 0.02, 0.49, 0.51, 0.9]) {
      for (const [ofLog, plain] of [
        [d.quantileOfLog, d.quantile],
        [d.upperQuantileOfLog, d.upperQuantile],
      ] as const) {
        const x = plain(p);
        if (Number.isFinite(x))
          expect(Math.abs(ofLog(Math.log(p)) - x)).toBeLessThanOrEqual(
            1e-11 * Math.abs(x) + (p > 0.1 ? 4e-16 / d.density(x) : 0),
          );
        else expect(ofLog(Math.log(p))).toBe(x);
      }
    }
    for (const [ofLog, logOf] of [
      [d.quantileOfLog, d.logCdf],
      [d.upperQuantileOfLog, d.logSf],
    ] as const) {
      const x = ofLog(-2000);
      // Far out the point itself may round to an end of the support.
      if (x !== 0 && Number.isFinite(x) && Number.isFinite(logOf(x)))
        expect(relativeError(logOf(x), -2000)).toBeLessThanOrEqual(1e-10);
    }
    expect(d.quantileOfLog(1)).toBeNaN();
    expect(d.upperQuantileOfLog(Number.NaN)).toBeNaN();
  });

  it("the ends of the probability scale give the ends of the support", () => {
    expect(d.cdf(d.quantile(0))).toBe(0);
    expect(d.sf(d.quantile(1))).toBe(0);
    expect(d.upperQuantile(0)).toBe(d.quantile(1));
    expect(d.upperQuantile(1)).toBe(d.quantile(0));
  });

  it("NaN in gives NaN out, and so does a probability outside 0 to 1", () => {
    for (const value of [
      d.cdf(Number.NaN),
      d.sf(Number.NaN),
      d.quantile(Number.NaN),
      d.quantile(-0.1),
      d.upperQuantile(1.1),
    ])
      expect(value).toBeNaN();
  });
});

describe.each(discrete)("laws of $name", (d) => {
  const support = Array.from({ length: 41 }, (_, k) => k).filter((k) => d.density(k) > 0);

  it("the cdf sums the densities, and sf is what remains", () => {
    let sum = 0;
    for (const k of support) {
      sum += d.density(k);
      expect(relativeError(d.cdf(k), sum)).toBeLessThanOrEqual(1e-13);
      expect(Math.abs(d.cdf(k) + d.sf(k) - 1)).toBeLessThanOrEqual(1e-15);
      expect(d.cdf(k + 0.5)).toBe(d.cdf(k));
    }
  });

  it("sf differs from its neighbour by the density, on the log scale too", () => {
    for (const k of support.slice(1)) {
      expect(relativeError(d.sf(k) + d.density(k), d.sf(k - 1))).toBeLessThanOrEqual(1e-13);
      expect(relativeError(Math.exp(d.logDensity(k)), d.density(k))).toBeLessThanOrEqual(1e-13);
    }
  });

  it("the quantile is the smallest whole number that reaches the probability", () => {
    for (const k of support.filter((at) => d.sf(at) > 1e-5)) {
      expect(d.quantile(d.cdf(k))).toBe(k);
      expect(d.quantile(d.cdf(k) * (1 + 1e-9))).toBe(k + 1);
      expect(d.upperQuantile(d.sf(k))).toBe(k);
      expect(d.upperQuantile(d.sf(k) * (1 - 1e-9))).toBe(k + 1);
    }
  });

  it("quantiles by logarithms are the same", () => {
    for (const p of [1e-4, 0.02, 0.3, 0.6, 0.97]) {
      expect(d.quantileOfLog(Math.log(p))).toBe(d.quantile(p));
      expect(d.upperQuantileOfLog(Math.log(p))).toBe(d.upperQuantile(p));
    }
    expect([d.quantileOfLog(-Infinity), d.upperQuantileOfLog(0)]).toEqual([d.quantile(0), d.quantile(0)]);
    expect(d.quantileOfLog(0.1)).toBeNaN();
  });

  it("has no probability outside its support", () => {
    expect(d.density(-1)).toBe(0);
    expect(d.density(0.5)).toBe(0);
    expect(d.cdf(-1)).toBe(0);
    expect(d.sf(-1)).toBe(1);
  });
});

describe("relations between the families", () => {
  it("t squared is F, an F with endless df2 is a chi-square over its df", () => {
    for (const x of [0.01, 0.7, 2, 9]) {
      expect(
        relativeError(f.sf({ df1: 1, df2: 7 }, x * x), 2 * studentT.sf({ df: 7 }, x)),
      ).toBeLessThanOrEqual(1e-13);
      expect(f.sf({ df1: 3, df2: Infinity }, x)).toBe(chiSquare.sf({ df: 3 }, 3 * x));
      expect(studentT.sf({ df: Infinity }, x)).toBe(normal.sf(normal.standard, x));
    }
  });

  it("t with 1 and 2 degrees of freedom has closed forms, far out as well", () => {
    for (const t of [1e-8, 0.3, 1, 40, 1e10, 1e200]) {
      expect(relativeError(studentT.sf({ df: 1 }, t), Math.atan(1 / t) / Math.PI)).toBeLessThanOrEqual(1e-13);
      const root = t < 1e100 ? Math.sqrt(2 + t * t) : t;
      expect(
        relativeError(studentT.logSf({ df: 2 }, t), -Math.log(root) - Math.log(root + t)),
      ).toBeLessThanOrEqual(1e-14);
    }
  });

  it("chi-square with 2 degrees of freedom is exponential, also where the tail underflows", () => {
    for (const x of [1e-300, 0.01, 3, 1400, 1e6])
      expect(relativeError(chiSquare.logSf({ df: 2 }, x), -x / 2)).toBeLessThanOrEqual(2e-13);
  });

  it("beta with a shape of 1 is a power", () => {
    for (const x of [1e-300, 1e-5, 0.3, 0.9999])
      expect(
        relativeError(beta.logCdf({ shape1: 2.5, shape2: 1 }, x), 2.5 * Math.log(x)),
      ).toBeLessThanOrEqual(1e-14);
  });
});
