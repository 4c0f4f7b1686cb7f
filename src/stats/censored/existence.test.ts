import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asBinary, overlapOfCensored, pinnedByExact, scaleVanishes } from "./existence.ts";
import { ABOVE, BELOW, BETWEEN, EXACT, type Observations } from "./location-scale.ts";
import { packOutcomes } from "./outcome.ts";
import { oneSample } from "./sample-fit.ts";

interface Row {
  readonly kind: number;
  readonly middle: number;
  readonly width?: number;
  readonly weight?: number;
  readonly x: readonly number[];
}
const observations = (rows: readonly Row[]): Observations => ({
  kind: Uint8Array.from(rows, ({ kind }) => kind),
  middle: Float64Array.from(rows, ({ middle }) => middle),
  width: Float64Array.from(rows, ({ width }) => width ?? 0),
  weights: Float64Array.from(rows, ({ weight }) => weight ?? 1),
  x: Float64Array.from(rows.flatMap(({ x }) => x)),
  count: rows.length,
  order: rows[0]!.x.length,
});
const exact = (middle: number, ...x: number[]): Row => ({ kind: EXACT, middle, x });
const below = (middle: number, ...x: number[]): Row => ({ kind: BELOW, middle, x });
const above = (middle: number, ...x: number[]): Row => ({ kind: ABOVE, middle, x });
const between = (low: number, high: number, ...x: number[]): Row => ({
  kind: BETWEEN,
  middle: (low + high) / 2,
  width: high - low,
  x,
});

describe("pinnedByExact", () => {
  const pinned = (rows: readonly Row[]): boolean => pinnedByExact(observations(rows));

  it("one intercept: two different values, whatever the limits", () => {
    expect(pinned([exact(3, 1), exact(4, 1)])).toBe(true);
    expect(pinned([exact(3, 1), exact(3, 1), exact(4, 1)])).toBe(true);
    expect(pinned([exact(3, 1), exact(3, 1)])).toBe(false);
    expect(pinned([exact(3, 1), below(1, 1), above(5, 1)])).toBe(false);
    expect(pinned([below(1, 1), exact(3, 1), exact(3, 1), between(4, 5, 1)])).toBe(false);
    expect(pinned([below(1, 1), above(5, 1), exact(3, 1), exact(4, 1)])).toBe(true);
    expect(pinned([below(1, 1), above(2, 1)])).toBe(false);
  });

  it("one column that is no intercept: values off a line through 0", () => {
    expect(pinned([exact(2, 1), exact(4, 2)])).toBe(false);
    expect(pinned([exact(2, 1), exact(5, 2)])).toBe(true);
    // Equal values at different x do not lie on such a line.
    expect(pinned([exact(3, 1), exact(3, 2)])).toBe(true);
    expect(pinned([exact(3, 0), exact(4, 0), below(1, 2)])).toBe(false);
    // A constant other than 1 makes values that differ miss it.
    expect(pinned([exact(3, 2), exact(4, 2)])).toBe(true);
    expect(pinned([exact(3, 2), exact(3, 2)])).toBe(false);
  });

  it("a line: three values off it, at two places at least", () => {
    expect(pinned([exact(1, 1, 0), exact(2, 1, 1)])).toBe(false);
    expect(pinned([exact(1, 1, 0), exact(2, 1, 1), exact(3, 1, 2)])).toBe(false);
    expect(pinned([exact(1, 1, 0), exact(2, 1, 1), exact(3.5, 1, 2)])).toBe(true);
    // All at one place: the slope is free.
    expect(pinned([exact(1, 1, 1), exact(2, 1, 1), exact(3.5, 1, 1), below(0, 1, 3)])).toBe(false);
    // Only exact rows count, wherever they stand.
    expect(pinned([below(9, 1, 5), exact(1, 1, 0), exact(2, 1, 1), above(0, 1, 7), exact(3.5, 1, 2)])).toBe(
      true,
    );
    expect(pinned([exact(1, 1, 0), exact(2, 1, 1), below(3.5, 1, 2)])).toBe(false);
  });

  it("off the line by rounding is on it", () => {
    const by = (error: number): boolean => pinned([exact(1, 1, 0), exact(2, 1, 1), exact(3 + error, 1, 2)]);
    expect(by(1e-9)).toBe(false);
    expect(by(1e-5)).toBe(true);
  });
});

describe("asBinary", () => {
  it("below is no event, above an event, known from both sides half of each", () => {
    const data = observations([exact(1, 1, 4), below(2, 1, 5), above(3, 1, 6), between(4, 5, 1, 7)]);
    const { x, y, weights, count, order } = asBinary(data);
    expect([...y]).toEqual([0.5, 0, 1, 0.5]);
    expect([x, weights, count, order]).toEqual([data.x, data.weights, 4, 2]);
  });

  it("a column wholly below its limits is infinite, what is mixed is not", () => {
    const data = observations([
      exact(1, 1, 0),
      below(2, 1, 0),
      above(0, 1, 0),
      below(2, 1, 1),
      below(1, 1, 1),
    ]);
    expect(overlapOfCensored(data)).toMatchObject({
      kind: "quasi-complete",
      rows: [0, 1, 2],
      finite: [0],
      infinite: [{ column: 1, direction: -1 }],
    });
  });
});

describe("scaleVanishes", () => {
  const ends = ({ kind, middle, width = 0 }: Row): readonly [number, number] =>
    kind === BELOW
      ? [-Infinity, middle]
      : kind === ABOVE
        ? [middle, Infinity]
        : [middle - width / 2, middle + width / 2];
  /**
   * Least gap by which some line a + b x misses an interval, negative where one passes through all with room to spare:
   * by Fourier and Motzkin, eliminating a and then b.
   */
  const isMet = (rows: readonly Row[], isLine: boolean): boolean => {
    let [least, most] = [-Infinity, Infinity];
    for (const p of rows)
      for (const q of rows) {
        // low of p <= a + b x_p and a + b x_q <= high of q.
        const [low, high] = [ends(p)[0], ends(q)[1]];
        const run = isLine ? q.x[1]! - p.x[1]! : 0;
        if (run === 0) {
          if (low > high) return false;
        } else if (run > 0) most = Math.min(most, (high - low) / run);
        else least = Math.max(least, (low - high) / -run);
      }
    return least <= most;
  };
  const loosened =
    (by: number) =>
    (row: Row): Row =>
      row.kind === EXACT
        ? row
        : row.kind === BETWEEN
          ? { ...row, width: row.width! + 2 * by }
          : { ...row, middle: row.middle + (row.kind === BELOW ? by : -by) };
  const rowOf = (isLine: boolean): fc.Arbitrary<Row> =>
    fc
      .record({
        kind: fc.constantFrom(EXACT, BELOW, ABOVE, BETWEEN),
        middle: fc.integer({ min: 0, max: 8 }),
        width: fc.integer({ min: 1, max: 5 }),
        weight: fc.integer({ min: 1, max: 9 }),
        x: fc.integer({ min: 0, max: 5 }),
      })
      .map(({ kind, middle, width, weight, x }) => ({
        kind,
        middle,
        width: kind === BETWEEN ? width : 0,
        weight,
        x: isLine ? [1, x] : [1],
      }));

  it.each([false, true])("law: exactly where one line (%s) meets every value and limit", (isLine) => {
    fc.assert(
      fc.property(
        fc.array(rowOf(isLine), { minLength: 2, maxLength: isLine ? 6 : 4 }),
        fc.constantFrom(0, 1000, -3e5),
        fc.constantFrom(1, 1e-6, 1e6),
        (rows, offset, unit) => {
          if (isLine && new Set(rows.map(({ x }) => x[1])).size < 2) return;
          const want = isMet(rows, isLine);
          // Far from zero a limit that only touches does so but for rounding of the numbers themselves.
          if (offset !== 0 && [-1e-3, 1e-3].some((by) => isMet(rows.map(loosened(by)), isLine) !== want))
            return;
          const moved = rows.map((row) => ({
            ...row,
            middle: unit * (row.middle + offset),
            width: unit * row.width!,
          }));
          expect(scaleVanishes(observations(moved))).toBe(want);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("a gap of rounding is none, one beyond it is", () => {
    const line = (error: number): boolean =>
      scaleVanishes(observations([exact(0.1, 1, 0), exact(0.2, 1, 1), exact(0.3 + error, 1, 2)]));
    expect(line(0)).toBe(true);
    expect(line(3e-17)).toBe(true);
    expect(line(1e-6)).toBe(false);
    const flat = (width: number): boolean =>
      scaleVanishes(observations([exact(1, 1), between(1 + width, 1 + 3 * width, 1)]));
    expect(flat(1e-3)).toBe(false);
    expect(flat(0.5)).toBe(false);
  });
});

const lying = (limit: number): [number, number] => [-Infinity, limit];
const beyond = (limit: number): [number, number] => [limit, Infinity];

const sample = (entries: readonly (readonly [number, number])[]): ReturnType<typeof oneSample> =>
  oneSample(packOutcomes({ lower: entries.map((e) => e[0]), upper: entries.map((e) => e[1]) }, false));

describe("scaleVanishes far from zero", () => {
  // Half a unit decides, so the part of the outcomes that the columns explain must be taken out before any gap is called rounding.
  it.each([0, 1e6, 1e12])(
    "limits a half apart contradict each other, or leave room, wherever they lie: %d",
    (offset) => {
      const limits = (low: number, high: number): ReturnType<typeof sample> =>
        sample([beyond(offset + low), lying(offset + high), beyond(offset - 3)]);
      expect(scaleVanishes(limits(1, 1.5))).toBe(true);
      expect(scaleVanishes(limits(1.5, 1))).toBe(false);
    },
  );

  it.each([1, 1e12])("so it is along a line of slope %d", (slope) => {
    const on = (low: number, high: number): ReturnType<typeof sample> => {
      const { x: _, ...rest } = sample([
        beyond(0),
        lying(0),
        beyond(slope + low),
        lying(slope + high),
        [0, 0],
      ]);
      return { ...rest, x: Float64Array.of(1, 0, 1, 0, 1, 1, 1, 1, 1, 0), order: 2 };
    };
    expect(scaleVanishes(on(1, 1.5))).toBe(true);
    expect(scaleVanishes(on(1.5, 1))).toBe(false);
  });
});
