import * as normal from "../../../src/distributions/normal.ts";

export default function ({ x, mean = 0, sd = 1 }: { x: number; mean?: number; sd?: number }) {
  const d = { mean, sd };
  return {
    cdf: normal.cdf(d, x),
    sf: normal.sf(d, x),
    log_cdf: normal.logCdf(d, x),
    log_sf: normal.logSf(d, x),
  };
}
