/** EP17's limit of blank. */
import { refuse } from "../../core/issues/issue.ts";
import { ep17Issues, ep17Multiplier, type Ep17Options, pooledSd, type SampleResults } from "./ep17.ts";

export interface LimitOfBlank {
  readonly method: "ep17-limit-of-blank";
  readonly alpha: number;
  readonly samples: number;
  readonly results: number;
  readonly mean: number;
  /** Of all results as one sample, and within the blank samples. */
  readonly sd: number;
  readonly sdWithin: number;
  readonly multiplier: number;
  /** mean + multiplier sd: for results that are normal. */
  readonly parametric: number;
  /** The result of rank 0.5 + (1 - alpha) n, between two neighbours by interpolation: for any results. */
  readonly rank: number;
}

/**
 * The highest result that a blank is likely to give: all but a share alpha of blank results lie at or below it.
 *
 * Variant: both the parametric limit, from all results as one sample with EP17's correction for few results, and the
 * rank limit. Beyond the last rank it is the largest result. Results of one reagent lot; `highestLimit` puts lots
 * together.
 * Source: CLSI EP17-A2 as in Armbruster & Pry, Clin Biochem Rev 29 Suppl 1 (2008) S49. Reference: R, closed
 * forms. Accuracy as measured: 1e-14. Cost: sorting.
 *
 * @throws InputError - no results, results that are not finite, alpha outside (0, 1)
 * @example limitOfBlank([[1, 2, 3, 4], [2, 3, 3, 6]], { alpha: 0.05, quantile: "exact" }).rank // 6
 */
export function limitOfBlank(blanks: readonly SampleResults[], options: Ep17Options): LimitOfBlank {
  refuse(ep17Issues("blanks", blanks, options.alpha));
  const sorted = blanks.flat().sort((a, b) => a - b);
  const results = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / results;
  const sd = pooledSd([sorted]);
  const multiplier = ep17Multiplier(options, results, blanks.length);
  return {
    method: "ep17-limit-of-blank",
    alpha: options.alpha,
    samples: blanks.length,
    results,
    mean,
    sd,
    sdWithin: pooledSd(blanks),
    multiplier,
    parametric: mean + multiplier * sd,
    rank: atRank(sorted, 0.5 + (1 - options.alpha) * results),
  };
}

/** The value at a rank that counts from 1 and may lie between two. */
function atRank(sorted: readonly number[], rank: number): number {
  const below = Math.min(sorted.length, Math.max(1, Math.floor(rank)));
  const above = Math.min(sorted.length, below + 1);
  const share = Math.min(1, Math.max(0, rank - below));
  return sorted[below - 1]! + share * (sorted[above - 1]! - sorted[below - 1]!);
}
