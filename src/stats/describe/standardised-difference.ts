import { lengthMismatch, notACount, outOfRange, tooFew } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import { differenceOf, momentsOf } from "./moments.ts";
import { checkSample, type Sample, sorted } from "./sample.ts";

export interface StandardisedDifference {
  readonly method: "standardised-difference";
  readonly variant: "continuous" | "binary" | "categorical";
  /** First group less second, in pooled standard deviations; for categories a distance, never negative. */
  readonly estimate: number | null;
  readonly reason: string | null;
  readonly n1: number;
  readonly n2: number;
}

const constant = "neither group varies: there is no spread to measure the difference by";

/**
 * Standardised difference of two means: the difference over the root of the mean of both variances.
 *
 * It says how unlike two groups are, whatever their sizes; it is not a test.
 * Source: Austin, Stat Med 28 (2009) 3083, sec. 2.1. Reference: R tableone ExtractSmd.
 * Accuracy as measured: relative error below 1e-15 for means (50 digits, data near 0 and near a million). Cost as
 * measured: one sort a group and two passes; closed form for shares.
 *
 * @throws InputError - values that are not finite, a group of fewer than two
 * @example standardisedDifferenceContinuous([1, 2, 3], [2, 3, 4]).estimate // -1
 */
export function standardisedDifferenceContinuous(x: Sample, y: Sample): StandardisedDifference {
  refuse([...checkSample("x", x, 2), ...checkSample("y", y, 2)]);
  const first = momentsOf(sorted(x));
  const second = momentsOf(sorted(y));
  const variance = (first.squares / (first.n - 1) + second.squares / (second.n - 1)) / 2;
  const difference = differenceOf(first.mean, second.mean);
  return resultOf("continuous", difference, variance, first.n, second.n);
}

/**
 * Standardised difference of two shares: p1 - p2 over the root of the mean of p (1 - p).
 *
 * Source: Austin, Stat Med 28 (2009) 3083, sec. 2.1.
 *
 * @throws InputError - counts that are not whole, more events than subjects, an empty group
 * @example standardisedDifferenceBinary(5, 10, 2, 10).estimate // 0.6625891564490792
 */
export function standardisedDifferenceBinary(
  events1: number,
  n1: number,
  events2: number,
  n2: number,
): StandardisedDifference {
  refuse([...checkShare("events1", events1, "n1", n1), ...checkShare("events2", events2, "n2", n2)]);
  const variance = ((events1 / n1) * ((n1 - events1) / n1) + (events2 / n2) * ((n2 - events2) / n2)) / 2;
  return resultOf("binary", (events1 * n2 - events2 * n1) / (n1 * n2), variance, n1, n2);
}

/**
 * Standardised difference of two groups over several categories: the Mahalanobis distance of the shares of all
 * categories but one, under the mean of the two multinomial covariances. Two categories give the binary one's size.
 *
 * Which category is left out does not matter. A category that both groups lack is left out before.
 * Source: Yang & Dalton, SAS Global Forum 2012, paper 335.
 *
 * @throws InputError - counts that are not whole, lists of unequal length, an empty group
 * @example standardisedDifferenceCategorical([5, 5], [2, 8]).estimate // 0.6625891564490792
 */
export function standardisedDifferenceCategorical(
  counts1: readonly number[],
  counts2: readonly number[],
): StandardisedDifference {
  refuse(checkCounts(counts1, counts2));
  const n1 = counts1.reduce((a, b) => a + b, 0);
  const n2 = counts2.reduce((a, b) => a + b, 0);
  const present = [...counts1.keys()].filter((k) => counts1[k]! + counts2[k]! > 0);
  const used = present.slice(1);
  const first = used.map((k) => counts1[k]! / n1);
  const second = used.map((k) => counts2[k]! / n2);
  const covariance = used.map((_, i) =>
    used.map(
      (_, j) =>
        ((i === j ? first[i]! + second[i]! : 0) - first[i]! * first[j]! - second[i]! * second[j]!) / 2,
    ),
  );
  const difference = used.map((k) => (counts1[k]! * n2 - counts2[k]! * n1) / (n1 * n2));
  const square = used.length === 0 ? null : quadraticForm(covariance, difference);
  return {
    method: "standardised-difference",
    variant: "categorical",
    estimate: square === null ? null : Math.sqrt(square),
    reason: used.length === 0 ? "a single category" : square === null ? "the groups share no category" : null,
    n1,
    n2,
  };
}

function resultOf(
  variant: "continuous" | "binary",
  difference: number,
  variance: number,
  n1: number,
  n2: number,
): StandardisedDifference {
  return {
    method: "standardised-difference",
    variant,
    estimate: variance > 0 ? difference / Math.sqrt(variance) : null,
    reason: variance > 0 ? null : constant,
    n1,
    n2,
  };
}

/** d' S^-1 d by Cholesky; null when S is singular, as when the groups lie in different categories. */
function quadraticForm(matrix: readonly (readonly number[])[], d: readonly number[]): number | null {
  const n = d.length;
  const root = Array.from({ length: n }, () => Array.from({ length: n }, () => 0));
  const solved: number[] = [];
  let square = 0;
  for (let i = 0; i < n; i++) {
    const row = root[i]!;
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!;
      for (let k = 0; k < j; k++) rest -= row[k]! * root[j]![k]!;
      if (j < i) row[j] = rest / root[j]![j]!;
      else if (rest <= 1e-12 * matrix[i]![i]!) return null;
      else row[i] = Math.sqrt(rest);
    }
    let rest = d[i]!;
    for (let k = 0; k < i; k++) rest -= row[k]! * solved[k]!;
    solved.push(rest / row[i]!);
    square += solved[i]! ** 2;
  }
  return square;
}

function checkShare(path: string, events: number, sizePath: string, n: number): Issue[] {
  const issues: Issue[] = [];
  if (!Number.isSafeInteger(events) || events < 0) issues.push(notACount(path, events));
  if (!Number.isSafeInteger(n) || n < 0) issues.push(notACount(sizePath, n));
  if (issues.length > 0) return issues;
  if (n === 0) return [tooFew(sizePath, "subjects", 1, n)];
  return events > n ? [outOfRange(path, events, `[0, ${n}]`)] : [];
}

function checkCounts(counts1: readonly number[], counts2: readonly number[]): Issue[] {
  const issues: Issue[] = [];
  if (counts1.length !== counts2.length)
    issues.push(lengthMismatch("counts2", counts1.length, counts2.length));
  for (const [path, counts] of [
    ["counts1", counts1],
    ["counts2", counts2],
  ] as const) {
    for (const [k, count] of counts.entries())
      if (!Number.isSafeInteger(count) || count < 0) issues.push(notACount(`${path}[${k}]`, count));
    const total = counts.reduce((a, b) => a + b, 0);
    if (total === 0) issues.push(tooFew(path, "subjects", 1, total));
  }
  return issues;
}
