import * as chiSquare from "../../../src/distributions/chi-square.ts";

export default function ({ x, df }: { x: number; df: number }) {
  const d = { df };
  return {
    cdf: chiSquare.cdf(d, x),
    sf: chiSquare.sf(d, x),
    log_cdf: chiSquare.logCdf(d, x),
    log_sf: chiSquare.logSf(d, x),
  };
}
