import { notACount, tooFew } from "../../core/issues/input.ts";
import type { Issue } from "../../core/issues/issue.ts";
import * as chiSquareDistribution from "../../distributions/chi-square.ts";
import type { Table2x2 } from "../contingency/table.ts";

/** One 2x2 table per centre, plate or age band: rows are the groups, the first column is the event. */
export type Strata = readonly Table2x2[];

/** What every answer about strata says of its data. */
export interface StrataCounts {
  /** Subjects over all strata. */
  readonly n: number;
  readonly strata: number;
  /** Strata in which both groups and both outcomes occur: only they can speak of an odds ratio. */
  readonly informativeStrata: number;
}

export interface Stratum {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly row1: number;
  readonly row2: number;
  readonly column1: number;
  readonly column2: number;
  readonly n: number;
}

/** Every reason to refuse: no stratum, a stratum that is not 2x2, a cell that is not a count. Empty margins are welcome. */
export function checkStrata(strata: Strata): Issue[] {
  if (strata.length === 0) return [tooFew("strata", "strata", 1, 0)];
  return strata.flatMap((table, k) =>
    table.length !== 2 || table.some((row) => row.length !== 2)
      ? [tooFew(`strata[${k}]`, "rows and columns", 2, Math.min(table.length, ...table.map((r) => r.length)))]
      : table.flatMap((row, i) =>
          row.flatMap((cell, j) =>
            Number.isSafeInteger(cell) && cell >= 0 ? [] : [notACount(`strata[${k}][${i}][${j}]`, cell)],
          ),
        ),
  );
}

export function stratumOf([[a, b], [c, d]]: Table2x2): Stratum {
  return { a, b, c, d, row1: a + b, row2: c + d, column1: a + c, column2: b + d, n: a + b + c + d };
}

export const isInformative = ({ row1, row2, column1, column2 }: Stratum): boolean =>
  row1 > 0 && row2 > 0 && column1 > 0 && column2 > 0;

export function strataCounts(strata: readonly Stratum[]): StrataCounts {
  return {
    n: sumOver(strata, ({ n }) => n),
    strata: strata.length,
    informativeStrata: strata.filter(isInformative).length,
  };
}

export function sumOver<T>(items: readonly T[], term: (item: T) => number): number {
  let sum = 0;
  for (const item of items) sum += term(item);
  return sum;
}

/** Said where no stratum holds both groups and both outcomes. */
export const noInformation = "undefined: no stratum holds both groups and both outcomes";

export interface ChiSquare {
  readonly statistic: number | null;
  readonly p: number | null;
  readonly logP: number | null;
}

/** A statistic with its upper tail, or nothing of both. */
export function chiSquareTail(statistic: number | null, df: number): ChiSquare {
  if (statistic === null) return { statistic, p: null, logP: null };
  return {
    statistic,
    p: chiSquareDistribution.sf({ df }, statistic),
    logP: chiSquareDistribution.logSf({ df }, statistic),
  };
}
