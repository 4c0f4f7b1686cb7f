/** Parts of a logistic fit: fitted shares, deviance, covariances. Kernels: they assume a checked design. */
import * as elementary from "../../core/elementary.ts";
import { cholesky, inverseCholesky } from "../../num/matrix.ts";
import { deviancePart } from "../../num/saddle-point.ts";
import { covarianceOfCoefficients } from "./coordinates.ts";
import { INTERCEPT, type Packed, type Size } from "./design.ts";
import type { ObservationUnit } from "./logistic.ts";
import type { Supremum } from "./supremum.ts";

/** Share of events when every slope is 0: one half where the model has no intercept. */
export const nullShare = (names: readonly string[], { n, events }: Size): number =>
  names.includes(INTERCEPT) ? events / n : 0.5;

/** Log-likelihood of one share for all subjects. */
export function sharedLogLikelihood({ n, events }: Size, share: number): number {
  const yes = events === 0 ? 0 : events * elementary.log(share);
  const no = events === n ? 0 : (n - events) * elementary.log1p(-share);
  return yes + no;
}

/** Fitted share of every row; separated rows are fitted as observed. */
export function fittedShares({ y }: Packed, { overlap, fit }: Supremum): number[] {
  const fitted = Array.from(y);
  if (fit === null) return fitted;
  const { packed } = fit.coordinates;
  for (const [at, row] of overlap.rows.entries()) {
    let eta = 0;
    for (let k = 0; k < packed.order; k++) eta += packed.x[at * packed.order + k]! * fit.top.at[k]!;
    fitted[row] = 1 / (1 + elementary.exp(-eta));
  }
  return fitted;
}

/** Twice the log-likelihood a model with one share per row would gain. */
export function binomialDeviance({ y, weights }: Packed, shareOf: (row: number) => number): number {
  let sum = 0;
  for (const [i, w] of weights.entries()) {
    const share = shareOf(i);
    sum += w * (deviancePart(y[i]!, share) + deviancePart(1 - y[i]!, 1 - share));
  }
  return 2 * sum;
}

export interface Covariances {
  readonly covariance: (number | null)[][];
  readonly robust: (number | null)[];
}

/** Inverse information and HC0 standard errors, spread over all columns of the design. */
export function covariances(
  design: Packed,
  { overlap, fit, reduced, columns }: Supremum,
  unit: ObservationUnit,
): Covariances {
  const blank = Array.from({ length: design.order }, () =>
    Array.from({ length: design.order }, (): number | null => null),
  );
  const robust: (number | null)[] = blank.map(() => null);
  if (fit === null || reduced === null) return { covariance: blank, robust };
  const { order } = reduced;
  const factor = cholesky(fit.top.evaluation.information, order, 0);
  if (factor === null) return { covariance: blank, robust };
  const inverse = inverseCholesky(factor, order);
  const model = covarianceOfCoefficients(fit.coordinates, inverse);
  const sandwich = covarianceOfCoefficients(
    fit.coordinates,
    product(product(inverse, meat(fit.coordinates.packed, fit.top.at, unit), order), inverse, order),
  );
  for (const [a, column] of columns.entries()) {
    if (!overlap.finite.includes(column)) continue;
    robust[column] = Math.sqrt(sandwich[a]![a]!);
    for (const [b, other] of columns.entries())
      if (overlap.finite.includes(other)) blank[column]![other] = model[a]![b]!;
  }
  return { covariance: blank, robust };
}

/** Sum of the squared scores of the observations. */
function meat(
  { x, y, weights, count, order }: Packed,
  at: Float64Array,
  unit: ObservationUnit,
): Float64Array {
  const sum = new Float64Array(order * order);
  for (let i = 0; i < count; i++) {
    let eta = 0;
    for (let k = 0; k < order; k++) eta += x[i * order + k]! * at[k]!;
    const m = 1 / (1 + elementary.exp(-eta));
    const v = 1 / (1 + elementary.exp(eta));
    const yes = y[i]!;
    const square =
      unit === "row"
        ? (weights[i]! * (yes * v - (1 - yes) * m)) ** 2
        : weights[i]! * (yes * v * v + (1 - yes) * m * m);
    for (let a = 0; a < order; a++)
      for (let b = 0; b < order; b++) sum[a * order + b]! += square * x[i * order + a]! * x[i * order + b]!;
  }
  return sum;
}

function product(a: Float64Array, b: Float64Array, order: number): Float64Array {
  return a.map((_, at) => {
    const row = Math.floor(at / order);
    let sum = 0;
    for (let k = 0; k < order; k++) sum += a[row * order + k]! * b[k * order + (at % order)]!;
    return sum;
  });
}
