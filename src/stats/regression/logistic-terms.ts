/** One row per coefficient of a logistic fit: estimate, tests and limits, or why there are none. */
import type { Packed } from "./design.ts";
import { chiSquareQuantile, type LikelihoodRatio, likelihoodRatio, type Wald, wald } from "./inference.ts";
import { likelihood } from "./likelihood.ts";
import { coefficientsOf, fitIn, heldAtZero, profileLimit, reasonOf } from "./profile.ts";
import { limitOfInfinite, type Supremum, supremumOf } from "./supremum.ts";

export interface LogisticTerm {
  readonly name: string;
  /** `null` where no finite estimate exists; `profileReason` says why. */
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly z: number | null;
  readonly waldPValue: number | null;
  readonly waldLower: number | null;
  readonly waldUpper: number | null;
  readonly profileLower: number | null;
  readonly profileUpper: number | null;
  readonly profileConverged: { readonly lower: boolean; readonly upper: boolean };
  /** Why an estimate or a limit is missing. */
  readonly profileReason: string | null;
  /** Test that this coefficient is 0; `null` for the only column of a model, and where a maximum was not reached. */
  readonly likelihoodRatio: LikelihoodRatio | null;
}

export function logisticTerms(
  names: readonly string[],
  packed: Packed,
  best: Supremum,
  covariance: readonly (readonly (number | null)[])[],
  confidence: number,
  maximumIterations: number,
): LogisticTerm[] {
  const quantile = chiSquareQuantile(confidence);
  const every = names.map((_, k) => k);
  const beta = best.fit === null ? [] : coefficientsOf(best.fit);
  const separated = best.overlap.kind !== "none";
  const withoutTerm = (column: number): LikelihoodRatio | null => {
    if (names.length === 1) return null;
    const smaller = supremumOf(
      packed,
      every.filter((k) => k !== column),
      [],
      maximumIterations,
    );
    return best.converged && smaller.converged ? likelihoodRatio(best.value, smaller.value, 1) : null;
  };
  return names.map((name, column): LogisticTerm => {
    if (best.reduced !== null && best.overlap.finite.includes(column)) {
      const own = best.columns.indexOf(column);
      const fit = fitIn(best.reduced, likelihood, [own], maximumIterations, beta);
      const lower = profileLimit(fit, quantile, -1, maximumIterations);
      const upper = profileLimit(fit, quantile, 1, maximumIterations);
      const estimate = beta[own]!;
      const variance = covariance[column]![column]!;
      const test = (): LikelihoodRatio | null => {
        if (names.length === 1) return null;
        const held = heldAtZero(fit, 1, maximumIterations);
        return held.converged ? likelihoodRatio(fit.top.evaluation.value, held.evaluation.value, 1) : null;
      };
      return {
        name,
        estimate,
        ...waldOf(estimate, variance, confidence),
        profileLower: lower.value,
        profileUpper: upper.value,
        profileConverged: { lower: lower.converged, upper: upper.converged },
        profileReason: reasonOf(lower, upper),
        likelihoodRatio: separated ? withoutTerm(column) : test(),
      };
    }
    const direction = best.overlap.infinite.find((found) => found.column === column)?.direction ?? null;
    const limit =
      direction === null
        ? null
        : limitOfInfinite(packed, column, direction, best.value, quantile, maximumIterations);
    return {
      name,
      ...NO_ESTIMATE,
      profileLower: direction === 1 ? limit!.value : null,
      profileUpper: direction === -1 ? limit!.value : null,
      profileConverged: {
        lower: direction === 1 && limit!.converged,
        upper: direction === -1 && limit!.converged,
      },
      profileReason: whyInfinite(direction, limit?.reason ?? null),
      likelihoodRatio: withoutTerm(column),
    };
  });
}

const NO_ESTIMATE = {
  estimate: null,
  standardError: null,
  z: null,
  waldPValue: null,
  waldLower: null,
  waldUpper: null,
} as const;

function waldOf(
  estimate: number,
  variance: number | null,
  confidence: number,
): (Wald & { standardError: number }) | typeof NO_WALD {
  if (variance === null) return NO_WALD;
  const standardError = Math.sqrt(variance);
  return { standardError, ...wald(estimate, standardError, confidence) };
}

const NO_WALD = { standardError: null, z: null, waldPValue: null, waldLower: null, waldUpper: null } as const;

function whyInfinite(direction: 1 | -1 | null, otherLimit: string | null): string {
  if (direction === null)
    return "the outcome is separated whatever value this coefficient takes, so the likelihood does not determine it";
  const open = direction === 1 ? "upper" : "lower";
  const other = direction === 1 ? "lower" : "upper";
  const sign = direction === 1 ? "+" : "-";
  const rest = otherLimit === null ? "" : `; ${other} limit: ${otherLimit}`;
  return `the outcome is separated and the estimate is ${sign}infinity, so the ${open} limit is open${rest}`;
}
