import { cochranArmitage } from "../../../src/stats/contingency/cochran-armitage.ts";

interface Input {
  readonly events: readonly number[];
  readonly totals: readonly number[];
  readonly scores: readonly number[];
}

export default function cochranArmitageCase({ events, totals, scores }: Input): object {
  const r = cochranArmitage(events, totals, { scores });
  return {
    z: r.z,
    x2: r.chiSquare,
    p: r.pValue,
    exact_p_two_sided: r.exactPValue,
    exact_p_increasing: r.exactIncreasing,
    exact_p_decreasing: r.exactDecreasing,
  };
}
