import { refuse } from "../../core/issues/issue.ts";
import * as chiSquareDistribution from "../../distributions/chi-square.ts";
import { deviancePart } from "../../num/saddle-point.ts";
import { deviationsOf, smallExpectedWarnings } from "./deviations.ts";
import { checkTable, type CountTable } from "./table.ts";

export interface LikelihoodRatioTest {
  readonly method: "likelihood-ratio-chi-square";
  /** G, or G squared in some books. */
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
  readonly logPValue: number;
  readonly n: number;
  readonly warnings: readonly string[];
}

/**
 * Likelihood-ratio (G) test that rows and columns of a table are independent.
 *
 * G = 2 sum observed log(observed / expected), summed as terms that are never negative.
 *
 * Source: Agresti, Categorical Data Analysis, 3rd ed., sec. 3.2.1. Reference: the formula in R.
 * Accuracy as measured: relative error below 1e-12. Cost: linear in the cells.
 *
 * @param table - counts by row and column, at least 2 by 2, no empty row or column
 * @throws InputError - lists every bad cell and empty margin
 * @example likelihoodRatioTest([[16, 12], [4, 17]]).statistic // 7.572752472726...
 */
export function likelihoodRatioTest(table: CountTable): LikelihoodRatioTest {
  refuse(checkTable(table, "the likelihood ratio"));
  const { expected, deviations, df, n } = deviationsOf(table);
  let half = 0;
  for (const [i, row] of table.entries())
    for (const [j, observed] of row.entries())
      if (deviations[i]?.[j] !== 0) half += deviancePart(observed, expected[i]?.[j] as number);
  return {
    method: "likelihood-ratio-chi-square",
    statistic: 2 * half,
    df,
    pValue: chiSquareDistribution.sf({ df }, 2 * half),
    logPValue: chiSquareDistribution.logSf({ df }, 2 * half),
    n,
    warnings: smallExpectedWarnings(expected),
  };
}
