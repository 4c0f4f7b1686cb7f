import { refuse } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";
import type { Sample } from "../describe/sample.ts";
import { benjaminiHochberg } from "../multiplicity/benjamini-hochberg.ts";
import { bonferroni } from "../multiplicity/bonferroni.ts";
import { holm } from "../multiplicity/holm.ts";
import { checkGroups } from "./groups.ts";
import { pool, rankSum } from "./pooled.ts";

export interface DunnPair {
  /** Places of the two groups in the list, from 0. */
  readonly first: number;
  readonly second: number;
  /** Mean rank of the first less that of the second, over its standard error; null when all values are tied. */
  readonly z: number | null;
  /** Two-sided, not adjusted. */
  readonly pValue: number | null;
  readonly bonferroni: number | null;
  readonly holm: number | null;
  readonly benjaminiHochberg: number | null;
}

export interface DunnResult {
  readonly method: "dunn";
  readonly variant: "tie-corrected, two-sided";
  /** Every pair once: (0, 1), (0, 2), ... */
  readonly pairs: readonly DunnPair[];
  readonly reason: string | null;
  readonly sizes: readonly number[];
  readonly n: number;
}

/**
 * Dunn's tests which pairs of groups differ in mean rank, all groups ranked together.
 *
 * Normal approximation with the tie-corrected variance of the pooled ranks; p-values are two-sided and given
 * unadjusted and with three adjustments for the number of pairs.
 *
 * Source: Dunn, Technometrics 6 (1964) 241. Reference: R dunn.test(altp = TRUE).
 * Accuracy as measured: relative error of z and p below 1e-14 (whole numbers, tail at 50 digits). Cost as measured:
 * one sort of all values and a tail for each pair: below 10 ms for 3000 values in 5 groups.
 *
 * @throws InputError - fewer than two groups, an empty group, a value that is not finite
 * @example dunn([[1, 2], [3, 4], [5, 6]]).pairs[1].z // -2.138089935299395
 */
export function dunn(groups: readonly Sample[]): DunnResult {
  refuse(checkGroups(groups, 1));
  const pooled = pool(groups);
  const n = pooled.size;
  // Variance of one midrank drawn at random from the pool.
  const variance = (n * (n - 1) * (n + 1) - pooled.tieTerm) / (12 * (n - 1));
  const means = pooled.sizes.map((size, g) => rankSum(pooled, g) / size);
  const pairs: { first: number; second: number; z: number }[] = [];
  for (let first = 0; first < groups.length; first++)
    for (let second = first + 1; second < groups.length; second++) {
      const error = Math.sqrt(variance * (1 / pooled.sizes[first]! + 1 / pooled.sizes[second]!));
      pairs.push({ first, second, z: (means[first]! - means[second]!) / error });
    }
  const tied = variance === 0;
  const pValues = tied ? [] : pairs.map(({ z }) => Math.min(1, 2 * normal.sf(normal.standard, Math.abs(z))));
  const adjusted = {
    bonferroni: bonferroni(pValues),
    holm: holm(pValues),
    benjaminiHochberg: benjaminiHochberg(pValues),
  };
  return {
    method: "dunn",
    variant: "tie-corrected, two-sided",
    pairs: pairs.map(({ first, second, z }, i) => ({
      first,
      second,
      z: tied ? null : z,
      pValue: pValues[i] ?? null,
      bonferroni: adjusted.bonferroni[i] ?? null,
      holm: adjusted.holm[i] ?? null,
      benjaminiHochberg: adjusted.benjaminiHochberg[i] ?? null,
    })),
    reason: tied ? "all values are tied: the ranks cannot differ between groups" : null,
    sizes: pooled.sizes,
    n,
  };
}
