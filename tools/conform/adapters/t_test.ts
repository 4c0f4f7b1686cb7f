import { pairedT } from "../../../src/stats/location/paired-t.ts";
import { studentT } from "../../../src/stats/location/pooled-t.ts";
import { standardisedMeanDifference } from "../../../src/stats/location/standardised-mean-difference.ts";
import type { TAnswer } from "../../../src/stats/location/t-answer.ts";
import { varianceRatio } from "../../../src/stats/location/variance-ratio.ts";
import { welchT } from "../../../src/stats/location/welch-t.ts";

const options = { alternative: "two-sided", confidence: 0.95 } as const;
const named = (answer: TAnswer): unknown => ({
  t: answer.statistic,
  df: answer.df,
  p: answer.pValue,
  ci: [answer.lower, answer.upper],
});

export default function adapter({ x, y }: { x: number[]; y: number[] }): unknown {
  const welch = welchT(x, y, options);
  const effect = standardisedMeanDifference(x, y);
  const ratio = varianceRatio(x, y, options);
  return {
    mean_x: welch.mean1,
    mean_y: welch.mean2,
    welch: named(welch),
    student: named(studentT(x, y, options)),
    log_p_welch: welch.logPValue,
    cohen_d: effect.cohenD,
    hedges_g: effect.hedgesG,
    paired: x.length === y.length ? named(pairedT(x, y, options)) : null,
    f_test: { F: ratio.estimate, p: ratio.pValue },
  };
}
