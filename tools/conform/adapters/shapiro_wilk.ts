import { InputError } from "../../../src/core/issues/issue.ts";
import { shapiroWilk } from "../../../src/stats/normality/shapiro-wilk.ts";

/** Samples of a size that the test refuses have no W. */
export default function adapter({ x }: { x: number[] }): unknown {
  try {
    const { statistic, pValue } = shapiroWilk(x);
    return { W: statistic, p: pValue };
  } catch (problem) {
    if (problem instanceof InputError) return { W: null, p: null };
    throw problem;
  }
}
