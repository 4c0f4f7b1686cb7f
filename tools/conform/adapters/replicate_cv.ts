import { replicateScatter } from "../../../src/assay/quality/replicate-cv.ts";

interface ReplicateCvInput {
  value: number[];
  sample: number[];
}

const percent = (share: number | null): number | null => (share === null ? null : 100 * share);

/** Members ending in _percent are percentages. */
export default function replicateCv({ value, sample }: ReplicateCvInput): unknown {
  const codes = [...new Set(sample)];
  const answer = replicateScatter(codes.map((code) => value.filter((_, i) => sample[i] === code)));
  return {
    sample: codes,
    n: answer.samples.map(({ n }) => n),
    mean: answer.samples.map(({ mean }) => mean),
    sd: answer.samples.map(({ sd }) => sd),
    cv_percent: answer.samples.map(({ cv }) => percent(cv)),
    geometric_cv_percent: answer.samples.map(({ geometricCv }) => percent(geometricCv)),
    pooled_sd: answer.pooledSd,
    rms_cv_percent: percent(answer.rootMeanSquareCv),
    mean_cv_percent: percent(answer.meanCv),
    median_cv_percent: percent(answer.medianCv),
  };
}
