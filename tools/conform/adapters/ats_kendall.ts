import { akritasTheilSen } from "../../../src/stats/censored/akritas-theil-sen.ts";
import { censoredKendall } from "../../../src/stats/censored/censored-kendall.ts";

export default function adapter({
  x,
  y,
  y_nondetect,
}: {
  x: number[];
  y: number[];
  y_nondetect: boolean[];
}): unknown {
  const points = { x, y, yNondetect: y_nondetect };
  const tau = censoredKendall(points);
  const line = akritasTheilSen(points, { nondetectPlace: "lowered", smallestY: 0 });
  const plain = akritasTheilSen(points, { nondetectPlace: "at-limit", smallestY: 0 });
  return {
    n: tau.n,
    S: tau.score,
    var_S: tau.variance,
    tau_a: tau.tauA,
    tau_b: tau.tauB,
    z: tau.z,
    p: tau.pValue,
    slope: line.slope,
    slope_interval: [line.slopeLower, line.slopeUpper],
    slope_nojitter: plain.slope,
    slope_nojitter_interval: [plain.slopeLower, plain.slopeUpper],
    intercept: line.intercept,
  };
}
