import { refuse } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";
import * as rankSum from "../../distributions/rank-sum.ts";
import { checkConfidence, type ConfidenceOptions } from "../describe/options.ts";
import { checkSample, type Sample, sizeOf, sorted } from "../describe/sample.ts";
import { affordableSteps } from "./exact-rank-sum.ts";
import { kthDifference, medianOf } from "./kth-pair.ts";
import { rankSumSd } from "./mann-whitney.ts";

export interface HodgesLehmannResult {
  readonly method: "hodges-lehmann";
  /** Median of all differences x - y. */
  readonly estimate: number;
  readonly confidence: number;
  /** The exact limits where they are there, else the asymptotic ones. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly variant: "exact" | "asymptotic" | null;
  /** Why there are no limits. */
  readonly reason: string | null;
  /** Limits that are themselves differences, by the exact law of untied ranks. */
  readonly exact: {
    readonly lower: number;
    readonly upper: number;
    /** Probability that the limits hold the shift, before the data are seen; with ties at least this. */
    readonly coverage: number;
  } | null;
  readonly exactReason: string | null;
  /** Limits where the tie- and continuity-corrected rank-sum test just does not reject. */
  readonly asymptotic: { readonly lower: number; readonly upper: number } | null;
  readonly asymptoticReason: string | null;
  readonly n1: number;
  readonly n2: number;
  readonly ties: boolean;
  readonly warnings: readonly string[];
}

export interface HodgesLehmannOptions extends ConfidenceOptions {
  /** Additions the exact law may cost; `affordableSteps` where absent. Above it the limits are asymptotic. */
  readonly largestExactCost?: number;
}

/**
 * Hodges-Lehmann shift of x against y: the median of all pairwise differences x - y, with limits.
 *
 * The exact limits are the differences in place k and pairs - k + 1, where k is the smallest count whose lower tail
 * under untied ranks reaches (1 - confidence) / 2, and at least 1. Small samples cannot reach a high level: the
 * limits are then the extreme differences and `coverage` says what they are worth.
 * The asymptotic limits invert the Mann-Whitney z with tie-corrected variance and continuity correction.
 *
 * Source: Hodges & Lehmann, Ann Math Stat 34 (1963) 598; Lehmann, Nonparametrics, sec. 2.6.
 * Reference: R wilcox.test(conf.int = TRUE), which finds the asymptotic limits by a root search.
 * Accuracy as measured: exact limits at the place that whole-number counts give; asymptotic ones within 3e-7 of the root
 * search. Cost as measured on a busy core: 20 ms for 300 v 300, 1 ms for 60 v 60.
 *
 * @throws InputError - values that are not finite, empty samples, confidence outside (0, 1)
 * @example hodgesLehmann([3, 5, 9], [1, 2], { confidence: 0.8 }).estimate // 3.5
 */
export function hodgesLehmann(
  x: Sample,
  y: Sample,
  { confidence, largestExactCost = affordableSteps }: HodgesLehmannOptions,
): HodgesLehmannResult {
  refuse([...checkSample("x", x, 1), ...checkSample("y", y, 1), ...checkConfidence(confidence)]);
  const first = sorted(x);
  const second = sorted(y);
  const n1 = sizeOf(first);
  const n2 = sizeOf(second);
  const pairs = n1 * n2;
  const kth = (k: number): number => kthDifference(first, second, k);
  const limits = exactPlace(n1, n2, (1 - confidence) / 2, largestExactCost);
  const exact =
    limits === null
      ? null
      : { lower: kth(limits.place), upper: kth(pairs - limits.place + 1), coverage: limits.coverage };
  // Two groups shifted against each other share no value, so only ties within a group thin out the variance.
  const withinTies = [...first.counts, ...second.counts].reduce((sum, t) => sum + t * (t - 1) * (t + 1), 0);
  const sd = rankSumSd(n1, n2, withinTies);
  const place = asymptoticPlace(pairs, sd, (1 - confidence) / 2);
  const asymptotic = sd === 0 ? null : { lower: kth(place), upper: kth(pairs - place + 1) };
  const asymptoticReason =
    sd === 0 ? "each group is a single value: the rank sum of shifted groups cannot vary" : null;
  const used = exact ?? asymptotic;
  const shared = new Set(first.values);
  const ties =
    first.counts.some((c) => c > 1) ||
    second.counts.some((c) => c > 1) ||
    second.values.some((v) => shared.has(v));
  const warnings: string[] = [];
  if (limits !== null && limits.coverage < confidence)
    warnings.push(
      "the samples are too small for the confidence asked for: the limits are the extreme differences",
    );
  if (ties && exact !== null) warnings.push("ties: the exact limits hold at least their coverage");
  return {
    method: "hodges-lehmann",
    estimate: medianOf(pairs, kth),
    confidence,
    lower: used?.lower ?? null,
    upper: used?.upper ?? null,
    variant: exact !== null ? "exact" : asymptotic !== null ? "asymptotic" : null,
    reason: used === null ? asymptoticReason : null,
    exact,
    exactReason:
      exact === null ? `the exact distribution would need more than ${largestExactCost} additions` : null,
    asymptotic,
    asymptoticReason,
    n1,
    n2,
    ties,
    warnings,
  };
}

function exactPlace(
  n1: number,
  n2: number,
  tail: number,
  largestCost: number,
): { place: number; coverage: number } | null {
  const pairs = n1 * n2;
  const d = { counts: Array.from({ length: n1 + n2 }, () => 1), chosen: n1 };
  if (rankSum.additionsFor(d, Math.floor(pairs / 2)) > largestCost) return null;
  // Equal tails may differ in the last digits: the slack keeps a tail that equals the level on its side.
  const place = Math.min(rankSum.quantile(d, tail * (1 - 1e-12)), Math.floor(pairs / 2));
  if (place === 0) return { place: 1, coverage: 1 - 2 * rankSum.density(d, 0) };
  return { place, coverage: 1 - 2 * rankSum.cdf(d, place - 1) };
}

/** The first place whose corrected z, taken just right of its difference, no longer exceeds the normal quantile. */
function asymptoticPlace(pairs: number, sd: number, tail: number): number {
  const least = normal.upperQuantile(normal.standard, tail) * sd;
  // Right of place k there are pairs - k differences left: reject while (pairs - k) - pairs / 2 - 1/2 > least.
  const k = Math.ceil(pairs / 2 - 0.5 - least);
  return Math.min(Math.max(1, k), pairs);
}
