import { kendallTauB } from "../../../src/stats/correlation/kendall.ts";
import { pearsonCorrelation } from "../../../src/stats/correlation/pearson.ts";
import { spearmanCorrelation } from "../../../src/stats/correlation/spearman.ts";

export default function adapter({ x, y }: { x: number[]; y: number[] }): unknown {
  const options = { confidence: 0.95 };
  const pearson = pearsonCorrelation(x, y, options);
  const spearman = spearmanCorrelation(x, y, options);
  const kendall = kendallTauB(x, y, options);
  return {
    pearson: {
      r: pearson.estimate,
      t: pearson.statistic,
      df: pearson.df,
      p: pearson.pValue,
      ci: [pearson.lower, pearson.upper],
    },
    spearman: {
      rho: spearman.estimate,
      p_t: spearman.tPValue,
      fisher_ci: [spearman.lower, spearman.upper],
      p_exact: spearman.exactPValue,
    },
    kendall: {
      tau_b: kendall.estimate,
      z: kendall.z,
      p_z: kendall.asymptotic?.pValue ?? null,
      p_z_cc: kendall.asymptotic?.correctedPValue ?? null,
      p_exact: kendall.exactPValue,
      T: kendall.concordant,
    },
  };
}
