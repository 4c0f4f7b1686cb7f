import {
  agrestiCaffoRiskDifference,
  haldaneOddsRatio,
  katzRiskRatio,
  koopmanRiskRatio,
  meeRiskDifference,
  miettinenNurminenOddsRatio,
  miettinenNurminenRiskDifference,
  miettinenNurminenRiskRatio,
  newcombeRiskDifference,
  scoreOddsRatio,
  waldRiskDifference,
  woolfOddsRatio,
} from "../../../src/stats/two-by-two/index.ts";
import type { Benchmark } from "../benchmark.ts";

const options = { confidence: 0.95 };

type Interval = (events1: number, n1: number, events2: number, n2: number, given: typeof options) => unknown;

const interval = (method: string, of: Interval): Benchmark => ({
  method,
  setting: "400 of 1000 v 300 of 1000",
  ours: () => of(400, 1000, 300, 1000, options),
  growth: { sizes: [100, 300, 1000], at: (n) => () => of(0.4 * n, n, 0.3 * n, n, options) },
});

export default [
  interval("newcombe-risk-difference", newcombeRiskDifference),
  interval("miettinen-nurminen-risk-difference", miettinenNurminenRiskDifference),
  interval("mee-risk-difference", meeRiskDifference),
  interval("agresti-caffo-risk-difference", agrestiCaffoRiskDifference),
  interval("wald-risk-difference", waldRiskDifference),
  interval("katz-risk-ratio", katzRiskRatio),
  interval("koopman-risk-ratio", koopmanRiskRatio),
  interval("miettinen-nurminen-risk-ratio", miettinenNurminenRiskRatio),
  interval("woolf-odds-ratio", woolfOddsRatio),
  interval("haldane-odds-ratio", haldaneOddsRatio),
  interval("score-odds-ratio", scoreOddsRatio),
  interval("miettinen-nurminen-odds-ratio", miettinenNurminenOddsRatio),
] satisfies readonly Benchmark[];
