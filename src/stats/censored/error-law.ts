/**
 * The standard laws of the errors in censored models, each as log-likelihood contributions with first and second
 * derivatives: of an exact value, of a value below or above a limit, and of a value between two.
 */
import * as elementary from "../../core/elementary.ts";

/**
 * Where a contribution is written, so that a pass over the rows allocates nothing:
 * [log-likelihood, slope in m, slope in w, minus the second derivatives mm, mw, ww],
 * m being the standardised value or limit, or the middle of the two limits, and w the distance of the two.
 */
export type Contribution = Float64Array;

export const contribution = (): Contribution => new Float64Array(6);

/** A standard density whose logarithm is concave; the four functions fill `out`. */
export interface ErrorLaw {
  /** log density at z. */
  exact(z: number, out: Contribution): void;
  /** log P(Z < z). */
  below(z: number, out: Contribution): void;
  /** log P(Z > z). */
  above(z: number, out: Contribution): void;
  /** log P(low < Z < high) for limits far enough apart that nothing cancels. */
  apart(low: number, high: number, out: Contribution): void;
  /** z with P(Z < z) = p. */
  quantile(p: number): number;
}

/** For a contribution that depends on one limit. */
export function single(out: Contribution, value: number, slope: number, bend: number): void {
  out[0] = value;
  out[1] = slope;
  out[2] = 0;
  out[3] = bend;
  out[4] = 0;
  out[5] = 0;
}

/** From the derivatives in the two limits: slopes `low`, `high` and minus the second derivatives. */
export function fromLimits(
  out: Contribution,
  value: number,
  low: number,
  high: number,
  bends: { readonly low: number; readonly cross: number; readonly high: number },
): void {
  out[0] = value;
  out[1] = low + high;
  out[2] = 0.5 * (high - low);
  out[3] = bends.low + 2 * bends.cross + bends.high;
  out[4] = 0.5 * (bends.high - bends.low);
  out[5] = 0.25 * (bends.low - 2 * bends.cross + bends.high);
}

// Gauss-Legendre nodes and weights of order 8 on [-1/2, 1/2]: exact for the exponentials met below to rounding error.
const NODES = [0.09171732124782488, 0.2627662049581645, 0.3983332387068134, 0.4801449282487681];
const WEIGHTS = [0.181341891689181, 0.15685332293894363, 0.11119051722668723, 0.05061426814518813];

/**
 * log P(m - w/2 < Z < m + w/2). For close limits a difference of tails, and still more its derivatives, would lose as
 * many digits as the limits share: there the density is integrated, and the derivatives are its moments
 * d/dm = E[g], d2/dm2 = E[g'] + Var[g] with g the slope of the log density.
 */
export function between(law: ErrorLaw, m: number, w: number, out: Contribution): void {
  law.exact(m, out);
  const middle = out[0]!;
  const slope = out[1]!;
  const bend = out[3]!;
  if (!(w * (Math.abs(slope) + Math.sqrt(bend) + 1) < 0.5)) {
    law.apart(m - 0.5 * w, m + 0.5 * w, out);
    return;
  }
  let mass = 0;
  let g = 0;
  let gt = 0;
  let gg = 0;
  let ggt = 0;
  let ggtt = 0;
  let b = 0;
  let bt = 0;
  let btt = 0;
  for (let k = 0; k < 8; k++) {
    const t = k < 4 ? -NODES[k]! : NODES[k - 4]!;
    law.exact(m + w * t, out);
    const share = WEIGHTS[k % 4]! * elementary.exp(out[0]! - middle);
    const own = out[1]!;
    mass += share;
    g += share * own;
    gt += share * own * t;
    gg += share * own * own;
    ggt += share * own * own * t;
    ggtt += share * (own * t) ** 2;
    b += share * out[3]!;
    bt += share * out[3]! * t;
    btt += share * out[3]! * t * t;
  }
  const mean = g / mass;
  const meanT = gt / mass;
  out[0] = middle + elementary.log(w * mass);
  out[1] = mean;
  out[2] = 1 / w + meanT;
  out[3] = b / mass - (gg / mass - mean * mean);
  out[4] = bt / mass - (ggt / mass - mean * meanT);
  out[5] = 1 / (w * w) + btt / mass - (ggtt / mass - meanT * meanT);
}
