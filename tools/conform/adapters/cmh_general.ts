import { type CmhStatistic, generalisedCmh } from "../../../src/stats/strata/generalised-cmh.ts";
import type { CountTable } from "../../../src/stats/contingency/table.ts";

const listed = ({ statistic, df, pValue }: CmhStatistic): readonly number[] | null =>
  statistic === null || pValue === null ? null : [statistic, df, pValue];

export default function cmhGeneral({ strata }: { strata: readonly CountTable[] }): object {
  const rowScores = (strata[0] ?? []).map((_, i) => i + 1);
  const columnScores = (strata[0]?.[0] ?? []).map((_, j) => j + 1);
  const r = generalisedCmh(strata, { rowScores, columnScores });
  // The reference is null where R refuses: a single stratum, one of fewer than two subjects, a singular covariance.
  const isRefusedByR =
    strata.length < 2 ||
    strata.some((table) => table.flat().reduce((sum, cell) => sum + cell, 0) < 2) ||
    r.generalAssociation.df < (rowScores.length - 1) * (columnScores.length - 1);
  return {
    x2_general: isRefusedByR ? null : r.generalAssociation.statistic,
    df: isRefusedByR ? null : r.generalAssociation.df,
    p: isRefusedByR ? null : r.generalAssociation.pValue,
    cor: listed(r.correlation),
    rmeans: listed(r.rowMeanScores),
    cmeans: listed(r.columnMeanScores),
  };
}
