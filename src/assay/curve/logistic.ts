/** The logistic standard curve y = d + (a - d) / (1 + (x/c)^b)^g: signal from concentration and back. */
import * as elementary from "../../core/elementary.ts";

/**
 * a and d are the signals at the two ends of concentration; which is which depends on the sign of b. c > 0 in the unit
 * of concentration, b not 0, g > 0; a four-parameter curve has g = 1.
 */
export interface LogisticParameters {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly g: number;
}

export const PARAMETER_NAMES = ["a", "b", "c", "d", "g"] as const;

/** log(1 + e^u), and the logistic function of u. */
const softplus = (u: number): number =>
  u > 0 ? u + elementary.log1p(elementary.exp(-u)) : elementary.log1p(elementary.exp(u));
const expit = (u: number): number =>
  u > 0 ? 1 / (1 + elementary.exp(-u)) : elementary.exp(u) / (1 + elementary.exp(u));

/** b log(x/c); infinite at concentration 0. */
const exponentOf = ({ b, c }: LogisticParameters, x: number): number => b * elementary.log(x / c);

/**
 * Signal at a concentration >= 0.
 *
 * @example logisticResponse({ a: 10, b: 1, c: 100, d: 1010, g: 1 }, 100) // 510
 */
export function logisticResponse(curve: LogisticParameters, x: number): number {
  const { a, d, g } = curve;
  const bend = g * softplus(exponentOf(curve, x));
  // Not d + (a - d) share: near a, which may be far smaller, that would leave the rounding of d.
  return a * elementary.exp(-bend) - d * elementary.expm1(-bend);
}

/** Signal at concentration 0 and the one that it tends to at high concentrations. */
export const endsOf = ({
  a,
  b,
  d,
}: LogisticParameters): { readonly atZero: number; readonly atInfinity: number } =>
  b > 0 ? { atZero: a, atInfinity: d } : { atZero: d, atInfinity: a };

/** True where the signal rises with concentration. */
export const isRising = (curve: LogisticParameters): boolean => {
  const { atZero, atInfinity } = endsOf(curve);
  return atInfinity > atZero;
};

/** Derivative of the signal by each of a, b, c, d, g; at concentration 0 those by b, c and g are 0. */
export function logisticGradient(curve: LogisticParameters, x: number): readonly number[] {
  const { a, b, c, d, g } = curve;
  const u = exponentOf(curve, x);
  const share = elementary.exp(-g * softplus(u));
  if (!Number.isFinite(u)) return [share, 0, 0, 1 - share, 0];
  const byU = (a - d) * -g * share * expit(u);
  return [
    share,
    byU * (u / b),
    byU * (-b / c),
    -elementary.expm1(-g * softplus(u)),
    -(a - d) * share * softplus(u),
  ];
}

/** Slope of the signal by concentration > 0. */
export function logisticSlope(curve: LogisticParameters, x: number): number {
  const { a, b, d, g } = curve;
  const u = exponentOf(curve, x);
  return ((a - d) * -g * elementary.exp(-g * softplus(u)) * expit(u) * b) / x;
}

/**
 * Why a signal has no concentration: it lies at or beyond the end of the curve that belongs to concentration 0, or at
 * or beyond the other one.
 */
export type OffCurve = "below-curve" | "above-curve";

/** A concentration, or the side on which there is none. */
export type Inverse = { readonly concentration: number } | { readonly off: OffCurve };

/**
 * Concentration at a signal: x = c (((a - d) / (y - d))^(1/g) - 1)^(1/b). Also for a curve as a vendor printed it.
 *
 * "Below" and "above" are of concentration, whichever way the curve runs.
 *
 * @example logisticInverse({ a: 10, b: 1, c: 100, d: 1010, g: 1 }, 510) // { concentration: 100 }
 * @example logisticInverse({ a: 10, b: 1, c: 100, d: 1010, g: 1 }, 10) // { off: "below-curve" }
 */
export function logisticInverse(curve: LogisticParameters, y: number): Inverse {
  const { a, b, c, d, g } = curve;
  const { atZero, atInfinity } = endsOf(curve);
  const sign = Math.sign(atInfinity - atZero);
  if (!(sign * (y - atZero) > 0)) return { off: "below-curve" };
  if (!(sign * (atInfinity - y) > 0)) return { off: "above-curve" };
  // (a - d) / (y - d) = 1 + (a - y) / (y - d): near a its logarithm is that of 1 + something small.
  const ratio = (a - y) / (y - d);
  const power = elementary.expm1(elementary.log1p(ratio) / g);
  return { concentration: c * elementary.pow(power, 1 / b) };
}
