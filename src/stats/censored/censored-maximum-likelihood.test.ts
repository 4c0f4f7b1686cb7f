import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";
import { chiSquareQuantile } from "../regression/inference.ts";
import {
  type CensoredEstimate,
  type CensoredFitOptions,
  type CensoredFitResult,
  censoredMaximumLikelihood,
} from "./censored-maximum-likelihood.ts";
import type { CensoredSample, IntervalSample } from "./censored-sample.ts";
import { SAMPLE_DISTRIBUTIONS, type SampleDistribution } from "./sample-functionals.ts";

interface Expected {
  readonly estimate: number;
  readonly standardError: number;
  readonly profileLower: number;
  readonly profileUpper: number;
}
interface Golden {
  readonly case: string;
  readonly input: {
    readonly lower: readonly (number | string)[];
    readonly upper: readonly (number | string)[];
    readonly counts: readonly number[];
    readonly distribution: SampleDistribution;
  };
  readonly expected: {
    readonly logLikelihood: number;
    readonly functionals: Readonly<Record<string, Expected>>;
  };
}
const golden = JSON.parse(
  readFileSync(new URL("../../../test/reference/censored-maximum-likelihood.json", import.meta.url), "utf8"),
) as { readonly source: string; readonly cases: readonly Golden[] };
const end = (value: number | string): number =>
  value === "Inf" ? Infinity : value === "-Inf" ? -Infinity : Number(value);
const options = (distribution: SampleDistribution): CensoredFitOptions => ({
  distribution,
  confidence: 0.95,
  probabilities: [0.5, 0.9],
});
const near = (got: number | null | undefined, want: number, tolerance: number): void => {
  expect(typeof got).toBe("number");
  expect(relativeError(got!, want)).toBeLessThan(tolerance);
};
const found = (fit: CensoredFitResult, name: string): CensoredEstimate => {
  if (name === "q90") return fit.quantiles[1]!;
  const own = fit.parameters.find((parameter) => parameter.name === name);
  return own ?? (name === "mean" ? fit.mean : fit.standardDeviation);
};

describe(`golden: ${golden.source}`, () => {
  it.each(golden.cases)("$case", ({ input, expected }) => {
    const sample = { lower: input.lower.map(end), upper: input.upper.map(end), counts: input.counts };
    const fit = censoredMaximumLikelihood(sample, options(input.distribution));
    near(fit.logLikelihood, expected.logLikelihood, 1e-13);
    for (const [name, want] of Object.entries(expected.functionals)) {
      const got = found(fit, name);
      near(got.estimate, want.estimate, 1e-11);
      near(got.standardError, want.standardError, 1e-11);
      near(got.profileLower, want.profileLower, 1e-11);
      near(got.profileUpper, want.profileUpper, 1e-11);
    }
  });
});

const mixed: CensoredSample = {
  values: [1, 1, 2, 1.2, 1.7, 1.7, 2.3, 3.1, 4.4, 5, 5, 9.5],
  nondetect: [true, true, true, false, false, false, false, false, false, false, false, false],
};

// The upper 2.5 % point of the standard normal law, R qnorm.
const Z = 1.959963984540054;

describe("derived by hand", () => {
  it("normal without censoring: mean, root of SS / n, their errors sigma / sqrt(n) and sigma / sqrt(2 n)", () => {
    // 2, 4, 9: mean 5, SS 26.
    const fit = censoredMaximumLikelihood(
      { values: [2, 4, 9], nondetect: [false, false, false] },
      options("normal"),
    );
    const sigma = Math.sqrt(26 / 3);
    near(fit.mean.estimate, 5, 1e-14);
    near(fit.mean.standardError, sigma / Math.sqrt(3), 1e-14);
    near(fit.standardDeviation.estimate, sigma, 1e-14);
    near(fit.standardDeviation.standardError, sigma / Math.sqrt(6), 1e-14);
    near(fit.logLikelihood, -1.5 * Math.log(2 * Math.PI * (26 / 3)) - 1.5, 1e-14);
    // Profile of the mean: n log(1 + (m - 5)^2 / sigma^2) = q.
    const reach = sigma * Math.sqrt(Math.expm1(chiSquareQuantile(0.95) / 3));
    near(fit.mean.profileLower, 5 - reach, 1e-12);
    near(fit.mean.profileUpper, 5 + reach, 1e-12);
    // By the delta method: the mean on its own scale, the standard deviation on that of its logarithm.
    near(fit.mean.lower, 5 - (Z * sigma) / Math.sqrt(3), 1e-12);
    near(fit.mean.upper, 5 + (Z * sigma) / Math.sqrt(3), 1e-12);
    near(fit.standardDeviation.lower, sigma * Math.exp(-Z / Math.sqrt(6)), 1e-12);
    near(fit.standardDeviation.upper, sigma * Math.exp(Z / Math.sqrt(6)), 1e-12);
    expect(fit).toMatchObject({
      method: "censored-maximum-likelihood",
      distribution: "normal",
      confidence: 0.95,
      converged: true,
      n: 3,
      exact: 3,
      leftCensored: 0,
      rightCensored: 0,
      intervalCensored: 0,
      coxInterval: null,
      bound: null,
      reason: null,
    });
    expect(fit.criterion!).toBeLessThan(1e-9);
    expect(censoredMaximumLikelihood(mixed, options("normal")).iterations).toBeGreaterThan(0);
    expect(fit.logLikelihoodLinearScale).toBe(fit.logLikelihood);
    near(fit.aic, 4 - 2 * fit.logLikelihood!, 1e-14);
    expect(fit.quantiles.map(({ probability }) => probability)).toEqual([0.5, 0.9]);
    near(fit.quantiles[0]!.estimate, 5, 1e-13);
    // R qnorm(0.9).
    near(fit.quantiles[1]!.estimate, 5 + 1.2815515655446004 * sigma, 1e-13);
    expect(fit.covariance!.of).toEqual(["mean", "log standardDeviation"]);
    near(fit.covariance!.matrix[0]![0], sigma ** 2 / 3, 1e-13);
    near(fit.covariance!.matrix[1]![1], 1 / 6, 1e-13);
    expect(Math.abs(fit.covariance!.matrix[0]![1]!)).toBeLessThan(1e-14);
  });

  it("lognormal without censoring: Cox's interval, mean and spread from the logarithms", () => {
    // Logarithms 0, 1, 2, 3: mean 1.5, variance 1.25.
    const fit = censoredMaximumLikelihood(
      { values: [0, 1, 2, 3].map(Math.exp), nondetect: [false, false, false, false] },
      options("lognormal"),
    );
    const reach = Z * Math.sqrt(1.25 / 4 + 1.25 ** 2 / 10);
    near(fit.coxInterval!.lower, Math.exp(1.5 + 0.625 - reach), 1e-12);
    near(fit.coxInterval!.upper, Math.exp(1.5 + 0.625 + reach), 1e-12);
    near(fit.mean.estimate, Math.exp(2.125), 1e-12);
    // Delta method of m + s^2 / 2: s^2 / n + s^4 / (2 n).
    near(fit.mean.standardError, Math.exp(2.125) * Math.sqrt(1.25 / 4 + 1.25 ** 2 / 8), 1e-12);
    near(fit.standardDeviation.estimate, Math.exp(2.125) * Math.sqrt(Math.expm1(1.25)), 1e-12);
    // The density of the values has the sum of their logarithms, 6, less.
    near(fit.logLikelihoodLinearScale! - fit.logLikelihood!, 6, 1e-12);
  });

  it("gamma without censoring: the mean is that of the sample, its error mean / sqrt(n shape)", () => {
    const fit = censoredMaximumLikelihood(
      { values: [2, 4, 9, 5], nondetect: [false, false, false, false] },
      options("gamma"),
    );
    const [shape, rate] = fit.parameters.map(({ estimate }) => estimate!);
    near(fit.mean.estimate, 5, 1e-12);
    near(shape! / rate!, 5, 1e-12);
    near(fit.mean.standardError, 5 / Math.sqrt(4 * shape!), 1e-10);
    near(fit.standardDeviation.estimate, Math.sqrt(shape!) / rate!, 1e-12);
    // The rate's interval runs from its own lower to its own upper limit.
    const own = fit.parameters[1]!;
    expect(own.profileLower! < own.estimate! && own.estimate! < own.profileUpper!).toBe(true);
    expect(own.lower! < own.estimate! && own.estimate! < own.upper!).toBe(true);
    near(own.lower! * own.upper!, own.estimate! ** 2, 1e-12);
  });

  it("names the parameters of each law, and counts how each entry is known", () => {
    const sample: IntervalSample = {
      lower: [0, 1, 2, 3, 1],
      upper: [2, 1, Infinity, 5, 1],
      counts: [4, 3, 2, 5, 1],
    };
    for (const [distribution, names, of] of [
      ["lognormal", ["meanLog", "sdLog"], ["meanLog", "log sdLog"]],
      ["gamma", ["shape", "rate"], ["log mean", "log shape"]],
      ["weibull", ["shape", "scale"], ["log scale", "-log shape"]],
      ["normal", ["mean", "standardDeviation"], ["mean", "log standardDeviation"]],
    ] as const) {
      const fit = censoredMaximumLikelihood(sample, options(distribution));
      expect(fit.parameters.map(({ name }) => name)).toEqual(names);
      expect(fit.covariance!.of).toEqual(of);
      expect(fit).toMatchObject({ n: 15, exact: 4, rightCensored: 2 });
      // 0 bounds a positive value only where nothing is below it: for the normal law it is an end like any other.
      expect([fit.leftCensored, fit.intervalCensored]).toEqual(distribution === "normal" ? [0, 9] : [4, 5]);
      const none = censoredMaximumLikelihood({ values: [1], nondetect: [true] }, options(distribution));
      expect(none.parameters.map(({ name }) => name)).toEqual(names);
      expect(none).toMatchObject({
        covariance: null,
        coxInterval: null,
        aic: null,
        iterations: 0,
        criterion: null,
      });
      expect(none.quantiles.map(({ probability, estimate }) => [probability, estimate])).toEqual([
        [0.5, null],
        [0.9, null],
      ]);
    }
  });

  it("two shares below two limits: both quantiles are met exactly", () => {
    // 30 % below 1 and 80 % below 2 on the log scale: sd = log 2 / (z80 - z30).
    const sample: IntervalSample = {
      lower: [0, 1, 0, 2],
      upper: [1, Infinity, 2, Infinity],
      counts: [3, 7, 8, 2],
    };
    const fit = censoredMaximumLikelihood(sample, options("lognormal"));
    const z = [0.3, 0.8].map((p) => normal.quantile(normal.standard, p));
    near(fit.parameters[1]!.estimate, Math.LN2 / (z[1]! - z[0]!), 1e-12);
    near(fit.parameters[0]!.estimate, (-z[0]! * Math.LN2) / (z[1]! - z[0]!), 1e-12);
  });

  it("wholly below the limit 1, five values: the median is at most 1 since 1/2^5 < 5 %, of four it is not", () => {
    const below = (n: number): CensoredSample => ({ values: [1], nondetect: [true], counts: [n] });
    const five = censoredMaximumLikelihood(below(5), options("lognormal"));
    expect(five.bound!.quantiles).toEqual([
      { probability: 0.5, limit: 1 },
      { probability: 0.9, limit: null },
    ]);
    near(five.bound!.shareBeyond, 1 - 0.05 ** (1 / 5), 1e-14);
    expect(censoredMaximumLikelihood(below(4), options("normal")).bound!.quantiles[0]!.limit).toBeNull();
  });
});

describe("law", () => {
  it.each(SAMPLE_DISTRIBUTIONS)("%s: counts say the same as repeated values", (distribution) => {
    const counts = mixed.values.map((_, i) => i % 4);
    const repeat = <T>(list: readonly T[]): T[] =>
      list.flatMap((x, i) => Array.from({ length: counts[i]! }, () => x));
    const a = censoredMaximumLikelihood({ ...mixed, counts }, options(distribution));
    const b = censoredMaximumLikelihood(
      { values: repeat(mixed.values), nondetect: repeat(mixed.nondetect) },
      options(distribution),
    );
    expect(b.n).toBe(a.n);
    near(b.mean.estimate, a.mean.estimate!, 1e-10);
    near(b.mean.profileUpper, a.mean.profileUpper!, 1e-9);
    near(b.logLikelihood, a.logLikelihood!, 1e-12);
  });

  it("a change of unit changes the unit alone", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.constantFrom(...SAMPLE_DISTRIBUTIONS),
        (factor, distribution) => {
          const a = censoredMaximumLikelihood(mixed, options(distribution));
          const b = censoredMaximumLikelihood(
            { ...mixed, values: mixed.values.map((v) => v * factor) },
            options(distribution),
          );
          for (const pick of [(f: CensoredFitResult) => f.mean, (f: CensoredFitResult) => f.quantiles[1]!]) {
            near(pick(b).estimate! / factor, pick(a).estimate!, 1e-9);
            near(pick(b).standardError! / factor, pick(a).standardError!, 1e-8);
            near(pick(b).profileUpper! / factor, pick(a).profileUpper!, 1e-8);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it("the lognormal fit is the normal fit of the logarithms", () => {
    const a = censoredMaximumLikelihood(mixed, options("lognormal"));
    const b = censoredMaximumLikelihood({ ...mixed, values: mixed.values.map(Math.log) }, options("normal"));
    near(a.parameters[0]!.estimate, b.parameters[0]!.estimate!, 1e-12);
    near(a.parameters[1]!.profileLower, b.parameters[1]!.profileLower!, 1e-10);
    near(a.logLikelihoodLinearScale, b.logLikelihood!, 1e-12);
    near(Math.log(a.quantiles[1]!.profileUpper!), b.quantiles[1]!.profileUpper!, 1e-10);
  });

  it("a narrow interval is its middle, a limit of a non-detect far above everything is no information", () => {
    for (const distribution of SAMPLE_DISTRIBUTIONS) {
      const width = 1e-7;
      const exact = censoredMaximumLikelihood(mixed, options(distribution));
      const narrow = censoredMaximumLikelihood(
        {
          lower: mixed.values
            .map((v, i) => (mixed.nondetect[i] ? 0 : v - width))
            .map((v) => (distribution === "normal" && v === 0 ? -Infinity : v)),
          upper: mixed.values.map((v, i) => (mixed.nondetect[i] ? v : v + width)),
        },
        options(distribution),
      );
      near(narrow.mean.estimate, exact.mean.estimate!, 1e-8);
      near(narrow.mean.standardError, exact.mean.standardError!, 1e-7);
      const far = censoredMaximumLikelihood(
        { values: [...mixed.values, 1e9], nondetect: [...mixed.nondetect, true] },
        options(distribution),
      );
      near(far.mean.estimate, exact.mean.estimate!, 1e-9);
    }
  });

  it("intervals hold the estimate, and wider ones those of a lower level", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.boolean()), { minLength: 8, maxLength: 20 }),
        fc.constantFrom(...SAMPLE_DISTRIBUTIONS),
        (entries, distribution) => {
          const sample = { values: entries.map(([v]) => v), nondetect: entries.map(([, below]) => below) };
          const at = (confidence: number): CensoredFitResult =>
            censoredMaximumLikelihood(sample, { distribution, confidence, probabilities: [0.5] });
          const wide = at(0.95);
          const tight = at(0.8);
          if (!wide.converged) {
            expect(wide.reason).not.toBeNull();
            expect(wide.mean.estimate).toBeNull();
            return;
          }
          for (const pick of [
            (f: CensoredFitResult) => f.mean,
            (f: CensoredFitResult) => f.quantiles[0]!,
            (f: CensoredFitResult) => f.parameters[1]!,
          ]) {
            const [w, t] = [pick(wide), pick(tight)];
            expect(
              w.lower! <= t.lower! &&
                t.lower! <= w.estimate! &&
                w.estimate! <= t.upper! &&
                t.upper! <= w.upper!,
            ).toBe(true);
            if (w.profileLower !== null && t.profileLower !== null)
              expect(w.profileLower <= t.profileLower && t.profileLower <= w.estimate!).toBe(true);
            else expect(w.reason ?? t.reason).not.toBeNull();
            if (w.profileUpper !== null && t.profileUpper !== null)
              expect(w.profileUpper >= t.profileUpper && t.profileUpper >= w.estimate!).toBe(true);
            else expect(w.reason ?? t.reason).not.toBeNull();
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("boundary", () => {
  it.each(SAMPLE_DISTRIBUTIONS)(
    "%s: wholly below the limits there is a bound and no estimate, never 0",
    (distribution) => {
      const fit = censoredMaximumLikelihood(
        { values: [1, 2, 3], nondetect: [true, true, true], counts: [3, 4, 9] },
        options(distribution),
      );
      expect(fit.converged).toBe(false);
      expect([fit.mean.estimate, fit.standardDeviation.estimate, fit.logLikelihood]).toEqual([
        null,
        null,
        null,
      ]);
      expect(fit.parameters.map(({ estimate }) => estimate)).toEqual([null, null]);
      expect(fit.reason).toBe("every value lies below its limit: no estimate exists, only upper limits");
      // 3 below 1 say 1/8, with the 4 below 2 it is 1/128.
      near(fit.bound!.quantiles[0]!.limit, 2, 1e-14);
      // 0.9^16 is 18 %: too few for the 90 % quantile.
      expect(fit.bound!.quantiles[1]!.limit).toBeNull();
      near(fit.bound!.outermostLimit, 3, 1e-14);
      near(fit.bound!.shareBeyond, 1 - 0.05 ** (1 / 16), 1e-13);
      expect(fit.bound).toMatchObject({
        side: "upper",
        confidence: 0.95,
        reason: "the mean has no upper limit without an assumption on the largest values",
      });
    },
  );

  it("wholly above the limits the bound is a lower one", () => {
    const fit = censoredMaximumLikelihood(
      { lower: [4, 5], upper: [Infinity, Infinity], counts: [3, 6] },
      options("weibull"),
    );
    expect(fit.bound!.side).toBe("lower");
    // Six above 5: 1/64.
    near(fit.bound!.quantiles[0]!.limit, 5, 1e-14);
    // With the three above 4 as well 9 say 0.1^9 of the 90 % quantile at most: far below 5 %, as do the six alone.
    near(fit.bound!.quantiles[1]!.limit, 5, 1e-14);
    near(fit.bound!.outermostLimit, 4, 1e-14);
    near(fit.bound!.shareBeyond, 1 - 0.05 ** (1 / 9), 1e-13);
    expect(fit.bound).toMatchObject({
      confidence: 0.95,
      reason: "the mean has no lower limit without an assumption on the smallest values",
    });
    expect(fit.reason).toBe("every value lies above its limit: no estimate exists, only lower limits");
    expect(fit.mean.estimate).toBeNull();
  });

  it("half below a low limit, half above a high one: the spread grows without bound", () => {
    const fit = censoredMaximumLikelihood({ lower: [2, -Infinity], upper: [Infinity, 1] }, options("normal"));
    expect(fit.converged).toBe(false);
    expect(fit.reason).toBe("the likelihood rises as the spread grows without bound, so no estimate exists");
  });

  it("two shares not far enough apart: the spread has no upper limit, nor the mean any; at a lower level they have", () => {
    // 2 of 4 below 1, 3 of 4 below 2. As the spread grows both shares tend to one of 5 of 8, at twice a loss of 0.541:
    // less than the 3.84 of 95 %, more than the 0.455 of 50 %.
    const sample: IntervalSample = {
      lower: [-Infinity, 1, -Infinity, 2],
      upper: [1, Infinity, 2, Infinity],
      counts: [2, 2, 3, 1],
    };
    const loss =
      2 *
      (4 * Math.log(1 / 2) +
        3 * Math.log(3 / 4) +
        Math.log(1 / 4) -
        5 * Math.log(5 / 8) -
        3 * Math.log(3 / 8));
    expect(loss).toBeGreaterThan(chiSquareQuantile(0.5));
    const wide = censoredMaximumLikelihood(sample, options("normal"));
    // The lower share is met at the mean, the other at the upper quartile.
    near(wide.mean.estimate, 1, 1e-9);
    near(wide.standardDeviation.estimate, 1 / normal.quantile(normal.standard, 0.75), 1e-9);
    expect([wide.mean.profileLower, wide.mean.profileUpper, wide.standardDeviation.profileUpper]).toEqual([
      null,
      null,
      null,
    ]);
    expect(wide.mean.reason).toMatch(/^lower limit: .+; upper limit: .+$/);
    expect(wide.standardDeviation.reason).toMatch(/^upper limit: [^;]+$/);
    expect(wide.standardDeviation.profileLower!).toBeLessThan(wide.standardDeviation.estimate!);
    // A quantile below both limits has an upper limit alone, one above them a lower one.
    expect(wide.quantiles[1]!.profileUpper).toBeNull();
    expect(wide.quantiles[1]!.profileLower!).toBeLessThan(wide.quantiles[1]!.estimate!);
    const tight = censoredMaximumLikelihood(sample, { ...options("normal"), confidence: 0.5 });
    for (const own of [tight.mean, tight.standardDeviation]) {
      expect(own.reason).toBeNull();
      expect(own.profileLower! < own.estimate! && own.estimate! < own.profileUpper!).toBe(true);
    }
  });

  it("one subject, and values that do not vary, have no spread", () => {
    for (const distribution of SAMPLE_DISTRIBUTIONS) {
      for (const values of [[3], [3, 3, 3]]) {
        const fit = censoredMaximumLikelihood(
          { values, nondetect: values.map(() => false) },
          options(distribution),
        );
        expect(fit.converged).toBe(false);
        expect(fit.reason).toContain("the spread shrinks to 0");
        expect(fit.bound).toBeNull();
      }
    }
  });

  it("one detect above a limit is enough for an estimate", () => {
    const fit = censoredMaximumLikelihood(
      { values: [1, 1, 1, 5], nondetect: [true, true, true, false] },
      options("lognormal"),
    );
    expect(fit.converged).toBe(true);
    expect(fit.mean.profileLower!).toBeLessThan(fit.mean.estimate!);
  });

  it("a value 40 standard deviations below the rest, and limits as far, keep their digits", () => {
    const values = [10.1, 9.4, 10.8, 9.9, 10.3, 9.1];
    const nondetect = values.map(() => false);
    const bare = censoredMaximumLikelihood({ values, nondetect }, options("normal"));
    const far = censoredMaximumLikelihood(
      { values: [...values, 40], nondetect: [...nondetect, true] },
      options("normal"),
    );
    near(far.mean.estimate, bare.mean.estimate!, 1e-14);
    near(far.mean.profileLower, bare.mean.profileLower!, 1e-12);
  });
});

describe("non-convergence", () => {
  it("is said, and no estimate is given", () => {
    const fit = censoredMaximumLikelihood(mixed, { ...options("gamma"), maximumIterations: 1 });
    expect(fit.converged).toBe(false);
    expect(fit.reason).toBe("the likelihood was not maximised");
    expect(fit.mean).toEqual({
      estimate: null,
      standardError: null,
      lower: null,
      upper: null,
      profileLower: null,
      profileUpper: null,
      reason: "the likelihood was not maximised",
    });
  });
});

describe("refusals", () => {
  it("names every entry, level, probability and law at once", () => {
    const call = (): CensoredFitResult =>
      censoredMaximumLikelihood(
        { values: [1, Number.NaN], nondetect: [true, false] },
        { distribution: "cauchy" as "normal", confidence: 1, probabilities: [0, 0.5] },
      );
    expect(call).toThrow(InputError);
    expect(call).toThrow(/distribution: expected one of normal, lognormal, gamma, weibull/);
    expect(call).toThrow(/confidence: expected a value in \(0, 1\)/);
    expect(call).toThrow(/probabilities\[0\]/);
    expect(call).toThrow(/sample\.values\[1\]: expected a finite number/);
  });

  it("a law of positive values refuses 0; an empty sample is refused", () => {
    expect(() =>
      censoredMaximumLikelihood({ values: [0, 2], nondetect: [true, false] }, options("gamma")),
    ).toThrow(/sample\.values\[0\]: expected a value in \(0, Infinity\)/);
    expect(() => censoredMaximumLikelihood({ lower: [0], upper: [Infinity] }, options("gamma"))).toThrow(
      InputError,
    );
    expect(() => censoredMaximumLikelihood({ lower: [0, -1], upper: [1, 0] }, options("weibull"))).toThrow(
      "sample.upper[1]: expected a value in (0, Infinity], got 0",
    );
    expect(() =>
      censoredMaximumLikelihood({ lower: [1, 0], upper: [1, Infinity] }, options("weibull")),
    ).toThrow("sample.lower[1]: expected a value in (0, Infinity), got 0");
    for (const probability of [0, 1])
      expect(() =>
        censoredMaximumLikelihood(mixed, { ...options("normal"), probabilities: [probability] }),
      ).toThrow(`probabilities[0]: expected a value in (0, 1), got ${probability}`);
    expect(() => censoredMaximumLikelihood({ values: [], nondetect: [] }, options("normal"))).toThrow(
      /at least 1 values/,
    );
  });
});

describe("JSON", () => {
  it("loses nothing, with estimates or bounds", () => {
    for (const sample of [mixed, { values: [1, 2], nondetect: [true, true] }]) {
      const fit = censoredMaximumLikelihood(sample, options("lognormal"));
      expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
    }
  });
});

describe("several maxima", () => {
  // Few detects just above many non-detects: at some means the likelihood has a maximum at a small and one at a large spread.
  it.each([
    { name: "one detect", values: [5, 5.2], counts: [17, 1] },
    { name: "two detects", values: [3, 3.2, 4.1], counts: [14, 1, 1] },
    { name: "one detect farther up", values: [6, 7.3], counts: [21, 1] },
    // Followed from the estimate, the maximum in sight is here overtaken by the other.
    { name: "three detects", values: [5, 5.6, 7.6, 7.7], counts: [39, 1, 1, 1] },
  ])(
    "$name: the limits of a lognormal mean are those of the highest, found again on a grid",
    ({ values, counts }) => {
      const nondetect = values.map((_, i) => i === 0);
      const fit = censoredMaximumLikelihood({ values, nondetect, counts }, options("lognormal"));
      const logLikelihood = (mean: number, sd: number): number => {
        const d = { mean: Math.log(mean) - 0.5 * sd * sd, sd };
        return values.reduce((sum, value, i) => {
          const own = nondetect[i]
            ? normal.logCdf(d, Math.log(value))
            : normal.logDensity(d, Math.log(value)) - Math.log(value);
          return sum + counts[i]! * own;
        }, 0);
      };
      for (const limit of [fit.mean.profileLower!, fit.mean.profileUpper!]) {
        let best = -Infinity;
        for (let k = 0; k < 40_000; k++) best = Math.max(best, logLikelihood(limit, Math.exp(-7 + k / 4000)));
        expect(Math.abs(2 * (fit.logLikelihood! - best) - chiSquareQuantile(0.95))).toBeLessThan(1e-4);
      }
    },
  );
});
