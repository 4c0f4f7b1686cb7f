import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import * as gamma from "../../distributions/gamma.ts";
import * as normal from "../../distributions/normal.ts";
import * as weibull from "../../distributions/weibull.ts";
import { FIT_STATISTICS, type FittedLaw, fitStatistic } from "./censored-fit-statistic.ts";
import { type CensoredGoodnessOfFitOptions, censoredGoodnessOfFit } from "./censored-goodness-of-fit.ts";
import { censoredLevels, type CensoredSample } from "./censored-sample.ts";
import { SAMPLE_DISTRIBUTIONS } from "./sample-functionals.ts";

const uniform: FittedLaw = { logCdf: Math.log, logSf: (x) => Math.log1p(-x), quantile: (p) => p };
const standard: FittedLaw = {
  logCdf: (x) => normal.logCdf(normal.standard, x),
  logSf: (x) => normal.logSf(normal.standard, x),
  quantile: (p) => normal.quantile(normal.standard, p),
};
const options = (more: Partial<CensoredGoodnessOfFitOptions>): CensoredGoodnessOfFitOptions => ({
  distribution: "lognormal",
  statistic: "anderson-darling",
  replicates: 49,
  seed: 7,
  ...more,
});
const sample: CensoredSample = {
  values: [1, 1, 2, 1.2, 1.7, 1.7, 2.3, 3.1, 4.4, 5, 5, 9.5],
  nondetect: [true, true, true, false, false, false, false, false, false, false, false, false],
};

describe("derived by hand", () => {
  it("without non-detects: the usual sums of Anderson-Darling and Cramer-von Mises", () => {
    const u = [0.1, 0.35, 0.6, 0.95];
    const levels = censoredLevels({ values: u, nondetect: u.map(() => false) });
    const cramer = 1 / 48 + u.reduce((sum, x, i) => sum + (x - (2 * i + 1) / 8) ** 2, 0);
    const anderson =
      -4 - u.reduce((sum, x, i) => sum + ((2 * i + 1) / 4) * (Math.log(x) + Math.log(1 - u[3 - i]!)), 0);
    expect(relativeError(fitStatistic("cramer-von-mises", levels, uniform), cramer)).toBeLessThan(1e-13);
    expect(relativeError(fitStatistic("anderson-darling", levels, uniform), anderson)).toBeLessThan(1e-13);
  });

  it("one below 0.2, detects 0.5 and 0.8: the curve is 1/3, 2/3, 1 and begins at 0.2", () => {
    const levels = censoredLevels({ values: [0.2, 0.5, 0.8], nondetect: [true, false, false] });
    // Integrals of (1/3 - u)^2 over 0.2-0.5, (2/3 - u)^2 over 0.5-0.8, (1 - u)^2 over 0.8-1.
    const third = (a: number, b: number, c: number): number => ((b - c) ** 3 - (a - c) ** 3) / 3;
    const cramer = 3 * (third(0.2, 0.5, 1 / 3) + third(0.5, 0.8, 2 / 3) + third(0.8, 1, 1));
    expect(relativeError(fitStatistic("cramer-von-mises", levels, uniform), cramer)).toBeLessThan(1e-13);
    // Simpson's rule on the weighted integrand.
    const curve = (u: number): number => (u < 0.5 ? 1 / 3 : u < 0.8 ? 2 / 3 : 1);
    let sum = 0;
    for (const [a, b] of [
      [0.2, 0.5],
      [0.5, 0.8],
      [0.8, 1],
    ] as const) {
      const steps = 2000;
      const h = (b - a) / steps;
      const c = curve(0.5 * (a + b));
      const f = (u: number): number => (u === 1 ? 0 : (c - u) ** 2 / (u * (1 - u)));
      for (let k = 0; k < steps; k++) {
        const x = a + k * h;
        sum += (h / 6) * (f(x) + 4 * f(x + h / 2) + f(x + h));
      }
    }
    expect(relativeError(fitStatistic("anderson-darling", levels, uniform), 3 * sum)).toBeLessThan(1e-10);
  });

  it("detects that are the law's quantiles at the middle of their steps have correlation 1", () => {
    // One below the lowest detect of four subjects: steps 1/4-1/2, 1/2-3/4, 3/4-1.
    const values = [3 / 8, 5 / 8, 7 / 8].map((p) => 5 + 2 * normal.quantile(normal.standard, p));
    const levels = censoredLevels({ values: [1, ...values], nondetect: [true, false, false, false] });
    expect(relativeError(fitStatistic("probability-plot-correlation", levels, standard), 1)).toBeLessThan(
      1e-14,
    );
  });
});

describe("law", () => {
  it("counts say the same as repeated values, and the same seed the same p", () => {
    for (const statistic of FIT_STATISTICS) {
      const a = censoredGoodnessOfFit(sample, options({ statistic }));
      const b = censoredGoodnessOfFit(
        {
          values: [1, 2, 1.2, 1.7, 2.3, 3.1, 4.4, 5, 9.5],
          nondetect: [true, true, ...Array.from({ length: 7 }, () => false)],
          counts: [2, 1, 1, 2, 1, 1, 1, 2, 1],
        },
        options({ statistic }),
      );
      expect(b).toEqual(a);
    }
  });

  it("a unit changes neither statistic nor p", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SAMPLE_DISTRIBUTIONS),
        fc.constantFrom(...FIT_STATISTICS),
        fc.constantFrom(0.125, 8, 1024),
        (distribution, statistic, factor) => {
          const a = censoredGoodnessOfFit(sample, options({ distribution, statistic, replicates: 19 }));
          const b = censoredGoodnessOfFit(
            { ...sample, values: sample.values.map((v) => v * factor) },
            options({ distribution, statistic, replicates: 19 }),
          );
          expect(relativeError(b.value!, a.value!)).toBeLessThan(1e-9);
          expect(b.pValue).toBe(a.pValue);
        },
      ),
      { numRuns: 10 },
    );
  });

  it("p is (extreme + 1) / (replicates + 1), its error the binomial one", () => {
    const fit = censoredGoodnessOfFit(sample, options({}));
    expect(fit.pValue).toBe((fit.extreme! + 1) / (fit.replicates + 1));
    expect(fit.standardError).toBe(Math.sqrt((fit.pValue! * (1 - fit.pValue!)) / 50));
  });

  it.each(SAMPLE_DISTRIBUTIONS)(
    "%s: a sample at the quantiles of the law fits better than any drawn from it",
    (distribution) => {
      const quantile = {
        normal: (p: number) => normal.quantile({ mean: 5, sd: 1.3 }, p),
        lognormal: (p: number) => Math.exp(normal.quantile({ mean: 0.3, sd: 0.6 }, p)),
        gamma: (p: number) => gamma.quantile({ shape: 2.5, rate: 0.7 }, p),
        weibull: (p: number) => weibull.quantile({ shape: 1.7, scale: 3 }, p),
      }[distribution];
      const all = Array.from({ length: 25 }, (_, k) => quantile((k + 0.5) / 25));
      for (const share of [0, 0.2]) {
        // The lowest ones are known to lie below the limit only.
        const limit = quantile(share);
        const values = all.map((value) => Math.max(value, share === 0 ? -Infinity : limit));
        for (const statistic of FIT_STATISTICS) {
          const fit = censoredGoodnessOfFit(
            { values, nondetect: all.map((value) => share > 0 && value < limit) },
            options({ distribution, statistic, replicates: 29 }),
          );
          expect(fit).toMatchObject({ failed: 0, replicates: 29, n: 25, reason: null });
          expect(fit.extreme!).toBeGreaterThanOrEqual(28);
        }
      }
    },
  );

  it("two clusters are no lognormal sample", () => {
    const values = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 1 + i / 100 : 100 + i / 10));
    const fit = censoredGoodnessOfFit(
      {
        values: [...values, 0.5],
        nondetect: [...values.map(() => false), true],
        counts: [...values.map(() => 1), 4],
      },
      options({ replicates: 99 }),
    );
    expect(fit.pValue).toBe(0.01);
  });
});

describe("boundary", () => {
  it("wholly below the limits, or one value: no statistic, and why", () => {
    const below = censoredGoodnessOfFit({ values: [1, 2], nondetect: [true, true] }, options({}));
    expect([below.value, below.pValue]).toEqual([null, null]);
    expect(below.reason).toBe("every value lies below its limit: no estimate exists, only upper limits");
    const tied = censoredGoodnessOfFit({ values: [2, 2], nondetect: [false, false] }, options({}));
    expect(tied.reason).toContain("the spread shrinks to 0");
  });

  it("replicates that cannot be fitted are counted, and too many of them give no p", () => {
    const few = censoredGoodnessOfFit(
      { values: [1, 5], nondetect: [true, false], counts: [20, 1] },
      options({ statistic: "cramer-von-mises" }),
    );
    expect(few.replicates + few.failed).toBe(49);
    expect(few.failed).toBeGreaterThan(10);
    expect(few.pValue).toBeNull();
    expect(few.reason).toContain("replicates have no estimate");
  });
});

describe("refusals", () => {
  it("names law, statistic, replicates, seed and entries at once", () => {
    const call = (): unknown =>
      censoredGoodnessOfFit(
        { values: [1, Number.NaN], nondetect: [true, false] },
        { distribution: "beta" as "normal", statistic: "ks" as "cramer-von-mises", replicates: 5, seed: -1 },
      );
    expect(call).toThrow(InputError);
    expect(call).toThrow(/distribution: expected one of/);
    expect(call).toThrow(/statistic: expected one of anderson-darling/);
    expect(call).toThrow(/replicates: expected a value in 19, 20, \.\.\./);
    expect(call).toThrow(/seed: expected a value in 0, 1, \.\.\./);
    expect(call).toThrow(/sample\.values\[1\]/);
  });
});

describe("JSON", () => {
  it("loses nothing", () => {
    const fit = censoredGoodnessOfFit(sample, options({ distribution: "weibull", replicates: 19 }));
    expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
  });
});
