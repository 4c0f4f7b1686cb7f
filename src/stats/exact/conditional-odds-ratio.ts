/**
 * Estimate, limits and p-values of an odds ratio from a discrete statistic whose distribution given the margins depends
 * on that odds ratio alone: the first cell of one 2x2 table, or its sum over strata.
 */
import * as elementary from "../../core/elementary.ts";
import { notOneOf, outOfRange } from "../../core/issues/input.ts";
import type { Issue } from "../../core/issues/issue.ts";
import type { Around, Probability } from "../../distributions/fisher-noncentral-hypergeometric.ts";
import { findPositiveRoot } from "../../num/positive-root.ts";
import type { RootResult } from "../../num/root.ts";
import { checkConfidence, noBoundAbove } from "../contingency/table.ts";
import type { Alternative } from "../describe/options.ts";

export interface ConditionalOptions {
  readonly alternative: Alternative;
  readonly confidence: number;
}

export interface ConditionalOddsRatio {
  readonly alternative: Alternative;
  readonly twoSidedRule: "min-likelihood";
  /** Of the alternative asked for. */
  readonly pValue: number;
  readonly logPValue: number;
  readonly pTwoSided: number;
  readonly pLess: number;
  readonly pGreater: number;
  readonly logPTwoSided: number;
  readonly logPLess: number;
  readonly logPGreater: number;
  /** Two-sided p less half the probability of the observed value. */
  readonly midPMinimumLikelihood: number;
  /** Twice the smaller one-sided mid-p. */
  readonly midPCentral: number;
  /** Conditional maximum likelihood; null where it has no bound. */
  readonly oddsRatio: number | null;
  readonly oddsRatioReason: string | null;
  /** Limits of the tail inversion; 0 where unbounded below, null where unbounded above. */
  readonly lower: number;
  readonly upper: number | null;
  /** Odds ratio at which both one-sided mid-p are 1/2; null where it has no bound. */
  readonly medianUnbiasedOddsRatio: number | null;
  readonly midPLower: number;
  readonly midPUpper: number | null;
  readonly confidence: number;
  readonly warnings: readonly string[];
  /** Over all estimates and limits. */
  readonly converged: boolean;
  readonly iterations: number;
  readonly criterion: string;
}

/** The observed value within its conditional distribution. */
export interface ConditionalStatistic {
  /** Whether the margins allow no smaller (no larger) value. */
  readonly isSmallest: boolean;
  readonly isLargest: boolean;
  /** Expectation less the observed value. */
  readonly excess: (oddsRatio: number) => number;
  /** What lies at, below and above the observed value. */
  readonly around: (oddsRatio: number) => Around;
  /** At odds ratio 1: all values at most as probable as the observed one. */
  readonly atMostAsProbable: () => Probability;
  /** Any guess of the estimate. */
  readonly start: number;
}

export function checkConditional({ alternative, confidence }: ConditionalOptions): Issue[] {
  const alternatives = ["two-sided", "less", "greater"];
  return [
    ...(alternatives.includes(alternative) ? [] : [notOneOf("alternative", alternatives, alternative)]),
    ...checkConfidence(confidence),
    // Below it a one-sided mid-p limit need not exist.
    ...(alternative !== "two-sided" && confidence <= 0.5
      ? [outOfRange("confidence", confidence, "(0.5, 1)")]
      : []),
  ];
}

/** Everything that is said of the odds ratio. */
export function conditionalOddsRatio(
  statistic: ConditionalStatistic,
  { alternative, confidence }: ConditionalOptions,
): ConditionalOddsRatio {
  const { mass, below, above, atMost, atLeast } = statistic.around(1);
  const twoSided = statistic.atMostAsProbable();
  const asked = { less: atMost, greater: atLeast, "two-sided": twoSided }[alternative];
  const solve = solver(statistic);
  const tail = alternative === "two-sided" ? (1 - confidence) / 2 : 1 - confidence;
  const openBelow = alternative === "less";
  const openAbove = alternative === "greater";
  const oddsRatio = solve.mean();
  const median = solve.median();
  const lower = openBelow ? 0 : solve.lower(elementary.log(tail), whole);
  const upper = openAbove ? null : solve.upper(elementary.log(tail), whole);
  return {
    alternative,
    twoSidedRule: "min-likelihood",
    pValue: asked.value,
    logPValue: asked.log,
    pTwoSided: twoSided.value,
    pLess: atMost.value,
    pGreater: atLeast.value,
    logPTwoSided: twoSided.log,
    logPLess: atMost.log,
    logPGreater: atLeast.log,
    midPMinimumLikelihood: twoSided.value - mass.value / 2,
    midPCentral: Math.min(1, 2 * (Math.min(below.value, above.value) + mass.value / 2)),
    oddsRatio,
    oddsRatioReason: oddsRatio === null ? noBoundAbove : null,
    lower,
    upper,
    medianUnbiasedOddsRatio: median,
    midPLower: openBelow ? 0 : solve.lower(elementary.log(tail), midP),
    midPUpper: openAbove ? null : solve.upper(elementary.log(tail), midP),
    confidence,
    warnings: disagreement(asked.value, lower, upper, confidence),
    ...solve.state(),
  };
}

function disagreement(p: number, lower: number, upper: number | null, confidence: number): string[] {
  const outside = lower > 1 || (upper !== null && upper < 1);
  if (outside === p < 1 - confidence) return [];
  return [
    `The p-value and the interval disagree about odds ratio 1 (p ${outside ? "above" : "below"} the level, interval ${
      outside ? "without" : "with"
    } 1): the p-value sums the tables at most as probable as the observed one, the limits share the error equally between the sides.`,
  ];
}

// log P of a tail: all of it, or with half of the observed value's mass.
type TailRule = (mass: Probability, strict: Probability, all: Probability) => number;
const whole: TailRule = (_mass, _strict, all) => all.log;
const midP: TailRule = (mass, strict) =>
  strict.log > mass.log
    ? strict.log + elementary.log1p(0.5 * elementary.exp(mass.log - strict.log))
    : mass.log + elementary.log(0.5 + elementary.exp(strict.log - mass.log));

const accuracy = { relativeTolerance: 1e-14, maximumIterations: 200 };

/** Odds ratios that solve an equation in the distribution; keeps the worst outcome of its searches. */
function solver({ isSmallest, isLargest, excess, around, start }: ConditionalStatistic) {
  const searches: RootResult[] = [];
  const root = (f: (oddsRatio: number) => number, rising: boolean): number => {
    const result = findPositiveRoot(f, rising, start, accuracy);
    searches.push(result);
    return result.root;
  };
  return {
    mean: (): number | null => (isSmallest ? 0 : isLargest ? null : root(excess, true)),
    median(): number | null {
      return isSmallest ? 0 : this.upper(elementary.log(0.5), midP);
    },
    /** Odds ratio at which the tail from the observed value upwards has the given log probability. */
    lower(logTail: number, rule: TailRule): number {
      if (isSmallest) return 0;
      return root((oddsRatio) => {
        const { mass, above, atLeast } = around(oddsRatio);
        return rule(mass, above, atLeast) - logTail;
      }, true);
    },
    /** Odds ratio at which the tail from the observed value downwards has the given log probability. */
    upper(logTail: number, rule: TailRule): number | null {
      if (isLargest) return null;
      return root((oddsRatio) => {
        const { mass, below, atMost } = around(oddsRatio);
        return rule(mass, below, atMost) - logTail;
      }, false);
    },
    state: () => ({
      converged: searches.every((search) => search.converged),
      iterations: searches.reduce((total, search) => total + search.iterations, 0),
      criterion: searches.find((search) => !search.converged)?.criterion ?? "bracket-width",
    }),
  };
}
