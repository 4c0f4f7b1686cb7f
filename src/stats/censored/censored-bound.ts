/** What a sample wholly below (or above) its limits still says, whatever its distribution. */
import * as elementary from "../../core/elementary.ts";
import { ABOVE, BELOW } from "./location-scale.ts";
import type { Outcomes } from "./outcome.ts";

export interface QuantileBound {
  readonly probability: number;
  /** The quantile is at most (at least) this; `null` where so few values cannot say. */
  readonly limit: number | null;
}

export interface CensoredBound {
  /** "upper": every value lies below its limit. */
  readonly side: "upper" | "lower";
  readonly confidence: number;
  readonly quantiles: readonly QuantileBound[];
  /** The outermost limit, and the largest share of subjects beyond it that is compatible with the sample. */
  readonly outermostLimit: number;
  readonly shareBeyond: number;
  readonly reason: string;
}

/**
 * One-sided limits at the confidence asked for, exact by the binomial law: were the p-quantile above c, each of the m
 * values known to lie below limits up to c would lie there with probability p at most, all of them with p^m at most.
 *
 * Source: Conover, Practical Nonparametric Statistics, 3rd ed., sec. 3.2 (quantiles by the binomial law); Hahn & Meeker,
 * Statistical Intervals, sec. 5.2.
 */
export function censoredBound(
  { kind, middle, weights, n }: Outcomes,
  logged: boolean,
  probabilities: readonly number[],
  confidence: number,
): CensoredBound | null {
  const isUpper = kind.every((own) => own === BELOW);
  if (!isUpper && !kind.every((own) => own === ABOVE)) return null;
  const side = isUpper ? "upper" : "lower";
  // Limits from the innermost outwards, as multiples of the side's sign.
  const sign = isUpper ? 1 : -1;
  const order = [...kind.keys()].sort((i, j) => sign * (middle[i]! - middle[j]!));
  const logAlpha = elementary.log1p(-confidence);
  const report = (value: number): number => (logged ? elementary.exp(value) : value);
  const limitOf = (probability: number): number | null => {
    const log = isUpper ? elementary.log(probability) : elementary.log1p(-probability);
    let below = 0;
    for (const i of order) {
      below += weights[i]!;
      if (below * log <= logAlpha) return report(middle[i]!);
    }
    return null;
  };
  return {
    side,
    confidence,
    quantiles: probabilities.map((probability) => ({ probability, limit: limitOf(probability) })),
    outermostLimit: report(middle[order.at(-1)!]!),
    shareBeyond: -elementary.expm1(logAlpha / n),
    reason: isUpper
      ? "the mean has no upper limit without an assumption on the largest values"
      : "the mean has no lower limit without an assumption on the smallest values",
  };
}
