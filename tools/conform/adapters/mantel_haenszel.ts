import { noBoundAbove } from "../../../src/stats/contingency/table.ts";
import { exactCommonOddsRatio } from "../../../src/stats/strata/exact-common-odds-ratio.ts";
import { mantelHaenszelOddsRatio } from "../../../src/stats/strata/mantel-haenszel-odds-ratio.ts";
import { mantelHaenszelTest } from "../../../src/stats/strata/mantel-haenszel-test.ts";
import type { Strata } from "../../../src/stats/strata/strata.ts";

/** The reference is null where R refuses: a single stratum, or one with fewer than two subjects. */
const refusedByR = (strata: Strata): boolean =>
  strata.length < 2 || strata.some((table) => table.flat().reduce((sum, cell) => sum + cell, 0) < 2);

export default function mantelHaenszel({ strata, conf }: { strata: Strata; conf: number }): object {
  const { inference: exact } = exactCommonOddsRatio(strata, { alternative: "two-sided", confidence: conf });
  const exactly = {
    exact_p: exact?.pTwoSided ?? null,
    exact_or: exact === null ? null : (exact.oddsRatio ?? Infinity),
    exact_ci: exact === null ? null : [exact.lower, exact.upper ?? Infinity],
  };
  if (refusedByR(strata))
    return { or_mh: null, or_mh_ci: null, x2: null, p: null, x2_cc: null, p_cc: null, ...exactly };
  const ratio = mantelHaenszelOddsRatio(strata, { confidence: conf });
  const test = mantelHaenszelTest(strata);
  return {
    or_mh: ratio.estimateReason === noBoundAbove ? Infinity : ratio.estimate,
    or_mh_ci: ratio.lower === null ? null : [ratio.lower, ratio.upper],
    x2: test.statistic,
    p: test.pValue,
    x2_cc: test.correctedStatistic,
    p_cc: test.correctedPValue,
    ...exactly,
  };
}
