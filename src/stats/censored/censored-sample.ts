import {
  lengthMismatch,
  notACount,
  notFinite,
  notOneOf,
  outOfRange,
  tooFew,
} from "../../core/issues/input.ts";
import type { Issue } from "../../core/issues/issue.ts";

/** Values of which some are only known to lie below a limit; several limits may occur. */
export interface CensoredSample {
  /** A detected value, or the limit that a non-detect lies strictly below. */
  readonly values: readonly number[];
  /** true: the entry is a non-detect, "< value". */
  readonly nondetect: readonly boolean[];
  /** How often each entry occurs; once where left out. */
  readonly counts?: readonly number[];
}

/** Values known to lie between two ends; equal ends are an exact value. */
export interface IntervalSample {
  /** -Infinity (or 0 where values cannot be negative) for a value that is only bounded above. */
  readonly lower: readonly number[];
  /** Infinity for a value that is only bounded below. */
  readonly upper: readonly number[];
  /** How often each entry occurs; once where left out. */
  readonly counts?: readonly number[];
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** How many subjects a censored sample holds. */
export const censoredSize = ({ values, counts }: CensoredSample): number =>
  counts === undefined ? values.length : total(counts);

/** How many subjects of an interval-censored sample there are. */
export const intervalSize = ({ lower, counts }: IntervalSample): number =>
  counts === undefined ? lower.length : total(counts);

function checkCounts(path: string, counts: readonly number[] | undefined, length: number): Issue[] {
  if (counts === undefined) return [];
  const issues = counts.length === length ? [] : [lengthMismatch(`${path}.counts`, length, counts.length)];
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    if (!(Number.isSafeInteger(count) && count >= 0)) issues.push(notACount(`${path}.counts[${i}]`, count));
  }
  return issues;
}

/** Every reason to refuse a sample with non-detects: a value or limit that is not finite, lists of unequal length. */
export function checkCensoredSample(path: string, sample: CensoredSample, least: number): Issue[] {
  const { values, nondetect, counts } = sample;
  const issues: Issue[] = [];
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(values[i])) issues.push(notFinite(`${path}.values[${i}]`, values[i]));
  if (nondetect.length !== values.length)
    issues.push(lengthMismatch(`${path}.nondetect`, values.length, nondetect.length));
  for (let i = 0; i < nondetect.length; i++)
    if (typeof nondetect[i] !== "boolean")
      issues.push(notOneOf(`${path}.nondetect[${i}]`, ["true", "false"], nondetect[i]));
  issues.push(...checkCounts(path, counts, values.length));
  if (issues.length === 0 && censoredSize(sample) < least)
    issues.push(tooFew(path, "values", least, censoredSize(sample)));
  return issues;
}

/** Every reason to refuse an interval-censored sample: ends out of order or not numbers, an entry that says nothing. */
export function checkIntervalSample(path: string, sample: IntervalSample, least: number): Issue[] {
  const { lower, upper, counts } = sample;
  const issues = [
    ...(upper.length === lower.length ? [] : [lengthMismatch(`${path}.upper`, lower.length, upper.length)]),
    ...lower.slice(0, upper.length).flatMap((low, i) => checkEnds(path, i, low, upper[i]!)),
    ...checkCounts(path, counts, lower.length),
  ];
  if (issues.length === 0 && intervalSize(sample) < least)
    issues.push(tooFew(path, "values", least, intervalSize(sample)));
  return issues;
}

function checkEnds(path: string, i: number, low: number, high: number): Issue[] {
  const at = (end: string): string => `${path}.${end}[${i}]`;
  const issues: Issue[] = [];
  if (!(low < Infinity)) issues.push(outOfRange(at("lower"), low, "[-Infinity, Infinity)"));
  if (!(high > -Infinity)) issues.push(outOfRange(at("upper"), high, "(-Infinity, Infinity]"));
  if (issues.length > 0) return issues;
  if (low > high) return [outOfRange(at("upper"), high, `[${low}, Infinity]`)];
  return low === -Infinity && high === Infinity ? [notFinite(at("upper"), high)] : [];
}

/** The distinct numbers of a censored sample in ascending order, with the detects at each and the non-detects below it. */
export interface CensoredLevels {
  readonly values: readonly number[];
  readonly detects: readonly number[];
  readonly nondetects: readonly number[];
}

/**
 * A checked sample by its distinct numbers; entries that occur 0 times are left out, minus zero counts as zero.
 *
 * @example censoredLevels({ values: [2, 1, 2], nondetect: [false, true, true] }) // { values: [1, 2], detects: [0, 1], nondetects: [1, 1] }
 */
export function censoredLevels({ values, nondetect, counts }: CensoredSample): CensoredLevels {
  const order = orderOf(values);
  const levels = { values: [] as number[], detects: [] as number[], nondetects: [] as number[] };
  for (const i of order) {
    const count = counts === undefined ? 1 : counts[i]!;
    if (count === 0) continue;
    const value = values[i]! + 0;
    if (levels.values.length === 0 || levels.values[levels.values.length - 1] !== value) {
      levels.values.push(value);
      levels.detects.push(0);
      levels.nondetects.push(0);
    }
    const side = nondetect[i] === true ? levels.nondetects : levels.detects;
    side[side.length - 1]! += count;
  }
  return levels;
}

/** The places of some numbers in ascending order; equal ones keep theirs. */
export function orderOf(values: readonly number[]): Uint32Array {
  const sortable = new Float64Array(values);
  const places = new Uint32Array(values.length);
  for (let i = 0; i < places.length; i++) places[i] = i;
  return places.sort((i, j) => sortable[i]! - sortable[j]!);
}

/** The same sample as intervals: a detect is a point, a non-detect reaches from `lowest` (-Infinity, or 0) to its limit. */
export function asIntervals({ values, nondetect, counts }: CensoredSample, lowest: number): IntervalSample {
  return {
    lower: values.map((value, i) => (nondetect[i] === true ? lowest : value)),
    upper: values,
    ...(counts === undefined ? {} : { counts }),
  };
}
