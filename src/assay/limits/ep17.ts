/** What EP17's limit of blank and limit of detection share. */
import { finiteIssues, levelIssues } from "../checks.ts";
import { lengthMismatch, tooFew } from "../../core/issues/input.ts";
import type { Issue } from "../../core/issues/issue.ts";
import * as normal from "../../distributions/normal.ts";

/** Results of repeated measurements of one sample. */
export type SampleResults = readonly number[];

export interface Ep17Options {
  /** Share of results of a blank that may lie above the limit of blank, or of a sample at the limit of detection below it. */
  readonly alpha: number;
  /** The normal quantile as it is, or with the 3 decimals that EP17's tables print: 1.645 for 0.05. */
  readonly quantile: "exact" | "three-decimals";
}

/** The multiplier of a standard deviation from `results` results of `samples` samples: z / (1 - 1 / (4 (results - samples))). */
export function ep17Multiplier({ alpha, quantile }: Ep17Options, results: number, samples: number): number {
  const exact = normal.upperQuantile(normal.standard, alpha);
  const z = quantile === "exact" ? exact : Math.round(exact * 1000) / 1000;
  return z / (1 - 1 / (4 * (results - samples)));
}

/** Standard deviation within samples, pooled by degrees of freedom. */
export function pooledSd(samples: readonly SampleResults[]): number {
  let squares = 0;
  let df = 0;
  for (const results of samples) {
    const mean = results.reduce((sum, value) => sum + value, 0) / results.length;
    squares += results.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    df += results.length - 1;
  }
  return Math.sqrt(squares / df);
}

export function ep17Issues(path: string, samples: readonly SampleResults[], alpha: number): Issue[] {
  const results = samples.reduce((sum, sample) => sum + sample.length, 0);
  return [
    ...levelIssues("alpha", alpha),
    ...samples.flatMap((sample, i) => [
      ...(sample.length === 0 ? [lengthMismatch(`${path}[${i}]`, 1, 0)] : []),
      ...finiteIssues(`${path}[${i}]`, sample),
    ]),
    ...(results - samples.length < 1 ? [tooFew(path, "results of one sample", 2, results)] : []),
  ];
}
