import type { RandomStream } from "../../../src/core/random.ts";
import { agrestiCaffoRiskDifference } from "../../../src/stats/two-by-two/agresti-caffo-risk-difference.ts";
import { haldaneOddsRatio } from "../../../src/stats/two-by-two/haldane-odds-ratio.ts";
import { katzRiskRatio } from "../../../src/stats/two-by-two/katz-risk-ratio.ts";
import { koopmanRiskRatio } from "../../../src/stats/two-by-two/koopman-risk-ratio.ts";
import { mcNemar } from "../../../src/stats/two-by-two/mcnemar.ts";
import { meeRiskDifference } from "../../../src/stats/two-by-two/mee-risk-difference.ts";
import { miettinenNurminenOddsRatio } from "../../../src/stats/two-by-two/miettinen-nurminen-odds-ratio.ts";
import { miettinenNurminenRiskDifference } from "../../../src/stats/two-by-two/miettinen-nurminen-risk-difference.ts";
import { miettinenNurminenRiskRatio } from "../../../src/stats/two-by-two/miettinen-nurminen-risk-ratio.ts";
import { newcombeRiskDifference } from "../../../src/stats/two-by-two/newcombe-risk-difference.ts";
import { scoreOddsRatio } from "../../../src/stats/two-by-two/score-odds-ratio.ts";
import { waldRiskDifference } from "../../../src/stats/two-by-two/wald-risk-difference.ts";
import { woolfOddsRatio } from "../../../src/stats/two-by-two/woolf-odds-ratio.ts";
import type { Calibration } from "../calibration.ts";
import { between, categories, events, holds, rejects } from "../simulated.ts";

type Effect = (
  events1: number,
  n1: number,
  events2: number,
  n2: number,
  options: { readonly confidence: number },
) => { readonly lower: number | null; readonly upper: number | null };

const [N1, N2] = [30, 45];
const odds = (risk: number): number => risk / (1 - risk);

const entry = (
  method: string,
  interval: Effect,
  truth: (risk1: number, risk2: number) => number,
  slack: number,
) => ({
  method,
  kind: "coverage" as const,
  setting: `${N1} v ${N2}, both risks anywhere in 0.1 to 0.9`,
  expected: "nominal" as const,
  slack,
  runs: 5000,
  once: (random: RandomStream) => {
    const [risk1, risk2] = [between(random, 0.1, 0.9), between(random, 0.1, 0.9)];
    const limits = interval(events(random, N1, risk1), N1, events(random, N2, risk2), N2, {
      confidence: 0.95,
    });
    return holds(limits, truth(risk1, risk2));
  },
});

const difference = (risk1: number, risk2: number): number => risk1 - risk2;
const ratio = (risk1: number, risk2: number): number => risk1 / risk2;
const oddsRatio = (risk1: number, risk2: number): number => odds(risk1) / odds(risk2);

const paired = (
  pValue: (answer: ReturnType<typeof mcNemar>) => number,
  name: string,
  expected: "nominal" | "conservative",
  slack: number,
) => ({
  method: "mcnemar",
  kind: "size" as const,
  setting: `60 pairs, 40 % of them discordant, ${name}`,
  expected,
  slack,
  runs: 6000,
  once: (random: RandomStream) => {
    const kinds = categories(random, 60, [0.3, 0.2, 0.2, 0.3]);
    const count = (kind: number): number => kinds.filter((k) => k === kind).length;
    return rejects(
      pValue(
        mcNemar([
          [count(0), count(1)],
          [count(2), count(3)],
        ]),
      ),
    );
  },
});

export default [
  // Score intervals keep their level on average to within half a percent or a little more.
  entry("newcombe-risk-difference", newcombeRiskDifference, difference, 0.01),
  entry("miettinen-nurminen-risk-difference", miettinenNurminenRiskDifference, difference, 0.01),
  entry("mee-risk-difference", meeRiskDifference, difference, 0.01),
  entry("agresti-caffo-risk-difference", agrestiCaffoRiskDifference, difference, 0.01),
  entry("koopman-risk-ratio", koopmanRiskRatio, ratio, 0.01),
  entry("miettinen-nurminen-risk-ratio", miettinenNurminenRiskRatio, ratio, 0.01),
  entry("score-odds-ratio", scoreOddsRatio, oddsRatio, 0.01),
  entry("miettinen-nurminen-odds-ratio", miettinenNurminenOddsRatio, oddsRatio, 0.01),
  // Falls short as Wald intervals do.
  entry("wald-risk-difference", waldRiskDifference, difference, 0.025),
  // Log-normal limits: too wide in small groups.
  entry("katz-risk-ratio", katzRiskRatio, ratio, 0.02),
  entry("woolf-odds-ratio", woolfOddsRatio, oddsRatio, 0.02),
  entry("haldane-odds-ratio", haldaneOddsRatio, oddsRatio, 0.02),
  // A lattice of some 24 discordant pairs.
  paired((answer) => answer.pValue, "chi-square", "nominal", 0.01),
  paired((answer) => answer.midPValue, "mid-p", "nominal", 0.015),
  paired((answer) => answer.correctedPValue, "corrected", "conservative", 0),
  paired((answer) => answer.exactPValue, "exact", "conservative", 0),
] satisfies readonly Calibration[];
