import type { Issue } from "../../core/issues/issue.ts";
import { lengthMismatch, notACount, notFinite, tooFew } from "../../core/issues/input.ts";

/** Values with how often each occurs, as a tally gives them. Values may repeat and come in any order. */
export interface Weighted {
  readonly values: readonly number[];
  readonly counts: readonly number[];
}

/** The numbers of one group: listed one by one, or as values with counts. Finite numbers only. */
export type Sample = readonly number[] | Weighted;

const isListed = (sample: Sample): sample is readonly number[] => Array.isArray(sample);

/** How many numbers a sample holds. */
export function sizeOf(sample: Sample): number {
  return isListed(sample) ? sample.length : sample.counts.reduce((total, count) => total + count, 0);
}

/** Every reason to refuse a sample: a value that is not finite, a count that is not whole, too few numbers. */
export function checkSample(path: string, sample: Sample, least: number): Issue[] {
  const values = isListed(sample) ? sample : sample.values;
  const issues: Issue[] = [];
  for (const [i, value] of values.entries())
    if (!Number.isFinite(value)) issues.push(notFinite(`${path}[${i}]`, value));
  if (!isListed(sample)) {
    if (sample.counts.length !== values.length)
      issues.push(lengthMismatch(`${path}.counts`, values.length, sample.counts.length));
    for (const [i, count] of sample.counts.entries())
      if (!Number.isSafeInteger(count) || count < 0) issues.push(notACount(`${path}.counts[${i}]`, count));
  }
  if (issues.length === 0 && sizeOf(sample) < least)
    issues.push(tooFew(path, "values", least, sizeOf(sample)));
  return issues;
}

/**
 * The distinct values of a sample in ascending order, each with its count; values that occur 0 times are left out.
 * Minus zero counts as zero. Cost: one sort.
 *
 * @example sorted([2, 1, 2]) // { values: [1, 2], counts: [1, 2] }
 */
export function sorted(sample: Sample): Weighted {
  const pairs: Weighted = isListed(sample) ? { values: sample, counts: [] } : sample;
  const order = isListed(sample)
    ? null
    : Array.from(pairs.values.keys()).sort((i, j) => pairs.values[i]! - pairs.values[j]!);
  const ascending =
    order === null ? Float64Array.from(pairs.values).sort() : order.map((i) => pairs.values[i]!);
  const values: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < ascending.length; i++) {
    const value = ascending[i]! + 0;
    const count = order === null ? 1 : pairs.counts[order[i]!]!;
    if (count === 0) continue;
    if (values.length > 0 && values[values.length - 1] === value) counts[counts.length - 1]! += count;
    else {
      values.push(value);
      counts.push(count);
    }
  }
  return { values, counts };
}
