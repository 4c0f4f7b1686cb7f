import { outOfRange, tooFew } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";
import { checkConfidence, checkCount } from "../contingency/table.ts";

export interface IntervalOptions {
  readonly confidence: number;
}

/** A share of subjects with its limits. */
export interface ProportionInterval<Method extends string> {
  readonly method: Method;
  readonly confidence: number;
  readonly events: number;
  readonly n: number;
  /** events / n */
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** Every reason to refuse a number of events among n subjects. `suffix` tells two groups apart. */
export function checkEvents(events: number, n: number, suffix = "", least = 1): Issue[] {
  const counts = [...checkCount(`events${suffix}`, events), ...checkCount(`n${suffix}`, n)];
  if (counts.length > 0) return counts;
  if (n < least) return [tooFew(`n${suffix}`, "subjects", least, n)];
  return events > n ? [outOfRange(`events${suffix}`, events, `[0, ${n}]`)] : [];
}

/** Standard normal quantile of a two-sided interval. */
export const twoSidedZ = (confidence: number): number =>
  normal.upperQuantile(normal.standard, (1 - confidence) / 2);

/** Checks the input, then puts the limits of a kernel into the common shape. */
export function proportionInterval<Method extends string>(
  method: Method,
  events: number,
  n: number,
  { confidence }: IntervalOptions,
  limits: (alpha: number) => readonly [number, number],
): ProportionInterval<Method> {
  refuse([...checkEvents(events, n), ...checkConfidence(confidence)]);
  const [lower, upper] = limits(1 - confidence);
  return { method, confidence, events, n, estimate: events / n, lower, upper };
}
