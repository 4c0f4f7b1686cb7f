export interface SignedTails {
  readonly twoSided: number;
  readonly less: number;
  readonly greater: number;
}

/** P(sum = 0 .. last) of scores that are each taken with chance 1/2; scores are whole numbers. */
function signedRow(scores: readonly number[], last: number): Float64Array {
  const row = new Float64Array(last + 1);
  row[0] = 1;
  let reach = 0;
  for (const score of scores) {
    reach = Math.min(last, reach + score);
    for (let s = reach; s >= score; s--) row[s] = (row[s]! + row[s - score]!) / 2;
    for (let s = Math.min(score - 1, reach); s >= 0; s--) row[s]! /= 2;
  }
  return row;
}

/**
 * Tails of a signed-rank sum over all signs, ranks doubled so that midranks are whole. The law is symmetric, so only
 * sums up to the nearer end are built. Every term is positive.
 *
 * @returns null when more than `limit` additions would be needed
 */
export function signedRankTails(
  doubledRanks: readonly number[],
  observed: number,
  limit: number,
): SignedTails | null {
  const total = doubledRanks.reduce((sum, rank) => sum + rank, 0);
  const near = Math.min(observed, total - observed);
  if (doubledRanks.length * (near + 1) > limit) return null;
  const row = signedRow(
    [...doubledRanks].sort((a, b) => a - b),
    near,
  );
  let tail = 0;
  for (const probability of row) tail += probability;
  const far = 1 - (tail - row[near]!);
  const twoSided = Math.min(1, 2 * tail);
  if (2 * observed === total) return { twoSided: 1, less: tail, greater: tail };
  return 2 * observed < total
    ? { twoSided, less: tail, greater: far }
    : { twoSided, less: far, greater: tail };
}

/** Which Walsh average bounds the shift: the smallest sum of untied ranks whose lower tail reaches `tail`, at least 1. */
export function signedRankPlace(
  n: number,
  tail: number,
  limit: number,
): { place: number; coverage: number } | null {
  const half = Math.floor((n * (n + 1)) / 4);
  if (n * half > limit) return null;
  const row = signedRow(
    Array.from({ length: n }, (_, i) => i + 1),
    half,
  );
  let below = 0;
  let place = 0;
  // A tail that equals the level but for rounding stays on its side.
  while (place < half && below + row[place]! < tail * (1 - 1e-12)) below += row[place++]!;
  return place === 0 ? { place: 1, coverage: 1 - 2 * row[0]! } : { place, coverage: 1 - 2 * below };
}
