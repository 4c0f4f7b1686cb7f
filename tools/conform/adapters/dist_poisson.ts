import * as poisson from "../../../src/distributions/poisson.ts";

export default function ({ x, lambda }: { x: number; lambda: number }) {
  const d = { mean: lambda };
  return {
    cdf: poisson.cdf(d, x),
    sf: poisson.sf(d, x),
    log_cdf: poisson.logCdf(d, x),
    log_sf: poisson.logSf(d, x),
    pmf: poisson.density(d, x),
    log_pmf: poisson.logDensity(d, x),
  };
}
