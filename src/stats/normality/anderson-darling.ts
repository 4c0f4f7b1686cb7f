import { refuse } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";
import * as pair from "../../core/pair.ts";
import { checkSample, type Sample, sizeOf } from "../describe/sample.ts";
import { constantReason, standardise, type Standardised } from "./standardised.ts";
import { type Piece, stephensP } from "./stephens.ts";

export interface AndersonDarlingResult {
  readonly method: "anderson-darling-normality";
  readonly variant: "stephens-1986";
  /** A squared; null when the values do not vary. */
  readonly statistic: number | null;
  /** A squared times 1 + 0.75 / n + 2.25 / n^2. */
  readonly modified: number | null;
  readonly pValue: number | null;
  readonly logPValue: number | null;
  /** The formula ends at a modified statistic of 10: beyond it the true p is at most `pValue`. */
  readonly pValueIsBound: boolean;
  readonly reason: string | null;
  readonly n: number;
}

const PIECES: readonly Piece[] = [
  { end: 0.2, coefficients: [-13.436, 101.14, -223.73], isComplement: true },
  { end: 0.34, coefficients: [-8.318, 42.796, -59.938], isComplement: true },
  { end: 0.6, coefficients: [0.9177, -4.279, -1.38], isComplement: false },
  { end: 10, coefficients: [1.2937, -5.709, 0.0186], isComplement: false },
];
/** What the last piece gives at its end. */
const LEAST = 3.7e-24;

/**
 * Anderson-Darling test that a sample comes from a normal distribution whose mean and standard deviation are unknown.
 *
 * The squared gap between the sample's distribution and the fitted normal curve, weighted so that both tails count;
 * p by Stephens' formulas in the statistic modified for n. Both logarithms of each value's tails are computed by
 * themselves, so an outlier of 50 standard deviations is as exact as any other value.
 *
 * Source: Stephens in D'Agostino & Stephens, Goodness-of-Fit Techniques (1986), table 4.9. Reference: R nortest ad.test.
 * Accuracy as measured: statistic and p within 1e-13 of the same formulas in 60 digits. The formulas hold to
 * some percent of p. Cost as measured: 8 ms for 5000 values on a busy core, linear in n.
 *
 * @throws InputError - fewer than 8 values, a value that is not finite
 * @example andersonDarlingNormality([1, 2, 3, 4, 5, 6, 7, 20]).statistic // 0.902514944647277
 */
export function andersonDarlingNormality(x: Sample): AndersonDarlingResult {
  refuse(checkSample("x", x, 8));
  const sample = standardise(x);
  const base = { method: "anderson-darling-normality", variant: "stephens-1986", n: sizeOf(x) } as const;
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
  const { n } = sample;
  const statistic = squaredGap(sample);
  const modified = (1 + 0.75 / n + 2.25 / (n * n)) * statistic;
  return { ...base, statistic, modified, ...stephensP(modified, PIECES, LEAST), reason: null };
}

// -n - 1/n sum (2i - 1) (log P(z_i) + log Q(z_(n+1-i))), tied values taken together; the sum is nearly -n^2.
function squaredGap({ n, z, counts }: Standardised): number {
  let sum = pair.zero;
  let below = 0;
  for (const [k, value] of z.entries()) {
    const upTo = below + counts[k]!;
    const above = n - below;
    const rest = n - upTo;
    const lower = (upTo - below) * (upTo + below);
    const upper = (above - rest) * (above + rest);
    sum = pair.add(sum, pair.productOf(lower, normal.logCdf(normal.standard, value)));
    sum = pair.add(sum, pair.productOf(upper, normal.logSf(normal.standard, value)));
    below = upTo;
  }
  return -pair.toNumber(pair.add(pair.fromNumber(n), pair.divide(sum, n)));
}
