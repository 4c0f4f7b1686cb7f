/**
 * Whether a censored model has a finite estimate. Along a direction of (coefficients, 1 / scale) that takes no exact
 * value away from its place and every limit to the side on which it is satisfied, the likelihood never falls: there is
 * then no maximum. Those directions form a cone, the one of separation in a logistic model: a value below a limit is a
 * non-event, one above a limit an event, an exact one (or one between two limits) both at once.
 *
 * Source: Silvapulle & Burridge, Journal of the Royal Statistical Society B 48 (1986) 100 (grouped and censored
 * location-scale data); Albert & Anderson, Biometrika 71 (1984) 1, sec. 3 (the cone).
 */
import { orthogonalise } from "../../num/matrix.ts";
import { coordinatesOf } from "../regression/coordinates.ts";
import type { Packed } from "../regression/design.ts";
import { type Overlap, overlapOf } from "../regression/separation.ts";
import { ABOVE, BELOW, BETWEEN, EXACT, type Observations } from "./location-scale.ts";

// What the exact rows must keep of a column after the others to count as independent of them.
const INDEPENDENT = 1e-7;
// Share of the outcomes below which what the columns leave of them is rounding error: they meet every value.
const ROUNDING = 1e-13;

/** The binary design with the same cone, the scale held. */
export const asBinary = ({ kind, x, weights, count, order }: Observations): Packed => ({
  x,
  weights,
  count,
  order,
  y: Float64Array.from(kind, (own) => (own === BELOW ? 0 : own === ABOVE ? 1 : 0.5)),
});

/** Whether the exact values alone pin down every coefficient and the scale: no linear programme is needed then. */
export function pinnedByExact(data: Observations): boolean {
  const { kind, middle, x, order, count } = data;
  const rows: number[] = [];
  for (let i = 0; i < count; i++) if (kind[i] === EXACT) rows.push(i);
  if (rows.length <= order) return false;
  const isIntercept = order === 1 && x.every((value) => value === 1);
  if (isIntercept) return rows.some((i) => middle[i] !== middle[rows[0]!]);
  const columns = Array.from({ length: order }, (_, k) => Float64Array.from(rows, (i) => x[i * order + k]!));
  columns.push(Float64Array.from(rows, (i) => middle[i]!));
  return orthogonalise(columns, INDEPENDENT).remainder.every((share) => share > INDEPENDENT);
}

/**
 * Whether the likelihood grows for ever as the scale shrinks to 0: the model can meet every exact value and satisfy
 * every limit without error.
 */
export function scaleVanishes(data: Observations): boolean {
  const { kind, middle, width, count, order } = data;
  // Weights decide nothing here, and with their roots as factors equal rows would differ by rounding.
  const q = coordinatesOf({ ...data, weights: new Float64Array(count).fill(1), y: middle }, []).packed.x;
  const rest = Float64Array.from(middle);
  for (let k = 0; k < order; k++) {
    let share = 0;
    for (let i = 0; i < count; i++) share += q[i * order + k]! * rest[i]!;
    for (let i = 0; i < count; i++) rest[i]! -= share * q[i * order + k]!;
  }
  const size = order + 1;
  const sizeOf = (ends: Float64Array): number =>
    ends.reduce((most, value, i) => Math.max(most, Math.abs(value) + width[i]!), 0);
  if (sizeOf(rest) <= ROUNDING * sizeOf(middle)) rest.fill(0);
  const largest = sizeOf(rest) || 1;
  const x: number[] = [];
  const y: number[] = [];
  const add = (i: number, end: number, share: number): void => {
    for (let k = 0; k < order; k++) x.push(q[i * order + k]!);
    x.push(-end / largest);
    y.push(share);
  };
  for (let i = 0; i < count; i++) {
    if (kind[i] === BETWEEN) {
      add(i, rest[i]! + 0.5 * width[i]!, 0);
      add(i, rest[i]! - 0.5 * width[i]!, 1);
    } else add(i, rest[i]!, kind[i] === BELOW ? 0 : kind[i] === ABOVE ? 1 : 0.5);
  }
  // 1 / scale may only grow.
  for (let k = 0; k < order; k++) x.push(0);
  x.push(1);
  y.push(1);
  const rows = y.length;
  const overlap = overlapOf({
    x: Float64Array.from(x),
    y: Float64Array.from(y),
    weights: new Float64Array(rows).fill(1),
    count: rows,
    order: size,
  });
  return !overlap.rows.includes(rows - 1);
}

/** Rows that stay in play and coefficients that are finite, as in a logistic model. */
export const overlapOfCensored = (data: Observations): Overlap => overlapOf(asBinary(data));
