import { refuse } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";
import { type Alternative, checkAlternative } from "../describe/options.ts";
import type { Sample } from "../describe/sample.ts";
import { checkGroups } from "./groups.ts";
import { pool, type Pooled } from "./pooled.ts";
import { orderedGroupsRow, symmetricTails } from "../../distributions/untied-counts.ts";

export interface JonckheereOptions {
  /** "greater": values rise along the groups; "less": they fall. */
  readonly alternative: Alternative;
}

/** P-values of the three alternatives. */
export interface JonckheereTails {
  readonly twoSided: number;
  readonly less: number;
  readonly greater: number;
}

export interface JonckheereResult {
  readonly method: "jonckheere-terpstra";
  readonly alternative: Alternative;
  /** Pairs from two groups in which the later group's value is higher, ties counted half. */
  readonly statistic: number;
  readonly mean: number;
  /** With tie correction. */
  readonly variance: number;
  readonly z: number | null;
  /** Of the alternative asked for, by `variant`; null when all values are tied. */
  readonly pValue: number | null;
  readonly variant: "exact" | "asymptotic";
  readonly reason: string | null;
  readonly exact: JonckheereTails | null;
  readonly exactReason: string | null;
  /** Tie-corrected variance, no continuity correction. */
  readonly asymptotic: JonckheereTails | null;
  readonly sizes: readonly number[];
  readonly n: number;
  readonly ties: boolean;
}

/** Beyond this many values the normal approximation is used. */
const mostForExact = 100;

/**
 * Jonckheere-Terpstra test that ordered groups come from one distribution, against a trend along their order.
 *
 * Exact without ties for at most 100 values in all (a two-sided p is twice the smaller tail), else normal with
 * tie-corrected variance and no continuity correction.
 *
 * Source: Jonckheere, Biometrika 41 (1954) 133; tie-corrected variance: Lehmann, Nonparametrics, sec. 5.2.
 * Reference: R clinfun jonckheere.test (exact), PMCMRplus jonckheereTest (normal).
 * Accuracy as measured: relative error of both p-values below 1e-14 (every arrangement of up to 9 values; normal tail
 * at 50 digits). Cost as measured: one sort of all values: below 10 ms for 3000 in 5 groups.
 *
 * @throws InputError - fewer than two groups, an empty group, a value that is not finite
 * @example jonckheereTerpstra([[1, 2], [3, 4], [5, 6]], { alternative: "greater" }).pValue // 0.01111111111111111
 */
export function jonckheereTerpstra(
  groups: readonly Sample[],
  { alternative }: JonckheereOptions,
): JonckheereResult {
  refuse([...checkGroups(groups, 1), ...checkAlternative(alternative)]);
  const pooled = pool(groups);
  const { sizes, size: n, ties } = pooled;
  const statistic = risingPairs(pooled);
  const mean = (n * n - sizes.reduce((sum, size) => sum + size * size, 0)) / 4;
  const variance = varianceOf(pooled);
  const z = variance === 0 ? null : (statistic - mean) / Math.sqrt(variance);
  const exact =
    ties || n > mostForExact
      ? null
      : symmetricTails(statistic, 2 * mean, (last) => orderedGroupsRow(sizes, last));
  const asymptotic =
    z === null
      ? null
      : {
          twoSided: Math.min(1, 2 * normal.sf(normal.standard, Math.abs(z))),
          less: normal.cdf(normal.standard, z),
          greater: normal.sf(normal.standard, z),
        };
  const used = exact ?? asymptotic;
  return {
    method: "jonckheere-terpstra",
    alternative,
    statistic,
    mean,
    variance,
    z,
    pValue:
      used === null
        ? null
        : { "two-sided": used.twoSided, less: used.less, greater: used.greater }[alternative],
    variant: exact === null ? "asymptotic" : "exact",
    reason: used === null ? "all values are tied: no trend can show" : null,
    exact,
    exactReason:
      exact !== null
        ? null
        : ties
          ? "the exact distribution is for values without ties"
          : `more than ${mostForExact} values`,
    asymptotic,
    sizes,
    n,
    ties,
  };
}

function risingPairs({ counts, values }: Pooled): number {
  let pairs = 0;
  // How many of each group lie below the value at hand.
  const below = counts.map(() => 0);
  for (let k = 0; k < values.length; k++) {
    let earlierBelow = 0;
    let earlierHere = 0;
    for (const [g, row] of counts.entries()) {
      pairs += row[k]! * (earlierBelow + earlierHere / 2);
      earlierBelow += below[g]!;
      earlierHere += row[k]!;
    }
    for (const [g, row] of counts.entries()) below[g]! += row[k]!;
  }
  return pairs;
}

const full = (t: number): number => t * (t - 1) * (2 * t + 5);
const twos = (t: number): number => t * (t - 1);
const threes = (t: number): number => t * (t - 1) * (t - 2);
const sum = (over: readonly number[], term: (t: number) => number): number =>
  over.reduce((s, t) => s + term(t), 0);

function varianceOf({ sizes, totals, size: n }: Pooled): number {
  const first = (full(n) - sum(sizes, full) - sum(totals, full)) / 72;
  const second = n < 3 ? 0 : (sum(sizes, threes) * sum(totals, threes)) / (36 * threes(n));
  const third = (sum(sizes, twos) * sum(totals, twos)) / (8 * twos(n));
  // All tied: the three terms cancel, so rounding must not leave a crumb.
  return totals.length === 1 ? 0 : first + second + third;
}
