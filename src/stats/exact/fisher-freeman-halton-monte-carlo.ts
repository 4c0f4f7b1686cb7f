import { outOfRange } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import { randomStream, type RandomStream } from "../../core/random.ts";
import { quantile, upperQuantile } from "../../distributions/beta.ts";
import { logFactorial } from "../../num/gamma.ts";
import { checkTable, type CountTable, margins } from "../contingency/table.ts";
import { drawTables, tableLaw } from "./random-tables.ts";

export interface MonteCarloOptions {
  readonly draws: number;
  /** Whole number >= 0: the same seed gives the same p. */
  readonly seed: number;
}

export interface MonteCarloPart {
  readonly draws: number;
  readonly seed: number;
  /** Clopper-Pearson limits of the exact p. */
  readonly lower: number;
  readonly upper: number;
  readonly confidence: number;
}

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

export const MONTE_CARLO_CONFIDENCE = 0.99;
/** Tables whose probabilities differ by a relative 1e-7 count as equally probable, as in R. */
export const TIE_SLACK = Math.log1p(1e-7);

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
  refuse([...checkTable(table, "the test"), ...checkDraws(draws), ...checkSeed(seed)]);
  const hits = countHits(table, draws, randomStream(seed));
  return {
    method: "fisher-freeman-halton",
    variant: "monte-carlo",
    pValue: (1 + hits) / (1 + draws),
    hits,
    draws,
    seed,
    ...clopperPearson(hits, draws),
    confidence: MONTE_CARLO_CONFIDENCE,
    n: margins(table).n,
    table,
  };
}

const checkDraws = (draws: number): Issue[] =>
  Number.isSafeInteger(draws) && draws >= 1 ? [] : [outOfRange("draws", draws, "whole numbers >= 1")];

export const checkSeed = (seed: number): Issue[] =>
  Number.isSafeInteger(seed) && seed >= 0 ? [] : [outOfRange("seed", seed, "whole numbers >= 0")];

/** Limits of a share, given how often it was hit. */
export function clopperPearson(hits: number, draws: number): { lower: number; upper: number } {
  const tail = (1 - MONTE_CARLO_CONFIDENCE) / 2;
  return {
    lower: hits === 0 ? 0 : quantile({ shape1: hits, shape2: draws - hits + 1 }, tail),
    upper: hits === draws ? 1 : upperQuantile({ shape1: hits + 1, shape2: draws - hits }, tail),
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
