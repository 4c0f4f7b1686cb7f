/** How far replicates scatter, over all samples of a plate or run. */
import * as elementary from "../../core/elementary.ts";
import { finiteIssues } from "../checks.ts";
import { tooFew } from "../../core/issues/input.ts";
import { refuse } from "../../core/issues/issue.ts";

export interface SampleScatter {
  readonly n: number;
  readonly mean: number;
  /** Null for one replicate. */
  readonly sd: number | null;
  /** sd / mean with the mean's sign, as a share; null for one replicate or a mean of 0. */
  readonly cv: number | null;
  /** sqrt(exp(variance of logarithms) - 1); null for one replicate or a value that is not positive. */
  readonly geometricCv: number | null;
}

export interface ReplicateScatter {
  readonly method: "replicate-cv";
  readonly samples: readonly SampleScatter[];
  /** Samples with at least two replicates. */
  readonly replicated: number;
  /** Standard deviation within samples, by degrees of freedom; null without replicates, as are the others. */
  readonly pooledSd: number | null;
  /** Root of the mean squared coefficient, by degrees of freedom. */
  readonly rootMeanSquareCv: number | null;
  readonly meanCv: number | null;
  readonly medianCv: number | null;
}

/**
 * Coefficients of variation of replicates, each sample's and all samples' together.
 *
 * For signals with their background. Of net signals near the blank, and of concentrations near the limit of detection,
 * a coefficient of variation says nothing: its mean is near 0, and leaving samples out by it leaves out the low ones.
 * Source: Rodbard, Clin Chem 20 (1974) 1255 (root mean square). Reference: R sd and closed forms.
 * Accuracy as measured: 1e-14. Cost: linear.
 *
 * @param samples - the values of each sample's replicates
 * @throws InputError - no sample, one without values, values that are not finite
 * @example replicateScatter([[9, 11], [18, 22]]).rootMeanSquareCv // 0.1414213562373095
 */
export function replicateScatter(samples: readonly (readonly number[])[]): ReplicateScatter {
  refuse([
    ...(samples.length === 0 ? [tooFew("samples", "sample", 1, 0)] : []),
    ...samples.flatMap((values, i) => [
      ...(values.length === 0 ? [tooFew(`samples[${i}]`, "value", 1, 0)] : []),
      ...finiteIssues(`samples[${i}]`, values),
    ]),
  ]);
  const each = samples.map(scatterOf);
  let squares = 0;
  let cvSquares = 0;
  let df = 0;
  let cvDf = 0;
  for (const { n, sd, cv } of each) {
    if (sd !== null) {
      squares += (n - 1) * sd ** 2;
      df += n - 1;
    }
    if (cv !== null) {
      cvSquares += (n - 1) * cv ** 2;
      cvDf += n - 1;
    }
  }
  const cvs = each.flatMap(({ cv }) => (cv === null ? [] : [cv])).sort((a, b) => a - b);
  const none = cvs.length === 0;
  return {
    method: "replicate-cv",
    samples: each,
    replicated: each.filter(({ n }) => n > 1).length,
    pooledSd: df === 0 ? null : Math.sqrt(squares / df),
    rootMeanSquareCv: none ? null : Math.sqrt(cvSquares / cvDf),
    meanCv: none ? null : cvs.reduce((sum, cv) => sum + cv, 0) / cvs.length,
    medianCv: none
      ? null
      : (cvs[Math.floor((cvs.length - 1) / 2)]! + cvs[Math.ceil((cvs.length - 1) / 2)]!) / 2,
  };
}

const meanAndVariance = (values: readonly number[]): { readonly mean: number; readonly variance: number } => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1) };
};

function scatterOf(values: readonly number[]): SampleScatter {
  const n = values.length;
  const { mean, variance } = meanAndVariance(values);
  if (n === 1) return { n, mean, sd: null, cv: null, geometricCv: null };
  const sd = Math.sqrt(variance);
  return {
    n,
    mean,
    sd,
    cv: mean === 0 ? null : sd / mean,
    geometricCv: values.every((value) => value > 0)
      ? Math.sqrt(elementary.expm1(meanAndVariance(values.map(elementary.log)).variance))
      : null,
  };
}
