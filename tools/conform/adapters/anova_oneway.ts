import { bartlett } from "../../../src/stats/location/bartlett.ts";
import { brownForsythe } from "../../../src/stats/location/brown-forsythe.ts";
import { flignerKilleen } from "../../../src/stats/location/fligner-killeen.ts";
import { oneWayAnova } from "../../../src/stats/location/one-way-anova.ts";
import { tukey } from "../../../src/stats/location/tukey.ts";
import { welchAnova } from "../../../src/stats/location/welch-anova.ts";

export default function adapter({ groups }: { groups: number[][] }): unknown {
  const { between, within, statistic, pValue, etaSquared } = oneWayAnova(groups);
  const welch = welchAnova(groups);
  const variances = bartlett(groups);
  const spread = brownForsythe(groups, { centre: "median" });
  const scores = flignerKilleen(groups);
  const { pairs } = tukey(groups, { confidence: 0.95 });
  return {
    df: [between.df, within.df],
    ss: [between.sumOfSquares, within.sumOfSquares],
    ms: [between.meanSquare, within.meanSquare],
    F: statistic,
    p: pValue,
    eta2: etaSquared,
    welch: { F: welch.statistic, df: [welch.df1, welch.df2], p: welch.pValue },
    bartlett: { x2: variances.statistic, p: variances.pValue },
    levene_median: { F: spread.statistic, p: spread.pValue },
    fligner: { x2: scores.statistic, p: scores.pValue },
    tukey: {
      i: pairs.map((pair) => pair.first + 1),
      j: pairs.map((pair) => pair.second + 1),
      diff: pairs.map((pair) => pair.estimate),
      lwr: pairs.map((pair) => pair.lower),
      upr: pairs.map((pair) => pair.upper),
      p: pairs.map((pair) => pair.pValue),
    },
  };
}
