import { autocorrelation } from "../../../src/stats/describe/autocorrelation.ts";
import { summary } from "../../../src/stats/describe/summary.ts";

export default function adapter({ x }: { x: number[] }): unknown {
  const { mean, sd } = summary(x);
  return { mean, sd, autocorr_lag1: autocorrelation(x, 1).estimate };
}
