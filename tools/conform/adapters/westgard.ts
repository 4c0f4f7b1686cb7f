import { leveyJennings } from "../../../src/assay/quality/westgard.ts";

interface WestgardInput {
  value: number[];
  mean: number;
  sd: number;
}

export default function westgard({ value, mean, sd }: WestgardInput): unknown {
  const { z, hits } = leveyJennings(value, { mean, sd, runs: value.length });
  return { z, hits };
}
