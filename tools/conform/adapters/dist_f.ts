import * as f from "../../../src/distributions/f.ts";

export default function ({ x, df1, df2 }: { x: number; df1: number; df2: number }) {
  const d = { df1, df2 };
  return {
    cdf: f.cdf(d, x),
    sf: f.sf(d, x),
    log_cdf: f.logCdf(d, x),
    log_sf: f.logSf(d, x),
  };
}
