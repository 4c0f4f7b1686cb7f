/** Maximum of the log-likelihood of a location-scale model, in coordinates that cost no digits. */
import * as elementary from "../../core/elementary.ts";
import { cholesky, inverseCholesky, solveCholesky } from "../../num/matrix.ts";
import {
  type Coordinates,
  coordinatesOf,
  covarianceOfCoefficients,
  toCoefficients,
} from "../regression/coordinates.ts";
import type { Objective } from "../regression/likelihood.ts";
import { type Maximum, maximise, TIGHT } from "../regression/maximise.ts";
import { EXACT, locationScale, type Observations, reachOf, roughOutcomes } from "./location-scale.ts";
import type { Family } from "./outcome.ts";

/**
 * A fit. The design is orthonormal there, and the outcome is what least squares leaves of the values and limits, over
 * `unit`: theta is then near 1 and omega near 0, whatever the offsets and units of the data.
 */
export interface LocationScaleFit {
  readonly family: Family;
  readonly coordinates: Coordinates;
  readonly observations: Observations;
  readonly objective: Objective;
  /** Least squares coefficients in the coordinates. */
  readonly center: Float64Array;
  readonly unit: number;
  /** At omega and theta. */
  readonly top: Maximum;
  /** Log-likelihood on the linear scale, in the units of the data. */
  readonly value: number;
  /** How much of `value` is the unit. */
  readonly logUnit: number;
}

/** Maximum over all coefficients and the scale, columns `last` coming last in the coordinates. */
export function fitLocationScale(
  family: Family,
  data: Observations,
  last: readonly number[],
  maximumIterations: number,
): LocationScaleFit {
  const { count, order, weights, kind } = data;
  const coordinates = coordinatesOf({ ...data, y: data.middle }, last);
  const q = coordinates.packed.x;
  const rough = roughOutcomes(data);
  const { center, rest } = leastSquaresRest(q, { ...data, middle: rough });
  const subjects = weights.reduce((sum, w) => sum + w, 0);
  const spread = Math.sqrt(rest.reduce((sum, value, i) => sum + weights[i]! * value * value, 0) / subjects);
  const widest = data.width.reduce((most, value) => Math.max(most, value), 0);
  const unit = family.fixedScale ? 1 : spread > 0 ? spread : widest > 0 ? widest : 1;
  const observations: Observations = {
    kind,
    weights,
    count,
    order,
    x: q,
    middle: rest.map((value, i) => (value + (data.middle[i]! - rough[i]!)) / unit),
    width: data.width.map((value) => value / unit),
  };
  const objective = locationScale(family.law, observations);
  const start = new Float64Array(order + 1);
  let theta = 1;
  start[order] = theta;
  // An outlier can take the density of a law with a light tail below the number range: begin with a wider law.
  while (!family.fixedScale && objective(start).value === -Infinity && theta > 1e-300) {
    theta /= 2;
    start[order] = theta;
  }
  const top = maximise(objective, start, reachOf(observations), {
    free: family.fixedScale ? order : order + 1,
    maximumIterations,
    tolerance: TIGHT,
  });
  const exact = weights.reduce((sum, w, i) => (kind[i] === EXACT ? sum + w : sum), 0);
  const logUnit = exact * elementary.log(unit);
  return {
    family,
    coordinates,
    observations,
    objective,
    center,
    unit,
    top,
    value: top.evaluation.value - logUnit,
    logUnit,
  };
}

/** Least squares on orthonormal columns: coefficients, and what they leave of the outcome. */
function leastSquaresRest(
  q: Float64Array,
  { middle, weights, count, order }: Observations,
): { readonly center: Float64Array; readonly rest: Float64Array } {
  const center = new Float64Array(order);
  const rest = Float64Array.from(middle);
  // Twice: the second pass takes out the rounding error of the first.
  for (let pass = 0; pass < 2; pass++)
    for (let k = 0; k < order; k++) {
      let share = 0;
      for (let i = 0; i < count; i++) share += weights[i]! * q[i * order + k]! * rest[i]!;
      center[k]! += share;
      for (let i = 0; i < count; i++) rest[i]! -= share * q[i * order + k]!;
    }
  return { center, rest };
}

/** Coefficients by column of the design. */
export function coefficientsOf({ coordinates, center, unit, top }: LocationScaleFit): number[] {
  const { length } = coordinates.order;
  const theta = top.at[length]!;
  return toCoefficients(
    coordinates,
    Float64Array.from({ length }, (_, k) => center[k]! + (unit * top.at[k]!) / theta),
  );
}

export const scaleOf = ({ unit, top, coordinates }: LocationScaleFit): number =>
  unit / top.at[coordinates.order.length]!;

export interface ParameterCovariance {
  readonly coefficients: readonly (readonly number[])[];
  readonly coefficientsAndLogScale: readonly number[];
  readonly logScale: number;
}

/**
 * Inverse of the observed information in the coefficients and the logarithm of the scale, by way of omega and theta;
 * exact at the maximum, where the score is 0. `null` where the information is singular.
 */
export function covarianceOf({
  family,
  coordinates,
  unit,
  top,
}: LocationScaleFit): ParameterCovariance | null {
  const order = coordinates.order.length;
  const size = family.fixedScale ? order : order + 1;
  const information = top.evaluation.curvature();
  const block = new Float64Array(size * size);
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++) block[a * size + b] = information[a * (order + 1) + b]!;
  const factor = cholesky(block, size);
  if (factor === null) return null;
  const theta = top.at[order]!;
  const inner = new Float64Array(order * order);
  if (family.fixedScale) {
    const inverse = inverseCholesky(factor, order);
    const coefficients = covarianceOfCoefficients(
      coordinates,
      inverse.map((value) => value * (unit / theta) ** 2),
    );
    return { coefficients, coefficientsAndLogScale: coordinates.order.map(() => 0), logScale: 0 };
  }
  // Rows of the Jacobian of (unit omega / theta, -log theta).
  const jacobian = Array.from({ length: size }, (_, row) => {
    const own = new Float64Array(size);
    if (row < order) {
      own[row] = unit / theta;
      own[order] = (-unit * top.at[row]!) / (theta * theta);
    } else own[order] = -1 / theta;
    return own;
  });
  const solved = jacobian.map((row) => solveCholesky(factor, size, row));
  const entry = (a: number, b: number): number =>
    solved[a]!.reduce((sum, value, k) => sum + value * jacobian[b]![k]!, 0);
  for (let a = 0; a < order; a++)
    for (let b = 0; b <= a; b++) {
      inner[a * order + b] = entry(a, b);
      inner[b * order + a] = inner[a * order + b]!;
    }
  return {
    coefficients: covarianceOfCoefficients(coordinates, inner),
    coefficientsAndLogScale: toCoefficients(
      coordinates,
      Float64Array.from({ length: order }, (_, k) => entry(k, order)),
    ),
    logScale: entry(order, order),
  };
}
