import * as binomial from "../../../src/distributions/binomial.ts";

export default function ({ x, n, p }: { x: number; n: number; p: number }) {
  const d = { n, probability: p };
  return {
    cdf: binomial.cdf(d, x),
    sf: binomial.sf(d, x),
    log_cdf: binomial.logCdf(d, x),
    log_sf: binomial.logSf(d, x),
    pmf: binomial.density(d, x),
    log_pmf: binomial.logDensity(d, x),
  };
}
