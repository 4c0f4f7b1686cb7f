import { hodgesLehmann } from "../../../src/stats/ranks/hodges-lehmann.ts";
import { mannWhitney } from "../../../src/stats/ranks/mann-whitney.ts";

export default function wilcoxonRankSum({ x, y }: { x: number[]; y: number[] }): unknown {
  const test = mannWhitney(x, y, { alternative: "two-sided", confidence: 0.95, largestExactCost: 1e10 });
  const shift = hodgesLehmann(x, y, { confidence: 0.95 });
  return {
    W: test.u,
    p_asymptotic: test.asymptotic?.twoSided ?? null,
    p_asymptotic_cc: test.asymptotic?.corrected.twoSided ?? null,
    p_asymptotic_cc_less: test.asymptotic?.corrected.less ?? null,
    p_asymptotic_cc_greater: test.asymptotic?.corrected.greater ?? null,
    z: test.z,
    auc: test.superiority,
    rank_biserial: test.rankBiserial,
    p_exact: test.exact?.twoSided ?? null,
    p_exact_less: test.exact?.less ?? null,
    p_exact_greater: test.exact?.greater ?? null,
    hl: shift.estimate,
    hl_ci_exact: shift.exact === null ? null : [shift.exact.lower, shift.exact.upper],
    ties: test.ties,
  };
}
