import * as elementary from "../../core/elementary.ts";
import { refuse } from "../../core/issues/issue.ts";
import type { Probability } from "../../distributions/fisher-noncentral-hypergeometric.ts";
import { logAddExp } from "../../num/log-scale.ts";
import { findPositiveRoot } from "../../num/positive-root.ts";
import {
  checkConditional,
  type ConditionalOddsRatio,
  conditionalOddsRatio,
  type ConditionalOptions,
} from "../exact/conditional-odds-ratio.ts";
import {
  type CellMargins,
  cellMargins,
  type ConvolvedSum,
  convolvedAt,
  highestSum,
  logMassAtEnd,
  logNormaliser,
  lowestSum,
  moments,
  tailSumAtOne,
  tailsOf,
} from "./conditional-sum.ts";
import {
  checkStrata,
  isInformative,
  noInformation,
  type Strata,
  type StrataCounts,
  strataCounts,
  stratumOf,
  sumOver,
} from "./strata.ts";

export interface ExactCommonOddsRatio extends StrataCounts {
  readonly method: "exact-common-odds-ratio";
  /** Sum of the informative strata's first cells, its expectation at odds ratio 1 and its range given the margins. */
  readonly observed: number;
  readonly expected: number;
  readonly range: readonly [number, number];
  /** null where no stratum holds both groups and both outcomes. */
  readonly inference: ConditionalOddsRatio | null;
  readonly reason: string | null;
}

/**
 * Exact test that the odds ratio is 1 in all strata, with the common odds ratio and its limits.
 *
 * Conditions on all margins of all strata; the sum of the first cells is then the convolution of the strata's noncentral
 * hypergeometric distributions. The estimate is the conditional maximum likelihood one; the limits invert the one-sided
 * tests, each side at half of 1 - confidence (one-sided: with the whole); the two-sided p sums all values at most as
 * probable as the observed one (ties within a relative 1e-7). With one stratum it is Fisher's test. It assumes that the
 * odds ratio is the same everywhere: the estimate and its limits say little where that fails, the test of 1 still holds.
 *
 * Source: Gart 1970, Biometrika 57:471-475; Agresti, Categorical Data Analysis, 3rd ed., sec. 7.3.5; Mehta, Patel & Gray
 * 1985, J Am Stat Assoc 80:969-973. Reference: R mantelhaen.test(exact = TRUE), whose estimate and limits hold 4 digits
 * and whose p-values underflow; whole-number convolution.
 * Accuracy as measured (whole-number convolution, 50-digit roots): p, log p, odds ratio and limits to a relative 1e-13
 * for n <= 1,000, also at p = 1e-93. Cost (processor time): 1 ms for 5 strata of 12, 40 ms for 13 strata of 350,000 in
 * all, 100 ms for 100 strata of 200, 0.4 s for 100 strata of 2,000.
 *
 * @param strata - one [[a, b], [c, d]] per stratum; empty rows, columns and strata are allowed
 * @throws InputError - lists every bad cell, a lack of strata, and options
 * @example exactCommonOddsRatio([[[33, 6], [31, 30]], [[26, 11], [35, 90]]], { alternative: "two-sided", confidence: 0.95 }).inference.oddsRatio // 5.692163374580496
 */
export function exactCommonOddsRatio(strata: Strata, options: ConditionalOptions): ExactCommonOddsRatio {
  refuse([...checkStrata(strata), ...checkConditional(options)]);
  const tables = strata.map(stratumOf);
  const used = tables.filter(isInformative);
  const margins = used.map(cellMargins);
  const observed = sumOver(used, ({ a }) => a);
  const range = [lowestSum(margins), highestSum(margins)] as const;
  const shared = {
    method: "exact-common-odds-ratio",
    observed,
    expected: sumOver(used, ({ row1, column1, n }) => (row1 * column1) / n),
    range,
    ...strataCounts(tables),
  } as const;
  if (used.length === 0) return { ...shared, inference: null, reason: noInformation };
  const r = sumOver(used, ({ a, d, n }) => ((a + 0.5) * (d + 0.5)) / n);
  const s = sumOver(used, ({ b, c, n }) => ((b + 0.5) * (c + 0.5)) / n);
  const statistic = observedSum(margins, observed, range, r / s);
  return { ...shared, inference: conditionalOddsRatio(statistic, options), reason: null };
}

function observedSum(
  margins: readonly CellMargins[],
  observed: number,
  [lowest, highest]: readonly [number, number],
  start: number,
) {
  // At an end of the range no odds ratio has the observed value for its mean: one half inside serves.
  const centre = observed === lowest ? lowest + 0.5 : observed === highest ? highest - 0.5 : observed;
  const base = baseFor(margins, centre, start);
  const sum = convolvedAt(margins, base);
  const around = tailsOf(sum, observed);
  return {
    isSmallest: observed === lowest,
    isLargest: observed === highest,
    excess: (oddsRatio: number) => moments(margins, oddsRatio, observed).excess,
    around,
    atMostAsProbable: () => atMostAsProbable(sum, observed, around(1)),
    start: base,
  };
}

/** An odds ratio under which the sum has about the given mean; no exactness is needed. */
const baseFor = (margins: readonly CellMargins[], mean: number, start: number): number =>
  findPositiveRoot((oddsRatio) => moments(margins, oddsRatio, mean).excess, true, start, {
    relativeTolerance: 1e-3,
    maximumIterations: 100,
  }).root;

/** Two probabilities this close, relative, count as equal. */
const SLACK = 1e-7;

function atMostAsProbable(
  sum: ConvolvedSum,
  t: number,
  { mass, atMost, atLeast }: ReturnType<ReturnType<typeof tailsOf>>,
): Probability {
  const relative = (x: number): number => (sum.masses[x - sum.start] ?? 0) * elementary.pow(sum.base, t - x);
  const here = relative(t);
  // On which side of the observed value the more probable ones lie.
  const step = relative(t + 1) > here * (1 + SLACK) ? 1 : relative(t - 1) > here * (1 + SLACK) ? -1 : 0;
  if (step === 0) return { value: 1, log: 0 };
  const near = step === 1 ? atMost : atLeast;
  const far = beyondMode(
    sum.strata,
    step,
    mass.log + elementary.log1p(SLACK),
    sum.base,
    step === 1 ? sum.highest : sum.lowest,
  );
  const log = Math.min(0, logAddExp(near.log, far));
  return { value: elementary.exp(log), log };
}

/** log P at odds ratio 1 of all values on one side of the mode whose log mass is at most `limit`. */
function beyondMode(
  strata: readonly CellMargins[],
  step: 1 | -1,
  limit: number,
  mirrored: number,
  end: number,
): number {
  if (logMassAtEnd(strata, step) > limit) return -Infinity;
  // Where the saddle point's approximation of the mass meets the limit; a mass is never above 1.
  const gap = (oddsRatio: number): number => {
    const { excess: mean, variance } = moments(strata, oddsRatio, 0);
    const spread = 0.5 * elementary.log(2 * Math.PI * Math.max(variance, 1 / (2 * Math.PI)));
    return logNormaliser(strata, oddsRatio, mean) - spread - limit;
  };
  const isBelowAtOne = gap(1) <= 0;
  // From 1 outwards the gap falls: the search runs in the distance from 1.
  const at = (distance: number): number => elementary.pow(1 + distance, step);
  const base = isBelowAtOne
    ? 1
    : at(
        findPositiveRoot((distance) => gap(at(distance)), false, Math.abs(elementary.log(mirrored)), {
          relativeTolerance: 1e-3,
          maximumIterations: 100,
        }).root,
      );
  const sum = convolvedAt(strata, base);
  const guess = Math.round(moments(strata, base, 0).excess);
  const first = sum.start;
  const last = sum.start + sum.masses.length - 1;
  const constant = logNormaliser(strata, base, guess) - sum.logTotal;
  const logMass = (x: number): number =>
    elementary.log(sum.masses[x - first] ?? 0) + constant - (x - guess) * elementary.log(base);
  let x = Math.min(last, Math.max(first, guess));
  while (x !== end && logMass(x) > limit) x += step;
  while (x - step >= first && x - step <= last && logMass(x - step) <= limit) x -= step;
  return logMass(x) + elementary.log(tailSumAtOne(sum, x, step));
}
