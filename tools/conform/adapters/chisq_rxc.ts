import { chiSquareTest } from "../../../src/stats/contingency/chi-square.ts";
import { cramersV } from "../../../src/stats/contingency/cramers-v.ts";
import { likelihoodRatioTest } from "../../../src/stats/contingency/likelihood-ratio.ts";
import type { CountTable } from "../../../src/stats/contingency/table.ts";

export default function chiSquareRxC({ table }: { table: CountTable }): object {
  const pearson = chiSquareTest(table);
  const g = likelihoodRatioTest(table);
  return {
    x2: pearson.statistic,
    df: pearson.df,
    p: pearson.pValue,
    log_p: pearson.logPValue,
    expected: pearson.expected,
    min_expected: pearson.minimumExpected,
    residuals: pearson.residuals,
    stdres: pearson.standardisedResiduals,
    g: g.statistic,
    g_p: g.pValue,
    cramers_v: cramersV(table).v,
  };
}
