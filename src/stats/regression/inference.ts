/** Tail probabilities shared by the regressions. */
import * as chiSquareDistribution from "../../distributions/chi-square.ts";
import * as normal from "../../distributions/normal.ts";

export interface LikelihoodRatio {
  readonly chiSquare: number;
  readonly df: number;
  readonly pValue: number;
}

export interface Wald {
  readonly z: number;
  readonly waldPValue: number;
  readonly waldLower: number;
  readonly waldUpper: number;
}

/** The test of no coefficients at all. */
export const NOTHING_TESTED: LikelihoodRatio = { chiSquare: 0, df: 0, pValue: 1 };

/** Twice the gain of a log-likelihood, never below 0. */
export function likelihoodRatio(larger: number, smaller: number, df: number): LikelihoodRatio {
  const chiSquare = Math.max(0, 2 * (larger - smaller));
  return { chiSquare, df, pValue: chiSquareDistribution.sf({ df }, chiSquare) };
}

/** z whose two tails together hold 1 - confidence. */
export const normalQuantile = (confidence: number): number =>
  normal.upperQuantile(normal.standard, (1 - confidence) / 2);

/** Chi-square with 1 degree of freedom that is exceeded with probability 1 - confidence. */
export const chiSquareQuantile = (confidence: number): number =>
  chiSquareDistribution.upperQuantile({ df: 1 }, 1 - confidence);

export function wald(estimate: number, standardError: number, confidence: number): Wald {
  const z = estimate / standardError;
  const reach = normalQuantile(confidence) * standardError;
  return {
    z,
    waldPValue: 2 * normal.sf(normal.standard, Math.abs(z)),
    waldLower: estimate - reach,
    waldUpper: estimate + reach,
  };
}
