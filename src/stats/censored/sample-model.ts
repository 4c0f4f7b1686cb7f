/**
 * The log-likelihood of a sample with censored values in two coordinates, and what can be read off two coordinates: a
 * functional such as a quantile, as the coordinate of a chart whose other coordinate runs over what is left.
 */
import type { Objective } from "../regression/likelihood.ts";

export type Two = readonly [number, number];

/** The point of the model at a value of the functional and of the other chart coordinate, with derivatives. */
export interface ChartPoint {
  readonly point: Two;
  /** In the other coordinate: first and second derivative. */
  readonly along: Two;
  readonly bend: Two;
  /** In the functional. */
  readonly across: Two;
}

export interface Functional {
  readonly chart: (place: number, other: number) => ChartPoint;
  /** The functional, and the other coordinate, at a point of the model. */
  readonly placeAt: (point: Two) => number;
  readonly otherAt: (point: Two) => number;
  /**
   * Values of the other coordinate from which to look for further maxima, given one; none where the likelihood has one
   * maximum at each value of the functional.
   */
  readonly otherStarts: (other: number) => readonly number[];
}

export interface SampleModel {
  readonly objective: Objective;
  readonly start: Two;
  readonly reach: (step: Float64Array) => number;
  /** What the value lacks of the log-likelihood on the linear scale. */
  readonly offset: number;
  /** location + h(t), t being the scale (or the shape of a gamma law), h given with two derivatives. */
  readonly shifted: (h: (t: number) => readonly [number, number, number]) => Functional;
  /** The logarithm of the scale (or of the shape). */
  readonly logScale: Functional;
}
