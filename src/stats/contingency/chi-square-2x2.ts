/** Two relatives of Pearson's chi-square test for 2x2 tables. */
import { refuse } from "../../core/issues/issue.ts";
import * as chiSquareDistribution from "../../distributions/chi-square.ts";
import { deviationsOf, pearsonStatistic } from "./deviations.ts";
import { checkTable2x2, type Table2x2 } from "./table.ts";

export interface ChiSquare2x2<Method extends string> {
  readonly method: Method;
  readonly statistic: number;
  readonly df: 1;
  readonly pValue: number;
  readonly logPValue: number;
  readonly n: number;
}

/**
 * Yates's continuity-corrected chi-square test that rows and columns of a 2x2 table are independent. The
 * correction is 1/2, and at most the deviation itself, so that the statistic never grows.
 *
 * Source: Yates 1934, Suppl J R Stat Soc 1:217-235. Reference: R chisq.test(correct = TRUE).
 * Accuracy as measured: relative error below 1e-13. Cost: closed form.
 *
 * @throws InputError - lists every bad cell and empty margin
 * @example yatesChiSquare([[16, 12], [4, 17]]).statistic // 5.718426724137931
 */
export function yatesChiSquare(table: Table2x2): ChiSquare2x2<"yates-chi-square"> {
  refuse(checkTable2x2(table, "the chi-square statistic"));
  const parts = deviationsOf(table);
  const deviations = parts.deviations.map((row) =>
    row.map((deviation) => Math.max(0, Math.abs(deviation) - 0.5)),
  );
  return result("yates-chi-square", pearsonStatistic({ ...parts, deviations }), parts.n);
}

/**
 * The "N - 1" chi-square test that rows and columns of a 2x2 table are independent: Pearson's statistic times
 * (N - 1)/N. Keeps its level better than Pearson's where no expected count is below 1.
 *
 * Source: Campbell 2007, Stat Med 26:3661-3675. Reference: Pearson's statistic in R, times (N - 1)/N.
 * Accuracy as measured: relative error below 1e-13. Cost: closed form.
 *
 * @throws InputError - lists every bad cell and empty margin
 * @example nMinusOneChiSquare([[16, 12], [4, 17]]).statistic // 7.062068965517241
 */
export function nMinusOneChiSquare(table: Table2x2): ChiSquare2x2<"n-minus-one-chi-square"> {
  refuse(checkTable2x2(table, "the chi-square statistic"));
  const parts = deviationsOf(table);
  return result("n-minus-one-chi-square", pearsonStatistic(parts) * ((parts.n - 1) / parts.n), parts.n);
}

const result = <Method extends string>(
  method: Method,
  statistic: number,
  n: number,
): ChiSquare2x2<Method> => ({
  method,
  statistic,
  df: 1,
  pValue: chiSquareDistribution.sf({ df: 1 }, statistic),
  logPValue: chiSquareDistribution.logSf({ df: 1 }, statistic),
  n,
});
