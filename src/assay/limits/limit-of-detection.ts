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
 * Source: CLSI EP17-A2, sec. 5.4. Reference: R, closed forms, and the worked data of EP17's appendix A (12.64).
 * Accuracy as measured: 1e-14. Cost: linear.
 *
 * @throws InputError - no results, results or a limit of blank that are not finite, alpha outside (0, 1)
 * @example limitOfDetection(7.5, [[21, 22.8, 28.2], [13.3, 12.6, 18.2]], { alpha: 0.05, quantile: "exact" }).limit // 13.812...
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
