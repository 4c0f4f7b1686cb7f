import * as elementary from "../../core/elementary.ts";
import { refuse } from "../../core/issues/issue.ts";
import { randomStream, type RandomStream } from "../../core/random.ts";
import { logFactorial } from "../../num/gamma.ts";
import { checkTable, type CountTable, margins } from "../contingency/table.ts";
import {
  checkDraws,
  checkSeed,
  limitsOfP,
  MONTE_CARLO_CONFIDENCE,
  type MonteCarloOptions,
  type MonteCarloPart,
} from "../resampling/monte-carlo.ts";
import { drawTables, tableLaw } from "./random-tables.ts";

export interface FisherFreemanHaltonMonteCarloResult extends MonteCarloPart {
  readonly method: "fisher-freeman-halton";
  readonly variant: "monte-carlo";
  /** (1 + hits) / (1 + draws), a valid p-value for any number of draws. */
  readonly pValue: number;
  /** Drawn tables at most as probable as the observed one. */
  readonly hits: number;
  readonly n: number;
  readonly table: CountTable;
}

/** Tables whose probabilities differ by a relative 1e-7 count as equally probable, as in R. */
export const TIE_SLACK = elementary.log1p(1e-7);

/**
 * Simulated p of the Fisher-Freeman-Halton test that rows and columns of a table are independent.
 *
 * Draws tables with the observed margins, each with its conditional probability, and counts those at most as
 * probable as the observed one (ties within a relative 1e-7). The limits hold the exact p with confidence 0.99.
 *
 * Source: sampling cell by cell from the hypergeometric distribution, Patefield 1981, Appl Stat 30:91-97 (AS 159);
 * p: Phipson & Smyth 2010, Stat Appl Genet Mol Biol 9:39. Reference: R fisher.test(simulate.p.value = TRUE).
 * Cost as measured on a busy machine: 0.8 microseconds a draw for 3x5 of 700 and 5x3 of 600, 0.5 for 2x5 of 2,511, 15 for 10x10 of 5,000.
 *
 * @param table - whole counts >= 0, no empty row or column
 * @throws InputError - lists every bad cell, empty margin and option
 * @example fisherFreemanHaltonMonteCarlo([[3, 0, 2], [0, 4, 1]], { draws: 10000, seed: 1 }).hits // 445
 */
export function fisherFreemanHaltonMonteCarlo(
  table: CountTable,
  { draws, seed }: MonteCarloOptions,
): FisherFreemanHaltonMonteCarloResult {
  refuse([...checkTable(table, "the test"), ...checkDraws("draws", draws), ...checkSeed(seed)]);
  const hits = countHits(table, draws, randomStream(seed));
  return {
    method: "fisher-freeman-halton",
    variant: "monte-carlo",
    pValue: (1 + hits) / (1 + draws),
    hits,
    draws,
    seed,
    ...limitsOfP(hits, draws),
    confidence: MONTE_CARLO_CONFIDENCE,
    n: margins(table).n,
    table,
  };
}

function countHits(table: CountTable, draws: number, random: RandomStream): number {
  const { rows, columns } = margins(table);
  const law = tableLaw(rows, columns);
  let observed = 0;
  for (const row of table) for (const x of row) observed += logFactorial(x);
  // As many log factorials as the observed table, or more, make a table as improbable.
  const least = observed - TIE_SLACK;
  const sums = new Float64Array(1000);
  let hits = 0;
  for (let done = 0; done < draws; done += sums.length) {
    const part = sums.subarray(0, Math.min(sums.length, draws - done));
    drawTables(law, random, part);
    for (const sum of part) if (sum >= least) hits++;
  }
  return hits;
}
