import type { Table2x2 } from "../../../src/stats/contingency/table.ts";
import { fisherExact } from "../../../src/stats/exact/fisher.ts";

/** The library writes "no bound above" as null; the reference format writes it as infinity. */
const orInfinity = (value: number | null): number => value ?? Infinity;

export default function fisher2x2({ table, conf }: { table: Table2x2; conf: number }): object {
  const r = fisherExact(table, { alternative: "two-sided", confidence: conf });
  return {
    p_two_sided: r.pValue,
    p_less: r.pLess,
    p_greater: r.pGreater,
    log_p_less: r.logPLess,
    log_p_greater: r.logPGreater,
    or_mle: orInfinity(r.oddsRatio),
    or_ci: [r.lower, orInfinity(r.upper)],
    p_midp_minlike: r.midPMinimumLikelihood,
    p_midp_central: r.midPCentral,
    or_midp: orInfinity(r.medianUnbiasedOddsRatio),
    or_midp_ci: [r.midPLower, orInfinity(r.midPUpper)],
  };
}
