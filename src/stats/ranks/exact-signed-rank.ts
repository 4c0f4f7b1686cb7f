import { additionsFor, density, quantile, sf, tailsAt } from "../../distributions/signed-rank.ts";

export interface SignedTails {
  readonly twoSided: number;
  readonly less: number;
  readonly greater: number;
}

/**
 * The test of a signed-rank sum over all equally likely signs; the law is symmetric, so twice the nearer tail counts
 * every sum at least as far from the mean.
 *
 * @returns null when more than `limit` additions would be needed
 */
export function signedRankTails(
  ranks: readonly number[],
  observed: number,
  limit: number,
): SignedTails | null {
  const d = { ranks };
  if (additionsFor(d, observed) > limit) return null;
  const { atMost: less, atLeast: greater } = tailsAt(d, observed);
  return { twoSided: Math.min(1, 2 * Math.min(less, greater)), less, greater };
}

/** Which Walsh average bounds the shift: the smallest sum of untied ranks whose lower tail reaches `tail`, at least 1. */
export function signedRankPlace(
  n: number,
  tail: number,
  limit: number,
): { place: number; coverage: number } | null {
  const d = { ranks: Array.from({ length: n }, (_, i) => i + 1) };
  const total = (n * (n + 1)) / 2;
  if (additionsFor(d, total / 2) > limit) return null;
  const place = quantile(d, tail * (1 - 1e-12));
  if (place === 0) return { place: 1, coverage: 1 - 2 * density(d, 0) };
  return { place, coverage: 1 - 2 * sf(d, total - place) };
}
