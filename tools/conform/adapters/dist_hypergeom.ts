import * as hypergeometric from "../../../src/distributions/hypergeometric.ts";

export default function ({
  x,
  white,
  black,
  drawn,
}: {
  x: number;
  white: number;
  black: number;
  drawn: number;
}) {
  const d = { white, black, drawn };
  return {
    cdf: hypergeometric.cdf(d, x),
    sf: hypergeometric.sf(d, x),
    log_cdf: hypergeometric.logCdf(d, x),
    log_sf: hypergeometric.logSf(d, x),
    pmf: hypergeometric.density(d, x),
    log_pmf: hypergeometric.logDensity(d, x),
  };
}
