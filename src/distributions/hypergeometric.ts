/**
 * Hypergeometric distribution: white balls among `drawn` taken without return from `white` + `black`.
 *
 * cdf(k) = P(X <= k), sf(k) = P(X > k); k is rounded down. Whole, non-negative parameters with
 * drawn <= white + black are checked where they are created; NaN in gives NaN out.
 * Source: Loader (2000), the density as a ratio of three binomial ones. Reference: exact rationals, mpmath.
 * Cost: the tail sums outward from k until its terms no longer count, about 9 standard deviations.
 */
import * as elementary from "../core/elementary.ts";
import { logBinomialTerm } from "../num/incomplete-beta.ts";
import { type Tails, swapTails, tailsFromLogLower } from "../num/log-scale.ts";
import * as discrete from "./discrete-quantile.ts";

export interface Hypergeometric {
  readonly white: number;
  readonly black: number;
  readonly drawn: number;
}

const lowest = (d: Hypergeometric): number => Math.max(0, d.drawn - d.black);
const highest = (d: Hypergeometric): number => Math.min(d.drawn, d.white);

// log of the binomial probability of k in n at share p, 1 - p = rest; an end of the range has no saddle point.
function logBinomial(k: number, n: number, p: number, rest: number): number {
  if (k === 0) return n * (p < 0.5 ? elementary.log1p(-p) : elementary.log(rest));
  if (k === n) return n * (rest < 0.5 ? elementary.log1p(-rest) : elementary.log(p));
  return logBinomialTerm(k, n - k, p, rest);
}

/** log P(X = k). @example logDensity({ white: 10, black: 7, drawn: 8 }, 5) // -1.0138659183093321 */
export function logDensity(d: Hypergeometric, k: number): number {
  const { white, black, drawn } = d;
  if (Number.isNaN(k + white + black + drawn)) return Number.NaN;
  if (k < lowest(d) || k > highest(d) || !Number.isInteger(k)) return -Infinity;
  if (lowest(d) === highest(d)) return 0;
  const total = white + black;
  const p = drawn / total;
  const rest = (total - drawn) / total;
  return (
    logBinomial(k, white, p, rest) +
    logBinomial(drawn - k, black, p, rest) -
    logBinomial(drawn, total, p, rest)
  );
}
/** P(X = k). @example density({ white: 10, black: 7, drawn: 8 }, 3) // 0.10366104483751543 */
export const density = (d: Hypergeometric, k: number): number => elementary.exp(logDensity(d, k));

// P(X >= k) / P(X = k), for k at or above the mode.
function sumAbove({ white, black, drawn }: Hypergeometric, k: number): number {
  let term = 1;
  let sum = 1;
  for (let x = k; x < Math.min(drawn, white); x++) {
    term *= ((white - x) / (x + 1)) * ((drawn - x) / (black - drawn + x + 1));
    sum += term;
    if (term < sum * 1e-18) break;
  }
  return sum;
}

function tails(d: Hypergeometric, x: number): Tails {
  const { white, black, drawn } = d;
  const k = Math.floor(x);
  if (k < lowest(d)) return tailsFromLogLower(-Infinity);
  if (k >= highest(d)) return tailsFromLogLower(0);
  const mode = Math.floor(((drawn + 1) / (white + black + 2)) * (white + 1));
  if (k + 1 > mode)
    return swapTails(tailsFromLogLower(logDensity(d, k + 1) + elementary.log(sumAbove(d, k + 1))));
  // The black balls among the drawn are hypergeometric too, and counted the other way round.
  const mirrored = { white: black, black: white, drawn };
  return tailsFromLogLower(logDensity(d, k) + elementary.log(sumAbove(mirrored, drawn - k)));
}

/** P(X <= k). @example cdf({ white: 10, black: 7, drawn: 8 }, 5) // 0.7821883998354586 */
export const cdf = (d: Hypergeometric, k: number): number => tails(d, k).lower;
/** P(X > k). @example sf({ white: 125, black: 148, drawn: 76 }, 59) // 4.829146320320079e-12 */
export const sf = (d: Hypergeometric, k: number): number => tails(d, k).upper;
/** log P(X <= k). @example logCdf({ white: 10, black: 7, drawn: 8 }, 5) // -0.245659646947809 */
export const logCdf = (d: Hypergeometric, k: number): number => tails(d, k).logLower;
/** log P(X > k). @example logSf({ white: 10, black: 7, drawn: 8 }, 5) // -1.5241248092746622 */
export const logSf = (d: Hypergeometric, k: number): number => tails(d, k).logUpper;

const steps = (d: Hypergeometric) => {
  const total = d.white + d.black;
  const share = total === 0 ? 0 : d.white / total;
  const spread = total <= 1 ? 0 : (total - d.drawn) / (total - 1);
  return {
    cdf: (k: number) => cdf(d, k),
    sf: (k: number) => sf(d, k),
    logCdf: (k: number) => logCdf(d, k),
    logSf: (k: number) => logSf(d, k),
    lowest: lowest(d),
    highest: highest(d),
    start: d.drawn * share,
    scale: Math.sqrt(d.drawn * share * (1 - share) * spread),
  };
};

/** Smallest k with P(X <= k) >= p. @example quantile({ white: 10, black: 7, drawn: 8 }, 0.95) // 6 */
export const quantile = (d: Hypergeometric, p: number): number => discrete.lowerQuantile(steps(d), p);
/** Smallest k with P(X > k) <= q. @example upperQuantile({ white: 10, black: 7, drawn: 8 }, 0.01) // 7 */
export const upperQuantile = (d: Hypergeometric, q: number): number => discrete.upperQuantile(steps(d), q);
/**
 * Smallest k with log P(X <= k) >= logP, for probabilities too small to write.
 *
 * @example quantileOfLog({ white: 10, black: 7, drawn: 8 }, -2) // 4
 */
export const quantileOfLog = (d: Hypergeometric, logP: number): number =>
  discrete.lowerQuantileOfLog(steps(d), logP);
/**
 * Smallest k with log P(X > k) <= logQ.
 *
 * @example upperQuantileOfLog({ white: 10, black: 7, drawn: 8 }, -5) // 7
 */
export const upperQuantileOfLog = (d: Hypergeometric, logQ: number): number =>
  discrete.upperQuantileOfLog(steps(d), logQ);
