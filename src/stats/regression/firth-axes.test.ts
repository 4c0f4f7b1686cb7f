import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { randomStream } from "../../core/random.ts";
import { type Packed, packBinary } from "./design.ts";
import { type Axis, axesOf, expansion, startOf } from "./firth-axes.ts";
import { firthTop, type FirthTop } from "./firth-top.ts";

// With weights of 1e6 the penalty is a millionth of the likelihood: the axis is that of the logistic likelihood alone.
const WEIGHT = 1e6;
const random = randomStream(11);
const rows = Array.from({ length: 40 }, () => [1, 4 * random.uniform() - 2, Number(random.uniform() < 0.3)]);
const packed = packBinary({
  names: ["(Intercept)", "x", "z"],
  rows,
  y: rows.map(([, x]) => (random.uniform() < 1 / (1 + Math.exp(0.4 - x!)) ? 0.9 : 0.2)),
  weights: rows.map((_, i) => WEIGHT * (1 + (i % 3))),
});
const top: FirthTop = firthTop(packed, [], 200)!;
const design = top.coordinates.packed;
const size = design.order;

/** Solves a small system by elimination with pivots. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const a = matrix.map((row, i) => [...row, right[i]!]);
  const n = a.length;
  for (let k = 0; k < n; k++) {
    const pivot = a
      .slice(k)
      .reduce((most, row, i) => (Math.abs(row[k]!) > Math.abs(a[most]![k]!) ? k + i : most), k);
    [a[k], a[pivot]] = [a[pivot]!, a[k]!];
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const share = a[i]![k]! / a[k]![k]!;
      for (let j = k; j <= n; j++) a[i]![j]! -= share * a[k]![j]!;
    }
  }
  return a.map((row, i) => row[n]! / row[i]!);
}

function logistic({ x, y, weights, count, order }: Packed, at: readonly number[]) {
  let value = 0;
  const gradient = at.map(() => 0);
  const information = at.map(() => at.map(() => 0));
  for (let i = 0; i < count; i++) {
    const own = Array.from({ length: order }, (_, k) => x[i * order + k]!);
    const eta = own.reduce((sum, value_, k) => sum + value_ * at[k]!, 0);
    const p = 1 / (1 + Math.exp(-eta));
    value += weights[i]! * (y[i]! * Math.log(p) + (1 - y[i]!) * Math.log1p(-p));
    for (const [k, xk] of own.entries()) {
      gradient[k]! += weights[i]! * (y[i]! - p) * xk;
      for (const [j, xj] of own.entries()) information[k]![j]! += weights[i]! * p * (1 - p) * xk * xj;
    }
  }
  return { value, gradient, information };
}

/** Maximum of the logistic likelihood with along'at held, by Newton's rule and a multiplier. */
function held(along: Float64Array, place: number): { at: number[]; value: number } {
  let at = Array.from(along, (value) => value * place);
  for (let k = 0; k < 40; k++) {
    const { gradient, information } = logistic(design, at);
    const system = [...information.map((row, i) => [...row, along[i]!]), [...along, 0]];
    const missing = place - at.reduce((sum, value, i) => sum + value * along[i]!, 0);
    const step = solve(system, [...gradient, missing]);
    at = at.map((value, i) => value + step[i]!);
  }
  return { at, value: logistic(design, at).value };
}

describe("axesOf", () => {
  const axisOf = axesOf(top);

  it.each([0, 1, 2])(
    "column %i: the expansion is that of the profile, its remainder of the next order",
    (column) => {
      const axis = axisOf(column);
      const own = Float64Array.from(axis.along);
      const { center, curvature, third, fourth } = axis;
      expect(Math.abs(own.reduce((sum, value) => sum + value * value, 0) - 1)).toBeLessThan(1e-14);
      // The coordinate times its unit is the coefficient: a linear predictor of the row that is 1 in this column alone.
      const best = held(own, center);
      const drop = (t: number): number => 2 * (best.value - held(own, center + t).value);
      const error = Math.sqrt(WEIGHT / curvature);
      // Symmetric and antisymmetric parts: curvature and fourth derivative, third derivative.
      const even = (t: number): number => (drop(t) + drop(-t)) / 2;
      const odd = (t: number): number => (drop(t) - drop(-t)) / 2;
      // Far enough out for what the penalty pulls, at its maximum and not at that of the likelihood, not to count.
      const [h, two] = [0.3 * error, 0.6 * error];
      const second = (16 * even(h) - even(two)) / (12 * h * h);
      expect(relativeError(curvature, second)).toBeLessThan(1e-5);
      expect(relativeError(third / 3, -(32 * odd(h) - odd(two)) / (24 * h ** 3))).toBeLessThan(1e-3);
      const quartic = (even(two) - 4 * even(h)) / (12 * h ** 4);
      expect(Math.abs(fourth / 12 + quartic)).toBeLessThan(
        0.03 * Math.abs(quartic) + (1e-3 * curvature) / error ** 2,
      );
      expect(relativeError(expansion(axis, h), drop(h))).toBeLessThan(1e-4);
      expect(relativeError(expansion(axis, -h), drop(-h))).toBeLessThan(1e-4);
      // The path of the other coordinates, to the third order.
      for (let k = 0; k < size; k++) {
        const away = (t: number): number => held(own, center + t).at[k]! - best.at[k]!;
        const tilt = (t: number): number => (away(t) - away(-t)) / 2;
        const bow = (t: number): number => (away(t) + away(-t)) / 2;
        const slope = (8 * tilt(h) - tilt(two)) / (6 * h);
        expect(Math.abs(axis.tangent[k]! - slope)).toBeLessThan(1e-4);
        const bend = (16 * bow(h) - bow(two)) / (6 * h * h);
        expect(Math.abs(axis.bend[k]! - bend) * error).toBeLessThan(1e-3);
        const sway = (tilt(two) - 2 * tilt(h)) / h ** 3;
        expect(Math.abs(axis.sway[k]! - sway) * error ** 2).toBeLessThan(5e-3);
      }
    },
  );

  it("wildness: the path's third term in standard errors, as the information measures it", () => {
    for (const column of [0, 1, 2]) {
      const axis = axisOf(column);
      const { sway } = axis;
      const { information } = logistic(design, [...top.point.at]);
      const square = information.reduce(
        (sum, row, i) => sum + row.reduce((part, value, j) => part + value * sway[i]! * sway[j]!, 0),
        0,
      );
      for (const place of [2000, -500])
        expect(
          relativeError(axis.wildness(place), (Math.abs(place) ** 3 / 6) * Math.sqrt(square)),
        ).toBeLessThan(1e-4);
    }
  });

  it("the coordinate times its unit is the coefficient", () => {
    // Its estimate by the logistic likelihood of the design as it stands.
    let at = [0, 0, 0];
    for (let k = 0; k < 30; k++) {
      const { gradient, information } = logistic(packed, at);
      const step = solve(information, gradient);
      at = at.map((value, i) => value + step[i]!);
    }
    for (const column of [0, 1, 2]) {
      const { center, unit } = axisOf(column);
      expect(relativeError(center * unit, at[column]!)).toBeLessThan(1e-4);
    }
  });
});

describe("startOf", () => {
  const axis = (curvature: number, third: number, fourth: number): Axis => ({
    unit: 1,
    along: new Float64Array(1),
    center: 0,
    tangent: new Float64Array(1),
    bend: new Float64Array(1),
    sway: new Float64Array(1),
    curvature,
    third,
    fourth,
    wildness: () => 0,
  });

  it("hand-worked: expansions with whole roots", () => {
    // t^2 (4 - t (3 / 3)) = 3 at 1; in the other direction t^2 (4 + t) = 5 at 1.
    expect(relativeError(startOf(axis(4, 3, 0), 3, 1, 0), 1)).toBeLessThan(1e-14);
    expect(relativeError(startOf(axis(4, 3, 0), 5, -1, 0), 1)).toBeLessThan(1e-14);
    // t^2 (4 - t (t 12 / 12)) = 3 at 1.
    expect(relativeError(startOf(axis(4, 0, 12), 3, 1, 0), 1)).toBeLessThan(1e-14);
    // A cube of 1 more of the drop: t^2 (4 + t) = 5.
    expect(relativeError(startOf(axis(4, 0, 0), 5, 1, 1), 1)).toBeLessThan(1e-14);
    // In the other direction the cube is negative.
    expect(relativeError(startOf(axis(4, 0, 0), 3, -1, 1), 1)).toBeLessThan(1e-14);
    expect(startOf(axis(4, 0, 0), 16, 1, 0)).toBe(2);
  });

  it("law: it reaches the quantile, or is the second-order place where the expansion turns back too soon", () => {
    let turned = 0;
    for (const curvature of [0.5, 1, 8])
      for (let third = -3; third <= 3; third += 0.25)
        for (let fourth = -4; fourth <= 4; fourth += 0.5)
          for (const direction of [1, -1] as const) {
            const own = axis(curvature, third * curvature, fourth * curvature);
            const got = startOf(own, 4 * curvature, direction, 0);
            const plain = 2;
            if (got === plain && (third !== 0 || fourth !== 0)) {
              turned++;
              continue;
            }
            expect(relativeError(expansion(own, direction * got), 4 * curvature)).toBeLessThan(1e-12);
            expect(got).toBeGreaterThan(0.4 * plain);
            expect(got).toBeLessThan(2.5 * plain);
          }
    expect(turned).toBeGreaterThan(300);
    expect(turned).toBeLessThan(1900);
  });
});
