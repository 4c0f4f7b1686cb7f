import { notOneOf, outOfRange } from "../../core/issues/input.ts";
import { refuse } from "../../core/issues/issue.ts";
import { checkSample, type Sample, sorted, type Weighted } from "./sample.ts";

/** Hyndman & Fan's number of the definition: 1 to 3 are steps, 4 to 9 interpolate. */
export type QuantileType = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

export interface QuantileOptions {
  readonly type: QuantileType;
}

const types: readonly QuantileType[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/**
 * Sample quantile: the value below which a share p of the sample lies, by one of nine definitions.
 *
 * The definitions disagree on small samples, so the type has no default. 7 is the one of spreadsheets and of R.
 * A place that is whole but for rounding (0.07 * 100) counts as whole.
 *
 * Source: Hyndman & Fan, Am Stat 50 (1996) 361. Reference: R quantile(type = 1 ... 9).
 * Accuracy as measured: relative error below 1e-15 for types 4 to 9 (50 digits). Cost as measured: one sort: below 1
 * ms for 3000 values.
 *
 * @param p - from 0 to 1
 * @throws InputError - empty sample, values that are not finite, p outside [0, 1], unknown type
 * @example quantile([3, 1, 2, 10], 0.25, { type: 7 }) // 1.75
 */
export function quantile(sample: Sample, p: number, { type }: QuantileOptions): number {
  refuse([
    ...checkSample("sample", sample, 1),
    ...(p >= 0 && p <= 1 ? [] : [outOfRange("p", p, "[0, 1]")]),
    ...(types.includes(type) ? [] : [notOneOf("type", types.map(String), type)]),
  ]);
  return quantileOf(sorted(sample), p, type);
}

/** Kernel: a sorted sample, a checked p and type. */
export function quantileOf(sample: Weighted, p: number, type: QuantileType): number {
  const n = sample.counts.reduce((a, b) => a + b, 0);
  const place = placeOf(n, p, type);
  const whole = Math.round(place);
  const snapped =
    Math.abs(place - whole) <= 4 * Number.EPSILON * Math.max(1, Math.abs(place)) ? whole : place;
  const j = Math.floor(snapped);
  const share = shareOf(snapped - j, j, type);
  const low = nth(sample, n, j);
  if (share === 0) return low;
  const high = nth(sample, n, j + 1);
  // Equal neighbours are returned as they are: their weighted mean may round to a value outside the sample.
  return share === 1 || low === high ? high : (1 - share) * low + share * high;
}

function placeOf(n: number, p: number, type: QuantileType): number {
  switch (type) {
    case 1:
    case 2:
    case 4:
      return n * p;
    case 3:
      return n * p - 0.5;
    case 5:
      return n * p + 0.5;
    case 6:
      return (n + 1) * p;
    case 7:
      return 1 + (n - 1) * p;
    case 8:
      return 1 / 3 + p * (n + 1 / 3);
    case 9:
      return 3 / 8 + p * (n + 1 / 4);
  }
}

/** How much of the value in place j + 1 is taken; `rest` is the fractional part of the place. */
function shareOf(rest: number, j: number, type: QuantileType): number {
  if (type === 1) return rest > 0 ? 1 : 0;
  if (type === 2) return rest > 0 ? 1 : 0.5;
  if (type === 3) return rest === 0 && j % 2 === 0 ? 0 : 1;
  return rest;
}

/** The value in place i from 1; places outside the sample give its ends. */
function nth({ values, counts }: Weighted, n: number, i: number): number {
  const place = Math.min(Math.max(i, 1), n);
  let below = 0;
  for (let k = 0; k < counts.length; k++) {
    below += counts[k]!;
    if (below >= place) return values[k]!;
  }
  return values.at(-1)!;
}
