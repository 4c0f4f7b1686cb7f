/**
 * Log-likelihood of a linear model with error law f and scale, for exact and censored outcomes, in the coordinates
 * theta = 1 / scale and omega = coefficients / scale: the standardised outcome theta y - x omega is linear in them, so
 * that the log-likelihood of any log-concave law is concave and has one maximum at most.
 *
 * Source: Olsen, Econometrica 46 (1978) 1211 (normal); Burridge, Journal of the Royal Statistical Society B 43 (1981)
 * 41 (grouped data, log-concave laws).
 */
import * as elementary from "../../core/elementary.ts";
import type { Evaluation, Objective } from "../regression/likelihood.ts";
import { between, contribution, type ErrorLaw } from "./error-law.ts";

export const EXACT = 0;
export const BELOW = 1;
export const ABOVE = 2;
export const BETWEEN = 3;

/** Outcomes on the scale on which the model is linear, and the design, packed. */
export interface Observations {
  readonly kind: Uint8Array;
  /** The value, the only limit, or the middle of two limits. */
  readonly middle: Float64Array;
  /** Distance of two limits; 0 elsewhere. */
  readonly width: Float64Array;
  readonly weights: Float64Array;
  /** Row-major, `count` rows of `order` entries. */
  readonly x: Float64Array;
  readonly count: number;
  readonly order: number;
}

/** Of omega (`order` of them) and theta, in this order. */
export function locationScale(
  law: ErrorLaw,
  { kind, middle, width, weights, x, count, order }: Observations,
): Objective {
  const out = contribution();
  return (at): Evaluation => {
    const size = order + 1;
    const theta = at[order]!;
    const gradient = new Float64Array(size);
    const information = new Float64Array(size * size);
    if (!(theta > 0)) return { value: -Infinity, gradient, information, curvature: () => information };
    let value = 0;
    let lost = 0;
    let exact = 0;
    for (let i = 0; i < count; i++) {
      const start = i * order;
      const m = middle[i]!;
      const w = weights[i]!;
      let z = theta * m;
      for (let k = 0; k < order; k++) z -= x[start + k]! * at[k]!;
      switch (kind[i]!) {
        case EXACT:
          law.exact(z, out);
          exact += w;
          break;
        case BELOW:
          law.below(z, out);
          break;
        case ABOVE:
          law.above(z, out);
          break;
        default:
          between(law, z, theta * width[i]!, out);
      }
      const term = w * out[0]!;
      const sum = value + term;
      lost += Math.abs(value) >= Math.abs(term) ? value - sum + term : term - sum + value;
      value = sum;
      const slope = w * out[1]!;
      const bend = w * out[3]!;
      const d = width[i]!;
      const mixed = bend * m + w * out[4]! * d;
      gradient[order]! += slope * m + w * out[2]! * d;
      information[size * size - 1]! += mixed * m + w * (out[4]! * m + out[5]! * d) * d;
      for (let a = 0; a < order; a++) {
        const xa = x[start + a]!;
        gradient[a]! -= slope * xa;
        information[order * size + a]! -= mixed * xa;
        const scaled = bend * xa;
        for (let b = 0; b <= a; b++) information[a * size + b]! += scaled * x[start + b]!;
      }
    }
    gradient[order]! += exact / theta;
    information[size * size - 1]! += exact / (theta * theta);
    for (let a = 0; a < size; a++)
      for (let b = 0; b < a; b++) information[b * size + a] = information[a * size + b]!;
    const total = value + lost + exact * elementary.log(theta);
    return {
      value: Number.isNaN(total) ? -Infinity : total,
      gradient,
      information,
      curvature: () => information,
    };
  };
}

const isFirm = (kind: number | undefined): boolean => kind === EXACT || kind === BETWEEN;

/** Rows whose outcome is known from both sides; all of them where there is none. */
function firmRows({ kind, count }: Observations): number[] {
  const rows: number[] = [];
  for (let i = 0; i < count; i++) if (isFirm(kind[i])) rows.push(i);
  if (rows.length === 0) for (let i = 0; i < count; i++) rows.push(i);
  return rows;
}

/**
 * The largest change of a standardised outcome by a step in omega and theta (omega alone where theta is held). Limits
 * on one side do not count: one far away on its harmless side would hold up every step.
 */
export function reachOf(data: Observations): (step: Float64Array) => number {
  const { middle, width, x, order } = data;
  const rows = firmRows(data);
  return (step) => {
    let most = 0;
    const theta = step[order] ?? 0;
    for (const i of rows) {
      let z = theta * middle[i]!;
      for (let k = 0; k < Math.min(order, step.length); k++) z -= x[i * order + k]! * step[k]!;
      most = Math.max(most, Math.abs(z) + 0.5 * Math.abs(theta) * width[i]!);
    }
    return most;
  };
}

export interface Extent {
  readonly lowest: number;
  readonly highest: number;
  readonly widest: number;
}

/** The range of what is known from both sides, or of all limits. */
export function extentOf(data: Observations): Extent {
  let lowest = Infinity;
  let highest = -Infinity;
  let widest = 0;
  for (const i of firmRows(data)) {
    lowest = Math.min(lowest, data.middle[i]!);
    highest = Math.max(highest, data.middle[i]!);
    widest = Math.max(widest, data.width[i]!);
  }
  return { lowest, highest, widest };
}

/** A number for each outcome to begin with: limits are drawn into the range of what is known from both sides. */
export function roughOutcomes(data: Observations): Float64Array {
  const { kind, middle, count } = data;
  const { lowest, highest } = extentOf(data);
  const rough = new Float64Array(middle);
  for (let i = 0; i < count; i++) {
    if (kind[i] === BELOW) rough[i] = Math.min(middle[i]!, highest);
    else if (kind[i] === ABOVE) rough[i] = Math.max(middle[i]!, lowest);
  }
  return rough;
}
