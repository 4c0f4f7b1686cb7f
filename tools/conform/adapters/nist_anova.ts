import { oneWayAnova } from "../../../src/stats/location/one-way-anova.ts";

export default function adapter({ groups }: { groups: number[][] }): unknown {
  const { between, within, statistic, etaSquared, residualSd } = oneWayAnova(groups);
  return {
    df_between: between.df,
    ss_between: between.sumOfSquares,
    ms_between: between.meanSquare,
    F: statistic,
    df_within: within.df,
    ss_within: within.sumOfSquares,
    ms_within: within.meanSquare,
    r2: etaSquared,
    residual_sd: residualSd,
  };
}
