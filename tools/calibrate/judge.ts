import * as beta from "../../src/distributions/beta.ts";
import * as binomial from "../../src/distributions/binomial.ts";
import type { Calibration } from "./calibration.ts";

/** What one simulation gave; `errors` are rejections of true hypotheses, or intervals that miss the truth. */
export interface Judgement {
  readonly runs: number;
  readonly errors: number;
  /** Clopper-Pearson limits of the share of errors, with confidence 0.999. */
  readonly lower: number;
  readonly upper: number;
  readonly verdict: "passes" | "errs too often" | "errs too seldom";
}

/** A method errs in one run of twenty. */
const ERROR = 0.05;
// Chance that a method which keeps its level exactly is judged wrong, in each direction.
const TAIL = 0.0005;

/**
 * Judges how often a method erred: too often when so many errors, or more, have a probability below 0.0005 at the
 * largest share allowed (0.05, and the slack of an approximate method); too seldom likewise, for approximate methods.
 *
 * @example judge({ expected: "conservative", runs: 1000 }, 90).verdict // "errs too often"
 */
export function judge(
  { expected, runs, slack = 0 }: Pick<Calibration, "expected" | "runs" | "slack">,
  errors: number,
): Judgement {
  const most = { n: runs, probability: Math.min(1, ERROR + slack) };
  const least = { n: runs, probability: Math.max(0, ERROR - slack) };
  const verdict =
    binomial.sf(most, errors - 1) < TAIL
      ? "errs too often"
      : expected === "nominal" && binomial.cdf(least, errors) < TAIL
        ? "errs too seldom"
        : "passes";
  return {
    runs,
    errors,
    lower: errors === 0 ? 0 : beta.quantile({ shape1: errors, shape2: runs - errors + 1 }, TAIL),
    upper: errors === runs ? 1 : beta.upperQuantile({ shape1: errors + 1, shape2: runs - errors }, TAIL),
    verdict,
  };
}
