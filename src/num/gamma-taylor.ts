/** log Gamma around its zeros at 1 and 2, where Stirling's series would lose all relative accuracy. */

const ONE_MINUS_EULER = 0.42278433509846713939;

// (-1)^k (zeta(k) - 1) / k for k = 2, 3, ...: the Taylor series of log Gamma(2 + z), A&S 6.1.33.
const TAYLOR_AT_TWO = [
  0.322467033424113218, -0.0673523010531980951, 0.0205808084277845479, -0.00738555102867398527,
  0.00289051033074152329, -0.00119275391170326098, 0.000509669524743042422, -0.00022315475845357938,
  0.0000994575127818085337, -0.0000449262367381331417, 0.0000205072127756706916, -9.4394882752683959e-6,
  4.3748667899074878e-6, -2.03921575380136624e-6, 9.55141213040741983e-7, -4.49246919876456604e-7,
  2.12071848055546659e-7, -1.00432248239680996e-7, 4.76981016936398057e-8, -2.27110946089431649e-8,
  1.08386592148969541e-8, -5.18347504197004666e-9, 2.48367454380247832e-9, -1.19214014058609121e-9,
  5.73136724167886201e-10, -2.75952288512423315e-10, 1.33047643742444895e-10, -6.42296456383810002e-11,
];

/** log Gamma(2 + z) for |z| <= 0.5. Relative error below 1e-15. */
export function logGammaNearTwo(z: number): number {
  let sum = 0;
  for (let k = TAYLOR_AT_TWO.length - 1; k >= 0; k--) sum = (TAYLOR_AT_TWO[k]! + sum) * z;
  return z * (ONE_MINUS_EULER + sum);
}

/** log Gamma(1 + x) for -0.5 <= x <= 1.5, with full relative accuracy as x nears 0 or 1. */
export const logGammaNearOne = (x: number): number =>
  x <= 0.5 ? logGammaNearTwo(x) - Math.log1p(x) : logGammaNearTwo(x - 1);
