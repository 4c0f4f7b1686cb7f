import { outOfRange } from "../../core/issues/input.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { clopperPearsonLimits } from "../proportions/clopper-pearson.ts";

/** How far a test may go: both must be stated, since both change the p-value. */
export interface MonteCarloOptions {
  readonly draws: number;
  /** Whole number >= 0: the same seed gives the same p. */
  readonly seed: number;
}

/** What is said of a simulated p beside it. */
export interface MonteCarloPart {
  readonly draws: number;
  readonly seed: number;
  /** Clopper-Pearson limits of the exact p. */
  readonly lower: number;
  readonly upper: number;
  readonly confidence: number;
}

export const MONTE_CARLO_CONFIDENCE = 0.99;

export const checkDraws = (path: string, draws: number): Issue[] =>
  Number.isSafeInteger(draws) && draws >= 1 ? [] : [outOfRange(path, draws, "whole numbers >= 1")];

export const checkSeed = (seed: number): Issue[] =>
  Number.isSafeInteger(seed) && seed >= 0 ? [] : [outOfRange("seed", seed, "whole numbers >= 0")];

/** Limits of the exact p, of which `hits` of the draws were found as extreme. */
export function limitsOfP(hits: number, draws: number): { readonly lower: number; readonly upper: number } {
  const [lower, upper] = clopperPearsonLimits(hits, draws, (1 - MONTE_CARLO_CONFIDENCE) / 2);
  return { lower, upper };
}
