import { lengthMismatch, notFinite, noVariation, tooFew } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import {
  type Alternative,
  checkAlternative,
  checkConfidence,
  type TestOptions,
} from "../describe/options.ts";
import { sorted } from "../describe/sample.ts";
import { affordableSteps } from "./exact-rank-sum.ts";
import { kthWalshAverage, medianOf } from "./kth-pair.ts";
import { normalTails } from "./mann-whitney.ts";
import { pool } from "./pooled.ts";
import { type SignedTails, signedRankPlace, signedRankTails } from "./exact-signed-rank.ts";

/** "drop": pairs without difference are left out before ranking (Wilcoxon); "rank": ranked, then left out (Pratt). */
export type ZeroRule = "drop" | "rank";

export interface SignedRankOptions extends TestOptions {
  readonly zeros: ZeroRule;
}

export interface SignedRankResult {
  readonly method: "wilcoxon-signed-rank";
  readonly alternative: Alternative;
  readonly zeros: ZeroRule;
  readonly twoSidedRule: "distance-from-mean";
  /** Sum of the ranks of the positive differences x - y. */
  readonly statistic: number;
  /** Without continuity correction. */
  readonly z: number;
  /** Of the alternative asked for, by `variant`. */
  readonly pValue: number;
  readonly variant: "exact" | "asymptotic";
  readonly exact: SignedTails | null;
  readonly exactReason: string | null;
  readonly asymptotic: SignedTails & { readonly corrected: SignedTails };
  /** Hodges-Lehmann: median of the averages of all pairs of differences that are not 0. */
  readonly estimate: number;
  readonly confidence: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** What the limits are worth under untied ranks. */
  readonly coverage: number | null;
  readonly intervalReason: string | null;
  readonly n: number;
  readonly nonzero: number;
  readonly ties: boolean;
}

/**
 * Wilcoxon signed-rank test that paired differences x - y are symmetric about 0.
 *
 * Exact p is from all equally likely signs of the observed midranks, ties included; the two-sided p counts sums at
 * least as far from the mean as the observed one. Asymptotic: normal with the variance of the observed midranks,
 * with and without continuity correction of 1/2. The interval takes Walsh averages by the law of untied ranks.
 *
 * Source: Wilcoxon, Biometrics 1 (1945) 80; Pratt, J Am Stat Assoc 54 (1959) 655; Lehmann, Nonparametrics, ch. 3.
 * Reference: R wilcox.test(paired = TRUE), exactRankTests wilcox.exact, coin wilcoxsign_test.
 * Accuracy as measured: exact p within 1e-11 of whole-number counts for 200 ranks, 4e-16 on the reference cases. Cost as
 * measured: 1 ms for 100 pairs, 8 ms for 200, growing with the third power.
 *
 * @throws InputError - unequal lengths, values that are not finite, no difference other than 0
 * @example wilcoxonSignedRank([3, 5, 4], [1, 2, 5], { alternative: "two-sided", confidence: 0.9, zeros: "drop" }).pValue // 0.5
 */
export function wilcoxonSignedRank(
  x: readonly number[],
  y: readonly number[],
  options: SignedRankOptions,
): SignedRankResult {
  const { alternative, confidence, zeros } = options;
  refuse(check(x, y, options));
  const all = x.map((value, i) => value - y[i]!);
  const differences = all.filter((d) => d !== 0);
  const ranked = zeros === "drop" ? differences : all;
  const pooled = pool([ranked.map(Math.abs)]);
  const rankOf = new Map(pooled.values.map((value, k) => [value, pooled.midranks[k]!]));
  const doubledRanks = differences.map((d) => 2 * rankOf.get(Math.abs(d))!);
  const doubled = differences.reduce((sum, d, i) => (d > 0 ? sum + doubledRanks[i]! : sum), 0);
  const exact = signedRankTails(
    doubledRanks.map((rank) => rank / 2),
    doubled / 2,
    affordableSteps,
  );
  // Ranks r: mean sum r / 2, variance sum r^2 / 4; both from doubled ranks, without error.
  const distance = doubled / 2 - doubledRanks.reduce((sum, r) => sum + r, 0) / 4;
  const sd = Math.sqrt(doubledRanks.reduce((sum, r) => sum + r * r, 0) / 16);
  const asymptotic = { ...normalTails(distance, 0, sd), corrected: normalTails(distance, 0.5, sd) };
  const tail = { "two-sided": "twoSided", less: "less", greater: "greater" } as const;
  const nonzero = differences.length;
  const averages = (nonzero * (nonzero + 1)) / 2;
  const list = sorted(differences);
  const kth = (k: number): number => kthWalshAverage(list, k);
  const limits = signedRankPlace(nonzero, (1 - confidence) / 2, affordableSteps);
  return {
    method: "wilcoxon-signed-rank",
    alternative,
    zeros,
    twoSidedRule: "distance-from-mean",
    statistic: doubled / 2,
    z: distance / sd,
    pValue: (exact ?? asymptotic.corrected)[tail[alternative]],
    variant: exact === null ? "asymptotic" : "exact",
    exact,
    exactReason:
      exact === null ? `the exact distribution would need more than ${affordableSteps} additions` : null,
    asymptotic,
    estimate: medianOf(averages, kth),
    confidence,
    lower: limits === null ? null : kth(limits.place),
    upper: limits === null ? null : kth(averages - limits.place + 1),
    coverage: limits?.coverage ?? null,
    intervalReason: limits === null ? "too many pairs for the exact law of untied ranks" : null,
    n: all.length,
    nonzero,
    ties: new Set(differences.map(Math.abs)).size < nonzero,
  };
}

function check(x: readonly number[], y: readonly number[], options: SignedRankOptions): Issue[] {
  const issues: Issue[] = [...checkAlternative(options.alternative), ...checkConfidence(options.confidence)];
  if (x.length !== y.length) issues.push(lengthMismatch("y", x.length, y.length));
  for (const [path, values] of [
    ["x", x],
    ["y", y],
  ] as const)
    for (const [i, value] of values.entries())
      if (!Number.isFinite(value)) issues.push(notFinite(`${path}[${i}]`, value));
  if (issues.length > 0) return issues;
  if (x.length === 0) return [tooFew("x", "pairs", 1, 0)];
  return x.every((value, i) => value === y[i]) ? [noVariation("x - y", "at least one difference")] : [];
}
