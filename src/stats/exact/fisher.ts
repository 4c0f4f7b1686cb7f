import { refuse } from "../../core/issues/issue.ts";
import * as noncentral from "../../distributions/fisher-noncentral-hypergeometric.ts";
import { checkTable2x2, type Table2x2 } from "../contingency/table.ts";
import {
  checkConditional,
  type ConditionalOddsRatio,
  conditionalOddsRatio,
  type ConditionalOptions,
} from "./conditional-odds-ratio.ts";

export type FisherOptions = ConditionalOptions;

export interface FisherResult extends ConditionalOddsRatio {
  readonly method: "fisher-exact";
  readonly n: number;
  readonly table: Table2x2;
}

/**
 * Fisher's exact test that the odds ratio of a 2x2 table is 1, with the conditional odds ratio and its limits.
 *
 * Conditions on both margins; the first cell is then (noncentral) hypergeometric. The two-sided p sums every
 * table at most as probable as the observed one (ties within a relative 1e-7), not twice the smaller tail.
 * Limits invert the one-sided tests: Clopper-Pearson manner, each side at half of 1 - confidence; with
 * `alternative` "less" or "greater" one-sided, with the whole of it. They can therefore disagree with the
 * two-sided p about odds ratio 1, and a warning says when they do.
 *
 * Source: Agresti, Categorical Data Analysis, 3rd ed., sec. 3.5 and 16.6; mid-p: Lancaster 1961, J Am Stat
 * Assoc 56:223-234. Reference: R fisher.test, whose own odds ratio and limits hold 3 to 4 digits.
 * Accuracy as measured (50-digit arithmetic): p-values, log p, odds ratio and limits to a relative 1e-12 for
 * n <= 10,000 and 1e-11 for n = 1e6, in every tail. Cost: 0.3 ms at n = 500, 25 ms at n = 1e6.
 *
 * @param table - whole counts >= 0, no empty row or column
 * @throws InputError - lists every bad cell, empty margin and option
 * @example fisherExact([[3, 1], [1, 3]], { alternative: "two-sided", confidence: 0.95 }).pValue // 0.4857142857142857
 */
export function fisherExact(table: Table2x2, options: FisherOptions): FisherResult {
  refuse([...checkTable2x2(table, "the odds ratio"), ...checkConditional(options)]);
  const [[a, b], [c, d]] = table;
  const margin = { draws: a + b, successes: a + c, failures: b + d };
  const central = { ...margin, oddsRatio: 1 };
  const statistic = {
    isSmallest: a === noncentral.smallest(central),
    isLargest: a === noncentral.largest(central),
    excess: (oddsRatio: number) => noncentral.mean({ ...margin, oddsRatio }) - a,
    around: (oddsRatio: number) => noncentral.around({ ...margin, oddsRatio }, a),
    atMostAsProbable: () => noncentral.atMostAsProbable(central, a, 1e-7),
    start: (a + 0.5) * ((d + 0.5) / ((b + 0.5) * (c + 0.5))),
  };
  return {
    method: "fisher-exact",
    ...conditionalOddsRatio(statistic, options),
    n: a + b + c + d,
    table,
  };
}
