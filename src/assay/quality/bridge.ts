/** Two plates or runs made comparable by the samples that both hold. */
import * as elementary from "../../core/elementary.ts";
import { levelIssues } from "../checks.ts";
import { notPositive } from "../../core/issues/assay.ts";
import { tooFew } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import { medianInterval } from "../../stats/describe/median-interval.ts";

/** One sample measured on both plates; null where it lies below the limit of detection of that plate. */
export interface BridgeSample {
  readonly sample: string;
  readonly reference: number | null;
  readonly other: number | null;
}

export interface BridgeOptions {
  readonly confidence: number;
}

export interface Bridge {
  readonly method: "bridge-median-log-ratio";
  readonly confidence: number;
  /** Samples that both plates detect. */
  readonly used: number;
  /** Those that they do not both detect: no ratio can be formed. */
  readonly excluded: readonly string[];
  /** Median of log(other / reference). */
  readonly bias: number;
  /** Of the bias; null where the samples are too few for any. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly coverage: number | null;
  /** exp(-bias): what the other plate's concentrations and limits are multiplied by. */
  readonly factor: number;
  /** Lowest and highest concentration of the used samples on the reference plate: beyond them nothing is known. */
  readonly from: number;
  readonly to: number;
  /** Median absolute deviation of the log ratios about the bias. */
  readonly scatter: number;
}

/**
 * The bias of a plate against a reference plate from samples on both, and the factor that takes it away.
 *
 * Variant: median of log ratios, with the interval of a median; a sample below the limit of detection on either plate
 * carries no ratio and is left out and named. One factor for all concentrations: look at the ratios over the range
 * before it is used. Limits of detection are to be multiplied as well.
 * Source: the median of paired differences on the log scale, as Olink's normalisation by bridge samples; David &
 * Nagaraja, Order Statistics, 3rd ed., sec. 7.1 (interval).
 *
 * @throws InputError - no sample that both plates detect, values that are not positive
 * @example bridge([{ sample: "B1", reference: 1, other: 2 }, { sample: "B2", reference: 5, other: 10 }, { sample: "B3", reference: null, other: 1 }], { confidence: 0.95 }).factor // 0.5
 */
export function bridge(samples: readonly BridgeSample[], { confidence }: BridgeOptions): Bridge {
  const pairs = samples.flatMap(({ reference, other }) =>
    reference === null || other === null ? [] : [{ reference, other }],
  );
  refuse(bridgeIssues(samples, pairs.length, confidence));
  const ratios = pairs.map(({ reference, other }) => elementary.log(other / reference));
  const { estimate: bias, lower, upper, coverage } = medianInterval(ratios, { confidence });
  const away = ratios.map((ratio) => Math.abs(ratio - bias));
  const references = pairs.map(({ reference }) => reference);
  return {
    method: "bridge-median-log-ratio",
    confidence,
    used: pairs.length,
    excluded: samples
      .filter(({ reference, other }) => reference === null || other === null)
      .map(({ sample }) => sample),
    bias,
    lower,
    upper,
    coverage,
    factor: elementary.exp(-bias),
    from: Math.min(...references),
    to: Math.max(...references),
    scatter: medianInterval(away, { confidence }).estimate,
  };
}

function bridgeIssues(samples: readonly BridgeSample[], used: number, confidence: number): Issue[] {
  return [
    ...levelIssues("confidence", confidence),
    ...samples.flatMap(({ reference, other }, i) =>
      [reference, other].flatMap((value, k) =>
        value === null || (Number.isFinite(value) && value > 0)
          ? []
          : [notPositive(`samples[${i}].${k === 0 ? "reference" : "other"}`, value)],
      ),
    ),
    ...(used === 0 ? [tooFew("samples", "sample that both plates detect", 1, 0)] : []),
  ];
}
