/**
 * How the Mann-Whitney count U is spread when every choice of some of the untied values is equally likely:
 * P(U = u) is a coefficient of a Gaussian binomial over the ordinary one, and row k follows from row k - 1 by the
 * factor (1 - q^a) / (1 - q^k), so a whole family of rows costs one pass each.
 *
 * Only the lower half of a row is computed; the upper is its mirror image. In the upper tail the differences would
 * lose every digit, in the lower they lose next to nothing.
 *
 * Source: Andrews, The Theory of Partitions, sec. 3.2 (Gaussian polynomials); Mann & Whitney, Ann Math Stat 18 (1947) 50.
 */

/** Fills `to[0 .. last]` with the row of degree `degree` that follows `from` by the factor (1 - q^a) / (1 - q^k). */
function step(
  from: Float64Array,
  to: Float64Array,
  last: number,
  degree: number,
  a: number,
  k: number,
): void {
  const share = k / a;
  const half = Math.min(last, Math.floor(degree / 2));
  for (let u = 0; u <= half; u++) {
    const own = u < a ? from[u]! : from[u]! - from[u - a]!;
    to[u] = u < k ? own * share : own * share + to[u - k]!;
  }
  for (let u = half + 1; u <= Math.min(last, degree); u++) to[u] = to[degree - u]!;
}

/** P(value = 0), ..., P(value = last) of a count whose row grows from group to group; `last` at most half its degree. */
function grownRow(factors: Iterable<{ a: number; k: number; degree: number }>, last: number): Float64Array {
  let row = new Float64Array(last + 1);
  let next = new Float64Array(last + 1);
  row[0] = 1;
  for (const { a, k, degree } of factors) {
    step(row, next, last, degree, a, k);
    [row, next] = [next, row];
  }
  return row;
}

/** P(U = 0 .. last) for `chosen` v `others` untied values. Cost: min(chosen, others) * last. */
export function untiedRow(chosen: number, others: number, last: number): Float64Array {
  return orderedGroupsRow([Math.max(chosen, others), Math.min(chosen, others)], last);
}

/** P(J = 0 .. last) of the Jonckheere count of untied groups: a sum of independent Mann-Whitney counts. */
export function orderedGroupsRow(sizes: readonly number[], last: number): Float64Array {
  const factors: { a: number; k: number; degree: number }[] = [];
  let before = 0;
  let degree = 0;
  for (const size of sizes) {
    for (let k = 1; k <= size; k++) factors.push({ a: before + k, k, degree: degree + k * before });
    degree += before * size;
    before += size;
  }
  return grownRow(factors, last);
}

/** P(K = 0 .. last) of the discordant pairs in a random order of n untied values (Kendall). */
export function discordantPairsRow(n: number, last: number): Float64Array {
  return orderedGroupsRow(
    Array.from({ length: n }, () => 1),
    last,
  );
}

/** Lower tail P(value <= at) and the point P(value = at) of a row that reaches `at`. */
export function tailOf(row: Float64Array, at: number): { tail: number; point: number } {
  let tail = 0;
  for (let u = 0; u <= at; u++) tail += row[u]!;
  return { tail, point: row[at]! };
}

/** Both tails at `at` of a count that is symmetric on 0 .. degree, from a function that gives its lower row. */
export function symmetricTails(
  at: number,
  degree: number,
  lowerRow: (last: number) => Float64Array,
): { less: number; greater: number; twoSided: number } {
  const near = Math.min(at, degree - at);
  const { tail, point } = tailOf(lowerRow(near), near);
  // The far tail is at least one half, so the difference loses nothing.
  const far = 1 - (tail - point);
  const twoSided = Math.min(1, 2 * tail);
  return at <= degree / 2 ? { less: tail, greater: far, twoSided } : { less: far, greater: tail, twoSided };
}

/** Row k, for k = 0 .. `most`: P(U = u | k of `size` untied values chosen), u = 0 .. k (size - k). */
export function untiedRows(size: number, most: number): Float64Array[] {
  const rows = [Float64Array.of(1)];
  for (let k = 1; k <= Math.min(most, size); k++) {
    const degree = k * (size - k);
    const before = rows[k - 1]!;
    const to = new Float64Array(degree + 1);
    const enough = Math.floor(degree / 2) + 1;
    const from = before.length >= enough ? before : new Float64Array(enough);
    if (from !== before) from.set(before);
    step(from, to, degree, degree, size - k + 1, k);
    rows.push(to);
  }
  return rows;
}
