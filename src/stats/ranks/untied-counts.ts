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
function step(from: Float64Array, to: Float64Array, last: number, degree: number, a: number, k: number): void {
  const share = k / a;
  const half = Math.min(last, Math.floor(degree / 2));
  for (let u = 0; u <= half; u++) {
    const own = u < a ? from[u]! : from[u]! - from[u - a]!;
    to[u] = u < k ? own * share : own * share + to[u - k]!;
  }
  for (let u = half + 1; u <= Math.min(last, degree); u++) to[u] = to[degree - u]!;
}

/**
 * P(U <= u) and P(U = u) for `chosen` v `others` untied values; u at most half of chosen * others.
 * Cost: min(chosen, others) * u.
 */
export function untiedLowerTail(chosen: number, others: number, u: number): { tail: number; point: number } {
  const few = Math.min(chosen, others);
  const many = Math.max(chosen, others);
  let row = new Float64Array(u + 1);
  let next = new Float64Array(u + 1);
  row[0] = 1;
  for (let k = 1; k <= few; k++) {
    step(row, next, u, k * many, many + k, k);
    [row, next] = [next, row];
  }
  let sum = 0;
  for (const probability of row) sum += probability;
  return { tail: sum, point: row[u]! };
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
