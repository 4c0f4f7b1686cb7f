import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import * as normal from "../../distributions/normal.ts";
import { InputError } from "../../core/issues/issue.ts";
import { linearRegression } from "../regression/linear.ts";
import { chiSquareQuantile } from "../regression/inference.ts";
import { type CensoredDesign, censoredBlockTest, censoredRegression } from "./censored-regression.ts";
import { DISTRIBUTIONS, type OutcomeDistribution } from "./outcome.ts";

interface Golden {
  readonly case: string;
  readonly input: {
    readonly lower: readonly (number | string)[];
    readonly upper: readonly (number | string)[];
    readonly x: readonly (readonly number[])[];
    readonly counts: readonly number[];
    readonly distribution: OutcomeDistribution;
  };
  readonly expected: {
    readonly coefficients: readonly number[];
    readonly standardErrors: readonly number[];
    readonly scale: number;
    readonly logLikelihood: number;
    readonly profileLower: readonly number[];
    readonly profileUpper: readonly number[];
  };
}
const golden = JSON.parse(
  readFileSync(new URL("../../../test/reference/censored-regression.json", import.meta.url), "utf8"),
) as { readonly source: string; readonly cases: readonly Golden[] };
const end = (value: number | string): number =>
  value === "Inf" ? Infinity : value === "-Inf" ? -Infinity : Number(value);
const namesFor = (row: readonly number[]): string[] => row.map((_, k) => (k === 0 ? "(Intercept)" : `x${k}`));
const at95 = (distribution: OutcomeDistribution) => ({ distribution, confidence: 0.95 }) as const;
const near = (got: number | null | undefined, want: number, tolerance: number): void => {
  expect(typeof got).toBe("number");
  expect(relativeError(got!, want)).toBeLessThan(tolerance);
};

describe(`golden: ${golden.source}`, () => {
  it.each(golden.cases)("$case", ({ input, expected }) => {
    const fit = censoredRegression(
      {
        names: namesFor(input.x[0]!),
        rows: input.x,
        outcome: { lower: input.lower.map(end), upper: input.upper.map(end), counts: input.counts },
      },
      at95(input.distribution),
    );
    expect(fit.converged).toBe(true);
    near(fit.scale.estimate, expected.scale, 1e-10);
    near(fit.logLikelihood, expected.logLikelihood, 1e-12);
    for (const [k, term] of fit.terms.entries()) {
      near(term.estimate, expected.coefficients[k]!, 1e-10);
      near(term.standardError, expected.standardErrors[k]!, 1e-10);
      near(term.profileLower, expected.profileLower[k]!, 1e-9);
      near(term.profileUpper, expected.profileUpper[k]!, 1e-9);
    }
  });
});

const intercept = (n: number): { names: string[]; rows: number[][] } => ({
  names: ["(Intercept)"],
  rows: Array.from({ length: n }, () => [1]),
});

describe("derived by hand", () => {
  it("exponential, right-censored: mean = total time / events, standard error of its log = 1 / sqrt(events)", () => {
    // 1 + 3 + 4 seen, 5 and 7 still running: 20 / 3. Log-likelihood: -3 log(20 / 3) - 3.
    const outcome = { lower: [1, 3, 4, 5, 7], upper: [1, 3, 4, Infinity, Infinity] };
    const fit = censoredRegression({ ...intercept(5), outcome }, at95("exponential"));
    near(fit.terms[0]!.estimate, Math.log(20 / 3), 1e-14);
    near(fit.terms[0]!.standardError, 1 / Math.sqrt(3), 1e-14);
    near(fit.logLikelihood, -3 * Math.log(20 / 3) - 3, 1e-14);
  });

  it("exponential, wholly below the limit L: -2 m log(1 - exp(-L / mean)) = the chi-square quantile", () => {
    // log mean <= log L - log(-log(1 - exp(-q / (2 m)))) for m = 6 values below L = 2.
    const outcome = { values: [2, 2, 2, 2, 2, 2], nondetect: Array.from({ length: 6 }, () => true) };
    const fit = censoredRegression({ ...intercept(6), outcome }, at95("exponential"));
    const byHand = Math.log(2) - Math.log(-Math.log(-Math.expm1(-chiSquareQuantile(0.95) / 12)));
    expect(fit.terms[0]!.estimate).toBeNull();
    expect(fit.terms[0]!.infinite).toBe(-1);
    expect(fit.terms[0]!.profileLower).toBeNull();
    near(fit.terms[0]!.profileUpper, byHand, 1e-12);
  });

  it("normal without censoring is least squares, its scale the root of RSS / n", () => {
    const rows = [1, 2, 4, 7, 8, 12].map((x) => [1, x]);
    const y = [3.1, 2.9, 5.2, 8.8, 7.9, 14.1];
    const outcome = { values: y, nondetect: y.map(() => false) };
    const fit = censoredRegression({ names: ["(Intercept)", "x"], rows, outcome }, at95("normal"));
    const line = linearRegression({ names: ["(Intercept)", "x"], rows, y }, { confidence: 0.95 });
    const sigma = line.residualStandardDeviation! * Math.sqrt(4 / 6);
    near(fit.scale.estimate, sigma, 1e-12);
    for (const k of [0, 1]) near(fit.terms[k]!.estimate, line.terms[k]!.estimate, 1e-12);
    near(fit.terms[1]!.standardError, line.terms[1]!.standardError! * Math.sqrt(4 / 6), 1e-12);
    near(fit.scale.standardErrorOfLog, 1 / Math.sqrt(12), 1e-12);
    near(fit.logLikelihood, -3 * Math.log(2 * Math.PI * sigma * sigma) - 3, 1e-12);
  });

  it("probit: values only below or above one limit per row give Phi((limit - x b) / scale)", () => {
    // Two limits, 1 and 2, with 30 % and 80 % below them: both quantiles are met exactly.
    const outcome = {
      lower: [-Infinity, 1, -Infinity, 2],
      upper: [1, Infinity, 2, Infinity],
      counts: [3, 7, 8, 2],
    };
    const fit = censoredRegression({ ...intercept(4), outcome }, at95("normal"));
    const z = [0.3, 0.8].map((p) => normal.quantile(normal.standard, p));
    const sigma = 1 / (z[1]! - z[0]!);
    near(fit.scale.estimate, sigma, 1e-12);
    near(fit.terms[0]!.estimate, 1 - sigma * z[0]!, 1e-12);
  });
});

const study: CensoredDesign = {
  names: ["(Intercept)", "group", "age"],
  rows: Array.from({ length: 24 }, (_, i) => [1, i % 2, 30 + ((i * 7) % 24)]),
  outcome: {
    values: Array.from({ length: 24 }, (_, i) =>
      Math.max(0.8, Math.round(10 * Math.exp(((i * 11) % 24) / 9 - 1)) / 10),
    ),
    nondetect: Array.from(
      { length: 24 },
      (_, i) => Math.round(10 * Math.exp(((i * 11) % 24) / 9 - 1)) / 10 <= 0.8,
    ),
  },
};

describe("law", () => {
  it.each(DISTRIBUTIONS)(
    "%s: counts say the same as repeated rows, a count of 0 as no row",
    (distribution) => {
      const counts = study.rows.map((_, i) => i % 3);
      const { values, nondetect } = study.outcome as { values: number[]; nondetect: boolean[] };
      const repeat = <T>(list: readonly T[]): T[] =>
        list.flatMap((x, i) => Array.from({ length: counts[i]! }, () => x));
      const a = censoredRegression({ ...study, outcome: { values, nondetect, counts } }, at95(distribution));
      const b = censoredRegression(
        {
          names: study.names,
          rows: repeat(study.rows),
          outcome: { values: repeat(values), nondetect: repeat(nondetect) },
        },
        at95(distribution),
      );
      expect(b.n).toBe(a.n);
      expect(b.leftCensored).toBe(a.leftCensored);
      near(b.logLikelihood, a.logLikelihood!, 1e-12);
      for (const [k, term] of a.terms.entries()) {
        near(b.terms[k]!.estimate, term.estimate!, 1e-9);
        near(b.terms[k]!.profileLower, term.profileLower!, 1e-8);
        near(b.terms[k]!.likelihoodRatio!.pValue, term.likelihoodRatio!.pValue, 1e-8);
      }
    },
  );

  it("a covariate in other units and from another zero has the same effect and test", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e4, max: 1e4, noNaN: true }),
        fc.integer({ min: -6, max: 6 }),
        (shift, power) => {
          const factor = 10 ** power;
          const moved = {
            ...study,
            rows: study.rows.map(([one, group, age]) => [one!, group!, factor * (age! + shift)]),
          };
          const a = censoredRegression(study, at95("lognormal"));
          const b = censoredRegression(moved, at95("lognormal"));
          near(b.terms[2]!.estimate! * factor, a.terms[2]!.estimate!, 1e-7);
          near(b.terms[2]!.profileUpper! * factor, a.terms[2]!.profileUpper!, 1e-7);
          near(b.terms[1]!.estimate, a.terms[1]!.estimate!, 1e-7);
          near(b.logLikelihood, a.logLikelihood!, 1e-10);
        },
      ),
      { numRuns: 15 },
    );
  });

  it("the outcome in other units moves the intercept of a log model alone", () => {
    const { values, nondetect } = study.outcome as { values: number[]; nondetect: boolean[] };
    for (const distribution of ["lognormal", "weibull", "loglogistic"] as const) {
      const a = censoredRegression(study, at95(distribution));
      const b = censoredRegression(
        { ...study, outcome: { values: values.map((v) => 1000 * v), nondetect } },
        at95(distribution),
      );
      near(b.terms[0]!.estimate! - Math.log(1000), a.terms[0]!.estimate!, 1e-9);
      near(b.terms[1]!.estimate, a.terms[1]!.estimate!, 1e-9);
      near(b.scale.estimate, a.scale.estimate!, 1e-10);
    }
  });

  it("a profile limit is where the fit with that offset has lost half the chi-square quantile", () => {
    const fit = censoredRegression(study, at95("normal"));
    const { values, nondetect } = study.outcome as { values: number[]; nondetect: boolean[] };
    for (const limit of [fit.terms[1]!.profileLower!, fit.terms[1]!.profileUpper!]) {
      const offset = study.rows.map((row) => limit * row[1]!);
      const held = censoredRegression(
        {
          names: ["(Intercept)", "age"],
          rows: study.rows.map(([one, , age]) => [one!, age!]),
          outcome: { values: values.map((v, i) => v - offset[i]!), nondetect },
        },
        at95("normal"),
      );
      near(2 * (fit.logLikelihood! - held.logLikelihood!), chiSquareQuantile(0.95), 1e-9);
    }
  });

  it("a block of one column is that column's own test", () => {
    const fit = censoredRegression(study, at95("weibull"));
    const block = censoredBlockTest(study, [2], { distribution: "weibull" });
    expect(block.likelihoodRatio).toEqual(fit.terms[2]!.likelihoodRatio);
    const all = censoredBlockTest(study, [1, 2], { distribution: "weibull" });
    near(all.likelihoodRatio!.chiSquare, fit.likelihoodRatio!.chiSquare, 1e-9);
  });

  it("narrow intervals tend to exact values: the log-likelihood of each loses the log of its width", () => {
    const { values, nondetect } = study.outcome as { values: number[]; nondetect: boolean[] };
    const width = 1e-6;
    const seen = nondetect.filter((flag) => !flag).length;
    const exact = censoredRegression(study, at95("normal"));
    const narrow = censoredRegression(
      {
        ...study,
        outcome: {
          lower: values.map((v, i) => (nondetect[i] ? -Infinity : v - width / 2)),
          upper: values.map((v, i) => (nondetect[i] ? v : v + width / 2)),
        },
      },
      at95("normal"),
    );
    near(narrow.terms[1]!.estimate, exact.terms[1]!.estimate!, 1e-8);
    near(narrow.terms[1]!.standardError, exact.terms[1]!.standardError!, 1e-8);
    near(narrow.logLikelihood! - seen * Math.log(width), exact.logLikelihood!, 1e-9);
  });
});

// Group 2 lies wholly below its limit of 1.
const silent: CensoredDesign = {
  names: ["(Intercept)", "b", "c"],
  rows: Array.from({ length: 18 }, (_, i) => [1, i >= 6 && i < 12 ? 1 : 0, i >= 12 ? 1 : 0]),
  outcome: {
    values: Array.from({ length: 18 }, (_, i) => (i >= 12 || i % 4 === 0 ? 1 : 1.3 + ((i * 5) % 7))),
    nondetect: Array.from({ length: 18 }, (_, i) => i >= 12 || i % 4 === 0),
  },
};

// The upper 2.5 % point of the standard normal law, R qnorm.
const Z = 1.959963984540054;

describe("the result", () => {
  it("says what was fitted, to whom and how it ended", () => {
    const fit = censoredRegression(study, at95("lognormal"));
    const flags = (study.outcome as { values: number[]; nondetect: boolean[] }).nondetect.filter(
      Boolean,
    ).length;
    expect(fit).toMatchObject({
      method: "censored-regression",
      distribution: "lognormal",
      linearScale: "log",
      confidence: 0.95,
      converged: true,
      names: study.names,
      n: 24,
      exact: 24 - flags,
      leftCensored: flags,
      rightCensored: 0,
      intervalCensored: 0,
      infinite: [],
      warnings: [],
    });
    expect(flags).toBeGreaterThan(0);
    expect(fit.iterations).toBeGreaterThan(0);
    expect(fit.criterion!).toBeLessThan(1e-9);
    expect(censoredRegression(study, at95("normal")).linearScale).toBe("identity");
    // Two tests of the same slopes: against the fit with the intercept alone.
    const alone = censoredRegression(
      { names: ["(Intercept)"], rows: study.rows.map(() => [1]), outcome: study.outcome },
      at95("lognormal"),
    );
    near(fit.nullLogLikelihood, alone.logLikelihood!, 1e-12);
    expect(fit.likelihoodRatio!.df).toBe(2);
    near(fit.likelihoodRatio!.chiSquare, 2 * (fit.logLikelihood! - alone.logLikelihood!), 1e-10);
    expect(alone.likelihoodRatio).toEqual({ chiSquare: 0, df: 0, pValue: 1 });
    expect(alone.terms[0]!.likelihoodRatio).toBeNull();
    expect(alone.nullLogLikelihood).toBe(alone.logLikelihood);
    // Three coefficients and the scale; without a scale three.
    near(fit.aic, 8 - 2 * fit.logLikelihood!, 1e-14);
    const fixed = censoredRegression(study, at95("exponential"));
    near(fixed.aic, 6 - 2 * fixed.logLikelihood!, 1e-14);
    expect(fixed.covariance.map((row) => row.length)).toEqual([3, 3, 3]);
  });

  it("each term has its Wald test and interval, and the root of its variance as error", () => {
    const fit = censoredRegression(study, at95("weibull"));
    for (const [k, term] of fit.terms.entries()) {
      expect(term).toMatchObject({
        name: study.names[k],
        infinite: null,
        reason: null,
        profileConverged: { lower: true, upper: true },
      });
      near(term.z, term.estimate! / term.standardError!, 1e-14);
      near(term.waldLower, term.estimate! - Z * term.standardError!, 1e-12);
      near(term.waldUpper, term.estimate! + Z * term.standardError!, 1e-12);
      near(term.waldPValue, 2 * normal.cdf(normal.standard, -Math.abs(term.z!)), 1e-12);
      near(term.waldLogPValue, Math.log(term.waldPValue!), 1e-10);
      near(fit.covariance[k]![k], term.standardError! ** 2, 1e-12);
      for (const j of [0, 1, 2, 3]) near(fit.covariance[k]![j], fit.covariance[j]![k]!, 1e-12);
    }
    near(fit.covariance[3]![3], fit.scale.standardErrorOfLog! ** 2, 1e-12);
  });

  it("without censoring the covariance is sigma^2 (X'X)^-1, and 1 / (2 n) for the log of the scale", () => {
    // x 0 1 2 3: X'X = [[4, 6], [6, 14]], its inverse [[0.7, -0.3], [-0.3, 0.2]].
    const fit = censoredRegression(
      {
        names: ["(Intercept)", "x"],
        rows: [0, 1, 2, 3].map((x) => [1, x]),
        outcome: { values: [1, 3, 4, 4], nondetect: [false, false, false, false] },
      },
      at95("normal"),
    );
    // The line 1.5 + x leaves -0.5, 0.5, 0.5, -0.5.
    near(fit.scale.estimate, 0.5, 1e-13);
    for (const [row, want] of [
      [0, [0.7 / 4, -0.3 / 4]],
      [1, [-0.3 / 4, 0.2 / 4]],
    ] as const)
      for (const column of [0, 1]) near(fit.covariance[row]![column], want[column]!, 1e-12);
    near(fit.covariance[2]![2], 1 / 8, 1e-12);
    for (const k of [0, 1]) expect(Math.abs(fit.covariance[k]![2]!)).toBeLessThan(1e-13);
    near(fit.likelihoodRatio!.chiSquare, 4 * Math.log(6), 1e-12);
  });

  it("of a block: its columns, how it ended, and why there is none", () => {
    const block = censoredBlockTest(study, [2, 1], { distribution: "lognormal" });
    expect(block).toMatchObject({
      method: "censored-regression",
      columns: ["age", "group"],
      df: 2,
      reason: null,
      converged: true,
    });
    const intercepts = { names: ["(Intercept)"], rows: study.rows.map(() => [1]), outcome: study.outcome };
    expect(block.iterations).toBe(
      censoredRegression(study, at95("lognormal")).iterations +
        censoredRegression(intercepts, at95("lognormal")).iterations,
    );
    expect(block.criterion).toBeLessThan(1e-9);
    const none = censoredBlockTest(
      {
        names: ["(Intercept)", "x"],
        rows: [
          [1, 1],
          [1, 2],
        ],
        outcome: { values: [3, 4], nondetect: [false, false] },
      },
      [1],
      { distribution: "normal" },
    );
    expect(none).toMatchObject({
      likelihoodRatio: null,
      converged: false,
      reason:
        "the model meets every value and satisfies every limit without error, so the scale shrinks to 0 and no estimate exists",
    });
    expect(() => censoredBlockTest(study, [], { distribution: "normal" })).toThrow(InputError);
    expect(() => censoredBlockTest(study, [3], { distribution: "normal" })).toThrow(InputError);
    expect(() => censoredBlockTest(study, [1], { distribution: "gauss" as "normal" })).toThrow(
      "distribution",
    );
  });
});

describe("existence", () => {
  // The line 1 + x through two exact values; at x = 2 it gives 3.
  const third = (lower: number, upper: number): boolean =>
    censoredRegression(
      {
        names: ["(Intercept)", "x"],
        rows: [0, 1, 2].map((x) => [1, x]),
        outcome: { lower: [1, 2, lower], upper: [1, 2, upper] },
      },
      at95("normal"),
    ).converged;

  it("a limit that the line through the exact values satisfies leaves no estimate, one that it does not, does", () => {
    expect(third(-Infinity, 3.5)).toBe(false);
    expect(third(-Infinity, 2.5)).toBe(true);
    expect(third(2.5, Infinity)).toBe(false);
    expect(third(3.5, Infinity)).toBe(true);
    expect(third(2.5, 3.5)).toBe(false);
    expect(third(3.2, 3.5)).toBe(true);
    expect(third(2.5, 2.8)).toBe(true);
    expect(third(3.5, 3.5)).toBe(true);
    expect(third(3, 3)).toBe(false);
  });

  it("values on a line but for rounding leave none", () => {
    const y = [0.1, 0.2, 0.3, 0.4];
    const fit = censoredRegression(
      {
        names: ["(Intercept)", "x"],
        rows: y.map((_, x) => [1, x]),
        outcome: { values: y, nondetect: y.map(() => false) },
      },
      at95("normal"),
    );
    expect(fit.converged).toBe(false);
    expect(fit.warnings[0]).toContain("the scale shrinks to 0");
    // Noise a million times above rounding error is an estimate.
    const noisy = censoredRegression(
      {
        names: ["(Intercept)", "x"],
        rows: y.map((_, x) => [1, x]),
        outcome: {
          values: y.map((v, i) => v + 1e-10 * (i === 1 || i === 2 ? 1 : -1)),
          nondetect: y.map(() => false),
        },
      },
      at95("normal"),
    );
    expect(noisy.converged).toBe(true);
    near(noisy.scale.estimate, 1e-10, 1e-5);
  });

  it("far from zero an estimate exists as it does near it", () => {
    const y = [3.1, 2.9, 5.2, 8.8, 7.9, 14.1];
    const of = (offset: number): number =>
      censoredRegression(
        {
          names: ["(Intercept)", "x"],
          rows: [1, 2, 4, 7, 8, 12].map((x) => [1, x]),
          outcome: { values: y.map((v) => v + offset), nondetect: y.map(() => false) },
        },
        at95("normal"),
      ).scale.estimate!;
    near(of(1e10), of(0), 1e-5);
  });

  it("one value and a limit: an estimate exists when the value breaks the limit", () => {
    const fit = (limit: number): boolean =>
      censoredRegression(
        { ...intercept(3), outcome: { values: [3, 3, limit], nondetect: [false, false, true] } },
        at95("normal"),
      ).converged;
    expect(fit(2)).toBe(true);
    expect(fit(5)).toBe(false);
  });

  it("half below a low limit, half above a high one: the scale grows without bound", () => {
    const fit = censoredRegression(
      { ...intercept(2), outcome: { lower: [2, -Infinity], upper: [Infinity, 1] } },
      at95("normal"),
    );
    expect(fit).toMatchObject({
      converged: false,
      logLikelihood: null,
      aic: null,
      covariance: [
        [null, null],
        [null, null],
      ],
      warnings: ["the likelihood rises as the scale grows without bound, so no estimate exists"],
    });
    expect(fit.terms[0]!.reason).toBe(fit.warnings[0]);
    expect(fit.scale.reason).toBe(fit.warnings[0]);
  });
});

describe("boundary", () => {
  it("a group wholly above the limit has no estimate but a lower limit: that of the mirror image", () => {
    const { values, nondetect } = silent.outcome as { values: number[]; nondetect: boolean[] };
    const below = censoredRegression(silent, at95("normal"));
    const above = censoredRegression(
      {
        ...silent,
        outcome: {
          lower: values.map((v) => -v),
          upper: values.map((v, i) => (nondetect[i] ? Infinity : -v)),
        },
      },
      at95("normal"),
    );
    expect(above.infinite).toEqual([{ name: "c", direction: 1 }]);
    expect(above.rightCensored).toBe(below.leftCensored);
    expect(above.terms[2]).toMatchObject({
      estimate: null,
      infinite: 1,
      profileUpper: null,
      profileConverged: { lower: true, upper: false },
      reason:
        "the estimate is infinite: every outcome that it concerns lies above a limit, so only a lower limit exists",
    });
    expect(below.terms[2]!.profileConverged).toEqual({ lower: false, upper: true });
    near(above.terms[2]!.profileLower, -below.terms[2]!.profileUpper!, 1e-9);
    near(above.terms[1]!.profileLower, -below.terms[1]!.profileUpper!, 1e-9);
    near(above.terms[2]!.likelihoodRatio!.chiSquare, below.terms[2]!.likelihoodRatio!.chiSquare, 1e-9);
    // Its row and column of the covariance are not known, the others are.
    for (const fit of [below, above])
      expect(fit.covariance.map((row) => row.map((entry) => entry !== null))).toEqual([
        [true, true, false, true],
        [true, true, false, true],
        [false, false, false, false],
        [true, true, false, true],
      ]);
    expect(below.warnings).toEqual([`c: ${below.terms[2]!.reason}`]);
  });

  it.each(DISTRIBUTIONS)(
    "%s: a group wholly below the limit has no estimate but an upper limit",
    (distribution) => {
      const fit = censoredRegression(silent, at95(distribution));
      const term = fit.terms[2]!;
      expect(fit.converged).toBe(true);
      expect(fit.infinite).toEqual([{ name: "c", direction: -1 }]);
      expect([term.estimate, term.standardError, term.waldPValue, term.profileLower]).toEqual([
        null,
        null,
        null,
        null,
      ]);
      expect(term.reason).toBe(
        "the estimate is minus infinity: every outcome that it concerns lies below a limit, so only an upper limit exists",
      );
      // The limit meets its own definition: groups a and b fitted with c held there.
      const { values, nondetect } = silent.outcome as { values: number[]; nondetect: boolean[] };
      const held = ((): number => {
        const logged = fit.linearScale === "log";
        const shifted = values.map((v, i) => {
          const by = term.profileUpper! * silent.rows[i]![2]!;
          return logged ? v * Math.exp(-by) : v - by;
        });
        return censoredRegression(
          {
            names: ["(Intercept)", "b"],
            rows: silent.rows.map(([one, b]) => [one!, b!]),
            outcome: { values: shifted, nondetect },
          },
          at95(distribution),
        ).logLikelihood!;
      })();
      near(2 * (fit.logLikelihood! - held), chiSquareQuantile(0.95), 1e-8);
      // The others are the fit of the groups with values.
      const rest = censoredRegression(
        {
          names: ["(Intercept)", "b"],
          rows: silent.rows.slice(0, 12).map(([one, b]) => [one!, b!]),
          outcome: { values: values.slice(0, 12), nondetect: nondetect.slice(0, 12) },
        },
        at95(distribution),
      );
      near(fit.terms[1]!.estimate, rest.terms[1]!.estimate!, 1e-9);
      near(fit.logLikelihood, rest.logLikelihood!, 1e-12);
    },
  );

  it("one group wholly below its limits and one wholly above: each its own limit, on its own side", () => {
    const rows = Array.from({ length: 24 }, (_, i) => [1, i % 2, Number(i >= 12 && i < 18), Number(i >= 18)]);
    const value = (i: number): number => 1.3 + ((i * 5) % 7);
    const lower = rows.map((_, i) => (i < 12 ? value(i) : i < 18 ? -Infinity : 9));
    const upper = rows.map((_, i) => (i < 12 ? value(i) : i < 18 ? 1 : Infinity));
    const names = ["(Intercept)", "b", "c", "d"];
    const fit = censoredRegression({ names, rows, outcome: { lower, upper } }, at95("normal"));
    expect(fit.infinite).toEqual([
      { name: "c", direction: -1 },
      { name: "d", direction: 1 },
    ]);
    const [, , c, d] = fit.terms;
    expect([c!.infinite, d!.infinite]).toEqual([-1, 1]);
    expect([c!.profileLower, d!.profileUpper]).toEqual([null, null]);
    expect(c!.reason).toContain("below a limit, so only an upper limit exists");
    expect(d!.reason).toContain("above a limit, so only a lower limit exists");
    expect(c!.profileConverged).toEqual({ lower: false, upper: true });
    expect(d!.profileConverged).toEqual({ lower: true, upper: false });
    // Held at its limit, the rest of the model, of which the other one is infinite still, has lost the quantile.
    for (const [column, limit] of [
      [2, c!.profileUpper!],
      [3, d!.profileLower!],
    ] as const) {
      const moved = (ends: readonly number[]): number[] =>
        ends.map((end_, i) => end_ - limit * rows[i]![column]!);
      const held = censoredRegression(
        {
          names: names.filter((_, k) => k !== column),
          rows: rows.map((row) => row.filter((_, k) => k !== column)),
          outcome: { lower: moved(lower), upper: moved(upper) },
        },
        at95("normal"),
      );
      near(2 * (fit.logLikelihood! - held.logLikelihood!), chiSquareQuantile(0.95), 1e-8);
    }
  });

  it("a limit 40 standard deviations away changes nothing and spoils nothing", () => {
    const values = [10.1, 9.4, 10.8, 9.9, 10.3, 9.1];
    const a = censoredRegression(
      {
        ...intercept(7),
        outcome: { values: [...values, 30], nondetect: [...values.map(() => false), true] },
      },
      at95("normal"),
    );
    const b = censoredRegression(
      { ...intercept(6), outcome: { values, nondetect: values.map(() => false) } },
      at95("normal"),
    );
    near(a.terms[0]!.estimate, b.terms[0]!.estimate!, 1e-14);
    // On the impossible side the likelihood stays finite and the mean gives way.
    const far = censoredRegression(
      {
        ...intercept(7),
        outcome: { values: [...values, -30], nondetect: [...values.map(() => false), true] },
      },
      at95("normal"),
    );
    expect(far.converged).toBe(true);
    expect(far.terms[0]!.estimate!).toBeLessThan(b.terms[0]!.estimate!);
  });

  it("one value only, or values that satisfy every limit: no estimate, and why", () => {
    const one = censoredRegression(
      { ...intercept(2), outcome: { values: [3, 3], nondetect: [false, false] } },
      at95("normal"),
    );
    expect(one.converged).toBe(false);
    expect(one.terms[0]!.estimate).toBeNull();
    expect(one.scale.estimate).toBeNull();
    expect(one.logLikelihood).toBeNull();
    expect(one.warnings).toEqual([
      "the model meets every value and satisfies every limit without error, so the scale shrinks to 0 and no estimate exists",
    ]);
    expect(
      censoredBlockTest(
        { ...intercept(2), outcome: { values: [3, 3], nondetect: [false, false] } },
        [0],
        at95("normal"),
      ).likelihoodRatio,
    ).toBeNull();
  });

  it("wholly below the limit: nothing is estimated, never 0", () => {
    const fit = censoredRegression(
      { ...silent, outcome: { values: silent.rows.map(() => 1), nondetect: silent.rows.map(() => true) } },
      at95("lognormal"),
    );
    expect(fit.terms.map((t) => t.estimate)).toEqual([null, null, null]);
    expect(fit.scale.estimate).toBeNull();
    expect(fit.scale.reason).toBe("no outcome is left to estimate it from");
    expect(fit).toMatchObject({ n: 18, exact: 0, leftCensored: 18, iterations: 0, criterion: null });
    expect(fit.logLikelihood).toBe(0);
  });
});

describe("non-convergence", () => {
  it("is said, and no estimate is given", () => {
    const fit = censoredRegression(study, { ...at95("lognormal"), maximumIterations: 1 });
    expect(fit.converged).toBe(false);
    expect(fit.terms.every((t) => t.estimate === null && t.likelihoodRatio === null)).toBe(true);
    expect(fit.warnings).toEqual(["the likelihood was not maximised"]);
    expect(fit).toMatchObject({
      iterations: 1,
      logLikelihood: null,
      aic: null,
      likelihoodRatio: null,
      scale: { estimate: null, profileUpper: null, reason: "the likelihood was not maximised" },
    });
    expect(fit.criterion!).toBeGreaterThan(1e-9);
    expect(fit.terms[1]).toMatchObject({
      profileConverged: { lower: false, upper: false },
      infinite: null,
      reason: "the likelihood was not maximised",
    });
    expect(fit.covariance.flat().every((entry) => entry === null)).toBe(true);
  });
});

describe("refusals", () => {
  const texts = (design: CensoredDesign, distribution: OutcomeDistribution): string => {
    try {
      censoredRegression(design, at95(distribution));
    } catch (problem) {
      if (problem instanceof InputError) return problem.message;
    }
    return "answered";
  };

  it("missing values by their place, all at once", () => {
    const message = texts(
      {
        names: ["(Intercept)", "x"],
        rows: [
          [1, 2],
          [1, Number.NaN],
        ],
        outcome: { values: [1, Number.NaN], nondetect: [true, false] },
      },
      "normal",
    );
    expect(message).toContain("outcome.values[1]");
    expect(message).toContain("rows[1] x");
  });

  it("a positive law with a value of 0, an unknown law, a level of 95", () => {
    expect(
      texts({ ...intercept(2), outcome: { values: [0, 1], nondetect: [true, false] } }, "weibull"),
    ).toContain("outcome.values[0]: expected a value in (0, Infinity)");
    expect(
      texts({ ...intercept(2), outcome: { values: [0, 1], nondetect: [true, false] } }, "gauss" as "normal"),
    ).toContain("one of normal");
    expect(() => censoredRegression(study, { distribution: "normal", confidence: 95 })).toThrow(InputError);
  });

  it("a column that others make up, and rows without an outcome", () => {
    expect(
      texts(
        {
          names: ["(Intercept)", "a", "b"],
          rows: [
            [1, 1, 2],
            [1, 2, 4],
            [1, 3, 6],
          ],
          outcome: { values: [1, 2, 3], nondetect: [false, false, false] },
        },
        "normal",
      ),
    ).toContain("a sum of multiples");
    expect(
      texts({ ...intercept(3), outcome: { values: [1, 2], nondetect: [false, false] } }, "normal"),
    ).toContain("outcome: expected 3 entries");
  });
});

describe("JSON", () => {
  it("loses nothing, infinite estimates or not", () => {
    for (const design of [study, silent]) {
      const fit = censoredRegression(design, at95("lognormal"));
      expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
    }
  });
});
