import type { SampleResults } from "../../../src/assay/limits/ep17.ts";
import { limitOfBlank } from "../../../src/assay/limits/limit-of-blank.ts";
import { limitOfDetection } from "../../../src/assay/limits/limit-of-detection.ts";
import { blankLimit } from "../../../src/assay/limits/blank-limit.ts";
import * as normal from "../../../src/distributions/normal.ts";

interface LobLodInput {
  blank: number[] | null;
  blank_sample: number[] | null;
  low: number[];
  low_sample: number[];
  lob: number | null;
}

const EXACT = { alpha: 0.05, quantile: "exact" } as const;
const ROUNDED = { alpha: 0.05, quantile: "three-decimals" } as const;

const bySample = (values: readonly number[], samples: readonly number[]): SampleResults[] =>
  [...new Set(samples)].map((code) => values.filter((_, i) => samples[i] === code));

/** Members ending in _1645 use the quantile with 3 decimals. */
export default function lobLod({ blank, blank_sample, low, low_sample, lob }: LobLodInput): unknown {
  const lowSamples = bySample(low, low_sample);
  const blanks = blank === null ? null : bySample(blank, blank_sample!);
  const exact = blanks === null ? null : limitOfBlank(blanks, EXACT);
  const rounded = blanks === null ? null : limitOfBlank(blanks, ROUNDED);
  const used = lob ?? exact!.parametric;
  const lod = limitOfDetection(used, lowSamples, EXACT);
  const lodRounded = limitOfDetection(used, lowSamples, ROUNDED);
  return {
    lob_rank: exact?.rank,
    blank_mean: exact?.mean,
    blank_sd: exact?.sd,
    blank_sd_pooled: exact?.sdWithin,
    c_p_blank: exact?.multiplier,
    lob_parametric: exact?.parametric,
    lob_parametric_1645: rounded?.parametric,
    lob_simple:
      blank === null
        ? undefined
        : blankLimit(blank, { k: normal.upperQuantile(normal.standard, 0.05), direction: "rising" }).signal,
    sd_l: lod.sd,
    c_p: lod.multiplier,
    c_p_1645: lodRounded.multiplier,
    lob_used: used,
    lod: lod.limit,
    lod_1645: lodRounded.limit,
  };
}
