import { refuse } from "../../core/issues/issue.ts";
import { deviationsOf, pearsonStatistic } from "./deviations.ts";
import { checkTable, type CountTable } from "./table.ts";

export interface CramersV {
  readonly method: "cramers-v";
  /** 0 for independence, 1 where one variable tells the other. */
  readonly v: number;
  readonly n: number;
}

/**
 * Cramer's V: how strongly rows and columns go together, sqrt(chi-square / (n (least dimension - 1))). In a 2x2
 * table the absolute value of phi. Not corrected for bias: in small tables it is above 0 without association.
 *
 * Source: Cramer 1946, Mathematical Methods of Statistics, sec. 21.9. Reference: the formula on R chisq.test.
 * Accuracy as measured: relative error below 1e-13. Cost: linear in the cells.
 *
 * @throws InputError - lists every bad cell and empty margin
 * @example cramersV([[16, 12], [4, 17]]).v // 0.3835706411883...
 */
export function cramersV(table: CountTable): CramersV {
  refuse(checkTable(table, "Cramer's V"));
  const parts = deviationsOf(table);
  const least = Math.min(parts.rowShares.length, parts.columnShares.length) - 1;
  return {
    method: "cramers-v",
    v: Math.min(1, Math.sqrt(pearsonStatistic(parts) / parts.n / least)),
    n: parts.n,
  };
}
