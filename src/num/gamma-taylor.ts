/** log Gamma around its zeros at 1 and 2, where Stirling's series would lose all relative accuracy. */
import * as elementary from "../core/elementary.ts";

const ONE_MINUS_EULER = 0.42278433509846713;

// (-1)^k (zeta(k) - 1) / k for k = 2, 3, ...: the Taylor series of log Gamma(2 + z), A&S 6.1.33.
const TAYLOR_AT_TWO = [
  0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986, 0.0028905103307415234,
  -0.001192753911703261, 0.0005096695247430425, -0.00022315475845357939, 9.945751278180853e-5,
  -4.492623673813314e-5, 2.050721277567069e-5, -9.439488275268397e-6, 4.374866789907488e-6,
  -2.039215753801366e-6, 9.55141213040742e-7, -4.492469198764566e-7, 2.1207184805554665e-7,
  -1.0043224823968099e-7, 4.7698101693639804e-8, -2.2711094608943164e-8, 1.0838659214896955e-8,
  -5.183475041970047e-9, 2.4836745438024785e-9, -1.1921401405860912e-9, 5.731367241678862e-10,
  -2.7595228851242334e-10, 1.330476437424449e-10, -6.4229645638381e-11,
];

/** log Gamma(2 + z) for |z| <= 0.5. Relative error below 1e-15. */
export function logGammaNearTwo(z: number): number {
  let sum = 0;
  for (let k = TAYLOR_AT_TWO.length - 1; k >= 0; k--) sum = (TAYLOR_AT_TWO[k]! + sum) * z;
  return z * (ONE_MINUS_EULER + sum);
}

/** log Gamma(1 + x) for -0.5 <= x <= 1.5, with full relative accuracy as x nears 0 or 1. */
export const logGammaNearOne = (x: number): number =>
  x <= 0.5 ? logGammaNearTwo(x) - elementary.log1p(x) : logGammaNearTwo(x - 1);
