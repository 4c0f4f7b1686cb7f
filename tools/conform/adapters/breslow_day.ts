import { breslowDay } from "../../../src/stats/strata/breslow-day.ts";
import type { Strata } from "../../../src/stats/strata/strata.ts";

/** The reference is null where R refuses: a stratum that lacks a group or an outcome, or a single stratum. */
export default function breslowDayCase({ strata }: { strata: Strata }): object {
  const r = breslowDay(strata);
  const isRefusedByR = r.informativeStrata < r.strata;
  return isRefusedByR || r.statistic === null
    ? { x2: null, df: null, p: null, x2_tarone: null, p_tarone: null }
    : {
        x2: r.statistic,
        df: r.df,
        p: r.pValue,
        x2_tarone: r.taroneStatistic,
        p_tarone: r.taronePValue,
      };
}
