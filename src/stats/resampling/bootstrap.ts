import { lengthMismatch, notACount, notOneOf, tooFew } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import { streamFrom } from "../../core/random.ts";
import { checkConfidence } from "../describe/options.ts";
import { inOrder, type Job, planBlocks, runJob } from "./blocks.ts";
import { type BootstrapKind, bootstrapLimits } from "./bootstrap-limits.ts";
import { accelerationOf } from "./jackknife.ts";
import { checkDraws, checkSeed } from "./monte-carlo.ts";
import { checkStatistic, type Statistic } from "./statistic.ts";

export interface BootstrapOptions<Row> {
  /** Any function of the rows, for example of numbers, of pairs or of patients. */
  readonly statistic: Statistic<[rows: readonly Row[]]>;
  readonly kind: BootstrapKind;
  readonly confidence: number;
  readonly resamples: number;
  /** Whole number >= 0: the same seed gives the same limits. */
  readonly seed: number;
  /** Rows of one stratum are replaced by rows of that stratum (one label a row); null: all rows alike. */
  readonly strata: readonly (string | number)[] | null;
  /** How often each row occurs; without it, once. */
  readonly counts?: readonly number[];
}

export interface BootstrapResult {
  readonly method: "bootstrap";
  readonly variant: BootstrapKind;
  readonly statistic: string;
  readonly confidence: number;
  /** The statistic of the data; null where it is not a finite number. */
  readonly estimate: number | null;
  /** Standard deviation of the replicates. */
  readonly standardError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Why there are no limits. */
  readonly reason: string | null;
  readonly resamples: number;
  readonly seed: number;
  /** Resamples in which the statistic is not a finite number; one is enough to give no limits. */
  readonly undefinedResamples: number;
  /** BCa alone. */
  readonly biasCorrection: number | null;
  readonly acceleration: number | null;
  readonly n: number;
  readonly strata: number;
}

/** Replicates of one block, in the order drawn: plain data, to be sent from a worker. */
export interface BootstrapPart {
  readonly block: number;
  readonly replicates: Float64Array;
}

/**
 * Bootstrap interval of any statistic: the data are drawn anew with return, and the statistic computed of each resample.
 *
 * `percentile`: quantiles of the replicates. `basic`: these mirrored at the estimate. `bca`: percentiles corrected for
 * bias and for a standard error that changes with the truth (acceleration by the jackknife, within strata). A statistic that is
 * not a finite number in any resample gives no limits and how often that happened; the others are never taken for all.
 *
 * Source: Efron 1987, J Am Stat Assoc 82:171-185; Davison and Hinkley, Bootstrap Methods and their Application, ch. 5.
 * Reference: R boot boot.ci for the limits of given replicates; scipy.stats.bootstrap.
 * Accuracy as measured: limits of given replicates within 1e-12 of boot.ci. Cost as measured: 15 ms for BCa of a mean of 30, 23 ms of 300, with 1,000 resamples; linear
 * in the resamples, the rows and the statistic, and n more statistics for BCa.
 *
 * @throws InputError - refuses fewer than two rows, counts that are not whole, and unfit options
 * @example bootstrapInterval([1, 2, 4, 9], { statistic: meanStatistic, kind: "percentile", confidence: 0.9, resamples: 999, seed: 1, strata: null }).estimate // 4
 */
export function bootstrapInterval<Row>(
  rows: readonly Row[],
  options: BootstrapOptions<Row>,
): BootstrapResult {
  return runJob(bootstrapJob(rows, options));
}

/**
 * The same interval as a job of blocks, for several workers.
 *
 * @throws InputError - as the interval itself
 * @example runJob(bootstrapJob([1, 2, 4, 9], { statistic: meanStatistic, kind: "percentile", confidence: 0.9, resamples: 999, seed: 1, strata: null })).estimate // 4
 */
export function bootstrapJob<Row>(
  rows: readonly Row[],
  options: BootstrapOptions<Row>,
): Job<BootstrapPart, BootstrapResult> {
  refuse(check(rows, options));
  const { statistic, kind, confidence, resamples, seed } = options;
  const strata = strataOf(rows, options);
  const n = strata.reduce((sum, stratum) => sum + stratum.length, 0);
  const blocks = planBlocks(resamples, seed);
  return {
    blocks,
    run(block) {
      const random = streamFrom(block.stream);
      const resample: Row[] = Array.from(strata.flat());
      const replicates = new Float64Array(block.draws);
      for (let draw = 0; draw < block.draws; draw++) {
        let next = 0;
        for (const stratum of strata)
          for (let i = 0; i < stratum.length; i++) resample[next++] = stratum[random.below(stratum.length)]!;
        replicates[draw] = statistic.of(resample);
      }
      return { block: block.index, replicates };
    },
    combine(parts) {
      const replicates = Float64Array.from(
        inOrder(parts, blocks.length).flatMap((part) => [...part.replicates]),
      );
      const estimate = statistic.of(strata.flat());
      const undefinedResamples = replicates.reduce((sum, value) => sum + (Number.isFinite(value) ? 0 : 1), 0);
      const jackknife = kind === "bca" ? accelerationOf(strata, statistic) : null;
      const reason = !Number.isFinite(estimate)
        ? `${statistic.name} is undefined in the data`
        : undefinedResamples > 0
          ? `${statistic.name} is undefined in ${undefinedResamples} of ${resamples} resamples`
          : (jackknife?.reason ?? null);
      const limits =
        reason === null
          ? bootstrapLimits(replicates.toSorted(), kind, estimate, confidence, jackknife?.acceleration ?? 0)
          : { lower: null, upper: null, reason, biasCorrection: null };
      return {
        method: "bootstrap",
        variant: kind,
        statistic: statistic.name,
        confidence,
        estimate: Number.isFinite(estimate) ? estimate : null,
        standardError: undefinedResamples > 0 ? null : deviation(replicates),
        lower: limits.lower,
        upper: limits.upper,
        reason: limits.reason,
        resamples,
        seed,
        undefinedResamples,
        biasCorrection: limits.biasCorrection,
        acceleration: jackknife?.acceleration ?? null,
        n,
        strata: strata.length,
      };
    },
  };
}

/** Rows by stratum, each as often as it counts; strata in the order of their first row. */
function strataOf<Row>(
  rows: readonly Row[],
  { strata, counts }: Pick<BootstrapOptions<Row>, "strata" | "counts">,
): Row[][] {
  const found = new Map<string | number, Row[]>();
  for (const [i, row] of rows.entries()) {
    const label = strata === null ? "" : strata[i]!;
    const stratum = found.get(label) ?? [];
    for (let k = 0; k < (counts?.[i] ?? 1); k++) stratum.push(row);
    if (stratum.length > 0) found.set(label, stratum);
  }
  return [...found.values()];
}

function deviation(values: Float64Array): number | null {
  if (values.length < 2) return null;
  // From the first value on, so that equal replicates have no deviation at all.
  const first = values[0]!;
  const mean = first + values.reduce((sum, value) => sum + (value - first), 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

function check<Row>(rows: readonly Row[], options: BootstrapOptions<Row>): Issue[] {
  const { statistic, kind, confidence, resamples, seed, strata, counts } = options;
  const kinds: readonly BootstrapKind[] = ["percentile", "basic", "bca"];
  const n = counts === undefined ? rows.length : counts.reduce((sum, count) => sum + count, 0);
  const wholes = counts?.every((count) => Number.isSafeInteger(count) && count >= 0) ?? true;
  return [
    ...(wholes
      ? []
      : counts!.flatMap((count, i) =>
          Number.isSafeInteger(count) && count >= 0 ? [] : [notACount(`counts[${i}]`, count)],
        )),
    ...(wholes && n < 2 ? [tooFew("rows", "rows", 2, n)] : []),
    ...(counts !== undefined && counts.length !== rows.length
      ? [lengthMismatch("counts", rows.length, counts.length)]
      : []),
    ...(strata !== null && strata.length !== rows.length
      ? [lengthMismatch("strata", rows.length, strata.length)]
      : []),
    ...(kinds.includes(kind) ? [] : [notOneOf("kind", kinds, kind)]),
    ...checkStatistic(statistic),
    ...checkConfidence(confidence),
    ...checkDraws("resamples", resamples),
    ...checkSeed(seed),
  ];
}
