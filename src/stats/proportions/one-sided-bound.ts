import * as elementary from "../../core/elementary.ts";
import { outOfRange } from "../../core/issues/input.ts";
import { refuse } from "../../core/issues/issue.ts";
import { checkConfidence } from "../contingency/table.ts";
import { checkEvents, type IntervalOptions } from "./interval.ts";

export interface OneSidedBound {
  readonly method: "one-sided-exact-bound";
  readonly confidence: number;
  readonly side: "upper" | "lower";
  readonly bound: number;
  readonly events: number;
  readonly n: number;
}

/**
 * Exact one-sided bound for a proportion when nobody or everybody had the event: the upper bound solves
 * (1 - p)^n = 1 - confidence ("rule of three": about 3/n at 0.95), the lower bound p^n = 1 - confidence.
 *
 * Source: Hanley and Lippman-Hand 1983, JAMA 249:1743-1745. Reference: R binom.test, one-sided.
 * Accuracy as measured: relative error below 1e-15. Cost: closed form.
 *
 * @throws InputError - lists a bad count, n = 0, events other than 0 or n, a confidence outside (0, 1)
 * @example oneSidedBound(0, 10, { confidence: 0.95 }).bound // 0.2588655508930523
 */
export function oneSidedBound(events: number, n: number, { confidence }: IntervalOptions): OneSidedBound {
  const counts = checkEvents(events, n);
  const between = counts.length === 0 && events !== 0 && events !== n;
  refuse([
    ...counts,
    ...(between ? [outOfRange("events", events, `{0, ${n}}`)] : []),
    ...checkConfidence(confidence),
  ]);
  const log = elementary.log1p(-confidence) / n;
  const common = { method: "one-sided-exact-bound", confidence, events, n } as const;
  return events === 0
    ? { ...common, side: "upper", bound: -elementary.expm1(log) }
    : { ...common, side: "lower", bound: elementary.exp(log) };
}
