import * as elementary from "../core/elementary.ts";

/**
 * Normal distribution, any mean, sd > 0.
 *
 * Each tail has its own function. Parameters are checked where the fit or protocol creates them;
 * NaN in gives NaN out. Reference: mpmath (ncdf, erfc at 50 digits).
 * Accuracy as measured: relative error below 1e-15 for density and tails down to 1e-300, for
 * log tails and for quantiles.
 */
export interface Normal {
  readonly mean: number;
  readonly sd: number;
}

/** Mean 0, standard deviation 1. */
export const standard: Normal = { mean: 0, sd: 1 };

const LOG_ROOT_TWO_PI = 0.9189385332046727;
const ROOT_TWO_PI = 2.5066282746310002;

// Chebyshev coefficients in t = (x - 4) / (x + 4) of (1 + x) sf(x) / density(x), x >= 0; after the scheme of
// Shepherd & Laframboise (1981), Math. Comp. 36, 249-253; computed at 60 digits.
const MILLS = [
  2.3341050701764945, -0.1610195767134654, -0.028002821825452974, 0.03167452189239266, -0.012103231162345369,
  0.0027056129762167095, -0.00029931636202703166, -1.716686526879361e-5, 1.0178489264109868e-5,
  -4.894829570004192e-7, -2.844006500151048e-7, 3.0766283713811506e-8, 9.180378674469537e-9,
  -1.2756102213808737e-9, -3.660279376104134e-10, 4.5926359348595205e-11, 1.7189314687646526e-11,
  -1.2726833698700693e-12, -8.668081913316188e-13, 1.1061557204136741e-15, 4.2750210770103334e-14,
  3.790937692263904e-15, -1.8474103010592332e-15, -4.0419094130708177e-16, 5.340854385017358e-17,
  2.941479937590055e-17,
];

/** Mills' ratio of the standard normal, sf(z) / density(z), for z >= 0. @internal */
export function millsRatio(z: number): number {
  if (z > 1e8) return 1 / z;
  const t = (z - 4) / (z + 4);
  let next = 0;
  let afterNext = 0;
  for (let k = MILLS.length - 1; k >= 1; k--) {
    const current = 2 * t * next - afterNext + MILLS[k]!;
    afterNext = next;
    next = current;
  }
  return (t * next - afterNext + 0.5 * MILLS[0]!) / (1 + z);
}

// exp(-z^2/2) with z split, so that the square of a large z loses no digits.
function expHalfSquare(z: number): number {
  if (Math.abs(z) > 40) return 0;
  const head = Math.round(z * 16) / 16;
  return elementary.exp(-0.5 * head * head) * elementary.exp(-0.5 * (z - head) * (z + head));
}

const upperTail = (z: number): number => (expHalfSquare(z) / ROOT_TWO_PI) * millsRatio(z);

/** P(0 < Z < z) of the standard normal, full relative accuracy as z nears 0; odd in z. */
function central(z: number): number {
  const size = Math.abs(z);
  if (size > 1.2) return Math.sign(z) * (0.5 - upperTail(size));
  const square = z * z;
  let term = z;
  let sum = z;
  for (let k = 3; k < 100; k += 2) {
    term *= square / k;
    const next = sum + term;
    if (next === sum) break;
    sum = next;
  }
  return (expHalfSquare(z) / ROOT_TWO_PI) * sum;
}

function standardSf(z: number): number {
  if (z >= 1.2) return upperTail(z);
  return z > -1.2 ? 0.5 - central(z) : 1 - upperTail(-z);
}

function standardLogSf(z: number): number {
  if (z >= 1.2) return -0.5 * z * z - LOG_ROOT_TWO_PI + elementary.log(millsRatio(z));
  return z > -1.2 ? elementary.log(0.5 - central(z)) : elementary.log1p(-upperTail(-z));
}

// z >= 0 with log sf(z) = log, for log <= log 0.25; Newton on the log tail, which is nearly quadratic in z.
function fromLogTail(log: number): number {
  if (log === -Infinity) return Infinity;
  const rough = Math.sqrt(-2 * log);
  let z =
    rough > 3
      ? Math.sqrt(Math.max(1, -2 * (log + LOG_ROOT_TWO_PI + elementary.log(rough))))
      : Math.max(0.6, rough - 0.95);
  for (let i = 0; i < 50; i++) {
    const mills = millsRatio(z);
    const gap = -0.5 * z * z - LOG_ROOT_TWO_PI + elementary.log(mills) - log;
    // Halley: the second derivative of the log tail is (z - 1/mills) / mills.
    const ratio = gap * mills;
    const step = ratio / (1 + 0.5 * ratio * (z - 1 / mills));
    z += step;
    if (Math.abs(step) <= 2e-16 * z) break;
  }
  return z;
}

// z with P(0 < Z < z) = share, |share| <= 0.25.
function fromCentral(share: number): number {
  let z = share * ROOT_TWO_PI;
  for (let i = 0; i < 50; i++) {
    const ratio = ((central(z) - share) * ROOT_TWO_PI) / expHalfSquare(z);
    const step = ratio / (1 + 0.5 * ratio * z);
    z -= step;
    if (Math.abs(step) <= 2e-16 * Math.abs(z)) break;
  }
  return z;
}

// z with P(Z > z) = q.
function standardUpperQuantile(q: number): number {
  if (!(q >= 0 && q <= 1)) return Number.NaN;
  if (q < 0.25) return fromLogTail(elementary.log(q));
  if (q > 0.75) return -fromLogTail(elementary.log1p(-q));
  return q === 0.5 ? 0 : fromCentral(0.5 - q);
}

function standardUpperQuantileOfLog(logQ: number): number {
  if (!(logQ <= 0)) return Number.NaN;
  if (logQ < -1.3862943611198906) return fromLogTail(logQ);
  const p = -elementary.expm1(logQ);
  return p < 0.25 ? -fromLogTail(elementary.log(p)) : fromCentral(p - 0.5);
}

const toZ = (d: Normal, x: number): number => (x - d.mean) / d.sd;

/** Density at x. @example density(standard, 1.5) // 0.12951759566589172 */
export const density = (d: Normal, x: number): number => expHalfSquare(toZ(d, x)) / (ROOT_TWO_PI * d.sd);
/** Logarithm of the density at x. @example logDensity(standard, 1.5) // -2.0439385332046727 */
export const logDensity = (d: Normal, x: number): number =>
  -0.5 * toZ(d, x) ** 2 - LOG_ROOT_TWO_PI - elementary.log(d.sd);

/** P(X <= x). @example cdf(standard, -8) // 6.220960574271784e-16 */
export const cdf = (d: Normal, x: number): number => standardSf(-toZ(d, x));
/** P(X > x). @example sf(standard, 1.5) // 0.06680720126885807 */
export const sf = (d: Normal, x: number): number => standardSf(toZ(d, x));
/** log P(X <= x). @example logCdf(standard, 1.5) // -0.06914345561223398 */
export const logCdf = (d: Normal, x: number): number => standardLogSf(-toZ(d, x));
/** log P(X > x). @example logSf(standard, 10) // -53.23128515051247 */
export const logSf = (d: Normal, x: number): number => standardLogSf(toZ(d, x));

/** x with P(X <= x) = p. @example quantile(standard, 0.975) // 1.9599639845400538 */
export const quantile = (d: Normal, p: number): number => d.mean - d.sd * standardUpperQuantile(p);
/**
 * x with P(X > x) = q; use for q near 0, where quantile(1 - q) has lost q.
 *
 * @example upperQuantile(standard, 0.01) // 2.326347874040841
 */
export const upperQuantile = (d: Normal, q: number): number => d.mean + d.sd * standardUpperQuantile(q);
/**
 * x with log P(X <= x) = logP, for probabilities too small to write.
 *
 * @example quantileOfLog(standard, -2) // -1.1015196284987503
 */
export const quantileOfLog = (d: Normal, logP: number): number =>
  d.mean - d.sd * standardUpperQuantileOfLog(logP);
/**
 * x with log P(X > x) = logQ, for probabilities too small to write.
 *
 * @example upperQuantileOfLog(standard, -5) // 2.4709386372615882
 */
export const upperQuantileOfLog = (d: Normal, logQ: number): number =>
  d.mean + d.sd * standardUpperQuantileOfLog(logQ);
