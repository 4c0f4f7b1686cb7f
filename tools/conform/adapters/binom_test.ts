import { binomialTest } from "../../../src/stats/proportions/binomial-test.ts";

export default function ({ x, n, p0 }: { x: number; n: number; p0: number }) {
  const [both, less, greater] = (["two-sided", "less", "greater"] as const).map((alternative) =>
    binomialTest(x, n, { nullShare: p0, alternative }),
  );
  return {
    p_two_sided: both!.pValue,
    p_less: less!.pValue,
    p_greater: greater!.pValue,
    log_p_less: less!.logPValue ?? -Infinity,
    log_p_greater: greater!.logPValue ?? -Infinity,
  };
}
