import * as normal from "../../distributions/normal.ts";

export type BootstrapKind = "percentile" | "basic" | "bca";

/** Limits of an interval, or why there are none. */
export interface BootstrapLimits {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly reason: string | null;
  /** BCa alone: z0, from the share of replicates below the estimate. */
  readonly biasCorrection: number | null;
}

/**
 * Limits from the replicates of a statistic, in ascending order and all finite.
 *
 * A share s of the replicates is below their order statistic of rank s (R + 1); between two of them, the normal quantile
 * is interpolated. Ranks below 1 or above R are not answered.
 *
 * Source: Davison and Hinkley, Bootstrap Methods and their Application, eq. 5.6 (basic), 5.8 (interpolation), 5.18 and
 * 5.21 (percentile, BCa). Reference: R boot boot.ci.
 */
export function bootstrapLimits(
  sorted: Float64Array,
  kind: BootstrapKind,
  estimate: number,
  confidence: number,
  acceleration: number,
): BootstrapLimits {
  const tail = (1 - confidence) / 2;
  if (kind === "bca") {
    const share = shareBelow(sorted, estimate);
    if (share === 0 || share === 1)
      return none(`all replicates lie on one side of the estimate: BCa has no bias correction`, null);
    const z0 = normal.quantile(normal.standard, share);
    const shifted = (z: number): number => z0 + (z0 + z) / (1 - acceleration * (z0 + z));
    const z = normal.upperQuantile(normal.standard, tail);
    if (acceleration * (z0 + z) >= 1 || acceleration * (z0 - z) >= 1)
      return none(`the acceleration ${acceleration} is too large for BCa at this confidence`, z0);
    return limitsAt(sorted, [shifted(-z), shifted(z)], z0);
  }
  const z = normal.upperQuantile(normal.standard, tail);
  const { lower, upper, reason } = limitsAt(sorted, [-z, z], null);
  return kind === "percentile" || lower === null || upper === null
    ? { lower, upper, reason, biasCorrection: null }
    : { lower: 2 * estimate - upper, upper: 2 * estimate - lower, reason, biasCorrection: null };
}

const none = (reason: string, biasCorrection: number | null): BootstrapLimits => ({
  lower: null,
  upper: null,
  reason,
  biasCorrection,
});

/** Share of the replicates below the estimate, those equal to it counted half. */
function shareBelow(sorted: Float64Array, estimate: number): number {
  let below = 0;
  let equal = 0;
  for (const value of sorted)
    if (value < estimate) below++;
    else if (value === estimate) equal++;
  return (below + equal / 2) / sorted.length;
}

function limitsAt(
  sorted: Float64Array,
  z: readonly [number, number],
  biasCorrection: number | null,
): BootstrapLimits {
  const [lower, upper] = z.map((at) => replicateAt(sorted, at));
  return lower == null || upper == null
    ? none(
        `a limit lies beyond the outermost of ${sorted.length} replicates: ask for more resamples`,
        biasCorrection,
      )
    : { lower, upper, reason: null, biasCorrection };
}

/** The replicate below which a share of the normal distribution function at z lies; null beyond the outermost. */
function replicateAt(sorted: Float64Array, z: number): number | null {
  const ranks = sorted.length + 1;
  const rank = ranks * normal.cdf(normal.standard, z);
  const nearest = Math.round(rank);
  // 1000 x 0.025 = 25, but for rounding.
  const k = Math.abs(rank - nearest) < 1e-9 * ranks ? nearest : Math.floor(rank);
  if (k < 1 || k > sorted.length) return null;
  const at = sorted[k - 1]!;
  if (k === nearest && Math.abs(rank - nearest) < 1e-9 * ranks) return at;
  const next = sorted[k];
  if (next === undefined) return null;
  const low = normal.quantile(normal.standard, k / ranks);
  const high = normal.quantile(normal.standard, (k + 1) / ranks);
  return at + ((z - low) / (high - low)) * (next - at);
}
