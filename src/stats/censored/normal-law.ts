/** Normal errors: contributions through Mills' ratio, so that a limit 40 SD away keeps its digits. */
import * as elementary from "../../core/elementary.ts";
import * as normal from "../../distributions/normal.ts";
import { type Contribution, type ErrorLaw, fromLimits, single } from "./error-law.ts";

const LOG_ROOT_TWO_PI = 0.9189385332046727;
const ROOT_TWO_PI = 2.5066282746310002;

/** density / tail above z, and that less z: the second would cancel for large z, where a continued fraction gives it. */
function hazard(z: number): { readonly rate: number; readonly excess: number } {
  if (z > 8) {
    // Laplace's continued fraction of Mills' ratio; 40 terms leave 1e-17 at z = 8.
    let tail = z;
    for (let k = 40; k >= 2; k--) tail = z + k / tail;
    return { rate: z + 1 / tail, excess: 1 / tail };
  }
  const rate =
    z >= 0
      ? 1 / normal.millsRatio(z)
      : elementary.exp(-0.5 * z * z - LOG_ROOT_TWO_PI) / normal.sf(normal.standard, z);
  return { rate, excess: rate - z };
}

function above(z: number, out: Contribution): void {
  const { rate, excess } = hazard(z);
  single(out, normal.logSf(normal.standard, z), -rate, rate * excess);
}

function below(z: number, out: Contribution): void {
  const { rate, excess } = hazard(-z);
  single(out, normal.logCdf(normal.standard, z), rate, rate * excess);
}

function apart(low: number, high: number, out: Contribution): void {
  // Density at each limit over the probability between them.
  let atLow: number;
  let atHigh: number;
  let value: number;
  if (low >= 0 || high <= 0) {
    const near = low >= 0 ? low : -high;
    const far = low >= 0 ? high : -low;
    const mills = normal.millsRatio(near);
    const ratio = elementary.exp(-0.5 * (far - near) * (far + near));
    const share = mills - ratio * normal.millsRatio(far);
    value = -0.5 * near * near - LOG_ROOT_TWO_PI + elementary.log(share);
    atLow = (low >= 0 ? 1 : ratio) / share;
    atHigh = (low >= 0 ? ratio : 1) / share;
  } else {
    const outside = normal.cdf(normal.standard, low) + normal.sf(normal.standard, high);
    value =
      outside < 0.5
        ? elementary.log1p(-outside)
        : elementary.log(normal.cdf(normal.standard, high) - normal.cdf(normal.standard, low));
    atLow = elementary.exp(-0.5 * low * low - value) / ROOT_TWO_PI;
    atHigh = elementary.exp(-0.5 * high * high - value) / ROOT_TWO_PI;
  }
  fromLimits(out, value, -atLow, atHigh, {
    low: atLow * (atLow - low),
    cross: -atLow * atHigh,
    high: atHigh * (atHigh + high),
  });
}

export const normalLaw: ErrorLaw = {
  exact: (z, out) => single(out, -0.5 * z * z - LOG_ROOT_TWO_PI, -z, 1),
  below,
  above,
  apart,
  quantile: (p) => normal.quantile(normal.standard, p),
};
