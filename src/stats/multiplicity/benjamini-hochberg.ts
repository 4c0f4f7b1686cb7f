import { stepUp } from "./order.ts";

/**
 * Benjamini-Hochberg: the expected share of false ones among the rejections (false discovery rate), for
 * independent or positively dependent tests.
 *
 * Source: Benjamini and Hochberg 1995, J R Stat Soc B 57:289-300.
 */
export const benjaminiHochberg = (pValues: readonly number[]): number[] =>
  stepUp(pValues, (rank) => pValues.length / rank);
