import { InputError } from "../../../src/core/issues/issue.ts";
import { andersonDarlingNormality } from "../../../src/stats/normality/anderson-darling.ts";
import { cramerVonMisesNormality } from "../../../src/stats/normality/cramer-von-mises.ts";
import { lilliefors } from "../../../src/stats/normality/lilliefors.ts";

interface Test {
  readonly statistic: number | null;
  readonly pValue: number | null;
}

const none: Test = { statistic: null, pValue: null };

/** A sample too small for one of the three tests is a case without that test. */
function answered(test: (x: number[]) => Test, x: number[]): Test {
  try {
    return test(x);
  } catch (problem) {
    if (problem instanceof InputError) return none;
    throw problem;
  }
}

export default function adapter({ x }: { x: number[] }): unknown {
  const gap = answered(lilliefors, x);
  const anderson = answered(andersonDarlingNormality, x);
  const cramer = answered(cramerVonMisesNormality, x);
  return {
    lilliefors_D: gap.statistic,
    lilliefors_p: gap.pValue,
    anderson_A: anderson.statistic,
    anderson_p: anderson.pValue,
    cvm_W: cramer.statistic,
    cvm_p: cramer.pValue,
  };
}
