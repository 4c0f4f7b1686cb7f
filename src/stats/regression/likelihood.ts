/** Log-likelihood of the logistic model, plain or with Jeffreys' penalty: value, slope and curvature at a point. */
import * as elementary from "../../core/elementary.ts";
import type { Packed } from "./design.ts";
import { penalisedKernel } from "./penalised-kernel.ts";

export interface Evaluation {
  /** -Infinity where the information is singular and the penalty therefore infinite. */
  readonly value: number;
  readonly gradient: Float64Array;
  /** Fisher information, row-major. */
  readonly information: Float64Array;
  /** Minus the matrix of second derivatives; not always positive definite with the penalty. */
  curvature(): Float64Array;
}

export type Objective = (at: ArrayLike<number>) => Evaluation;

/** log(1 + exp(eta)) without overflow. */
export const softPlus = (eta: number): number =>
  Math.max(eta, 0) + elementary.log1p(elementary.exp(-Math.abs(eta)));

function plain({ x, y, weights, count, order }: Packed, at: ArrayLike<number>): Evaluation {
  const gradient = new Float64Array(order);
  const information = new Float64Array(order * order);
  let value = 0;
  let lost = 0;
  for (let i = 0; i < count; i++) {
    const start = i * order;
    let eta = 0;
    for (let k = 0; k < order; k++) eta += x[start + k]! * at[k]!;
    const small = elementary.exp(-Math.abs(eta));
    const more = 1 / (1 + small);
    const less = small / (1 + small);
    const m = eta > 0 ? more : less;
    const v = eta > 0 ? less : more;
    const w = weights[i]!;
    const variance = w * m * v;
    // y eta - softPlus(eta), split so that a share y of 0 or 1 loses no digits; summed with Neumaier's correction.
    const yes = y[i]!;
    const no = 1 - yes;
    const term = -w * ((no === 0 ? 0 : no * softPlus(eta)) + (yes === 0 ? 0 : yes * softPlus(-eta)));
    const sum = value + term;
    lost += Math.abs(value) >= Math.abs(term) ? value - sum + term : term - sum + value;
    value = sum;
    const residual = w * (yes * v - no * m);
    for (let a = 0; a < order; a++) {
      const za = x[start + a]!;
      gradient[a]! += residual * za;
      const scaled = variance * za;
      for (let b = 0; b <= a; b++) information[a * order + b]! += scaled * x[start + b]!;
    }
  }
  mirror(information, order);
  return { value: value + lost, gradient, information, curvature: () => information };
}

function mirror(a: Float64Array, order: number): void {
  for (let row = 0; row < order; row++)
    for (let column = 0; column < row; column++) a[column * order + row] = a[row * order + column]!;
}

/** l(beta): McCullagh & Nelder, Generalized Linear Models, 2nd ed., sec. 4.4. */
export const likelihood =
  (design: Packed): Objective =>
  (at) =>
    plain(design, at);

/**
 * l(beta) + log |I(beta)| / 2, with its exact curvature.
 *
 * Source: Firth, Biometrika 80 (1993) 27, sec. 3; score for the logistic model: Heinze & Schemper, Statistics in
 * Medicine 21 (2002) 2409, eq. 2.
 */
export function penalisedLikelihood(design: Packed): Objective {
  const kernel = penalisedKernel(design);
  return (at) => {
    const point = kernel.evaluate(at);
    let known: Float64Array | null = null;
    return {
      value: point.value,
      gradient: point.gradient,
      information: point.information,
      curvature() {
        known ??=
          point.value === -Infinity
            ? point.information
            : kernel.penalty(point).map((value, k) => value + point.information[k]!);
        return known;
      },
    };
  };
}
