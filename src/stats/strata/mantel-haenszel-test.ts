import { refuse } from "../../core/issues/issue.ts";
import {
  checkStrata,
  chiSquareTail,
  noInformation,
  type Strata,
  type Stratum,
  type StrataCounts,
  strataCounts,
  stratumOf,
  sumOver,
} from "./strata.ts";

export interface MantelHaenszelTest extends StrataCounts {
  readonly method: "mantel-haenszel-test";
  /** Events of row 1 beyond their expectation, over all strata. */
  readonly excess: number;
  /** Hypergeometric variance of the excess. */
  readonly variance: number;
  /** All null where no stratum holds both groups and both outcomes. */
  readonly statistic: number | null;
  readonly pValue: number | null;
  readonly logPValue: number | null;
  /** With continuity correction. */
  readonly correctedStatistic: number | null;
  readonly correctedPValue: number | null;
  readonly logCorrectedPValue: number | null;
  readonly df: 1;
  readonly reason: string | null;
}

/**
 * Mantel-Haenszel (Cochran-Mantel-Haenszel) test that the odds ratio is 1 in every stratum, two-sided.
 *
 * The excess of events in row 1, summed over strata, squared over its hypergeometric variance (denominator n - 1).
 * The corrected statistic takes 1/2 off the absolute excess, and nothing where that is below 1/2. It has power when
 * the strata's odds ratios point the same way. Strata without both groups and both outcomes add nothing.
 *
 * Source: Mantel & Haenszel 1959, J Natl Cancer Inst 22:719-748; Agresti, Categorical Data Analysis, 3rd ed., sec. 6.4.2.
 * Reference: R mantelhaen.test(correct = FALSE and TRUE).
 * Accuracy as measured: relative error of the statistics below 1e-13 (exact rationals). Cost: linear in the strata.
 *
 * @param strata - one [[a, b], [c, d]] per stratum; empty rows, columns and strata are allowed
 * @throws InputError - lists every bad cell and a lack of strata
 * @example mantelHaenszelTest([[[33, 6], [31, 30]], [[26, 11], [35, 90]]]).statistic // 32.92458590508904
 */
export function mantelHaenszelTest(strata: Strata): MantelHaenszelTest {
  refuse(checkStrata(strata));
  const tables = strata.map(stratumOf);
  const several = tables.filter(({ n }) => n > 1);
  const excess = sumOver(several, excessOf);
  const variance = sumOver(several, varianceOf);
  const size = Math.abs(excess);
  const plain = chiSquareTail(variance > 0 ? (size / variance) * size : null, 1);
  const rest = size >= 0.5 ? size - 0.5 : size;
  const corrected = chiSquareTail(variance > 0 ? (rest / variance) * rest : null, 1);
  return {
    method: "mantel-haenszel-test",
    excess,
    variance,
    statistic: plain.statistic,
    pValue: plain.p,
    logPValue: plain.logP,
    correctedStatistic: corrected.statistic,
    correctedPValue: corrected.p,
    logCorrectedPValue: corrected.logP,
    df: 1,
    reason: variance > 0 ? null : noInformation,
    ...strataCounts(tables),
  };
}

/** a - row1 column1 / n = (a d - b c) / n, without cancellation in the margins. */
const excessOf = ({ a, b, c, d, n }: Stratum): number => (a * d - b * c) / n;

const varianceOf = ({ row1, row2, column1, column2, n }: Stratum): number =>
  ((row1 * row2) / n) * ((column1 * column2) / n / (n - 1));
