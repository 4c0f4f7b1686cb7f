import * as elementary from "../../core/elementary.ts";
import { notOneOf, outOfRange } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";
import { momentsOf } from "../describe/moments.ts";
import * as pair from "../../core/pair.ts";
import { quantileOf } from "../describe/quantile.ts";
import { sorted } from "../describe/sample.ts";
import { type CensoredSample, checkCensoredSample, orderOf } from "./censored-sample.ts";

/** Where the detects are to lie on a line against normal quantiles: the values themselves, or their logarithms. */
export type RosScale = "log" | "identity";

export interface RosOptions {
  readonly scale: RosScale;
  /** Shares for which quantiles are wanted, each in [0, 1]. */
  readonly probabilities: readonly number[];
}

/** One limit with the numbers of Helsel and Cohn. */
export interface RosLimit {
  /** null: below every limit. */
  readonly limit: number | null;
  /** Detects from this limit up to the next. */
  readonly detects: number;
  /** Detects below the limit, and non-detects of this limit or lower ones. */
  readonly below: number;
  readonly nondetects: number;
  /** Estimated P(X >= limit). */
  readonly exceedance: number;
}

export interface RosPoint {
  /** The detect, or the limit of the non-detect. */
  readonly value: number;
  readonly nondetect: boolean;
  readonly plottingPosition: number;
  /** The detect itself, or the value the line gives a non-detect; null without a line. */
  readonly modelled: number | null;
}

export interface RosResult {
  readonly method: "regression-on-order-statistics";
  readonly variant: "robust: detects as they are; Hirsch-Stedinger plotting positions";
  readonly scale: RosScale;
  readonly limits: readonly RosLimit[];
  /** Ascending; equal values in the order given. */
  readonly points: readonly RosPoint[];
  /** The line: value (or its logarithm) = intercept + slope * normal quantile. Null where undefined. */
  readonly intercept: number | null;
  readonly slope: number | null;
  /** Of the detects and modelled non-detects. */
  readonly mean: number | null;
  readonly standardDeviation: number | null;
  readonly median: number | null;
  /** Interpolated (type 7), in the order of the probabilities asked for; null without a line. */
  readonly quantiles: readonly number[] | null;
  readonly reason: string | null;
  /** The mean of the sample is at most this: every non-detect put at its limit. */
  readonly meanAtMost: number;
  readonly n: number;
  readonly nondetects: number;
  /** Non-detects with a limit above the largest detect: they say nothing here. */
  readonly leftOut: number;
  readonly warnings: readonly string[];
}

/**
 * Mean, SD and quantiles of a variable with non-detects by robust regression on order statistics, several limits.
 *
 * Detects get Hirsch-Stedinger plotting positions and are regressed (as values or logarithms) on normal quantiles; the
 * line then gives each non-detect a value at its own position, and the moments are those of detects and modelled
 * values together. A single modelled value means nothing. Non-detects with a limit above the largest detect are left
 * out; without non-detects the positions are (i - a) / (n + 1 - 2a), a = 3/8 up to 10 values and 1/2 beyond. Fewer
 * than two detects give no line, only the bound.
 *
 * Accuracy as measured: relative 1e-13 against the definitions in 50 digits. Cost: 0.7 ms at n = 637, linear in n.
 *
 * Source: Helsel & Cohn, Water Resour Res 24 (1988) 1997; Hirsch & Stedinger, Water Resour Res 23 (1987) 715; Helsel,
 * Statistics for Censored Environmental Data, 2nd ed., sec. 6.4. Reference: R NADA ros (cenros).
 *
 * @throws InputError - an empty sample, values that are not finite, a detect <= 0 on the log scale, options out of range
 * @example regressionOnOrderStatistics({ values: [1, 1, 2, 3, 5, 5, 8, 13], nondetect: [true, true, false, false, true, false, false, false] }, { scale: "log", probabilities: [] }).mean // 4.255738518130...
 */
export function regressionOnOrderStatistics(sample: CensoredSample, options: RosOptions): RosResult {
  refuse(check(sample, options));
  const { scale, probabilities } = options;
  const entries = entriesOf(sample);
  const total = entries.length;
  const meanAtMost = entries.reduce((sum, { value }) => sum + value / total, 0);
  const largest = entries.findLast(({ nondetect }) => !nondetect)?.value ?? -Infinity;
  const used = entries.filter(({ value, nondetect }) => !nondetect || value <= largest);
  const limits = limitsOf(used);
  const positions = limits.length === 0 ? freePositions(used.length) : positionsOf(used, limits);
  const line = lineOf(used, positions, scale);
  const modelled = used.map(({ value, nondetect }, i) => {
    if (!nondetect) return value;
    if (line === null) return null;
    const at = line.intercept + line.slope * normal.quantile(normal.standard, positions[i]!);
    return scale === "log" ? elementary.exp(at) : at;
  });
  const whole = line === null ? null : sorted(modelled.map((value) => value ?? Number.NaN));
  const moments = whole === null ? null : momentsOf(whole);
  const nondetects = entries.filter(({ nondetect }) => nondetect).length;
  return {
    method: "regression-on-order-statistics",
    variant: "robust: detects as they are; Hirsch-Stedinger plotting positions",
    scale,
    limits,
    points: used.map(({ value, nondetect }, i) => ({
      value,
      nondetect,
      plottingPosition: positions[i]!,
      modelled: modelled[i]!,
    })),
    intercept: line?.intercept ?? null,
    slope: line?.slope ?? null,
    mean: moments === null ? null : pair.toNumber(moments.mean),
    standardDeviation: moments === null ? null : Math.sqrt(moments.squares / (moments.n - 1)),
    median: whole === null ? null : quantileOf(whole, 0.5, 7),
    quantiles: whole === null ? null : probabilities.map((p) => quantileOf(whole, p, 7)),
    reason: line === null ? reasonFor(total - nondetects) : null,
    meanAtMost,
    n: used.length,
    nondetects,
    leftOut: total - used.length,
    warnings: warningsOf(used, modelled, nondetects / total, total - used.length),
  };
}

const reasonFor = (detects: number): string =>
  detects === 0 ? "every value is a non-detect: only a bound is known" : "a line needs two detects";

function check(sample: CensoredSample, { scale, probabilities }: RosOptions): Issue[] {
  return [
    ...checkCensoredSample("sample", sample, 1),
    ...(scale === "log" || scale === "identity" ? [] : [notOneOf("scale", ["log", "identity"], scale)]),
    ...probabilities.flatMap((p, i) =>
      p >= 0 && p <= 1 ? [] : [outOfRange(`probabilities[${i}]`, p, "[0, 1]")],
    ),
    ...(scale === "log" ? notPositive(sample) : []),
  ];
}

function notPositive({ values, nondetect, counts }: CensoredSample): Issue[] {
  const issues: Issue[] = [];
  for (let i = 0; i < values.length; i++)
    if (values[i]! <= 0 && nondetect[i] === false && counts?.[i] !== 0)
      issues.push(outOfRange(`sample.values[${i}]`, values[i]!, "(0, Infinity) on the log scale"));
  return issues;
}

interface Entry {
  readonly value: number;
  readonly nondetect: boolean;
}

/** One entry per subject, ascending; equal values keep the order given. */
function entriesOf(sample: CensoredSample): Entry[] {
  const { values, nondetect, counts } = sample;
  const entries: Entry[] = [];
  for (const i of orderOf(values))
    for (let copy = counts?.[i] ?? 1; copy > 0; copy--)
      entries.push({ value: values[i]! + 0, nondetect: nondetect[i]! });
  return entries;
}

/** Helsel & Cohn's numbers A (detects), B (below) and C (nondetects) with the exceedance p of each limit, their eq. 5. */
function limitsOf(entries: readonly Entry[]): RosLimit[] {
  const bounds: number[] = [];
  for (const { value, nondetect } of entries) if (nondetect && bounds.at(-1) !== value) bounds.push(value);
  if (bounds.length === 0) return [];
  if (entries.some(({ value, nondetect }) => !nondetect && value < bounds[0]!)) bounds.unshift(-Infinity);
  const detects = bounds.map(() => 0);
  const nondetects = bounds.map(() => 0);
  const lowerDetects = bounds.map(() => 0);
  let place = -1;
  let seen = 0;
  for (let i = 0; i < entries.length; ) {
    const { value } = entries[i]!;
    while (place + 1 < bounds.length && bounds[place + 1]! <= value) lowerDetects[++place] = seen;
    for (; i < entries.length && entries[i]!.value === value; i++)
      if (entries[i]!.nondetect) nondetects[place]!++;
      else {
        detects[place]!++;
        seen++;
      }
  }
  let lowerNondetects = 0;
  const below = bounds.map((_, j) => {
    lowerNondetects += nondetects[j]!;
    return lowerDetects[j]! + lowerNondetects;
  });
  let above = 0;
  const exceedance = bounds.map(() => 0);
  for (let j = bounds.length - 1; j >= 0; j--) {
    above += (detects[j]! / (detects[j]! + below[j]!)) * (1 - above);
    exceedance[j] = above;
  }
  return bounds.map((bound, j) => ({
    limit: bound === -Infinity ? null : bound,
    detects: detects[j]!,
    below: below[j]!,
    nondetects: nondetects[j]!,
    exceedance: bound === -Infinity ? 1 : exceedance[j]!,
  }));
}

/** Positions where every value is a detect. */
function freePositions(n: number): number[] {
  const offset = n <= 10 ? 3 / 8 : 1 / 2;
  return Array.from({ length: n }, (_, i) => (i + 1 - offset) / (n + 1 - 2 * offset));
}

/** Detects evenly between the exceedances of their limit and the next, non-detects evenly below that of their own. */
function positionsOf(entries: readonly Entry[], limits: readonly RosLimit[]): number[] {
  const passed = limits.map(() => ({ detects: 0, nondetects: 0 }));
  let place = 0;
  return entries.map(({ value, nondetect }) => {
    while (place + 1 < limits.length && limits[place + 1]!.limit! <= value) place++;
    const { detects, nondetects, exceedance } = limits[place]!;
    if (nondetect) return (1 - exceedance) * (++passed[place]!.nondetects / (nondetects + 1));
    const next = limits[place + 1]?.exceedance ?? 0;
    return 1 - exceedance + (exceedance - next) * (++passed[place]!.detects / (detects + 1));
  });
}

function lineOf(
  entries: readonly Entry[],
  positions: readonly number[],
  scale: RosScale,
): { intercept: number; slope: number } | null {
  const x: number[] = [];
  const y: number[] = [];
  for (let i = 0; i < entries.length; i++) {
    const { value, nondetect } = entries[i]!;
    if (!nondetect) {
      x.push(normal.quantile(normal.standard, positions[i]!));
      y.push(scale === "log" ? elementary.log(value) : value);
    }
  }
  if (x.length < 2) return null;
  const centreX = meanOf(x);
  const centreY = meanOf(y);
  let spread = 0;
  let joint = 0;
  for (let i = 0; i < x.length; i++) {
    const own = x[i]! - centreX;
    spread += own ** 2;
    joint += own * (y[i]! - centreY);
  }
  const slope = joint / spread;
  return { intercept: centreY - slope * centreX, slope };
}

// The second pass removes the rounding of the first.
function meanOf(numbers: readonly number[]): number {
  const rough = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  return rough + numbers.reduce((sum, number) => sum + (number - rough), 0) / numbers.length;
}

function warningsOf(
  entries: readonly Entry[],
  modelled: readonly (number | null)[],
  share: number,
  leftOut: number,
): string[] {
  const over = entries.filter(
    ({ value, nondetect }, i) => nondetect && modelled[i] !== null && modelled[i]! >= value,
  ).length;
  return [
    ...(share > 0.8 ? ["More than 80 % of the values are non-detects: the line rests on few detects."] : []),
    ...(over > 0
      ? [`Non-detects that the line puts at their limit or above: ${over}. It does not fit them.`]
      : []),
    ...(leftOut > 0
      ? [`Non-detects left out because their limit lies above the largest detect: ${leftOut}.`]
      : []),
  ];
}
