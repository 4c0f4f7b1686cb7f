import { refuse } from "../../core/issues/issue.ts";
import * as chiSquareDistribution from "../../distributions/chi-square.ts";
import { deviationsOf, pearsonStatistic, smallExpectedWarnings } from "./deviations.ts";
import { checkTable, type CountTable } from "./table.ts";

export interface ChiSquareTest {
  readonly method: "pearson-chi-square";
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
  readonly logPValue: number;
  readonly expected: readonly (readonly number[])[];
  readonly minimumExpected: number;
  /** (observed - expected) / sqrt(expected) */
  readonly residuals: readonly (readonly number[])[];
  /** Residuals with variance 1 under independence. */
  readonly standardisedResiduals: readonly (readonly number[])[];
  readonly n: number;
  readonly warnings: readonly string[];
}

/**
 * Pearson's chi-square test that rows and columns of a table are independent. No continuity correction.
 *
 * Source: Pearson 1900; Agresti, Categorical Data Analysis, 3rd ed., sec. 3.2 and 3.3.1 (standardised residuals).
 * Reference: R chisq.test(correct = FALSE).
 * Accuracy as measured: relative error of statistic and p below 1e-13. Cost: linear in the cells.
 *
 * @param table - counts by row and column, at least 2 by 2, no empty row or column
 * @throws InputError - lists every bad cell and empty margin
 * @example chiSquareTest([[16, 12], [4, 17]]).statistic // 7.209195402298851
 */
export function chiSquareTest(table: CountTable): ChiSquareTest {
  refuse(checkTable(table, "the chi-square statistic"));
  const parts = deviationsOf(table);
  const { expected, deviations, rowShares, columnShares, df, n } = parts;
  const statistic = pearsonStatistic(parts);
  const residuals = deviations.map((row, i) =>
    row.map((deviation, j) => deviation / Math.sqrt(expected[i]?.[j] as number)),
  );
  return {
    method: "pearson-chi-square",
    statistic,
    df,
    pValue: chiSquareDistribution.sf({ df }, statistic),
    logPValue: chiSquareDistribution.logSf({ df }, statistic),
    expected,
    minimumExpected: Math.min(...expected.flat()),
    residuals,
    standardisedResiduals: residuals.map((row, i) =>
      row.map(
        (residual, j) =>
          residual / Math.sqrt((1 - (rowShares[i] as number)) * (1 - (columnShares[j] as number))),
      ),
    ),
    n,
    warnings: smallExpectedWarnings(expected),
  };
}
