import { agrestiCoullInterval } from "../../../src/stats/proportions/agresti-coull.ts";
import { clopperPearsonInterval } from "../../../src/stats/proportions/clopper-pearson.ts";
import { jeffreysInterval } from "../../../src/stats/proportions/jeffreys.ts";
import { logitInterval } from "../../../src/stats/proportions/logit.ts";
import { midPInterval } from "../../../src/stats/proportions/mid-p.ts";
import { waldInterval } from "../../../src/stats/proportions/wald.ts";
import { wilsonCorrectedInterval } from "../../../src/stats/proportions/wilson-corrected.ts";
import { wilsonInterval } from "../../../src/stats/proportions/wilson.ts";

const limits = (r: { lower: number | null; upper: number | null }): readonly (number | null)[] | null =>
  r.lower === null && r.upper === null ? null : [r.lower, r.upper];

export default function binomCi({ x, n, conf }: { x: number; n: number; conf: number }): object {
  const options = { confidence: conf };
  const jeffreys = jeffreysInterval(x, n, options);
  const wilson = wilsonInterval(x, n, options);
  return {
    estimate: wilson.estimate,
    wilson: limits(wilson),
    wilson_cc: limits(wilsonCorrectedInterval(x, n, options)),
    clopper_pearson: limits(clopperPearsonInterval(x, n, options)),
    agresti_coull: limits(agrestiCoullInterval(x, n, options)),
    jeffreys: limits(jeffreys),
    jeffreys_raw: [jeffreys.posteriorLower, jeffreys.posteriorUpper],
    midp: limits(midPInterval(x, n, options)),
    wald: limits(waldInterval(x, n, options)),
    logit: limits(logitInterval(x, n, options)),
  };
}
