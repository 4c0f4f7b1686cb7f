/** What Barnard's and Boschloo's tests share: both rows' totals fixed, the common risk unknown. */
import * as elementary from "../../core/elementary.ts";
import { emptyMargin, notOneOf } from "../../core/issues/input.ts";
import type { Issue } from "../../core/issues/issue.ts";
import * as hypergeometric from "../../distributions/fisher-noncentral-hypergeometric.ts";
import { binomialSupremum } from "../../num/binomial-supremum.ts";
import { checkCount, type Table2x2 } from "../contingency/table.ts";
import type { Alternative } from "../describe/options.ts";

/** The largest probability of the rejection region over the common risk. */
export interface Unconditional {
  readonly pValue: number;
  readonly logPValue: number;
  /** No common risk gives more than this: the proof of the p-value. */
  readonly pValueBound: number;
  /** A common risk at which the p-value is reached. */
  readonly commonRisk: number;
  readonly converged: boolean;
  readonly iterations: number;
  readonly criterion: string;
}

const ALTERNATIVES: readonly Alternative[] = ["two-sided", "less", "greater"];
const search = { relativeTolerance: 1e-10, maximumEvaluations: 50_000 };

/** An empty column is data (nobody had the event); an empty row is not. */
export function checkRows(table: Table2x2, alternative: Alternative): Issue[] {
  const cells = table.flatMap((row, i) => row.flatMap((cell, j) => checkCount(`table[${i}][${j}]`, cell)));
  const rows =
    cells.length > 0
      ? cells
      : table.flatMap(([a, b], i) =>
          a + b > 0 ? [] : [emptyMargin("table", `row ${i + 1}`, "the comparison")],
        );
  return [
    ...rows,
    ...(ALTERNATIVES.includes(alternative) ? [] : [notOneOf("alternative", ALTERNATIVES, alternative)]),
  ];
}

/** The tables of one total of events: the first row's events are hypergeometric, whatever the common risk. */
export const givenTotal = (
  n1: number,
  n2: number,
  events: number,
): hypergeometric.FisherNoncentralHypergeometric => ({
  draws: n1,
  successes: events,
  failures: n1 + n2 - events,
  oddsRatio: 1,
});

/**
 * From the log conditional probability of the rejection region given each total of events, 0 to n, to the p-value.
 * The total is binomial, and the p-value the largest mean of those conditional probabilities.
 */
export function unconditional(logConditional: readonly number[]): Unconditional {
  const most = logConditional.reduce((a, b) => Math.max(a, b), -Infinity);
  const weights = Float64Array.from(logConditional, (log) => elementary.exp(log - most));
  const { value, bound, probability, converged, iterations, criterion } = binomialSupremum(weights, search);
  const logPValue = Math.min(0, most + elementary.log(value));
  return {
    pValue: elementary.exp(logPValue),
    logPValue,
    pValueBound: Math.min(1, elementary.exp(most + elementary.log(bound))),
    commonRisk: probability,
    converged,
    iterations,
    criterion,
  };
}

/** The least x in [low, high] where a condition holds that stays true once true; high + 1 when there is none. */
export function firstFrom(low: number, high: number, start: number, holds: (x: number) => boolean): number {
  let x = Math.min(high, Math.max(low, start));
  if (holds(x)) {
    while (x > low && holds(x - 1)) x--;
    return x;
  }
  do x++;
  while (x <= high && !holds(x));
  return x;
}
