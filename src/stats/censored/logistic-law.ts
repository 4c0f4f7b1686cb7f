/** Logistic errors. Every tail has a closed form, also between two limits: F(u) S(l) (1 - exp(l - u)). */
import * as elementary from "../../core/elementary.ts";
import { logOneMinusExp } from "../../num/log-scale.ts";
import * as logistic from "../../distributions/logistic.ts";
import { type ErrorLaw, single } from "./error-law.ts";

const STANDARD: logistic.Logistic = { location: 0, scale: 1 };
const cdf = (z: number): number => logistic.cdf(STANDARD, z);
const sf = (z: number): number => logistic.sf(STANDARD, z);

export const logisticLaw: ErrorLaw = {
  exact: (z, out) =>
    single(out, logistic.logDensity(STANDARD, z), -elementary.tanh(0.5 * z), 2 * cdf(z) * sf(z)),
  below: (z, out) => single(out, logistic.logCdf(STANDARD, z), sf(z), cdf(z) * sf(z)),
  above: (z, out) => single(out, logistic.logSf(STANDARD, z), -cdf(z), cdf(z) * sf(z)),
  apart(low, high, out) {
    const atLow = cdf(low) * sf(low);
    const atHigh = cdf(high) * sf(high);
    const grown = elementary.expm1(high - low);
    out[0] = logistic.logCdf(STANDARD, high) + logistic.logSf(STANDARD, low) + logOneMinusExp(low - high);
    out[1] = sf(high) - cdf(low);
    out[2] = 0.5 * (sf(high) + cdf(low)) + 1 / grown;
    out[3] = atLow + atHigh;
    out[4] = 0.5 * (atHigh - atLow);
    out[5] = 0.25 * (atLow + atHigh) + (1 + 1 / grown) / grown;
  },
  quantile: (p) => logistic.quantile(STANDARD, p),
};
