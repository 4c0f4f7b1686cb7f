import { refuse } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";
import {
  type Alternative,
  checkAlternative,
  checkConfidence,
  type TestOptions,
} from "../describe/options.ts";
import { checkSample, type Sample } from "../describe/sample.ts";
import { affordableSteps, exactRankSum } from "./exact-rank-sum.ts";
import { pool, rankSum } from "./pooled.ts";

export interface MannWhitneyOptions extends TestOptions {
  /** Additions the exact distribution may cost; `affordableSteps` where absent. Above it the answer is asymptotic. */
  readonly largestExactCost?: number;
}

export interface MannWhitneyResult {
  readonly method: "mann-whitney";
  readonly alternative: Alternative;
  readonly confidence: number;
  readonly twoSidedRule: "distance-from-mean";
  /** Pairs with x > y, ties counted half. */
  readonly u: number;
  /** Standardised u, without continuity correction; null when all values are tied. */
  readonly z: number | null;
  /** Of the alternative asked for, by `variant`. */
  readonly pValue: number;
  readonly variant: "exact" | "asymptotic";
  readonly exact: {
    readonly pValue: number;
    readonly twoSided: number;
    readonly less: number;
    readonly greater: number;
  } | null;
  readonly exactReason: string | null;
  readonly asymptotic: {
    readonly variance: "tie-corrected";
    readonly z: number;
    readonly pValue: number;
    readonly twoSided: number;
    readonly less: number;
    readonly greater: number;
    /** The same with u moved half a pair towards its mean. */
    readonly corrected: {
      readonly pValue: number;
      readonly twoSided: number;
      readonly less: number;
      readonly greater: number;
    };
  } | null;
  readonly asymptoticReason: string | null;
  /** u over the number of pairs: P(X > Y) + P(X = Y) / 2, also the area under the ROC curve. */
  readonly superiority: number;
  /** 2 * superiority - 1. */
  readonly rankBiserial: number;
  readonly n1: number;
  readonly n2: number;
  readonly ties: boolean;
  readonly tiedValues: number;
}

/**
 * Mann-Whitney (Wilcoxon rank-sum) test that x and y come from one distribution.
 *
 * Exact p is from the permutation distribution of the midranks, ties included; the two-sided p counts every
 * arrangement at least as far from the mean as the observed one. It is used while it costs at most
 * `affordableSteps` additions, else the normal approximation with tie-corrected variance and continuity correction.
 * Both are in the result. Within the limit: any size without ties near the mean, 1000 v 1000 far from it; 200 v 200
 * with 40 to 80 % of the values at one detection limit and no other ties; 150 v 150 with a third of the distinct values
 * tied.
 *
 * Accuracy as measured: relative 1e-13 against enumeration (N <= 15) and whole-number counts (300 v 300 in the middle and
 * 1e-179 out), 1e-11 for one arrangement in 1e60.
 * Cost as measured on a busy core: 5 ms for 300 v 300, 1 ms for 100 v 100, 1 to 10 ms for 200 v 200 at one limit; with
 * ties all over it grows with the fourth power of N, 0.07 s for 100 v 100.
 *
 * Source: Mann & Whitney, Ann Math Stat 18 (1947) 50; Lehmann, Nonparametrics, secs. 1.2 and 1.4 (ties).
 * Reference: R wilcox.test; coin wilcox_test(distribution = "exact").
 *
 * @throws InputError - values that are not finite, empty samples, options out of range
 * @example mannWhitney([1, 2, 2], [2, 4, 4], { alternative: "two-sided", confidence: 0.95 }).pValue // 0.3
 */
export function mannWhitney(x: Sample, y: Sample, options: MannWhitneyOptions): MannWhitneyResult {
  const { alternative, confidence, largestExactCost = affordableSteps } = options;
  refuse([
    ...checkSample("x", x, 1),
    ...checkSample("y", y, 1),
    ...checkAlternative(alternative),
    ...checkConfidence(confidence),
  ]);
  const pooled = pool([x, y]);
  const [n1 = 0, n2 = 0] = pooled.sizes;
  const sum = rankSum(pooled, 0);
  const u = sum - (n1 * (n1 + 1)) / 2;
  const tails = exactRankSum(pooled.totals, n1, 2 * sum, largestExactCost);
  const exact = tails === null ? null : { pValue: tailFor(tails, alternative), ...tails };
  const asymptotic = asymptoticOf(u, n1, n2, pooled.tieTerm, alternative);
  return {
    method: "mann-whitney",
    alternative,
    confidence,
    twoSidedRule: "distance-from-mean",
    u,
    z: asymptotic?.z ?? null,
    // All tied is the only case without a normal approximation, and its exact distribution is a single point.
    pValue: exact?.pValue ?? asymptotic?.corrected.pValue ?? 1,
    variant: exact === null ? "asymptotic" : "exact",
    exact,
    exactReason:
      exact === null ? `the exact distribution would need more than ${largestExactCost} additions` : null,
    asymptotic,
    asymptoticReason: asymptotic === null ? "all values are tied: the rank sum cannot vary" : null,
    superiority: u / (n1 * n2),
    rankBiserial: (2 * u - n1 * n2) / (n1 * n2),
    n1,
    n2,
    ties: pooled.ties,
    tiedValues: pooled.totals.reduce((total, count) => total + (count > 1 ? count : 0), 0),
  };
}

type Tails = { readonly twoSided: number; readonly less: number; readonly greater: number };

function tailFor(tails: Tails, alternative: Alternative): number {
  return { "two-sided": tails.twoSided, less: tails.less, greater: tails.greater }[alternative];
}

function asymptoticOf(
  u: number,
  n1: number,
  n2: number,
  tieTerm: number,
  alternative: Alternative,
): MannWhitneyResult["asymptotic"] {
  const sd = rankSumSd(n1, n2, tieTerm);
  if (sd === 0) return null;
  const distance = u - (n1 * n2) / 2;
  const plain = normalTails(distance, 0, sd);
  const corrected = normalTails(distance, 0.5, sd);
  return {
    variance: "tie-corrected",
    z: distance / sd,
    pValue: tailFor(plain, alternative),
    ...plain,
    corrected: { pValue: tailFor(corrected, alternative), ...corrected },
  };
}

/** Standard deviation of u when all arrangements are equally likely. */
export function rankSumSd(n1: number, n2: number, tieTerm: number): number {
  const n = n1 + n2;
  // The variance of the midranks as one quotient: exactly 0 when all are tied.
  return Math.sqrt(((n1 * n2) / 12) * ((n * (n - 1) * (n + 1) - tieTerm) / (n * (n - 1))));
}

/** Normal tails at `distance` from the mean, moved `correction` towards it. */
export function normalTails(distance: number, correction: number, sd: number): Tails {
  const towards = distance - Math.sign(distance) * correction;
  return {
    twoSided: Math.min(1, 2 * normal.sf(normal.standard, Math.sign(distance) * (towards / sd))),
    less: normal.cdf(normal.standard, (distance + correction) / sd),
    greater: normal.sf(normal.standard, (distance - correction) / sd),
  };
}
