import * as elementary from "../../core/elementary.ts";
import { drawExponential, drawNormal } from "../../core/draw.ts";
import { notOneOf, outOfRange } from "../../core/issues/input.ts";
import { refuse } from "../../core/issues/issue.ts";
import { randomStream, type RandomStream } from "../../core/random.ts";
import * as gamma from "../../distributions/gamma.ts";
import * as normal from "../../distributions/normal.ts";
import * as weibull from "../../distributions/weibull.ts";
import {
  FIT_STATISTICS,
  type FitStatistic,
  fitStatistic,
  type FittedLaw,
  productLimit,
} from "./censored-fit-statistic.ts";
import { type CensoredLevels, censoredLevels, type CensoredSample, censoredSize } from "./censored-sample.ts";
import { checkOutcome, packOutcomes } from "./outcome.ts";
import { fitSample, oneSample } from "./sample-fit.ts";
import { functionalsOf, SAMPLE_DISTRIBUTIONS, type SampleDistribution } from "./sample-functionals.ts";

export interface CensoredGoodnessOfFitOptions {
  readonly distribution: SampleDistribution;
  readonly statistic: FitStatistic;
  /** Samples drawn from the fitted law. */
  readonly replicates: number;
  readonly seed: number;
}

export interface CensoredGoodnessOfFitResult {
  readonly method: "censored-goodness-of-fit";
  readonly variant: "parametric bootstrap, limits drawn from their Kaplan-Meier curve";
  readonly distribution: SampleDistribution;
  readonly statistic: FitStatistic;
  /** `null` where the law cannot be fitted. */
  readonly value: number | null;
  /** (extreme + 1) / (replicates used + 1). */
  readonly pValue: number | null;
  /** Of the p-value, from the number of replicates. */
  readonly standardError: number | null;
  /** Replicates at least as far from the law as the sample. */
  readonly extreme: number | null;
  readonly replicates: number;
  /** Replicates without an estimate; they are left out. */
  readonly failed: number;
  readonly seed: number;
  readonly n: number;
  readonly detects: number;
  /** Why something is missing. */
  readonly reason: string | null;
}

const ITERATIONS = 200;

/**
 * Test that a sample with non-detects comes from a normal, lognormal, gamma or Weibull law with unknown parameters.
 *
 * Variant: distance of the Kaplan-Meier curve from the law fitted by maximum likelihood, from the largest limit below
 * the lowest detect upwards (Anderson-Darling or Cramer-von Mises), or the correlation of the detects with the law's
 * quantiles; p from samples of the fitted law, each censored by limits drawn from the Kaplan-Meier curve of the limits
 * and fitted again.
 * Source: Koziol & Green, Biometrika 63 (1976) 465 (Cramer-von Mises with the product-limit curve); Michael & Schucany in
 * D'Agostino & Stephens, Goodness-of-Fit Techniques (1986), ch. 11; Stute, Gonzalez-Manteiga & Presedo-Quindimil,
 * Metrika 40 (1993) 243 (parametric bootstrap). Reference: numerical integration for the statistics.
 * Accuracy as measured: statistics within 1e-10 of numerical integration; the p-value carries the simulation error
 * `standardError`, and the same seed gives the same one. Cost: one fit per replicate, 0.2 s on a busy core for 199 of
 * 60 values (lognormal), about five times that for the gamma law.
 *
 * @throws InputError - the sample's issues, fewer than 2 subjects, or an option out of range
 * @example
 * censoredGoodnessOfFit(
 *   { values: [1, 1, 1, 2, 3, 5, 8], nondetect: [true, true, true, false, false, false, false] },
 *   { distribution: "lognormal", statistic: "anderson-darling", replicates: 99, seed: 1 },
 * ).value // 0.125660359694887
 */
export function censoredGoodnessOfFit(
  sample: CensoredSample,
  options: CensoredGoodnessOfFitOptions,
): CensoredGoodnessOfFitResult {
  const { distribution, statistic, replicates, seed } = options;
  const isKnown = SAMPLE_DISTRIBUTIONS.includes(distribution);
  const logged = distribution !== "normal";
  refuse([
    ...(isKnown ? [] : [notOneOf("distribution", SAMPLE_DISTRIBUTIONS, distribution)]),
    ...(FIT_STATISTICS.includes(statistic) ? [] : [notOneOf("statistic", FIT_STATISTICS, statistic)]),
    ...(Number.isSafeInteger(replicates) && replicates >= 19
      ? []
      : [outOfRange("replicates", replicates, "19, 20, ...")]),
    ...(Number.isSafeInteger(seed) && seed >= 0 ? [] : [outOfRange("seed", seed, "0, 1, ...")]),
    ...checkOutcome("sample", sample, logged, 2),
  ]);
  const levels = censoredLevels(sample);
  const n = censoredSize(sample);
  const base = {
    method: "censored-goodness-of-fit",
    variant: "parametric bootstrap, limits drawn from their Kaplan-Meier curve",
    distribution,
    statistic,
    seed,
    n,
    detects: levels.detects.reduce((sum, count) => sum + count, 0),
  } as const;
  const fitted = fitLevels(distribution, levels);
  if (typeof fitted === "string")
    return {
      ...base,
      value: null,
      pValue: null,
      standardError: null,
      extreme: null,
      replicates: 0,
      failed: 0,
      reason: fitted,
    };
  const value = fitStatistic(statistic, scaled(levels, fitted.logged), fitted.law);
  const random = randomStream(seed);
  const limit = limitsOf(levels);
  let extreme = 0;
  let failed = 0;
  for (let k = 0; k < replicates; k++) {
    const drawn = drawLevels(
      n,
      () => fitted.draw(random),
      () => limit(random),
    );
    const again = fitLevels(distribution, drawn);
    if (typeof again === "string") {
      failed++;
      continue;
    }
    const own = fitStatistic(statistic, scaled(drawn, again.logged), again.law);
    if (statistic === "probability-plot-correlation" ? own <= value : own >= value) extreme++;
  }
  const used = replicates - failed;
  const enough = used >= 0.9 * replicates;
  const pValue = enough ? (extreme + 1) / (used + 1) : null;
  return {
    ...base,
    value,
    pValue,
    standardError: pValue === null ? null : Math.sqrt((pValue * (1 - pValue)) / (used + 1)),
    extreme,
    replicates: used,
    failed,
    reason: enough
      ? null
      : `${failed} of ${replicates} replicates have no estimate: too few detects for a test`,
  };
}

interface Fitted {
  /** On the scale of the logarithms where `logged`. */
  readonly law: FittedLaw;
  readonly logged: boolean;
  /** One value of the law, on the scale of the sample. */
  readonly draw: (random: RandomStream) => number;
}

/** Values as the law wants them. */
const scaled = (levels: CensoredLevels, logged: boolean): CensoredLevels =>
  logged ? { ...levels, values: levels.values.map(elementary.log) } : levels;

/** The law fitted to a sample, or why there is none. */
function fitLevels(
  distribution: SampleDistribution,
  { values, detects, nondetects }: CensoredLevels,
): Fitted | string {
  const sample: CensoredSample = {
    values: [...values, ...values],
    nondetect: [...values.map(() => false), ...values.map(() => true)],
    counts: [...detects, ...nondetects],
  };
  const fit = fitSample(distribution, oneSample(packOutcomes(sample, distribution !== "normal")), ITERATIONS);
  if (fit.reason !== null) return fit.reason;
  const { model, top } = fit;
  const [first, second] = functionalsOf(distribution, model).parameters.map(({ functional, report }) => {
    const place = functional.placeAt([top.at[0]!, top.at[1]!]);
    return report === "identity" ? place : elementary.exp(report === "exp" ? place : -place);
  });
  return lawOf(distribution, first!, second!);
}

function lawOf(distribution: SampleDistribution, first: number, second: number): Fitted {
  if (distribution === "gamma") {
    const d = { shape: first, rate: second };
    return {
      law: {
        logCdf: (x) => gamma.logCdf(d, x),
        logSf: (x) => gamma.logSf(d, x),
        quantile: (p) => gamma.quantile(d, p),
      },
      logged: false,
      draw: (random) => gamma.quantile(d, random.uniform()),
    };
  }
  if (distribution === "weibull") {
    const d = { shape: first, scale: second };
    return {
      law: {
        logCdf: (x) => weibull.logCdf(d, elementary.exp(x)),
        logSf: (x) => weibull.logSf(d, elementary.exp(x)),
        quantile: (p) => elementary.log(weibull.quantile(d, p)),
      },
      logged: true,
      draw: (random) => second * elementary.pow(drawExponential(random), 1 / first),
    };
  }
  const d = { mean: first, sd: second };
  const logged = distribution === "lognormal";
  return {
    law: {
      logCdf: (x) => normal.logCdf(d, x),
      logSf: (x) => normal.logSf(d, x),
      quantile: (p) => normal.quantile(d, p),
    },
    logged,
    draw: (random) => {
      const y = first + second * drawNormal(random);
      return logged ? elementary.exp(y) : y;
    },
  };
}

/**
 * Draws a subject's limit. A detect tells that its limit lay at or below it, a non-detect tells it exactly: the limits
 * are themselves left-censored. What their curve leaves below the lowest limit has no limit that matters.
 */
function limitsOf({ values, detects, nondetects }: CensoredLevels): (random: RandomStream) => number {
  const steps = productLimit({ values, detects: nondetects, nondetects: detects });
  return (random) => {
    const u = random.uniform();
    return steps.find(({ below, atOrBelow }) => u >= below && u < atOrBelow)?.value ?? -Infinity;
  };
}

function drawLevels(n: number, drawValue: () => number, drawLimit: () => number): CensoredLevels {
  const values: number[] = [];
  const nondetect: boolean[] = [];
  for (let i = 0; i < n; i++) {
    const value = drawValue();
    const limit = drawLimit();
    values.push(Math.max(value, limit));
    nondetect.push(value < limit);
  }
  return censoredLevels({ values, nondetect });
}
