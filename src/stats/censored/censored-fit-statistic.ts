/** How far the Kaplan-Meier curve of a sample with non-detects lies from a fitted law. */
import * as elementary from "../../core/elementary.ts";
import type { CensoredLevels } from "./censored-sample.ts";

export type FitStatistic = "anderson-darling" | "cramer-von-mises" | "probability-plot-correlation";

export const FIT_STATISTICS: readonly FitStatistic[] = [
  "anderson-darling",
  "cramer-von-mises",
  "probability-plot-correlation",
];

/** A fitted law, on the scale of the values given to it. */
export interface FittedLaw {
  readonly logCdf: (x: number) => number;
  readonly logSf: (x: number) => number;
  readonly quantile: (p: number) => number;
}

interface Step {
  readonly value: number;
  readonly detects: number;
  /** Kaplan-Meier curve just below the value and at it. */
  readonly below: number;
  readonly atOrBelow: number;
}

/** Steps of the left-censored product-limit curve, ascending; non-detects at a detected value lie below it. */
export function productLimit({ values, detects, nondetects }: CensoredLevels): Step[] {
  let atRisk = 0;
  for (let k = 0; k < values.length; k++) atRisk += detects[k]! + nondetects[k]!;
  let atOrBelow = 1;
  const steps: Step[] = [];
  for (let k = values.length - 1; k >= 0; k--) {
    const own = detects[k]!;
    if (own > 0) {
      const below = atOrBelow * ((atRisk - own) / atRisk);
      steps.push({ value: values[k]!, detects: own, below, atOrBelow });
      atOrBelow = below;
    }
    atRisk -= own + nondetects[k]!;
  }
  return steps.reverse();
}

export function fitStatistic(kind: FitStatistic, levels: CensoredLevels, law: FittedLaw): number {
  const steps = productLimit(levels);
  if (kind === "probability-plot-correlation") return plotCorrelation(steps, law);
  let n = 0;
  for (let k = 0; k < levels.values.length; k++) n += levels.detects[k]! + levels.nondetects[k]!;
  const weigh = kind === "anderson-darling" ? weighted : plain;
  const lowest = steps[0]!;
  // Below the lowest detect the curve is known down to the largest limit under it.
  const limit = levels.values.findLast((value, k) => value <= lowest.value && levels.nondetects[k]! > 0);
  let from = limit === undefined ? BOTTOM : pointAt(law, limit);
  let sum = 0;
  for (const { value, below } of steps) {
    const to = pointAt(law, value);
    sum += weigh(below, from, to);
    from = to;
  }
  return n * (sum + weigh(1, from, TOP));
}

interface Point {
  readonly u: number;
  readonly logU: number;
  readonly logRest: number;
}

const BOTTOM: Point = { u: 0, logU: -Infinity, logRest: 0 };
const TOP: Point = { u: 1, logU: 0, logRest: -Infinity };

function pointAt(law: FittedLaw, x: number): Point {
  const logU = law.logCdf(x);
  return { u: elementary.exp(logU), logU, logRest: law.logSf(x) };
}

/** Integral of (c - u)^2 from one point to another. */
const plain = (c: number, from: Point, to: Point): number =>
  (elementary.pow(to.u - c, 3) - elementary.pow(from.u - c, 3)) / 3;

/** Integral of (c - u)^2 / (u (1 - u)) = c^2 / u + (1 - c)^2 / (1 - u) - 1. */
const weighted = (c: number, from: Point, to: Point): number =>
  (c === 0 ? 0 : c * c * (to.logU - from.logU)) +
  (c === 1 ? 0 : (1 - c) ** 2 * (from.logRest - to.logRest)) -
  (to.u - from.u);

/** Correlation of the detects with the law's quantiles at the middle of their Kaplan-Meier steps. */
function plotCorrelation(steps: readonly Step[], law: FittedLaw): number {
  const quantiles = steps.map(({ below, atOrBelow }) => law.quantile(0.5 * (below + atOrBelow)));
  let n = 0;
  let meanX = 0;
  let meanY = 0;
  for (const [k, { value, detects }] of steps.entries()) {
    n += detects;
    meanX += detects * quantiles[k]!;
    meanY += detects * value;
  }
  meanX /= n;
  meanY /= n;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const [k, { value, detects }] of steps.entries()) {
    const x = quantiles[k]! - meanX;
    const y = value - meanY;
    xx += detects * x * x;
    xy += detects * x * y;
    yy += detects * y * y;
  }
  return xy / Math.sqrt(xx * yy);
}
