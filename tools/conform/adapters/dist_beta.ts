import * as beta from "../../../src/distributions/beta.ts";

export default function ({ x, a, b }: { x: number; a: number; b: number }) {
  const d = { shape1: a, shape2: b };
  return {
    cdf: beta.cdf(d, x),
    sf: beta.sf(d, x),
    log_cdf: beta.logCdf(d, x),
    log_sf: beta.logSf(d, x),
  };
}
