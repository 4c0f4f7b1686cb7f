import * as elementary from "../../core/elementary.ts";
import { refuse } from "../../core/issues/issue.ts";
import * as studentT from "../../distributions/student-t.ts";
import { checkConfidence, type ConfidenceOptions } from "../describe/options.ts";
import { checkSample, type Sample } from "../describe/sample.ts";
import { placementsOf } from "./placements.ts";
import { pool } from "./pooled.ts";

export interface ProbabilityOfSuperiorityResult {
  readonly method: "brunner-munzel";
  /** P(X > Y) + P(X = Y) / 2. */
  readonly estimate: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly intervalMethod: "logit-t" | "separated-pairs" | null;
  /** Why there are no limits. */
  readonly reason: string | null;
  readonly confidence: number;
  readonly standardError: number | null;
  readonly df: number | null;
  /** (estimate - 1/2) / standard error. */
  readonly statistic: number | null;
  /** Two-sided, of P(X > Y) + P(X = Y) / 2 = 1/2. */
  readonly pValue: number | null;
  /** Natural logarithm of the p-value, which goes on where the p-value itself is too small for a double. */
  readonly logPValue: number | null;
  /** Why there is no test. */
  readonly testReason: string | null;
  readonly n1: number;
  readonly n2: number;
}

/**
 * Probability that a value of x exceeds one of y, ties counted half, and the Brunner-Munzel test that it is 1/2.
 *
 * Unlike Mann-Whitney it does not suppose equal shapes: the variance comes from each group's placements among the
 * other, with Satterthwaite's df. The interval is symmetric on the logit scale (standard error by the delta method,
 * t quantile), so it stays inside 0 and 1. When the samples do not overlap the variance is 0 and no t exists; the
 * bound is then the probability p at which min(n1, n2) independent pairs all fall that way with chance
 * (1 - confidence) / 2: an exact bound, since separated samples need at least those pairs.
 *
 * Source: Brunner & Munzel, Biometrical Journal 42 (2000) 17; logit interval: Brunner, Bathke & Konietschke, Rank and
 * Pseudo-Rank Procedures, sec. 3.7. Reference: R lawstat brunner.munzel.test and SciPy brunnermunzel (test).
 * Accuracy as measured: statistic and p within 2e-15 of SciPy. Cost as measured: 0.4 ms for 300 v 300, linear after one
 * sort.
 *
 * @throws InputError - values that are not finite, empty samples, confidence outside (0, 1)
 * @example probabilityOfSuperiority([3, 4, 5], [1, 2, 3], { confidence: 0.95 }).estimate // 0.9444444444444444
 */
export function probabilityOfSuperiority(
  x: Sample,
  y: Sample,
  { confidence }: ConfidenceOptions,
): ProbabilityOfSuperiorityResult {
  refuse([...checkSample("x", x, 1), ...checkSample("y", y, 1), ...checkConfidence(confidence)]);
  const pooled = pool([x, y]);
  const [n1 = 0, n2 = 0] = pooled.sizes;
  const [first = [], second = []] = pooled.counts;
  const own = placementsOf(first, second);
  const other = placementsOf(second, first);
  const estimate = own.sum / (n1 * n2);
  const share1 = own.squares / (n1 * (n1 - 1)) / (n2 * n2);
  const share2 = other.squares / (n2 * (n2 - 1)) / (n1 * n1);
  const tail = (1 - confidence) / 2;
  const base = { method: "brunner-munzel", estimate, confidence, n1, n2 } as const;
  const testReason =
    n1 < 2 || n2 < 2
      ? "a group of one has no variance"
      : own.squares + other.squares === 0
        ? estimate === 0 || estimate === 1
          ? "the groups do not overlap: the variance is 0, and the permutation form or an exact rank test is left"
          : "the placements do not vary: the variance is 0"
        : null;
  if (testReason !== null) {
    const bound = elementary.pow(tail, 1 / Math.min(n1, n2));
    const separated =
      estimate === 1 ? { lower: bound, upper: 1 } : estimate === 0 ? { lower: 0, upper: 1 - bound } : null;
    return {
      ...base,
      lower: separated?.lower ?? null,
      upper: separated?.upper ?? null,
      intervalMethod: separated === null ? null : "separated-pairs",
      reason: separated === null ? testReason : null,
      standardError: null,
      df: null,
      statistic: null,
      pValue: null,
      logPValue: null,
      testReason,
    };
  }
  const variance = share1 + share2;
  const standardError = Math.sqrt(variance);
  const df = (variance * variance) / ((share1 * share1) / (n1 - 1) + (share2 * share2) / (n2 - 1));
  const statistic = (own.sum - (n1 * n2) / 2) / (n1 * n2) / standardError;
  const logit = elementary.log(own.sum / other.sum);
  const reach = (studentT.upperQuantile({ df }, tail) * standardError) / (estimate * (other.sum / (n1 * n2)));
  return {
    ...base,
    lower: 1 / (1 + elementary.exp(reach - logit)),
    upper: 1 / (1 + elementary.exp(-reach - logit)),
    intervalMethod: "logit-t",
    reason: null,
    standardError,
    df,
    statistic,
    pValue: Math.min(1, 2 * studentT.sf({ df }, Math.abs(statistic))),
    logPValue: Math.min(0, Math.LN2 + studentT.logSf({ df }, Math.abs(statistic))),
    testReason: null,
  };
}
