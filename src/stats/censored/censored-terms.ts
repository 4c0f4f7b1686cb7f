/** One row per coefficient of a censored regression: estimate, tests and limits, or why there are none. */
import * as normal from "../../distributions/normal.ts";
import { chiSquareQuantile, type LikelihoodRatio, likelihoodRatio, wald } from "../regression/inference.ts";
import { type Limit, reasonOf } from "../regression/profile.ts";
import { independentColumns } from "../regression/supremum.ts";
import { type CensoredSupremum, censoredSupremum, part } from "./censored-supremum.ts";
import { asBinary, overlapOfCensored } from "./existence.ts";
import type { Observations } from "./location-scale.ts";
import { coefficientsOf, fitLocationScale, type ParameterCovariance } from "./location-scale-fit.ts";
import { coefficientLimit } from "./location-scale-profile.ts";
import type { Family } from "./outcome.ts";

export interface CensoredTerm {
  readonly name: string;
  /** On the scale of the outcome, or of its logarithm for the laws of positive outcomes; `null` where none is finite. */
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly z: number | null;
  readonly waldPValue: number | null;
  /** Logarithm of the Wald p-value, for p-values too small to write. */
  readonly waldLogPValue: number | null;
  readonly waldLower: number | null;
  readonly waldUpper: number | null;
  readonly profileLower: number | null;
  readonly profileUpper: number | null;
  readonly profileConverged: { readonly lower: boolean; readonly upper: boolean };
  /** In which direction the estimate is infinite; `null` where it is finite or undetermined. */
  readonly infinite: 1 | -1 | null;
  /** Why an estimate or a limit is missing. */
  readonly reason: string | null;
  /** Test that this coefficient is 0; `null` for the only column of a model, and where a maximum was not reached. */
  readonly likelihoodRatio: LikelihoodRatio | null;
}

export interface TermsInput {
  readonly names: readonly string[];
  readonly family: Family;
  readonly data: Observations;
  readonly best: CensoredSupremum;
  readonly covariance: ParameterCovariance | null;
  readonly confidence: number;
  readonly maximumIterations: number;
}

const NO_ESTIMATE = {
  estimate: null,
  standardError: null,
  z: null,
  waldPValue: null,
  waldLogPValue: null,
  waldLower: null,
  waldUpper: null,
} as const;

export function censoredTerms(input: TermsInput): CensoredTerm[] {
  const { names, family, data, best, covariance, confidence, maximumIterations } = input;
  const quantile = chiSquareQuantile(confidence);
  const every = names.map((_, k) => k);
  const beta = best.fit === null || best.reason !== null ? [] : coefficientsOf(best.fit);
  const withoutTerm = (column: number): LikelihoodRatio | null => {
    if (names.length === 1 || !best.converged) return null;
    const others = every.filter((k) => k !== column);
    const smaller = censoredSupremum(family, data, others, maximumIterations);
    return smaller.converged ? likelihoodRatio(best.value, smaller.value, 1) : null;
  };
  return names.map((name, column): CensoredTerm => {
    const own = best.columns.indexOf(column);
    if (best.reason === null && best.reduced !== null && best.overlap.finite.includes(column)) {
      const fit = fitLocationScale(family, best.reduced, [own], maximumIterations);
      const limit = (direction: 1 | -1): Limit =>
        coefficientLimit(fit, { quantile, direction, maximumIterations });
      const lower = limit(-1);
      const upper = limit(1);
      return {
        name,
        ...waldOf(beta[own]!, covariance?.coefficients[own]![own] ?? null, confidence),
        profileLower: lower.value,
        profileUpper: upper.value,
        profileConverged: { lower: lower.converged, upper: upper.converged },
        infinite: null,
        reason: reasonOf(lower, upper),
        likelihoodRatio: withoutTerm(column),
      };
    }
    const found = best.overlap.infinite.find((term) => term.column === column);
    if (best.reason !== null || found === undefined)
      return {
        name,
        ...NO_ESTIMATE,
        profileLower: null,
        profileUpper: null,
        profileConverged: { lower: false, upper: false },
        infinite: null,
        reason: best.reason ?? UNDETERMINED,
        likelihoodRatio: withoutTerm(column),
      };
    const { direction } = found;
    const limit = limitOfInfinite(input, column, direction, quantile);
    return {
      name,
      ...NO_ESTIMATE,
      profileLower: direction === 1 ? limit.value : null,
      profileUpper: direction === -1 ? limit.value : null,
      profileConverged: {
        lower: direction === 1 && limit.converged,
        upper: direction === -1 && limit.converged,
      },
      infinite: direction,
      reason:
        (direction === 1
          ? "the estimate is infinite: every outcome that it concerns lies above a limit, so only a lower limit exists"
          : "the estimate is minus infinity: every outcome that it concerns lies below a limit, so only an upper limit exists") +
        (limit.reason === null ? "" : `; ${limit.reason}`),
      likelihoodRatio: withoutTerm(column),
    };
  });
}

const UNDETERMINED =
  "the estimate is undetermined: the outcomes that are left after the infinite coefficients do not tell it apart";

function waldOf(
  estimate: number,
  variance: number | null,
  confidence: number,
): Pick<CensoredTerm, keyof typeof NO_ESTIMATE> {
  if (variance === null) return { ...NO_ESTIMATE, estimate };
  const standardError = Math.sqrt(variance);
  const own = wald(estimate, standardError, confidence);
  return {
    estimate,
    standardError,
    ...own,
    waldLogPValue: Math.min(0, Math.LN2 + normal.logSf(normal.standard, Math.abs(own.z))),
  };
}

/** The one finite limit of an infinite coefficient: the profile rises all the way in `direction` to the supremum. */
function limitOfInfinite(
  { family, data, best, maximumIterations }: TermsInput,
  column: number,
  direction: 1 | -1,
  quantile: number,
): Limit {
  const every = Array.from({ length: data.count }, (_, i) => i);
  const others = Array.from({ length: data.order }, (_, k) => k).filter((k) => k !== column);
  // Held at any value, the coefficient is an offset, which moves no separating direction of the others.
  const without = part(data, every, others);
  const overlap = others.length === 0 ? null : overlapOfCensored(without);
  const rows = overlap === null ? every : overlap.rows;
  const kept = overlap === null ? [] : independentColumns(asBinary(without), overlap).map((k) => others[k]!);
  const reduced = part(data, rows, [...kept, column]);
  // Only the coordinates of this fit are used: the maximum it looks for does not exist.
  const fit = fitLocationScale(family, reduced, [kept.length], 0);
  return coefficientLimit(fit, {
    quantile,
    direction: direction === 1 ? -1 : 1,
    maximumIterations,
    supremum: best.value,
  });
}
