import * as gamma from "../../../src/distributions/gamma.ts";

export default function ({ x, shape, rate }: { x: number; shape: number; rate: number }) {
  const d = { shape, rate };
  return {
    cdf: gamma.cdf(d, x),
    sf: gamma.sf(d, x),
    log_cdf: gamma.logCdf(d, x),
    log_sf: gamma.logSf(d, x),
  };
}
