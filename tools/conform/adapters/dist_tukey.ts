import * as studentizedRange from "../../../src/distributions/studentized-range.ts";

export default function ({ q, k, df }: { q: number; k: number; df: number }) {
  const d = { groups: k, df };
  return {
    cdf: studentizedRange.cdf(d, q),
    sf: studentizedRange.sf(d, q),
    log_cdf: studentizedRange.logCdf(d, q),
    log_sf: studentizedRange.logSf(d, q),
  };
}
