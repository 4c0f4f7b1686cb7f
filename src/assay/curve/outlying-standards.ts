/** Standards that lie off the curve that the others give: left out by a stated rule, one at a time, never more than a share. */
import * as studentT from "../../distributions/student-t.ts";
import { logisticResponse } from "./logistic.ts";
import type { Mask } from "./standard-curve.ts";
import {
  type FitPoint,
  isExact,
  leveragesOf,
  type WeightedFit,
  weightedFit,
  type WeightedFitOptions,
} from "./weighted-fit.ts";

/**
 * `studentised-residual`: the point whose residual is largest against the scatter of the others is left out when its
 * p-value times the number of points is below `level`; then the curve is fitted again, and so on, while no more than
 * `mostShare` of the points is left out.
 */
export type OutlierRule =
  | { readonly rule: "none" }
  | { readonly rule: "studentised-residual"; readonly level: number; readonly mostShare: number };

interface MaskablePoint extends FitPoint {
  readonly mask: Mask | null;
}

export interface UnmaskedFit {
  readonly weighted: WeightedFit;
  readonly masks: readonly (Mask | null)[];
}

/**
 * Source: Cook & Weisberg, Residuals and Influence in Regression, sec. 2.2.2 (externally studentised residuals with
 * Bonferroni's bound), on the linear approximation at the fit.
 */
export function withoutOutliers(
  points: readonly MaskablePoint[],
  { rule, ...fitOptions }: WeightedFitOptions & { readonly rule: OutlierRule },
): UnmaskedFit {
  const masks = points.map(({ mask }) => mask);
  const unmasked = (): number[] => points.flatMap((_, i) => (masks[i] === null ? [i] : []));
  const start = unmasked().length;
  for (;;) {
    const indices = unmasked();
    const weighted = weightedFit(
      indices.map((i) => points[i]!),
      fitOptions,
    );
    if (rule.rule === "none" || start - indices.length + 1 > rule.mostShare * start)
      return { weighted, masks };
    const worst = mostOutlying(weighted);
    if (worst === null || !(worst.pValue < rule.level)) return { weighted, masks };
    if (
      !staysFittable(
        indices.filter((_, k) => k !== worst.at).map((i) => points[i]!),
        weighted,
      )
    )
      return { weighted, masks };
    masks[indices[worst.at]!] = {
      by: "studentised-residual",
      residual: worst.residual,
      pValue: worst.pValue,
    };
  }
}

/** As many concentrations as a curve needs to be fitted at all. */
const staysFittable = (points: readonly FitPoint[], { logistic }: WeightedFit): boolean =>
  new Set(points.map(({ x }) => x)).size > logistic.fitted;

export interface Outlying {
  readonly at: number;
  readonly residual: number;
  readonly pValue: number;
}

/** Position among the fit's points of the one with the smallest p-value, that times the number of points; null without two degrees of freedom. */
export function mostOutlying(weighted: WeightedFit): Outlying | null {
  const { logistic, used } = weighted;
  const df = used.length - logistic.fitted - 1;
  if (df < 1 || logistic.inverse === null || isExact(weighted)) return null;
  const leverages = leveragesOf(
    logistic,
    used.map(({ x }) => x),
    used.map(({ weight }) => weight),
  );
  let worst: Outlying | null = null;
  for (const [at, { x, y, weight }] of used.entries()) {
    const free = 1 - leverages[at]!;
    if (free < 1e-6) continue;
    const scaled = (Math.sqrt(weight) * (y - logisticResponse(logistic.parameters, x))) / Math.sqrt(free);
    const others = (logistic.sumOfSquares - scaled ** 2) / df;
    if (!(others > 0)) continue;
    const residual = scaled / Math.sqrt(others);
    const pValue = Math.min(1, 2 * studentT.sf({ df }, Math.abs(residual)) * used.length);
    if (worst === null || pValue < worst.pValue) worst = { at, residual, pValue };
  }
  return worst;
}
