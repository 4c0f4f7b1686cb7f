/** A limit of a profile likelihood interval, from a function that gives the profile at a point. */
import type { Limit } from "../regression/profile.ts";

export interface ProfilePoint {
  /** Log-likelihood maximised over everything else. */
  readonly value: number;
  /** Its derivative in the quantity that is held. */
  readonly slope: number;
}

export interface LimitSearch {
  /** The profile at a value of the quantity; `null` where the rest could not be fitted. */
  readonly at: (place: number) => ProfilePoint | null;
  /** The estimate, or where to begin when the estimate is infinite. */
  readonly start: number;
  /** Whether `start` is the estimate. */
  readonly isTop: boolean;
  /** About a standard error. */
  readonly unit: number;
  /** In which direction the profile falls. */
  readonly direction: 1 | -1;
  /** Largest value of the log-likelihood, or its supremum. */
  readonly top: number;
  /** Chi-square quantile: the limit is where twice the drop from the top reaches it. */
  readonly quantile: number;
}

const ITERATIONS = 100;

/**
 * Newton's rule on the square root of the drop, which is nearly linear, inside a bracket that grows until the limit is
 * passed; bisection where a step leaves it.
 *
 * Source: Venzon & Moolgavkar, Applied Statistics 37 (1988) 87, secs. 1-2 (definition of the limits).
 */
export function likelihoodLimit(search: LimitSearch): Limit {
  const { at, start, isTop, unit, direction, top, quantile } = search;
  const target = Math.sqrt(quantile);
  // Rounding of two log-likelihoods bounds what a difference of them can be asked for.
  const floor = 16 * Number.EPSILON * (1 + Math.abs(top));
  let inside = isTop ? 0 : -Infinity;
  let outside = Infinity;
  let next = isTop ? target * unit : 0;
  let stride = target * unit;
  let closest: number | null = null;
  for (let iterations = 1; iterations <= ITERATIONS; iterations++) {
    const place = next;
    const point = at(start + direction * place);
    if (point === null) {
      if (inside === -Infinity || place - inside < 1e-7 * unit)
        return failed("the other parameters could not be fitted", iterations, closest);
      next = 0.5 * (inside + place);
      stride = 0.5 * (place - inside);
      continue;
    }
    const drop = Math.max(0, 2 * (top - point.value));
    const gap = drop - quantile;
    const slope = -direction * point.slope;
    closest = Math.min(closest ?? Infinity, Math.abs(gap));
    if (Math.abs(gap) <= 1e-9 * quantile + floor && slope > 0) {
      // What is left of the way by Newton's rule takes the limit to rounding error.
      const value = start + direction * (place - gap / (2 * slope));
      return { value, converged: true, iterations, criterion: Math.abs(gap), reason: null };
    }
    if (gap < 0) inside = Math.max(inside, place);
    else outside = Math.min(outside, place);
    const root = Math.sqrt(drop);
    const proposal = slope > 0 && root > 0 ? place + ((target - root) * root) / slope : Number.NaN;
    if (outside === Infinity) {
      next = proposal > inside && proposal < inside + 2 * stride ? proposal : inside + 2 * stride;
      stride *= 2;
    } else if (inside === -Infinity) {
      next = proposal < outside && proposal > outside - 2 * stride ? proposal : outside - 2 * stride;
      stride *= 2;
    } else if (proposal > inside && proposal < outside) next = proposal;
    else next = 0.5 * (inside + outside);
    if (outside - inside <= 4 * Number.EPSILON * Math.abs(start + direction * next))
      return failed("rounding error hides the limit", iterations, closest);
  }
  return failed(
    outside === Infinity ? "the likelihood stays too high: there is no finite limit" : "no limit found",
    ITERATIONS,
    closest,
  );
}

const failed = (reason: string, iterations: number, criterion: number | null): Limit => ({
  value: null,
  converged: false,
  iterations,
  criterion,
  reason,
});
