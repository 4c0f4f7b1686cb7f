/** A sample from a location-scale law: one intercept, equal entries taken together, normal exact values as moments. */
import * as elementary from "../../core/elementary.ts";
import type { Evaluation, Objective } from "../regression/likelihood.ts";
import {
  ABOVE,
  BELOW,
  EXACT,
  extentOf,
  locationScale,
  type Observations,
  roughOutcomes,
} from "./location-scale.ts";
import { normalLaw } from "./normal-law.ts";
import type { ErrorLaw } from "./error-law.ts";
import type { Functional, SampleModel } from "./sample-model.ts";

const LOG_ROOT_TWO_PI = 0.9189385332046727;

/** Coordinates omega = (location - center) / scale and theta = unit / scale. */
export function locationScaleSample(law: ErrorLaw, data: Observations): SampleModel {
  const { center, spread } = momentsOf(roughOutcomes(data), data.weights);
  const extent = extentOf(data);
  const unit = spread > 0 ? spread : extent.widest > 0 ? extent.widest : 1;
  const scaled: Observations = {
    ...data,
    middle: data.middle.map((value) => (value - center) / unit),
    width: data.width.map((value) => value / unit),
  };
  const objective = law === normalLaw ? withMoments(scaled) : locationScale(law, grouped(scaled));
  const low = (extent.lowest - center) / unit;
  const high = (extent.highest - center) / unit;
  // A standardised value is linear in the coordinates: it changes most at an end of the data.
  const reach = (step: Float64Array): number => {
    const omega = step[0] ?? 0;
    const theta = step[1] ?? 0;
    return (
      Math.max(Math.abs(theta * low - omega), Math.abs(theta * high - omega)) +
      (0.5 * Math.abs(theta) * extent.widest) / unit
    );
  };
  let theta = 1;
  while (objective([0, theta]).value === -Infinity && theta > 1e-300) theta /= 2;
  let exact = 0;
  for (let i = 0; i < data.count; i++) if (data.kind[i] === EXACT) exact += data.weights[i]!;
  return {
    objective,
    start: [0, theta],
    reach,
    offset: -exact * elementary.log(unit),
    shifted: (h): Functional => ({
      placeAt: ([omega, t]) => center + (unit * omega) / t + h(unit / t)[0],
      otherAt: ([, t]) => t,
      // Where h is linear the chart is a line, and the likelihood concave along it.
      otherStarts: (t) => (h(unit)[2] === 0 ? [] : [t / 64, t / 8, 8 * t, 64 * t]),
      chart(place, t) {
        const [value, first, second] = h(unit / t);
        const at = (place - center - value) / unit;
        return {
          point: [t * at, t],
          along: [at + first / t, 1],
          bend: [(-unit * second) / (t * t * t), 0],
          across: [t / unit, 0],
        };
      },
    }),
    logScale: {
      placeAt: ([, t]) => elementary.log(unit / t),
      otherAt: ([omega]) => omega,
      otherStarts: () => [],
      chart(place, omega) {
        const t = unit * elementary.exp(-place);
        return { point: [omega, t], along: [1, 0], bend: [0, 0], across: [0, -t] };
      },
    },
  };
}

function momentsOf(values: Float64Array, weights: Float64Array): { center: number; spread: number } {
  let n = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    n += weights[i]!;
    sum += weights[i]! * values[i]!;
  }
  const center = sum / n;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += weights[i]! * (values[i]! - center) ** 2;
  return { center, spread: Math.sqrt(squares / n) };
}

/** Equal entries once, their weights added; intervals are left as they are. */
function grouped(data: Observations): Observations {
  const { kind, middle, width, weights, count } = data;
  const places = [EXACT, BELOW, ABOVE].map(() => new Map<number, number>());
  const kept: number[] = [];
  const sums: number[] = [];
  for (let i = 0; i < count; i++) {
    const own = places[kind[i]!];
    const known = own?.get(middle[i]!);
    if (known !== undefined) {
      sums[known]! += weights[i]!;
      continue;
    }
    own?.set(middle[i]!, kept.length);
    kept.push(i);
    sums.push(weights[i]!);
  }
  return {
    kind: Uint8Array.from(kept, (i) => kind[i]!),
    middle: Float64Array.from(kept, (i) => middle[i]!),
    width: Float64Array.from(kept, (i) => width[i]!),
    weights: Float64Array.from(sums),
    x: new Float64Array(kept.length).fill(1),
    count: kept.length,
    order: 1,
  };
}

/** The normal law needs of the exact values only their number, mean and sum of squares about it. */
function withMoments(data: Observations): Objective {
  const { kind, middle, weights, count } = data;
  let n = 0;
  let sum = 0;
  for (let i = 0; i < count; i++)
    if (kind[i] === EXACT) {
      n += weights[i]!;
      sum += weights[i]! * middle[i]!;
    }
  const mean = n === 0 ? 0 : sum / n;
  let squares = 0;
  const rest: number[] = [];
  for (let i = 0; i < count; i++)
    if (kind[i] === EXACT) squares += weights[i]! * (middle[i]! - mean) ** 2;
    else rest.push(i);
  const censored = locationScale(
    normalLaw,
    grouped({
      kind: Uint8Array.from(rest, (i) => kind[i]!),
      middle: Float64Array.from(rest, (i) => middle[i]!),
      width: Float64Array.from(rest, (i) => data.width[i]!),
      weights: Float64Array.from(rest, (i) => weights[i]!),
      x: data.x,
      count: rest.length,
      order: 1,
    }),
  );
  return (at): Evaluation => {
    const base = censored(at);
    const omega = at[0]!;
    const theta = at[1]!;
    if (!(theta > 0) || n === 0) return base;
    const z = theta * mean - omega;
    const { gradient, information } = base;
    gradient[0]! += n * z;
    gradient[1]! += n / theta - theta * squares - n * z * mean;
    information[0]! += n;
    information[1]! -= n * mean;
    information[2]! -= n * mean;
    information[3]! += n / (theta * theta) + squares + n * mean * mean;
    const value =
      base.value +
      n * (elementary.log(theta) - LOG_ROOT_TWO_PI) -
      0.5 * (theta * theta * squares + n * z * z);
    return { ...base, value };
  };
}
