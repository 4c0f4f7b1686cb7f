/** Smallest extreme values, S(z) = exp(-exp(z)): the logarithm of a Weibull or exponential variable has this error. */
import * as elementary from "../../core/elementary.ts";
import { logOneMinusExp } from "../../num/log-scale.ts";
import { type ErrorLaw, fromLimits, single } from "./error-law.ts";

/** E / (1 - exp(-E)) - 1, which would cancel for small E. */
const excess = (hazard: number): number =>
  hazard < 0.02
    ? hazard * (0.5 + hazard * (1 / 12 - (hazard * hazard) / 720))
    : hazard / -elementary.expm1(-hazard) - 1;

export const extremeValueLaw: ErrorLaw = {
  exact(z, out) {
    const hazard = elementary.exp(z);
    single(out, z - hazard, -elementary.expm1(z), hazard);
  },
  below(z, out) {
    const hazard = elementary.exp(z);
    // exp(z) / expm1(exp(z)) tends to 1 below and to 0 above, where both overflow.
    const rate = hazard > 700 ? 0 : hazard === 0 ? 1 : hazard / elementary.expm1(hazard);
    // log(1 - exp(-E)) is z - E / 2 to the last digit, and E underflows for z < -745.
    const value = z < -30 ? z - 0.5 * hazard : logOneMinusExp(-hazard);
    single(out, value, rate, rate === 0 ? 0 : rate * excess(hazard));
  },
  above(z, out) {
    const hazard = elementary.exp(z);
    single(out, -hazard, -hazard, hazard);
  },
  apart(low, high, out) {
    // Far below 0 the density is exp(z) to the last digit: a shift only adds itself to the logarithm.
    const shift = Math.min(0, high + 36);
    const atLow = elementary.exp(low - shift);
    const atHigh = elementary.exp(high - shift);
    const gap = atHigh * -elementary.expm1(low - high);
    // The tail above `high` over the probability between.
    const k = gap > 700 ? 0 : 1 / elementary.expm1(gap);
    const atHighOverGap = k === 0 ? 0 : k * atHigh;
    fromLimits(out, logOneMinusExp(-gap) - atLow + shift, -atLow * (1 + k), atHighOverGap, {
      low: atLow * (1 + k) * (1 + k * atLow),
      cross: -atHighOverGap * (1 + k) * atLow,
      high: atHighOverGap * (atHigh + atHighOverGap - 1),
    });
  },
  quantile: (p) => elementary.log(-elementary.log1p(-p)),
};
