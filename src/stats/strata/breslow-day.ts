import { refuse } from "../../core/issues/issue.ts";
import { cellWithOddsRatio } from "../../num/table-cell.ts";
import { noBoundAbove } from "../contingency/table.ts";
import { mantelHaenszelOddsRatio } from "./mantel-haenszel-odds-ratio.ts";
import {
  checkStrata,
  chiSquareTail,
  isInformative,
  type Strata,
  type Stratum,
  type StrataCounts,
  strataCounts,
  stratumOf,
  sumOver,
} from "./strata.ts";

export interface BreslowDay extends StrataCounts {
  readonly method: "breslow-day";
  /** The Mantel-Haenszel odds ratio that every stratum is compared with; null where it is 0, unbounded or undefined. */
  readonly commonOddsRatio: number | null;
  /** Without Tarone's correction. All null where not computed. */
  readonly statistic: number | null;
  readonly pValue: number | null;
  readonly logPValue: number | null;
  readonly taroneStatistic: number | null;
  readonly taronePValue: number | null;
  readonly logTaronePValue: number | null;
  /** Informative strata less one. */
  readonly df: number;
  readonly reason: string | null;
  readonly warnings: readonly string[];
}

/**
 * Breslow-Day test that the odds ratio is the same in all strata, with and without Tarone's correction.
 *
 * Each stratum's first cell against the value that it would have at the Mantel-Haenszel odds ratio with its own
 * margins, squared over the variance there, summed. That odds ratio is not the most efficient one, which makes the plain
 * sum a little too large; Tarone takes (sum of deviations)^2 / (sum of variances) off. Strata without both groups and
 * both outcomes say nothing of an odds ratio: they are left out and lower the degrees of freedom, with a warning.
 *
 * Source: Breslow & Day 1980, Statistical Methods in Cancer Research 1, sec. 4.4; Tarone 1985, Biometrika 72:91-95.
 * Reference: R DescTools BreslowDayTest, whose p-values are 1 - pchisq and so 0 below 1e-16.
 * Accuracy as measured: relative error of the statistics below 1e-12, of p below 1e-11 (60-digit arithmetic).
 * Cost: linear in the strata.
 *
 * @param strata - one [[a, b], [c, d]] per stratum; empty rows, columns and strata are allowed
 * @throws InputError - lists every bad cell and a lack of strata
 * @example breslowDay([[[33, 6], [31, 30]], [[26, 11], [35, 90]]]).taroneStatistic // 0.04074909644226372
 */
export function breslowDay(strata: Strata): BreslowDay {
  refuse(checkStrata(strata));
  const tables = strata.map(stratumOf);
  const used = tables.filter(isInformative);
  const { estimate, estimateReason } = mantelHaenszelOddsRatio(strata, { confidence: 0.95 });
  const reason =
    used.length < 2
      ? "undefined: fewer than two strata hold both groups and both outcomes"
      : estimateReason === noBoundAbove || estimate === 0
        ? "undefined: the Mantel-Haenszel odds ratio is 0 or has no bound"
        : null;
  const fits = reason === null && estimate !== null ? used.map((table) => fitAt(table, estimate)) : null;
  const statistic =
    fits === null ? null : sumOver(fits, ({ deviation, variance }) => (deviation / variance) * deviation);
  const total = fits === null ? 0 : sumOver(fits, ({ deviation }) => deviation);
  const tarone =
    fits === null || statistic === null
      ? null
      : Math.max(0, statistic - (total / sumOver(fits, ({ variance }) => variance)) * total);
  const df = Math.max(0, used.length - 1);
  const plain = chiSquareTail(statistic, df);
  const corrected = chiSquareTail(tarone, df);
  return {
    method: "breslow-day",
    commonOddsRatio: estimate === 0 ? null : estimate,
    statistic: plain.statistic,
    pValue: plain.p,
    logPValue: plain.logP,
    taroneStatistic: corrected.statistic,
    taronePValue: corrected.p,
    logTaronePValue: corrected.logP,
    df,
    reason,
    warnings:
      used.length < tables.length
        ? [
            `${tables.length - used.length} of ${tables.length} strata lack a group or an outcome: they say nothing of an odds ratio and are left out.`,
          ]
        : [],
    ...strataCounts(tables),
  };
}

/** How far a stratum's first cell is from its value at an odds ratio, and the variance there. */
function fitAt({ a, row1, row2, column1, column2 }: Stratum, oddsRatio: number) {
  // Each cell from its own equation: none is a difference of large numbers.
  const fitted = cellWithOddsRatio(row1, row2, column1, oddsRatio);
  const others = [
    cellWithOddsRatio(row1, row2, column2, 1 / oddsRatio),
    cellWithOddsRatio(row2, row1, column1, 1 / oddsRatio),
    cellWithOddsRatio(row2, row1, column2, oddsRatio),
  ];
  const variance = 1 / (1 / fitted + sumOver(others, (cell) => 1 / cell));
  return { deviation: a - fitted, variance };
}
