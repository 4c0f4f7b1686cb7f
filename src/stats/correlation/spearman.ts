import { refuse } from "../../core/issues/issue.ts";
import * as studentT from "../../distributions/student-t.ts";
import type { ConfidenceOptions } from "../describe/options.ts";
import { pool } from "../ranks/pooled.ts";
import { checkPairs, constantReason, fisherInterval, productMoment } from "./pairs.ts";
import { mostForExactSpearman, spearmanTails } from "./spearman-exact.ts";

export interface SpearmanResult {
  readonly method: "spearman-correlation";
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Standard error of Fisher's z behind `lower` and `upper`. */
  readonly intervalVariant: "fisher";
  readonly intervalReason: string | null;
  /** Limits with the larger standard error sqrt((1 + r^2 / 2) / (n - 3)), for correlations that may be strong. */
  readonly bonettWright: { readonly lower: number; readonly upper: number } | null;
  readonly confidence: number;
  /** Two-sided, by `variant`. */
  readonly pValue: number | null;
  readonly variant: "exact" | "t";
  readonly reason: string | null;
  /** Over all permutations: twice the smaller tail. */
  readonly exactPValue: number | null;
  readonly exactReason: string | null;
  /** By t with n - 2 df; 0 where the ranks agree or oppose each other fully. */
  readonly tPValue: number | null;
  readonly n: number;
  readonly ties: boolean;
}

/**
 * Spearman's rank correlation of x and y (midranks for ties), its Fisher z interval and two-sided tests that it is 0.
 *
 * Exact over all permutations without ties for n up to 14, else Student's t on n - 2 df. The interval takes
 * 1 / sqrt(n - 3) as the standard error of z: fair for correlations that are not strong. Beside it stands that of Bonett
 * and Wright, sqrt((1 + r^2 / 2) / (n - 3)), which holds its coverage to about 0.95.
 *
 * Source: Kendall & Gibbons, Rank Correlation Methods, 5th ed., ch. 4; Bonett & Wright,
 * Psychometrika 65 (2000) 23. Reference: R cor.test (exact to n = 9).
 * Cost: 30 ms at n = 14.
 * Accuracy as measured: relative error of estimate, p and limits below 1e-14 (every order of up to 8 pairs; t tail at
 * 50 digits).
 *
 * @throws InputError - unequal lengths, fewer than three pairs, values that are not finite, confidence outside (0, 1)
 * @example spearmanCorrelation([1, 2, 3], [1, 3, 2], { confidence: 0.95 }).estimate // 0.5
 */
export function spearmanCorrelation(
  x: readonly number[],
  y: readonly number[],
  { confidence }: ConfidenceOptions,
): SpearmanResult {
  refuse(checkPairs(x, y, confidence));
  const n = x.length;
  const first = doubledRanks(x);
  const second = doubledRanks(y);
  const moment = productMoment(first.ranks, second.ranks);
  const ties = first.ties || second.ties;
  const base = { method: "spearman-correlation", intervalVariant: "fisher", confidence, n, ties } as const;
  if (moment === null)
    return {
      ...base,
      estimate: null,
      lower: null,
      upper: null,
      intervalReason: constantReason,
      bonettWright: null,
      pValue: null,
      variant: "t",
      reason: constantReason,
      exactPValue: null,
      exactReason: constantReason,
      tPValue: null,
    };
  const agrees = moment.rest === 0;
  const limits = n > 3 ? fisherInterval(moment, 1 / Math.sqrt(n - 3), confidence) : null;
  const df = n - 2;
  const tPValue = agrees
    ? 0
    : Math.min(1, 2 * studentT.sf({ df }, Math.abs(moment.r) * Math.sqrt(df / moment.rest)));
  const possible = !ties && n <= mostForExactSpearman;
  const products = first.ranks.reduce((sum, rank, i) => sum + (rank / 2) * (second.ranks[i]! / 2), 0);
  const exactPValue = possible ? spearmanTails(n, products).twoSided : null;
  return {
    ...base,
    estimate: moment.r,
    lower: limits?.lower ?? null,
    upper: limits?.upper ?? null,
    intervalReason:
      limits !== null
        ? null
        : agrees
          ? "the ranks agree or oppose fully"
          : "Fisher's z has a standard error from 4 pairs on",
    bonettWright:
      n > 3 ? fisherInterval(moment, Math.sqrt((1 + (moment.r * moment.r) / 2) / (n - 3)), confidence) : null,
    pValue: exactPValue ?? tPValue,
    variant: exactPValue === null ? "t" : "exact",
    reason: null,
    exactPValue,
    exactReason: possible
      ? null
      : ties
        ? "the exact distribution is for values without ties"
        : `more than ${mostForExactSpearman} pairs`,
    tPValue,
  };
}

/** Twice the midranks: whole numbers. */
function doubledRanks(values: readonly number[]): { ranks: number[]; ties: boolean } {
  const pooled = pool([values]);
  const rankOf = new Map(pooled.values.map((value, k) => [value, 2 * pooled.midranks[k]!]));
  return { ranks: values.map((value) => rankOf.get(value + 0)!), ties: pooled.ties };
}
