/** Quantiles on the whole numbers, shared by the discrete families. */
import { logOneMinusExp } from "../num/log-scale.ts";

/** Slack with which a probability that is exactly a step of the distribution still counts as reached. */
const STEP_SLACK = 64 * Number.EPSILON;

/** Both tails of a discrete distribution at a whole number. */
export interface Steps {
  readonly cdf: (k: number) => number;
  readonly sf: (k: number) => number;
  readonly logCdf: (k: number) => number;
  readonly logSf: (k: number) => number;
  readonly lowest: number;
  readonly highest: number;
  /** Any guess; a good one saves evaluations. */
  readonly start: number;
  /** About one standard deviation. */
  readonly scale: number;
}

// Smallest k in [lowest, highest] at which `reached` (false, then true) holds; highest when it never does.
function firstReached(s: Steps, reached: (k: number) => boolean): number {
  const clamp = (k: number): number => Math.min(s.highest, Math.max(s.lowest, k));
  let stride = Math.max(1, Math.ceil(s.scale / 4));
  let high = clamp(Math.round(s.start));
  let low = s.lowest - 1;
  if (reached(high)) {
    while (high > s.lowest) {
      const next = clamp(high - stride);
      if (!reached(next)) {
        low = next;
        break;
      }
      high = next;
      stride *= 2;
    }
  } else {
    while (high < s.highest) {
      low = high;
      high = clamp(high + stride);
      if (reached(high)) break;
      stride *= 2;
    }
    if (high === low || !reached(high)) return s.highest;
  }
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (middle === low || middle === high) break;
    if (reached(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Smallest k with P(X <= k) >= p. */
export function lowerQuantile(s: Steps, p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return s.lowest;
  if (p === 1) return s.highest;
  // Above one half the other tail carries more digits, up to the rounding of p itself.
  const q = 1 - p;
  const most = q * (1 + STEP_SLACK) + 2 * Number.EPSILON;
  return firstReached(s, p <= 0.5 ? (k) => s.cdf(k) >= p * (1 - STEP_SLACK) : (k) => s.sf(k) <= most);
}

/** Smallest k with P(X > k) <= q. */
export function upperQuantile(s: Steps, q: number): number {
  if (!(q >= 0 && q <= 1)) return Number.NaN;
  if (q === 1) return s.lowest;
  if (q === 0) return s.highest;
  return firstReached(s, (k) => s.sf(k) <= q * (1 + STEP_SLACK));
}

/** The same slack for a logarithm: relative to the probability, and an ulp or two of the logarithm itself. */
const logSlack = (log: number): number => STEP_SLACK + 4 * Number.EPSILON * Math.abs(log);

/** Smallest k with log P(X <= k) >= logP. */
export function lowerQuantileOfLog(s: Steps, logP: number): number {
  if (!(logP <= 0)) return Number.NaN;
  if (logP === -Infinity) return s.lowest;
  if (logP === 0) return s.highest;
  if (logP <= -Math.LN2) {
    const least = logP - logSlack(logP);
    return firstReached(s, (k) => s.logCdf(k) >= least);
  }
  return upperQuantileOfLog(s, logOneMinusExp(logP));
}

/** Smallest k with log P(X > k) <= logQ. */
export function upperQuantileOfLog(s: Steps, logQ: number): number {
  if (!(logQ <= 0)) return Number.NaN;
  if (logQ === 0) return s.lowest;
  if (logQ === -Infinity) return s.highest;
  const most = logQ + logSlack(logQ);
  return firstReached(s, (k) => s.logSf(k) <= most);
}
