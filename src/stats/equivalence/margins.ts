/** Margins of equivalence and the error allowed, checked in one place. */
import { notFinite, outOfRange } from "../../core/issues/input.ts";
import type { Issue } from "../../core/issues/issue.ts";

/** Effects strictly between the two count as equivalent. */
export interface Margins {
  readonly lowerMargin: number;
  readonly upperMargin: number;
}

export interface EquivalenceOptions extends Margins {
  /** Error of each one-sided test; the interval has confidence 1 - 2 alpha. */
  readonly alpha: number;
}

export const checkAlpha = (alpha: number): Issue[] =>
  alpha > 0 && alpha < 0.5 ? [] : [outOfRange("alpha", alpha, "(0, 0.5)")];

/** Margins on either side of "no effect", within the values that the effect can take. */
export function checkMargins(
  { lowerMargin, upperMargin }: Margins,
  range: readonly [number, number],
  none: number,
): Issue[] {
  const check = (path: string, value: number, low: number, high: number): Issue[] =>
    !Number.isFinite(value)
      ? [notFinite(path, value)]
      : value > low && value < high
        ? []
        : [outOfRange(path, value, `(${shown(low)}, ${shown(high)})`)];
  return [
    ...check("lowerMargin", lowerMargin, range[0], none),
    ...check("upperMargin", upperMargin, none, range[1]),
  ];
}

const shown = (limit: number): string =>
  limit === Infinity ? "infinity" : limit === -Infinity ? "-infinity" : String(limit);
