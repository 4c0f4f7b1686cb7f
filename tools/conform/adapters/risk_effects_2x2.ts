import { noBoundAbove } from "../../../src/stats/contingency/table.ts";
import { agrestiCaffoRiskDifference } from "../../../src/stats/two-by-two/agresti-caffo-risk-difference.ts";
import { haldaneOddsRatio } from "../../../src/stats/two-by-two/haldane-odds-ratio.ts";
import { katzRiskRatio } from "../../../src/stats/two-by-two/katz-risk-ratio.ts";
import { koopmanRiskRatio } from "../../../src/stats/two-by-two/koopman-risk-ratio.ts";
import { meeRiskDifference } from "../../../src/stats/two-by-two/mee-risk-difference.ts";
import { miettinenNurminenOddsRatio } from "../../../src/stats/two-by-two/miettinen-nurminen-odds-ratio.ts";
import { miettinenNurminenRiskDifference } from "../../../src/stats/two-by-two/miettinen-nurminen-risk-difference.ts";
import { miettinenNurminenRiskRatio } from "../../../src/stats/two-by-two/miettinen-nurminen-risk-ratio.ts";
import { newcombeRiskDifference } from "../../../src/stats/two-by-two/newcombe-risk-difference.ts";
import { scoreOddsRatio } from "../../../src/stats/two-by-two/score-odds-ratio.ts";
import { waldRiskDifference } from "../../../src/stats/two-by-two/wald-risk-difference.ts";
import { woolfOddsRatio } from "../../../src/stats/two-by-two/woolf-odds-ratio.ts";

interface Ratio {
  readonly estimate: number | null;
  readonly estimateReason: string | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The library writes "no bound above" as null with that reason; the reference format writes it as infinity. */
const estimate = (r: Ratio): number | null => (r.estimateReason === noBoundAbove ? Infinity : r.estimate);
const limits = (r: { lower: number | null; upper: number | null }): readonly number[] | null =>
  r.lower === null ? null : [r.lower, r.upper ?? Infinity];

interface Input {
  readonly x1: number;
  readonly n1: number;
  readonly x2: number;
  readonly n2: number;
  readonly conf: number;
}

export default function riskEffects2x2({ x1, n1, x2, n2, conf }: Input): object {
  const of = <R>(
    method: (x1: number, n1: number, x2: number, n2: number, o: { confidence: number }) => R,
  ): R => method(x1, n1, x2, n2, { confidence: conf });
  const newcombe = of(newcombeRiskDifference);
  const koopman = of(koopmanRiskRatio);
  const score = of(scoreOddsRatio);
  const haldane = of(haldaneOddsRatio);
  return {
    rd: newcombe.estimate,
    rd_wald: limits(of(waldRiskDifference)),
    rd_newcombe: limits(newcombe),
    rd_miettinen_nurminen: limits(of(miettinenNurminenRiskDifference)),
    rd_mee: limits(of(meeRiskDifference)),
    rd_agresti_caffo: limits(of(agrestiCaffoRiskDifference)),
    rr: estimate(koopman),
    rr_katz: limits(of(katzRiskRatio)),
    rr_koopman: limits(koopman),
    rr_miettinen_nurminen: limits(of(miettinenNurminenRiskRatio)),
    or: estimate(score),
    or_woolf: limits(of(woolfOddsRatio)),
    or_haldane_estimate: haldane.estimate,
    or_haldane: limits(haldane),
    or_score: limits(score),
    or_miettinen_nurminen: limits(of(miettinenNurminenOddsRatio)),
  };
}
