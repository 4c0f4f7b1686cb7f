/** What the intervals for a difference of paired risks share. */
import { tooFew } from "../../core/issues/input.ts";
import { refuse } from "../../core/issues/issue.ts";
import { checkConfidence, checkCount, type Table2x2 } from "../contingency/table.ts";
import type { IntervalOptions } from "../proportions/interval.ts";

/** Share of events of the first member (rows) less that of the second (columns). */
export interface PairedDifference<Method extends string> {
  readonly method: Method;
  readonly confidence: number;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  /** Pairs with the event first only, and second only. */
  readonly discordant: readonly [number, number];
  readonly n: number;
}

/** Refuses what is not a table of pairs; gives the difference without its limits. */
export function pairedDifference<Method extends string>(
  method: Method,
  table: Table2x2,
  { confidence }: IntervalOptions,
): Omit<PairedDifference<Method>, "lower" | "upper"> {
  const cells = table.flatMap((row, i) => row.flatMap((cell, j) => checkCount(`table[${i}][${j}]`, cell)));
  const [[a, b], [c, d]] = table;
  const n = a + b + c + d;
  refuse([
    ...cells,
    ...(cells.length === 0 && n === 0 ? [tooFew("table", "pairs", 1, 0)] : []),
    ...checkConfidence(confidence),
  ]);
  return { method, confidence, estimate: (b - c) / n, discordant: [b, c], n };
}
