import { hodgesLehmann } from "../../../src/stats/ranks/hodges-lehmann.ts";

export default function hodgesLehmannAsymptotic({
  x,
  y,
  conf,
}: {
  x: number[];
  y: number[];
  conf: number;
}): unknown {
  const { estimate, asymptotic } = hodgesLehmann(x, y, { confidence: conf });
  return {
    estimate_r: estimate,
    ci: asymptotic === null ? null : [asymptotic.lower, asymptotic.upper],
    hl_median: estimate,
  };
}
