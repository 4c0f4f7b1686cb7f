import { refuse } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";
import { checkSample, type Sample, sizeOf } from "../describe/sample.ts";
import { constantReason, standardise, type Standardised } from "./standardised.ts";
import { type Piece, stephensP } from "./stephens.ts";

export interface CramerVonMisesResult {
  readonly method: "cramer-von-mises-normality";
  readonly variant: "stephens-1986";
  /** W squared; null when the values do not vary. */
  readonly statistic: number | null;
  /** W squared times 1 + 0.5 / n. */
  readonly modified: number | null;
  readonly pValue: number | null;
  readonly logPValue: number | null;
  /** The formula ends at a modified statistic of 1.1: beyond it the true p is at most `pValue`. */
  readonly pValueIsBound: boolean;
  readonly reason: string | null;
  readonly n: number;
}

const PIECES: readonly Piece[] = [
  { end: 0.0275, coefficients: [-13.953, 775.5, -12542.61], isComplement: true },
  { end: 0.051, coefficients: [-5.903, 179.546, -1515.29], isComplement: true },
  { end: 0.092, coefficients: [0.886, -31.62, 10.897], isComplement: false },
  { end: 1.1, coefficients: [1.111, -34.242, 12.832], isComplement: false },
];
/** What the last piece gives at its end. */
const LEAST = 7.37e-10;

/**
 * Cramer-von Mises test that a sample comes from a normal distribution whose mean and standard deviation are unknown.
 *
 * The squared gap between the sample's distribution and the fitted normal curve, summed over the values without
 * weights; p by Stephens' formulas in the statistic modified for n.
 *
 * Source: Stephens in D'Agostino & Stephens, Goodness-of-Fit Techniques (1986), table 4.9. Reference: R nortest cvm.test.
 * Accuracy as measured: statistic and p within 2e-14 of the same formulas in 60 digits. The formulas hold to some
 * percent of p. Cost as measured: 6 ms for 5000 values on a busy core, linear in n.
 *
 * @throws InputError - fewer than 8 values, a value that is not finite
 * @example cramerVonMisesNormality([1, 2, 3, 4, 5, 6, 7, 20]).statistic // 0.154003462692163
 */
export function cramerVonMisesNormality(x: Sample): CramerVonMisesResult {
  refuse(checkSample("x", x, 8));
  const sample = standardise(x);
  const base = { method: "cramer-von-mises-normality", variant: "stephens-1986", n: sizeOf(x) } as const;
  if (sample === null)
    return {
      ...base,
      statistic: null,
      modified: null,
      pValue: null,
      logPValue: null,
      pValueIsBound: false,
      reason: constantReason,
    };
  const statistic = squaredGap(sample);
  const modified = (1 + 0.5 / sample.n) * statistic;
  return { ...base, statistic, modified, ...stephensP(modified, PIECES, LEAST), reason: null };
}

// 1/(12 n) + sum (P(z_i) - (2i - 1)/(2n))^2; m tied values stand for m steps of 1/n around their middle.
function squaredGap({ n, z, counts }: Standardised): number {
  let sum = 1 / (12 * n);
  let below = 0;
  for (const [k, value] of z.entries()) {
    const m = counts[k]!;
    const middle = (below + m / 2) / n;
    sum += m * (normal.cdf(normal.standard, value) - middle) ** 2 + (m * (m - 1) * (m + 1)) / (12 * n * n);
    below += m;
  }
  return sum;
}
