/** A sample from a location-scale law: one intercept, equal entries taken together, normal exact values as moments. */
import type { Evaluation, Objective } from "../regression/likelihood.ts";
import {
  BETWEEN,
  EXACT,
  locationScale,
  type Observations,
  reachOf,
  roughOutcomes,
} from "./location-scale.ts";
import { normalLaw } from "./normal-law.ts";
import type { ErrorLaw } from "./error-law.ts";
import type { Functional, SampleModel } from "./sample-model.ts";

const LOG_ROOT_TWO_PI = 0.9189385332046727;

/** Coordinates omega = (location - center) / scale and theta = unit / scale. */
export function locationScaleSample(law: ErrorLaw, data: Observations): SampleModel {
  const { kind, middle, width, weights, count } = data;
  const subjects = weights.reduce((sum, w) => sum + w, 0);
  const rough = roughOutcomes(data);
  const center = rough.reduce((sum, value, i) => sum + weights[i]! * value, 0) / subjects;
  const spread = Math.sqrt(
    rough.reduce((sum, value, i) => sum + weights[i]! * (value - center) ** 2, 0) / subjects,
  );
  const widest = width.reduce((most, value) => Math.max(most, value), 0);
  const unit = spread > 0 ? spread : widest > 0 ? widest : 1;
  const scaled = grouped({
    ...data,
    x: new Float64Array(count).fill(1),
    order: 1,
    middle: middle.map((value) => (value - center) / unit),
    width: width.map((value) => value / unit),
  });
  const objective = law === normalLaw ? withMoments(scaled) : locationScale(law, scaled);
  const reach = reachOf(ends(scaled));
  let theta = 1;
  while (objective([0, theta]).value === -Infinity && theta > 1e-300) theta /= 2;
  const exact = weights.reduce((sum, w, i) => (kind[i] === EXACT ? sum + w : sum), 0);
  return {
    objective,
    start: [0, theta],
    reach,
    offset: -exact * Math.log(unit),
    shifted: (h): Functional => ({
      placeAt: ([omega, t]) => center + (unit * omega) / t + h(unit / t)[0],
      otherAt: ([, t]) => t,
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
      placeAt: ([, t]) => Math.log(unit / t),
      otherAt: ([omega]) => omega,
      chart(place, omega) {
        const t = unit * Math.exp(-place);
        return { point: [omega, t], along: [1, 0], bend: [0, 0], across: [0, -t] };
      },
    },
  };
}

/** The outermost of what is known from both sides: a standardised value changes most at an end of the data. */
function ends(data: Observations): Observations {
  const { middle, width } = data;
  const isFirm = data.kind.some((own) => own === EXACT || own === BETWEEN);
  const rows = [...data.kind.keys()].filter(
    (i) => !isFirm || data.kind[i] === EXACT || data.kind[i] === BETWEEN,
  );
  const end = (sign: number): number =>
    rows.reduce((best, i) => (sign * middle[i]! > sign * middle[best]! ? i : best), rows[0]!);
  const kept = [end(-1), end(1)];
  const widest = rows.reduce((most, i) => Math.max(most, width[i]!), 0);
  return {
    ...data,
    kind: Uint8Array.from(kept, (i) => data.kind[i]!),
    middle: Float64Array.from(kept, (i) => middle[i]!),
    width: new Float64Array(2).fill(widest),
    count: 2,
  };
}

/** Equal entries once, their weights added. */
function grouped(data: Observations): Observations {
  const { kind, middle, width, weights, count } = data;
  const order = [...Array(count).keys()].sort(
    (i, j) => kind[i]! - kind[j]! || middle[i]! - middle[j]! || width[i]! - width[j]!,
  );
  const kept: number[] = [];
  const sums: number[] = [];
  for (const i of order) {
    const last = kept.at(-1);
    if (
      last !== undefined &&
      kind[last] === kind[i] &&
      middle[last] === middle[i] &&
      width[last] === width[i]
    )
      sums[sums.length - 1]! += weights[i]!;
    else {
      kept.push(i);
      sums.push(weights[i]!);
    }
  }
  return {
    ...data,
    kind: Uint8Array.from(kept, (i) => kind[i]!),
    middle: Float64Array.from(kept, (i) => middle[i]!),
    width: Float64Array.from(kept, (i) => width[i]!),
    weights: Float64Array.from(sums),
    x: new Float64Array(kept.length).fill(1),
    count: kept.length,
  };
}

/** The normal law needs of the exact values only their number, mean and sum of squares about it. */
function withMoments(data: Observations): Objective {
  const exact: number[] = [];
  const rest: number[] = [];
  for (let i = 0; i < data.count; i++) (data.kind[i] === EXACT ? exact : rest).push(i);
  const n = exact.reduce((sum, i) => sum + data.weights[i]!, 0);
  const mean = n === 0 ? 0 : exact.reduce((sum, i) => sum + data.weights[i]! * data.middle[i]!, 0) / n;
  const squares = exact.reduce((sum, i) => sum + data.weights[i]! * (data.middle[i]! - mean) ** 2, 0);
  const censored = locationScale(normalLaw, {
    kind: Uint8Array.from(rest, (i) => data.kind[i]!),
    middle: Float64Array.from(rest, (i) => data.middle[i]!),
    width: Float64Array.from(rest, (i) => data.width[i]!),
    weights: Float64Array.from(rest, (i) => data.weights[i]!),
    x: new Float64Array(rest.length).fill(1),
    count: rest.length,
    order: 1,
  });
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
      base.value + n * (Math.log(theta) - LOG_ROOT_TWO_PI) - 0.5 * (theta * theta * squares + n * z * z);
    return { ...base, value };
  };
}
