/**
 * The fast way through the profiles of a Firth fit: one set of coordinates for all coefficients, Fisher's information fresh at every point and
 * the curvature of the penalty kept from the maximum, starts from the third and fourth derivatives and from the limits already found.
 * Whatever does not settle here is `null`, and the slow and sure way of `profile.ts` takes over.
 */
import { solveCholesky } from "../../num/matrix.ts";
import { type Axis, axesOf, expansion, startOf } from "./firth-axes.ts";
import { dot, type FirthTop, LONGEST_STEP, newtonOf } from "./firth-top.ts";
import type { Point } from "./penalised-kernel.ts";
import { rootStep } from "./profile.ts";

/** What a limit teaches about the rest of its profile: the expansion of the axis leaves out the penalty's own third derivative. */
interface Lesson {
  readonly place: number;
  /** By how much the other coordinates and the penalty's pull missed their expansion there, per square of the place. */
  readonly missed: Float64Array;
  readonly bent: Float64Array;
  /** By how much twice the drop missed its expansion. */
  readonly drop: number;
}

export interface FastLimit {
  readonly value: number;
  /** |deviance of the profile - chi-square quantile| expected at the limit. */
  readonly criterion: number;
}

export interface FastProfile {
  readonly lower: FastLimit | null;
  readonly upper: FastLimit | null;
  /** The penalised log-likelihood at its maximum with the coefficient at 0. */
  readonly atZero: number | null;
}

const MOST_LIMIT_STEPS = 14;
const MOST_ZERO_STEPS = 25;
const ENOUGH = 1e-10;

/** Limits and the value at 0 of one coefficient after the other; each part `null` where it does not settle at once. */
export function fastProfiles(top: FirthTop, quantile: number): (column: number) => FastProfile {
  const { kernel, point: best, penalty, factor } = top;
  const size = best.at.length;
  const target = Math.sqrt(quantile);
  const floor = 16 * Number.EPSILON * (1 + Math.abs(best.value));
  const newton = newtonOf(size);
  const axisOf = axesOf(top);
  const b = new Float64Array(size);
  const rest = new Float64Array(size);
  const next = new Float64Array(size);
  const expected = new Float64Array(size);
  const used: Point = {
    at: new Float64Array(size),
    value: 0,
    gradient: new Float64Array(size),
    penalty: 0,
    pull: new Float64Array(size),
    information: new Float64Array(size * size),
  };
  const bent = new Float64Array(size);
  const solved = new Float64Array(size);
  const taught = [-1, 1].map(() => ({ missed: new Float64Array(size), bent: new Float64Array(size) }));
  // The share of a short step by which a Newton step missed, the largest seen at a limit, and the largest over the share expected of it.
  let left = 1;
  let seen = false;
  let worst = 1;
  const learn = (share: number, rough: number): void => {
    left = seen ? Math.max(left, share) : share;
    seen = true;
    worst = Math.max(worst, share / rough);
  };
  /** Error of the penalty's curvature, in units of the whole curvature, with a margin; the whole until some has been seen. */
  const doubtAt = (rough: number): number => Math.min(1, 2 * Math.max(worst * rough, left));
  // How far the pull between two limits was from the expected, at most, over its shape in standard errors: the fourth power of the place with zeros
  // at both limits and two at the maximum.
  let astray = 0;
  let checks = 0;

  /** `expected` = the penalty's pull at a point, from that at another and the penalty's curvature at the maximum. */
  const expect = (at: Float64Array, from: Point): Float64Array => {
    for (let k = 0; k < size; k++) {
      let sum = from.pull[k]!;
      const row = k * size;
      for (let other = 0; other < size; other++)
        sum -= penalty[row + other]! * (at[other]! - from.at[other]!);
      expected[k] = sum;
    }
    return expected;
  };
  /** The penalty expected at a point from another; `expected` is its pull. */
  const forecastAt = (at: Float64Array, from: Point): number => {
    expect(at, from);
    let forecast = from.penalty;
    for (let k = 0; k < size; k++) forecast += 0.5 * (from.pull[k]! + expected[k]!) * (at[k]! - from.at[k]!);
    return forecast;
  };
  /** `bent` = by how much the penalty's pull at a point differs from its expansion about the maximum. */
  const bendAt = (point: Point): void => {
    expect(point.at, best);
    for (let k = 0; k < size; k++) bent[k] = point.pull[k]! - expected[k]!;
  };
  /** Length of a force in standard errors. */
  const strength = (force: Float64Array): number =>
    Math.sqrt(Math.max(0, dot(force, solveCholesky(factor, size, force, solved))));
  /** Error of the penalty's curvature at a place where the pull is so much bent, in units of the whole curvature. */
  const roughness = (axis: Axis, place: number): number =>
    (2 * strength(bent)) / Math.max(Math.abs(place) * Math.sqrt(axis.curvature), 1e-9);

  /** `next` = where the profile is expected at a place. */
  const follow = (axis: Axis, place: number, lessons: readonly Lesson[]): Float64Array => {
    const shares = sharesOf(lessons, place);
    for (let k = 0; k < size; k++) {
      const curve = axis.tangent[k]! + 0.5 * place * (axis.bend[k]! + (place * axis.sway[k]!) / 3);
      let missed = 0;
      for (let i = 0; i < shares.length; i++) missed += shares[i]! * lessons[i]!.missed[k]!;
      next[k] = best.at[k]! + place * (curve + place * missed);
    }
    return next;
  };

  function limit(
    axis: Axis,
    direction: 1 | -1,
    lessons: readonly Lesson[],
  ): { found: FastLimit; lesson: Lesson } | null {
    const error = 1 / Math.sqrt(axis.curvature);
    const before = lessons[0];
    const extra = before === undefined ? 0 : before.drop / (before.place * before.place * before.place);
    let place = direction * startOf(axis, quantile, direction, extra);
    let point = kernel.evaluate(follow(axis, place, lessons), undefined, used);
    bendAt(point);
    let bentPlace = place;
    let rough = roughness(axis, place);
    let lastGain = 0;
    /** What the pull that is only expected may hide of twice the drop; 0 where it was evaluated. */
    let unseen = 0;
    for (let iterations = 1; iterations <= MOST_LIMIT_STEPS; iterations++) {
      if (point.value === -Infinity) return null;
      const step = newton(point, penalty);
      if (step === null) return null;
      solveCholesky(step.factor, size, axis.along, b);
      const curvature = 1 / dot(axis.along, b);
      const sideways = dot(axis.along, step.step);
      // The step that leaves this coefficient where it is, what it will gain, and the slope of the profile.
      for (let k = 0; k < size; k++) rest[k] = step.step[k]! - sideways * curvature * b[k]!;
      const gain = Math.max(0, dot(rest, point.gradient));
      const drop = 2 * (best.value - point.value) - gain;
      const slope = -direction * sideways * curvature;
      // The penalty's third derivative along the profile is known from its pull here.
      const own = curvature - (2 * dot(bent, axis.tangent)) / bentPlace;
      const change = rootStep(drop, slope, own, target);
      if (!(slope > 0) || !Number.isFinite(change)) return null;
      if (unseen === 0 && lastGain >= 1e-12 && lastGain < 1e-3) learn(Math.sqrt(gain / lastGain), rough);
      const doubt = doubtAt(rough);
      lastGain = unseen === 0 ? gain : 0;
      const gap = Math.abs(drop - quantile);
      const share = gap / quantile;
      const criterion =
        (doubt + Math.sqrt(gain)) * gain + 0.05 * doubt * gap * share + gap * share * share + unseen + floor;
      const moved = direction * change;
      if (gain < 1e-4 && criterion <= ENOUGH * quantile + 2 * floor) {
        const memory = taught[direction === 1 ? 1 : 0]!;
        follow(axis, place, []);
        for (let k = 0; k < size; k++) {
          memory.missed[k] = (point.at[k]! + rest[k]! - next[k]!) / (place * place);
          memory.bent[k] = bent[k]! / (bentPlace * bentPlace);
        }
        return {
          found: { value: (axis.center + place + moved) * axis.unit, criterion },
          lesson: { ...memory, place, drop: drop - expansion(axis, place) },
        };
      }
      if (Math.abs(moved) > 3 * error || gain > 4) return null;
      place += moved;
      if (!(direction * place > 0)) return null;
      for (let k = 0; k < size; k++) next[k] = point.at[k]! + rest[k]! + moved * curvature * b[k]!;
      const length = gain + (moved / error) ** 2;
      unseen = (Math.sqrt(unseen) + doubt * Math.sqrt(length)) ** 2;
      if (unseen <= 0.8 * ENOUGH * quantile) {
        const forecast = forecastAt(next, point);
        point = kernel.evaluate(next, expected, point);
        // Along the step the penalty itself tells how far its curvature was off.
        const share = (2 * Math.max(0, Math.abs(point.penalty - forecast) - floor)) / length;
        learn(share, rough);
        unseen = Math.max(unseen, 9 * share * share * length);
      } else {
        unseen = 0;
        point = kernel.evaluate(next, undefined, point);
        bendAt(point);
        bentPlace = place;
        rough = roughness(axis, place);
      }
    }
    return null;
  }

  function atZero(axis: Axis, lessons: readonly Lesson[]): number | null {
    const place = -axis.center;
    // Where the expansion misleads only this coordinate is moved.
    const wild =
      lessons.length < 2 ? Math.abs(place) * Math.sqrt(axis.curvature) > 4 : axis.wildness(place) > 1;
    if (wild) for (let k = 0; k < size; k++) next[k] = best.at[k]! + place * axis.along[k]!;
    else follow(axis, place, lessons);
    const inside = lessons.length === 2 && place > lessons[0]!.place && place < lessons[1]!.place;
    const estimate = inside ? hiddenBetween(lessons, place, strength) : 1;
    const shape = inside
      ? (place * axis.curvature) ** 2 * (place - lessons[0]!.place) * (lessons[1]!.place - place)
      : 0;
    const margin = checks > 1 ? 4 * Math.max(estimate, astray * shape) : 30 * estimate;
    let unseen = inside ? margin ** 2 : 1;
    const known =
      Math.abs(place) * Math.sqrt(axis.curvature) > 4 ||
      unseen <= 0.5 * ENOUGH * Math.min(quantile, place * place * axis.curvature);
    let point: Point;
    if (known) {
      expect(next, best);
      if (!wild) addBent(expected, lessons, place, 1);
      point = kernel.evaluate(next, expected, used);
    } else {
      unseen = 0;
      point = kernel.evaluate(next, undefined, used);
    }
    bendAt(point);
    let rough = roughness(axis, place);
    if (!known && shape > 0.3) {
      checks++;
      addBent(bent, lessons, place, -1);
      astray = Math.max(astray, strength(bent) / shape);
    }
    let value = -Infinity;
    for (let iterations = 1; iterations <= MOST_ZERO_STEPS; iterations++) {
      if (point.value === -Infinity || !(point.value >= value - 1e-9 * (1 + Math.abs(point.value))))
        return null;
      value = point.value;
      const step = newton(point, penalty);
      if (step === null) return null;
      solveCholesky(step.factor, size, axis.along, b);
      const share = dot(axis.along, step.step) / dot(axis.along, b);
      for (let k = 0; k < size; k++) rest[k] = step.step[k]! - share * b[k]!;
      const gain = Math.max(0, dot(rest, point.gradient));
      const doubt = doubtAt(rough);
      const statistic = Math.max(0, 2 * (best.value - value) - gain);
      const criterion = (doubt + Math.sqrt(gain)) * gain + unseen;
      if (gain < 1e-4 && criterion <= ENOUGH * statistic + 1e-12) return value + 0.5 * gain;
      const cut = gain < 0.01 ? 1 : Math.min(1, LONGEST_STEP / kernel.reach(rest));
      for (let k = 0; k < size; k++) next[k] = point.at[k]! + cut * rest[k]!;
      unseen = (Math.sqrt(unseen) + doubt * Math.sqrt(gain)) ** 2;
      if (unseen <= 0.5 * ENOUGH * statistic) {
        const forecast = forecastAt(next, point);
        point = kernel.evaluate(next, expected, point);
        const share = (2 * Math.max(0, Math.abs(point.penalty - forecast) - floor)) / gain;
        unseen = Math.max(unseen, 9 * share * share * gain);
      } else {
        unseen = 0;
        point = kernel.evaluate(next, undefined, point);
        bendAt(point);
        rough = roughness(axis, place);
      }
    }
    return null;
  }

  // Profiles of different coefficients miss their expansions much alike, in standard errors: the sum over the limits found so far.
  const alike = new Float64Array(size);
  const likeness = new Float64Array(size);
  let found = 0;
  /** What the first limit of a coefficient may be expected to teach: the mean of the others, without a share along this axis. */
  const likely = (axis: Axis): Lesson[] => {
    if (found === 0) return [];
    const scale = axis.curvature / found;
    const sideways = dot(axis.along, alike);
    const missed = likeness;
    for (let k = 0; k < size; k++) missed[k] = scale * (alike[k]! - sideways * axis.tangent[k]!);
    return [{ place: 1, missed, bent: missed, drop: 0 }];
  };

  return (column) => {
    const axis = axisOf(column);
    const lower = limit(axis, -1, likely(axis));
    const upper = limit(axis, 1, lower === null ? likely(axis) : [lower.lesson]);
    const lessons = [lower, upper].flatMap((limit) => (limit === null ? [] : [limit.lesson]));
    for (const { missed } of lessons) {
      found++;
      for (let k = 0; k < size; k++) alike[k]! += missed[k]! / axis.curvature;
    }
    return { lower: lower?.found ?? null, upper: upper?.found ?? null, atZero: atZero(axis, lessons) };
  };
}

/** How much each lesson counts at a place: what it taught per square of the place runs straight from one to the other. */
function sharesOf(lessons: readonly Lesson[], place: number): number[] {
  const [first, second] = lessons;
  if (first === undefined) return [];
  if (second === undefined) return [1];
  const share = (place - first.place) / (second.place - first.place);
  return [1 - share, share];
}

/** pull += sign times what the penalty's pull is bent by at a place, from the lessons. */
function addBent(pull: Float64Array, lessons: readonly Lesson[], place: number, sign: 1 | -1): void {
  const shares = sharesOf(lessons, place);
  for (const [i, { bent }] of lessons.entries())
    for (let k = 0; k < pull.length; k++) pull[k]! += sign * shares[i]! * place * place * bent[k]!;
}

/** By how much that straight line may be astray: its next term is to its slope as that is to its height. */
function hiddenBetween(
  lessons: readonly Lesson[],
  place: number,
  strength: (force: Float64Array) => number,
): number {
  const [first, second] = lessons;
  if (first === undefined || second === undefined) return 1;
  const slope = strength(first.bent.map((own, k) => second.bent[k]! - own));
  const height = Math.max(strength(first.bent), strength(second.bent));
  const x = (place - first.place) / (second.place - first.place);
  return (place * place * Math.abs(x * (1 - x)) * slope * slope) / height;
}
