import { jonckheereTerpstra } from "../../../src/stats/ranks/jonckheere.ts";

export default function adapter({ groups }: { groups: number[][] }): unknown {
  const test = jonckheereTerpstra(groups, { alternative: "greater" });
  return {
    jt: test.statistic,
    mean: test.mean,
    var: test.variance,
    z: test.z,
    p_two_sided: test.asymptotic?.twoSided ?? null,
    p_increasing: test.asymptotic?.greater ?? null,
    p_exact_increasing: test.exact?.greater ?? null,
    p_exact_decreasing: test.exact?.less ?? null,
  };
}
