import { tooFew } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import * as binomial from "../../distributions/binomial.ts";
import * as chiSquareDistribution from "../../distributions/chi-square.ts";
import { checkCount, type Table2x2 } from "../contingency/table.ts";

export interface McNemar {
  readonly method: "mcnemar";
  readonly chiSquare: number;
  readonly pValue: number;
  /** With continuity correction. */
  readonly correctedChiSquare: number;
  readonly correctedPValue: number;
  readonly exactPValue: number;
  readonly midPValue: number;
  /** Pairs with the event first only, and second only. */
  readonly discordant: readonly [number, number];
  readonly n: number;
}

/**
 * McNemar's tests that a binary outcome is equally frequent in both members of a pair (or before and after).
 *
 * Rows are the first member, columns the second. Only discordant pairs count. The exact p is twice the smaller
 * binomial tail, at most 1; the mid-p takes off the probability of the observed split, half of it when the split
 * is even. The correction is 1, and none when the split is even.
 *
 * Source: McNemar 1947, Psychometrika 12:153-157; Fagerland, Lydersen and Laake 2013, BMC Med Res Methodol 13:91.
 * Reference: R mcnemar.test, binom.test.
 * Accuracy as measured: relative error below 1e-13. Cost: 0.02 ms.
 *
 * @throws InputError - lists bad counts, and no discordant pair
 * @example mcNemar([[59, 6], [16, 80]]).midPValue // 0.0346896648406982...
 */
export function mcNemar(table: Table2x2): McNemar {
  refuse(check(table));
  const [[a, b], [c, d]] = table;
  const pairs = b + c;
  const gap = Math.abs(b - c);
  const corrected = Math.max(0, gap - 1);
  const smaller = Math.min(b, c);
  const split = { n: pairs, probability: 0.5 };
  const exactPValue = b === c ? 1 : Math.min(1, 2 * binomial.cdf(split, smaller));
  const here = binomial.density(split, smaller);
  return {
    method: "mcnemar",
    chiSquare: (gap * gap) / pairs,
    pValue: chiSquareDistribution.sf({ df: 1 }, (gap * gap) / pairs),
    correctedChiSquare: (corrected * corrected) / pairs,
    correctedPValue: chiSquareDistribution.sf({ df: 1 }, (corrected * corrected) / pairs),
    exactPValue,
    midPValue: exactPValue - (b === c ? here / 2 : here),
    discordant: [b, c],
    n: a + b + c + d,
  };
}

function check(table: Table2x2): Issue[] {
  const cells = table.flatMap((row, i) => row.flatMap((cell, j) => checkCount(`table[${i}][${j}]`, cell)));
  if (cells.length > 0) return cells;
  return table[0][1] + table[1][0] > 0 ? [] : [tooFew("table", "discordant pairs", 1, 0)];
}
