import * as t from "../../../src/distributions/student-t.ts";

export default function ({ x, df }: { x: number; df: number }) {
  const d = { df };
  return {
    cdf: t.cdf(d, x),
    sf: t.sf(d, x),
    log_cdf: t.logCdf(d, x),
    log_sf: t.logSf(d, x),
  };
}
