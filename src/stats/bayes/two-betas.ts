/**
 * Two independent beta variables p1 and p2: tails of their difference, ratio and odds ratio, density of the difference.
 *
 * Each is one integral over p2 of its density times a tail (or the density) of p1. In w, the log odds of p2 within the
 * part of (0, 1) that counts, the integrand is positive, analytic and has one peak: the trapezoidal rule then converges
 * exponentially, and small tails keep all their digits. Both p and 1 - p are carried, so that no end loses any.
 */
import * as elementary from "../../core/elementary.ts";
import { incompleteBeta, logBinomialTerm } from "../../num/incomplete-beta.ts";
import { logAddExp } from "../../num/log-scale.ts";
import { logIntegral } from "../../num/peak-sum.ts";

export interface BetaShapes {
  readonly shape1: number;
  readonly shape2: number;
}

/** Where a line w crosses both variables: p2 = y and p1 = x with their complements, and log of dy / dw. */
interface Crossing {
  readonly y: number;
  readonly yRest: number;
  readonly x: number;
  readonly xRest: number;
  readonly logSlope: number;
}

const logit = (p: number): number => elementary.log(p) - elementary.log1p(-p);
const expit = (w: number): number => 1 / (1 + elementary.exp(-w));
const logExpit = (w: number): number =>
  w > 0 ? -elementary.log1p(elementary.exp(-w)) : w - elementary.log1p(elementary.exp(w));
// log of expit(w) expit(-w)
const logLogistic = (w: number): number => logExpit(w) + logExpit(-w);

/** Half the narrower of the two in log odds: the tail of p1 steps down over such a stretch, even under a wide peak. */
function coarseStep(one: BetaShapes, two: BetaShapes): number {
  const width = (b: BetaShapes): number => Math.sqrt(1 / b.shape1 + 1 / b.shape2);
  return Math.min(0.45, 0.5 * Math.min(width(one), width(two)));
}

/**
 * log of the integral of exp(logOf): 0.4 of the peak's own width as the step, so that a Gaussian loses exp(-120), and at
 * most 0.2, since exp(-exp(w)) decays within +/- i pi / 2 only: exp(-49). `finer` halvings tell what a smaller step changes.
 */
function peakedIntegral(logOf: (w: number) => number, start: number, coarse: number, finer: number): number {
  let peak = start;
  let top = logOf(start);
  for (let stride = 1; stride >= 1; ) {
    const right = logOf(peak + stride * coarse);
    const left = logOf(peak - stride * coarse);
    if (right > top || left > top) {
      peak += (right >= left ? stride : -stride) * coarse;
      top = Math.max(right, left);
      stride *= 2;
    } else stride = Math.floor(stride / 2);
  }
  let width = coarse;
  // The second look has the distance that the first one found.
  for (let look = 0; look < 2; look++) {
    const bend = 2 * top - logOf(peak + width) - logOf(peak - width);
    width /= Math.sqrt(Math.max(bend, 1e-6));
  }
  return logIntegral(logOf, peak, Math.min(0.2, 0.4 * width, coarse) / 2 ** finer);
}

function logBetaDensity({ shape1, shape2 }: BetaShapes, x: number, rest: number): number {
  return (
    logBinomialTerm(shape1, shape2, x, rest) +
    elementary.log(shape1 / (shape1 + shape2)) +
    elementary.log(shape2) -
    elementary.log(x) -
    elementary.log(rest)
  );
}

/** log of the integral over w of density2(y) dy/dw times what `factor` says of p1 at x. */
function integral(
  one: BetaShapes,
  two: BetaShapes,
  at: (w: number) => Crossing,
  factor: (x: number, rest: number) => number,
  finer: number,
): number {
  const start = logit(two.shape1 / (two.shape1 + two.shape2));
  return peakedIntegral(
    (w) => {
      const { y, yRest, x, xRest, logSlope } = at(w);
      return logBetaDensity(two, y, yRest) + logSlope + factor(x, xRest);
    },
    start,
    coarseStep(one, two),
    finer,
  );
}

const upperOf =
  ({ shape1, shape2 }: BetaShapes) =>
  (x: number, rest: number): number =>
    incompleteBeta(shape1, shape2, x, rest).logUpper;

/** p1 = p2 + d with both in (0, 1). */
function shifted(d: number): (w: number) => Crossing {
  const length = 1 - Math.abs(d);
  const logLength = elementary.log1p(-Math.abs(d));
  return (w) => {
    const [near, far] = [length * expit(w), length * expit(-w)];
    const logSlope = logLength + logLogistic(w);
    return d >= 0
      ? { y: near, yRest: d + far, x: d + near, xRest: far, logSlope }
      : { y: near - d, yRest: far, x: near, xRest: far - d, logSlope };
  };
}

/** log P(p1 - p2 > d). */
export function logDifferenceAbove(one: BetaShapes, two: BetaShapes, d: number, finer = 0): number {
  if (d >= 1) return -Infinity;
  if (d <= -1) return 0;
  const crossing = integral(one, two, shifted(d), upperOf(one), finer);
  // Below zero every p2 smaller than -d is passed by any p1.
  const log =
    d >= 0 ? crossing : logAddExp(crossing, incompleteBeta(two.shape1, two.shape2, -d, 1 + d).logLower);
  return Math.min(0, log);
}

/** log of the density of p1 - p2 at d. */
export function logDifferenceDensity(one: BetaShapes, two: BetaShapes, d: number): number {
  if (Math.abs(d) >= 1) return -Infinity;
  return integral(one, two, shifted(d), (x, rest) => logBetaDensity(one, x, rest), 0);
}

/** log P(p1 / p2 > ratio). */
export function logRatioAbove(one: BetaShapes, two: BetaShapes, ratio: number): number {
  if (ratio <= 0) return 0;
  const inverse = 1 / ratio;
  const at = (w: number): Crossing => {
    const [p, rest] = [expit(w), expit(-w)];
    return ratio <= 1
      ? { y: p, yRest: rest, x: ratio * p, xRest: 1 - ratio + ratio * rest, logSlope: logLogistic(w) }
      : {
          y: inverse * p,
          yRest: 1 - inverse + inverse * rest,
          x: p,
          xRest: rest,
          logSlope: logLogistic(w) + elementary.log(inverse),
        };
  };
  const crossing = integral(one, two, at, upperOf(one), 0);
  return Math.min(0, crossing);
}

/** log P(odds of p1 / odds of p2 > ratio). */
export function logOddsRatioAbove(one: BetaShapes, two: BetaShapes, ratio: number): number {
  if (ratio <= 0) return 0;
  const shift = elementary.log(ratio);
  const at = (w: number): Crossing => ({
    y: expit(w),
    yRest: expit(-w),
    x: expit(w + shift),
    xRest: expit(-w - shift),
    logSlope: logLogistic(w),
  });
  return Math.min(0, integral(one, two, at, upperOf(one), 0));
}
