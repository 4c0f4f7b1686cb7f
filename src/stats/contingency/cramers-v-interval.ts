import * as elementary from "../../core/elementary.ts";
import { refuse } from "../../core/issues/issue.ts";
import * as chiSquareDistribution from "../../distributions/chi-square.ts";
import * as noncentralChiSquare from "../../distributions/noncentral-chi-square.ts";
import { findPositiveRoot } from "../../num/positive-root.ts";
import type { RootResult } from "../../num/root.ts";
import { deviationsOf, pearsonStatistic } from "./deviations.ts";
import { checkConfidence, checkTable, type CountTable } from "./table.ts";

export interface CramersVInterval {
  readonly method: "cramers-v-interval";
  readonly confidence: number;
  readonly v: number;
  readonly lower: number;
  readonly upper: number;
  /** Noncentralities at which the observed statistic is the upper, or the lower, limit of a test. */
  readonly noncentralityLimits: readonly [number, number];
  readonly statistic: number;
  readonly df: number;
  readonly n: number;
  readonly converged: boolean;
  readonly iterations: number;
  readonly criterion: string;
}

/**
 * Confidence interval of Cramer's V by inverting the noncentral chi-square distribution.
 *
 * Pearson's statistic is about noncentral chi-square with noncentrality n (least dimension - 1) V^2. The limits are the
 * noncentralities that would make a statistic as large (as small) as the observed one have probability (1 - confidence)
 * / 2, turned into V; the degrees of freedom are not added to them. A limit is 0 where even noncentrality 0 does not
 * reach that probability, and 1 where V could be no larger. An approximation for large samples.
 *
 * Source: Smithson 2003, Confidence Intervals, Sage, ch. 4; Steiger 2004, Psychol Methods 9:164-182.
 * Reference: the same inversion by SciPy ncx2; R effectsize cramers_v.
 * Accuracy as measured: each limit reproduces its own tail to a relative 1e-11. Cost: 0.5 ms at a statistic of 7, 3 ms
 * at 1e6.
 *
 * @throws InputError - lists every bad cell and empty margin, a confidence outside (0, 1)
 * @example cramersVInterval([[16, 12], [4, 17]], { confidence: 0.95 }).lower // 0.1027605971815141
 */
export function cramersVInterval(
  table: CountTable,
  { confidence }: { readonly confidence: number },
): CramersVInterval {
  refuse([...checkTable(table, "Cramer's V"), ...checkConfidence(confidence)]);
  const parts = deviationsOf(table);
  const { df, n } = parts;
  const statistic = pearsonStatistic(parts);
  const largest = n * (Math.min(parts.rowShares.length, parts.columnShares.length) - 1);
  const tail = (1 - confidence) / 2;
  const searches: RootResult[] = [];
  const solve = (f: (noncentrality: number) => number, rising: boolean): number => {
    const found = findPositiveRoot(f, rising, Math.max(statistic, 1), {
      relativeTolerance: 1e-13,
      maximumIterations: 200,
    });
    searches.push(found);
    return found.root;
  };
  const logTail = elementary.log(tail);
  const lowest =
    chiSquareDistribution.sf({ df }, statistic) >= tail
      ? 0
      : solve((noncentrality) => noncentralChiSquare.logSf({ df, noncentrality }, statistic) - logTail, true);
  const highest =
    chiSquareDistribution.cdf({ df }, statistic) <= tail
      ? 0
      : solve(
          (noncentrality) => noncentralChiSquare.logCdf({ df, noncentrality }, statistic) - logTail,
          false,
        );
  const toV = (noncentrality: number): number => Math.min(1, Math.sqrt(noncentrality / largest));
  return {
    method: "cramers-v-interval",
    confidence,
    v: toV(statistic),
    lower: toV(lowest),
    upper: toV(highest),
    noncentralityLimits: [lowest, highest],
    statistic,
    df,
    n,
    converged: searches.every((search) => search.converged),
    iterations: searches.reduce((total, search) => total + search.iterations, 0),
    criterion: searches.find((search) => !search.converged)?.criterion ?? "bracket-width",
  };
}
