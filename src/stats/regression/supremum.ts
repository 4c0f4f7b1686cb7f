/**
 * Maximum likelihood where the outcome is separated: the likelihood has no maximum, but a supremum, reached as the
 * separating coefficients go to infinity. There the separated rows are fitted without error and add nothing, so the
 * supremum is the maximum over the other rows, and coefficients those rows fix keep a finite estimate.
 * Source: Albert & Anderson, Biometrika 71 (1984) 1, sec. 3; Geyer, Electronic Journal of Statistics 3 (2009) 259.
 */
import { orthogonalise } from "../../num/matrix.ts";
import { findRoot } from "../../num/root.ts";
import { coordinatesOf } from "./coordinates.ts";
import { type Packed, subset } from "./design.ts";
import { likelihood } from "./likelihood.ts";
import { maximise, TIGHT } from "./maximise.ts";
import { fitIn, type Limit, type Profiled, reachIn } from "./profile.ts";
import { type Overlap, overlapOf } from "./separation.ts";

export interface Supremum {
  readonly overlap: Overlap;
  /** The rows that stay mixed, and columns that are independent there; `null` where no row stays mixed. */
  readonly reduced: Packed | null;
  /** Design columns of `reduced`, finite coefficients among them. */
  readonly columns: readonly number[];
  readonly fit: Profiled | null;
  /** Log-likelihood at the supremum. */
  readonly value: number;
  readonly converged: boolean;
}

const DEPENDENT = 1e-9;

/** Supremum of the likelihood over the coefficients of some columns. */
export function supremumOf(
  design: Packed,
  columns: readonly number[],
  last: readonly number[],
  maximumIterations: number,
): Supremum {
  const every = Array.from({ length: design.count }, (_, i) => i);
  const part = columns.length === design.order ? design : subset(design, every, columns);
  if (part.order === 0) {
    const value = likelihood(design)(new Float64Array(design.order)).value;
    const overlap: Overlap = {
      kind: "none",
      rows: every,
      finite: [],
      infinite: [],
      undetermined: [],
      converged: true,
      iterations: 0,
    };
    return { overlap, reduced: null, columns: [], fit: null, value, converged: true };
  }
  const overlap = overlapOf(part);
  const kept = independentColumns(part, overlap);
  if (overlap.rows.length === 0 || kept.length === 0)
    return { overlap, reduced: null, columns: [], fit: null, value: 0, converged: overlap.converged };
  const reduced = overlap.kind === "none" ? part : subset(part, overlap.rows, kept);
  const own = kept.map((k) => columns[k]!);
  const fit = fitIn(
    reduced,
    likelihood,
    last.flatMap((k) => (own.includes(k) ? [own.indexOf(k)] : [])),
    maximumIterations,
  );
  return {
    overlap,
    reduced,
    columns: own,
    fit,
    value: fit.top.evaluation.value,
    converged: overlap.converged && fit.top.converged,
  };
}

/** The finite columns, and as many of the others as the overlapping rows tell apart. */
export function independentColumns(design: Packed, overlap: Overlap): number[] {
  const all = Array.from({ length: design.order }, (_, k) => k);
  if (overlap.kind === "none") return all;
  const ordered = [...overlap.finite, ...all.filter((k) => !overlap.finite.includes(k))];
  const columns = ordered.map((k) => Float64Array.from(overlap.rows, (i) => design.x[i * design.order + k]!));
  const { remainder } = orthogonalise(columns, DEPENDENT);
  return ordered.filter((_, at) => remainder[at]! > DEPENDENT).sort((a, b) => a - b);
}

/**
 * The one finite limit of a coefficient whose estimate is infinite: where twice the distance of its profile from the
 * supremum is `quantile`. The profile rises all the way in `direction`.
 */
export function limitOfInfinite(
  design: Packed,
  column: number,
  direction: 1 | -1,
  supremum: number,
  quantile: number,
  maximumIterations: number,
): Limit {
  const others = Array.from({ length: design.order }, (_, k) => k).filter((k) => k !== column);
  const every = Array.from({ length: design.count }, (_, i) => i);
  // Held at any value, the coefficient is an offset, which moves no separating direction of the others.
  const overlap: Overlap | null = others.length === 0 ? null : overlapOf(subset(design, every, others));
  const rows = overlap === null ? every : overlap.rows;
  const kept =
    overlap === null ? [] : independentColumns(subset(design, every, others), overlap).map((k) => others[k]!);
  const reduced = subset(design, rows, [...kept, column]);
  const coordinates = coordinatesOf(reduced, [kept.length]);
  const objective = likelihood(coordinates.packed);
  const reach = reachIn(coordinates.packed);
  const unit = 1 / coordinates.r[reduced.order * reduced.order - 1]!;
  let warm = new Float64Array(reduced.order);
  let allFitted = true;
  let evaluations = 0;
  const gap = (place: number): number => {
    const start = Float64Array.from(warm);
    start[kept.length] = place;
    const point = maximise(objective, start, reach, {
      free: kept.length,
      maximumIterations,
      tolerance: TIGHT,
    });
    evaluations++;
    allFitted &&= point.converged;
    if (point.converged) warm = Float64Array.from(point.at);
    return 2 * (supremum - point.evaluation.value) - quantile;
  };
  // Walk towards the supremum until above the limit, away from it until below.
  let above = 0;
  let below = 0;
  let step = 1;
  while (gap(above) > 0 && step < 1e6) {
    above += direction * step;
    step *= 2;
  }
  step = 1;
  while (gap(below) < 0 && step < 1e6) {
    below -= direction * step;
    step *= 2;
  }
  const { root, converged } = findRoot(gap, below, above, {
    relativeTolerance: 1e-14,
    maximumIterations: 200,
  });
  const criterion = Math.abs(gap(root));
  const met =
    converged && allFitted && criterion <= 1e-8 * quantile + 16 * Number.EPSILON * (1 + Math.abs(supremum));
  return {
    value: met ? root * unit : null,
    converged: met,
    iterations: evaluations,
    criterion,
    reason: met ? null : "no value of the coefficient has this deviance",
  };
}
