/**
 * Supremum of the likelihood of a censored linear model: its maximum where there is one; where some coefficients are
 * infinite, the maximum over the rows that they do not explain without error.
 */
import type { Overlap } from "../regression/separation.ts";
import { independentColumns } from "../regression/supremum.ts";
import { asBinary, overlapOfCensored, pinnedByExact, scaleVanishes } from "./existence.ts";
import type { Observations } from "./location-scale.ts";
import { fitLocationScale, type LocationScaleFit } from "./location-scale-fit.ts";
import type { Family } from "./outcome.ts";

export interface CensoredSupremum {
  readonly overlap: Overlap;
  /** Rows still in play and columns independent there; `null` where nothing is left to fit. */
  readonly reduced: Observations | null;
  /** Design columns of `reduced`. */
  readonly columns: readonly number[];
  readonly fit: LocationScaleFit | null;
  /** Log-likelihood on the linear scale at the supremum. */
  readonly value: number;
  readonly converged: boolean;
  /** Why there is no fit at all. */
  readonly reason: string | null;
}

/** Some rows and columns of the observations. */
export function part(data: Observations, rows: readonly number[], columns: readonly number[]): Observations {
  return {
    kind: Uint8Array.from(rows, (i) => data.kind[i]!),
    middle: Float64Array.from(rows, (i) => data.middle[i]!),
    width: Float64Array.from(rows, (i) => data.width[i]!),
    weights: Float64Array.from(rows, (i) => data.weights[i]!),
    x: Float64Array.from(rows.flatMap((i) => columns.map((k) => data.x[i * data.order + k]!))),
    count: rows.length,
    order: columns.length,
  };
}

const wholeOf = (order: number, count: number): Overlap => ({
  kind: "none",
  rows: Array.from({ length: count }, (_, i) => i),
  finite: Array.from({ length: order }, (_, k) => k),
  infinite: [],
  undetermined: [],
  converged: true,
  iterations: 0,
});

const VANISHES =
  "the model meets every value and satisfies every limit without error, so the scale shrinks to 0 and no estimate exists";
const GROWS = "the likelihood rises as the scale grows without bound, so no estimate exists";
const STALLED = "the likelihood was not maximised";

export function censoredSupremum(
  family: Family,
  data: Observations,
  columns: readonly number[],
  maximumIterations: number,
): CensoredSupremum {
  const every = Array.from({ length: data.count }, (_, i) => i);
  const own = columns.length === data.order ? data : part(data, every, columns);
  const pinned = pinnedByExact(own);
  const overlap = pinned || own.order === 0 ? wholeOf(own.order, own.count) : overlapOfCensored(own);
  const nothing = { overlap, reduced: null, columns: [], fit: null, converged: overlap.converged };
  if (overlap.rows.length === 0) return { ...nothing, value: 0, reason: null };
  const kept = overlap.kind === "none" ? overlap.finite : independentColumns(asBinary(own), overlap);
  const reduced = overlap.kind === "none" ? own : part(own, overlap.rows, kept);
  if (!pinned && !family.fixedScale && scaleVanishes(reduced))
    return { ...nothing, value: Infinity, converged: false, reason: VANISHES };
  const fit = fitLocationScale(family, reduced, [], maximumIterations);
  const theta = fit.top.at[reduced.order]!;
  const reason = fit.top.converged ? null : theta < 1e-6 ? GROWS : STALLED;
  return {
    overlap,
    reduced,
    columns: kept.map((k) => columns[k]!),
    fit,
    value: fit.value,
    converged: overlap.converged && fit.top.converged,
    reason,
  };
}
