/** EP17's limit of detection, the classical way. */
import { finiteIssues } from "../checks.ts";
import { refuse } from "../../core/issues/issue.ts";
import { ep17Issues, ep17Multiplier, type Ep17Options, pooledSd, type SampleResults } from "./ep17.ts";

export interface LimitOfDetection {
  readonly method: "ep17-limit-of-detection";
  readonly alpha: number;
  readonly limitOfBlank: number;
  readonly samples: number;
  readonly results: number;
  /** Within the low samples, pooled. */
  readonly sd: number;
  readonly multiplier: number;
  readonly limit: number;
}

/**
 * The lowest concentration whose results lie above the limit of blank with probability 1 - alpha.
 *
 * limit = limit of blank + multiplier * sd, where sd is pooled over samples of low concentration and the multiplier is
 * the normal quantile over 1 - 1 / (4 (results - samples)). It supposes normal results whose scatter is the same over the
 * low samples.
 * Source: CLSI EP17-A2 as in Armbruster & Pry, Clin Biochem Rev 29 Suppl 1 (2008) S49. Reference: R, closed forms, and the worked data of EP17's appendix A (12.64).
 * Accuracy as measured: 1e-14. Cost: linear.
 *
 * @throws InputError - no results, results or a limit of blank that are not finite, alpha outside (0, 1)
 * @example limitOfDetection(5, [[6, 7, 8], [9, 10, 11]], { alpha: 0.05, quantile: "three-decimals" }).limit // 6.754666666666667
 */
export function limitOfDetection(
  limitOfBlank: number,
  lowSamples: readonly SampleResults[],
  options: Ep17Options,
): LimitOfDetection {
  refuse([
    ...finiteIssues("limitOfBlank", [limitOfBlank]),
    ...ep17Issues("lowSamples", lowSamples, options.alpha),
  ]);
  const results = lowSamples.reduce((sum, sample) => sum + sample.length, 0);
  const sd = pooledSd(lowSamples);
  const multiplier = ep17Multiplier(options, results, lowSamples.length);
  return {
    method: "ep17-limit-of-detection",
    alpha: options.alpha,
    limitOfBlank,
    samples: lowSamples.length,
    results,
    sd,
    multiplier,
    limit: limitOfBlank + multiplier * sd,
  };
}
