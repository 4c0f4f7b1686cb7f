/** One coefficient of a Firth fit seen from the maximum: where its profile leads, from the derivatives there. */
import * as elementary from "../../core/elementary.ts";
import { solveCholesky, solveLower } from "../../num/matrix.ts";
import { dot, type FirthTop } from "./firth-top.ts";

/** How the other coefficients follow one along its profile, t away from the maximum. */
export interface Axis {
  /** Coefficient of the design per unit of this coordinate. */
  readonly unit: number;
  readonly along: Float64Array;
  /** The coordinate at the maximum. */
  readonly center: number;
  /** Terms in t, t^2 / 2 and t^3 / 6. */
  readonly tangent: Float64Array;
  readonly bend: Float64Array;
  readonly sway: Float64Array;
  /** Minus the second derivative of the profile, its third and its fourth derivative. */
  readonly curvature: number;
  readonly third: number;
  readonly fourth: number;
  /** Length in standard errors of the expansion's third term. */
  wildness(place: number): number;
}

/** The axis of each coefficient, which holds until the next one is asked for. */
export function axesOf({ coordinates, kernel, point, factor }: FirthTop): (column: number) => Axis {
  const { order, r } = coordinates;
  const size = order.length;
  const lower = r.map((_, at) => r[(at % size) * size + Math.floor(at / size)]!);
  const along = new Float64Array(size);
  const tangent = new Float64Array(size);
  const second = new Float64Array(size);
  const bend = new Float64Array(size);
  const force = new Float64Array(size);
  const sway = new Float64Array(size);
  kernel.keep(point.at);
  /** What the other coordinates do against a force, this one held. */
  const give = (against: Float64Array, moved: Float64Array): void => {
    solveCholesky(factor, size, against, moved);
    const sideways = dot(along, moved);
    for (let k = 0; k < size; k++) moved[k]! -= sideways * tangent[k]!;
  };
  return (column) => {
    along.fill(0);
    along[order.indexOf(column)] = 1;
    solveLower(lower, size, along, along);
    const unit = Math.sqrt(dot(along, along));
    for (let k = 0; k < size; k++) along[k]! /= unit;
    solveCholesky(factor, size, along, tangent);
    const curvature = 1 / dot(along, tangent);
    for (let k = 0; k < size; k++) tangent[k]! *= curvature;
    const { third, fourth } = kernel.higher(tangent, second);
    give(second, bend);
    give(kernel.mixed(bend, force), sway);
    return {
      unit,
      along,
      center: dot(along, point.at),
      tangent,
      bend,
      sway,
      curvature,
      third,
      // Fourth derivative along the curve: the other coordinates' bend adds three times its own length.
      fourth: fourth + 3 * dot(bend, second),
      wildness: (place) => (elementary.pow(Math.abs(place), 3) * Math.sqrt(Math.abs(dot(force, sway)))) / 6,
    };
  };
}

/** Twice the drop of the profile, to the fourth order. */
export const expansion = ({ curvature, third, fourth }: Axis, place: number): number =>
  place * place * (curvature - place * (third / 3 + (place * fourth) / 12));

/** Where that expansion, with an `extra` cube of the place, reaches the quantile; the second-order place where it never does. */
export function startOf(axis: Axis, quantile: number, direction: 1 | -1, extra: number): number {
  const { curvature, third, fourth } = axis;
  const plain = Math.sqrt(quantile / curvature);
  const t = direction * (third - 3 * extra);
  let place = plain;
  for (let i = 0; i < 20; i++) {
    const value = place * place * (curvature - place * (t / 3 + (place * fourth) / 12)) - quantile;
    const slope = place * (2 * curvature - place * (t + (place * fourth) / 3));
    if (!(slope > 0.4 * place * curvature)) return plain;
    const change = value / slope;
    place -= change;
    if (!(place > 0.4 * plain && place < 2.5 * plain)) return plain;
    if (Math.abs(change) < 1e-9 * plain) return place;
  }
  return plain;
}
