import { nMinusOneChiSquare, yatesChiSquare } from "../../../src/stats/contingency/chi-square-2x2.ts";
import { chiSquareTest } from "../../../src/stats/contingency/chi-square.ts";
import { cramersV } from "../../../src/stats/contingency/cramers-v.ts";
import { likelihoodRatioTest } from "../../../src/stats/contingency/likelihood-ratio.ts";
import type { Table2x2 } from "../../../src/stats/contingency/table.ts";

export default function chiSquare2x2({ table }: { table: Table2x2 }): object {
  const pearson = chiSquareTest(table);
  const yates = yatesChiSquare(table);
  const nMinusOne = nMinusOneChiSquare(table);
  const g = likelihoodRatioTest(table);
  return {
    x2: pearson.statistic,
    p: pearson.pValue,
    log_p: pearson.logPValue,
    x2_yates: yates.statistic,
    p_yates: yates.pValue,
    expected: pearson.expected,
    n_minus_1_x2: nMinusOne.statistic,
    n_minus_1_p: nMinusOne.pValue,
    g: g.statistic,
    g_p: g.pValue,
    // The reference file gives phi without its sign.
    phi: cramersV(table).v,
  };
}
