/** A sample from a gamma law in the coordinates log mean and log shape, orthogonal for exact values. */
import * as elementary from "../../core/elementary.ts";
import { digamma, trigamma } from "../../num/gamma.ts";
import { logPoissonTerm } from "../../num/incomplete-gamma.ts";
import { truncatedGamma } from "../../num/truncated-gamma.ts";
import * as gamma from "../../distributions/gamma.ts";
import type { Evaluation, Objective } from "../regression/likelihood.ts";
import { ABOVE, BELOW, BETWEEN, EXACT, type Observations, roughOutcomes } from "./location-scale.ts";
import type { Functional, SampleModel } from "./sample-model.ts";

/** Log-likelihood of the logarithms `middle` (and `middle` -/+ `width` / 2), so that it compares with the other laws. */
export function gammaSample(data: Observations): SampleModel {
  const { kind, middle, width, weights, count } = data;
  const rough = roughOutcomes(data);
  const subjects = weights.reduce((sum, w) => sum + w, 0);
  const center = rough.reduce((total, value, i) => total + weights[i]! * value, 0) / subjects;
  let n = 0;
  let sumLog = 0;
  let sum = 0;
  const limits = new Map<string, { low: number; high: number; span: number; w: number }>();
  for (let i = 0; i < count; i++) {
    const w = weights[i]!;
    const m = middle[i]! - center;
    if (kind[i] === EXACT) {
      n += w;
      sumLog += w * m;
      sum += w * elementary.exp(m);
      continue;
    }
    const low = kind[i] === BELOW ? -Infinity : kind[i] === ABOVE ? m : m - 0.5 * width[i]!;
    const high = kind[i] === ABOVE ? Infinity : kind[i] === BELOW ? m : m + 0.5 * width[i]!;
    const span = kind[i] === BETWEEN ? width[i]! : Infinity;
    const key = `${low} ${high} ${span}`;
    const known = limits.get(key);
    if (known === undefined) limits.set(key, { low, high, span, w });
    else known.w += w;
  }
  const intervals = [...limits.values()];

  const objective: Objective = (at): Evaluation => {
    const m = at[0]!;
    const shape = elementary.exp(at[1]!);
    const logRate = at[1]! - m;
    const rate = elementary.exp(logRate);
    const gradient = new Float64Array(2);
    const curvature = new Float64Array(4);
    const information = new Float64Array(4);
    const digammaShape = digamma(shape);
    const trigammaShape = trigamma(shape);
    const least = shape * shape * trigammaShape - shape;
    information[0] = subjects * shape;
    information[3] = subjects * least;
    let value = 0;
    // w subjects with these means of log(rate x) and rate x.
    const add = (w: number, log: number, y: number): void => {
      const lean = shape * (1 + log - digammaShape) - y;
      gradient[0]! += w * (y - shape);
      gradient[1]! += w * lean;
      curvature[0]! += w * y;
      curvature[1]! -= w * (y - shape);
      curvature[3]! += w * (least - lean);
    };
    if (n > 0) {
      const log = sumLog / n + logRate;
      const y = (rate * sum) / n;
      // log density of log x at the mean of log x, and what the mean of x adds.
      value +=
        n * (logPoissonTerm(shape, elementary.exp(log)) + elementary.log(shape) + elementary.exp(log) - y);
      add(n, log, y);
    }
    for (const { low, high, span, w } of intervals) {
      const t = truncatedGamma(shape, low + logRate, high + logRate, span);
      value += w * t.logMass;
      add(w, t.meanLog, t.mean);
      curvature[0]! -= w * t.variance;
      curvature[1]! -= w * (shape * t.covariance - t.variance);
      curvature[3]! -= w * (shape * shape * t.varianceLog - 2 * shape * t.covariance + t.variance);
    }
    curvature[2] = curvature[1]!;
    return {
      value: Number.isNaN(value) ? -Infinity : value,
      gradient,
      information,
      curvature: () => curvature,
    };
  };

  const spread =
    middle.reduce((total, value, i) => total + weights[i]! * (value - center) ** 2, 0) / subjects;
  const start = Math.min(20, Math.max(-3, -elementary.log(spread > 0 ? spread : 1)));
  return {
    objective,
    start: [0, start],
    // A change of the log of mean or shape by 1 / 4 counts as much as one of 2 in a standardised value.
    reach: (step) => 8 * Math.max(Math.abs(step[0]!), Math.abs(step[1] ?? 0)),
    offset: 0,
    shifted: (h): Functional => ({
      placeAt: ([m, t]) => center + m + h(elementary.exp(t))[0],
      otherAt: ([, t]) => t,
      otherStarts: (t) => [t - 4, t - 2, t + 2, t + 4],
      chart(place, t) {
        const shape = elementary.exp(t);
        const [value, first, second] = h(shape);
        return {
          point: [place - center - value, t],
          along: [-shape * first, 1],
          bend: [-shape * first - shape * shape * second, 0],
          across: [1, 0],
        };
      },
    }),
    logScale: {
      placeAt: ([, t]) => t,
      otherAt: ([m]) => m,
      otherStarts: () => [],
      chart: (place, m) => ({ point: [m, place], along: [1, 0], bend: [0, 0], across: [0, 1] }),
    },
  };
}

/** log of the quantile of a gamma law with mean 1, as a function of the shape, with two derivatives. */
export function logQuantileOfMeanOne(probability: number): (shape: number) => [number, number, number] {
  return (shape) => {
    const y = gamma.quantile({ shape, rate: 1 }, probability);
    const log = elementary.log(y);
    const isLower = probability <= 0.5;
    const tail = isLower ? probability : -(1 - probability);
    const t = isLower ? truncatedGamma(shape, -Infinity, log) : truncatedGamma(shape, log, Infinity);
    // P(shape, y) = probability: derivatives of P in the shape k and in u = log y.
    const lean = t.meanLog - digamma(shape);
    const pk = tail * lean;
    const pkk = tail * (t.varianceLog + lean * lean - trigamma(shape));
    const pu = shape * elementary.exp(logPoissonTerm(shape, y));
    const puu = pu * (shape - y);
    const pku = pu * (log - digamma(shape));
    const first = -pk / pu;
    const second = -(pkk + 2 * pku * first + puu * first * first) / pu;
    return [log - elementary.log(shape), first - 1 / shape, second + 1 / (shape * shape)];
  };
}
