import { wilcoxonSignedRank } from "../../../src/stats/ranks/wilcoxon-signed-rank.ts";

export default function adapter({ x, y }: { x: number[]; y: number[] }): unknown {
  const options = { alternative: "two-sided", confidence: 0.95 } as const;
  const test = wilcoxonSignedRank(x, y, { ...options, zeros: "drop" });
  const pratt = wilcoxonSignedRank(x, y, { ...options, zeros: "rank" });
  return {
    n_nonzero: test.nonzero,
    V: test.statistic,
    p_asymptotic: test.asymptotic.twoSided,
    p_asymptotic_cc: test.asymptotic.corrected.twoSided,
    p_exact: test.exact?.twoSided ?? null,
    p_exact_pratt: pratt.exact?.twoSided ?? null,
    z_pratt: pratt.z,
    hl: test.estimate,
    hl_ci_exact: test.lower === null ? null : [test.lower, test.upper],
  };
}
