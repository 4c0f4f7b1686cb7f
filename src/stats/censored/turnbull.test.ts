import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { asIntervals, type IntervalSample } from "./censored-sample.ts";
import { leftKaplanMeier } from "./left-kaplan-meier.ts";
import { turnbull } from "./turnbull.ts";

const open = { ends: "open", probabilities: [0.25, 0.5, 0.75] } as const;
const ends = fc.constantFrom("open" as const, "left-open" as const);
const intervals = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 5 })), {
    minLength: 1,
    maxLength: 15,
  })
  .map(
    (rows): IntervalSample => ({
      lower: rows.map(([low]) => low),
      upper: rows.map(([low, width]) => low + width),
    }),
  );

describe("turnbull", () => {
  it("hand-worked: (0, 2), (1, 3), (3, 4)", () => {
    // Mass fits in (1, 2), shared by two, and in (3, 4): shares 2/3 and 1/3.
    const got = turnbull({ lower: [0, 1, 3], upper: [2, 3, 4] }, open);
    expect(got.places.map(({ lower, upper }) => [lower, upper])).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(got).toMatchObject({
      method: "turnbull",
      variant: "open",
      n: 3,
      converged: true,
      criterion: "Kuhn-Tucker gap of the log-likelihood at most 1e-11 per subject (1e-14 n beyond 1000)",
    });
    expect(relativeError(got.places[0]!.cumulative, 2 / 3)).toBeLessThan(1e-14);
    expect(relativeError(got.places[1]!.cumulative, 1)).toBeLessThan(1e-14);
    expect(relativeError(got.places[0]!.probability, 2 / 3)).toBeLessThan(1e-14);
    expect(relativeError(got.logLikelihood, 2 * Math.log(2 / 3) + Math.log(1 / 3))).toBeLessThan(1e-14);
    expect(got.quantiles).toEqual([
      { probability: 0.25, lower: 1, upper: 2 },
      { probability: 0.5, lower: 1, upper: 2 },
      { probability: 0.75, lower: 3, upper: 4 },
    ]);
  });

  it("hand-worked: an end that is shared belongs to an interval or not, as stated", () => {
    // The point 2 lies in (1, 2] but not in (1, 2).
    const sample = { lower: [1, 2], upper: [2, 2] };
    expect(turnbull(sample, { ends: "left-open", probabilities: [] }).places).toEqual([
      { lower: 2, upper: 2, probability: 1, cumulative: 1 },
    ]);
    expect(turnbull(sample, { ends: "open", probabilities: [] }).places.map((p) => p.probability)).toEqual([
      0.5, 0.5,
    ]);
  });

  it("with non-detects only it is Kaplan-Meier", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.boolean()), { minLength: 1, maxLength: 20 }),
        (rows) => {
          const sample = { values: rows.map(([v]) => v), nondetect: rows.map(([, f]) => f) };
          const got = turnbull(asIntervals(sample, -Infinity), open);
          for (const step of leftKaplanMeier(sample, { confidence: 0.95, scale: "plain", probabilities: [] })
            .steps) {
            const place = got.places.find(({ lower, upper }) => lower === step.value && upper === step.value);
            expect(Math.abs(place!.cumulative - step.atOrBelow)).toBeLessThan(1e-7);
          }
        },
      ),
    );
  });

  it("of current status data it is their isotonic regression", () => {
    // Each subject is seen once, at c: had it happened? F(c_k) = max over i <= k of min over j >= k of mean(y_i .. y_j).
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), (happened) => {
        const got = turnbull(
          {
            lower: happened.map((yes, c) => (yes ? 0 : c + 1)),
            upper: happened.map((yes, c) => (yes ? c + 1 : Infinity)),
          },
          open,
        );
        const mean = (i: number, j: number): number =>
          happened.slice(i, j + 1).filter(Boolean).length / (j + 1 - i);
        const range = (from: number, to: number): number[] =>
          Array.from({ length: to - from }, (_, k) => from + k);
        for (const k of happened.keys()) {
          const want = Math.max(
            ...range(0, k + 1).map((i) => Math.min(...range(k, happened.length).map((j) => mean(i, j)))),
          );
          const below = got.places.filter(({ upper }) => upper !== null && upper <= k + 1);
          expect(Math.abs((below.at(-1)?.cumulative ?? 0) - want)).toBeLessThan(1e-6);
        }
      }),
    );
  });

  it("no mass anywhere else does better: Kuhn-Tucker, looked at point by point", () => {
    fc.assert(
      fc.property(intervals, ends, ({ lower, upper }, rule) => {
        const got = turnbull({ lower, upper }, { ends: rule, probabilities: [] });
        expect(got.converged).toBe(true);
        expect(got.gap).toBeLessThanOrEqual(1e-11 * got.n);
        expect(Math.abs(got.places.reduce((sum, place) => sum + place.probability, 0) - 1)).toBeLessThan(
          1e-9,
        );
        const holds = (i: number, t: number): boolean =>
          lower[i] === upper[i]
            ? t === lower[i]
            : lower[i]! < t && (t < upper[i]! || (t === upper[i] && rule === "left-open"));
        const masses = lower.map((_, i) =>
          got.places.reduce(
            (sum, place) => sum + (holds(i, (place.lower! + place.upper!) / 2) ? place.probability : 0),
            0,
          ),
        );
        expect(
          Math.abs(masses.reduce((sum, mass) => sum + Math.log(mass), 0) - got.logLikelihood),
        ).toBeLessThan(1e-8);
        for (let t = 0; t <= 18; t += 0.5) {
          const derivative = masses.reduce((sum, mass, i) => sum + (holds(i, t) ? 1 / mass : 0), 0);
          expect(derivative).toBeLessThan(got.n * (1 + 1e-6));
        }
        expect(JSON.parse(JSON.stringify(got))).toEqual(got);
      }),
    );
  });

  it("counts are repeated rows; the order of the rows does not matter", () => {
    fc.assert(
      fc.property(intervals, fc.integer({ min: 1, max: 3 }), (sample, copies) => {
        const counted = turnbull({ ...sample, counts: sample.lower.map(() => copies) }, open);
        const repeat = (list: readonly number[]): number[] =>
          Array.from({ length: copies }, () => list)
            .flat()
            .toReversed();
        expect(turnbull({ lower: repeat(sample.lower), upper: repeat(sample.upper) }, open)).toEqual(counted);
      }),
    );
  });

  it("all non-detects: all mass below the lowest limit, without an end", () => {
    expect(turnbull({ lower: [-Infinity, -Infinity], upper: [3, 5] }, open)).toMatchObject({
      places: [{ lower: null, upper: 3, probability: 1 }],
      quantiles: [{ lower: null, upper: 3 }, {}, {}],
      logLikelihood: 0,
    });
  });

  it("a share that a step meets exactly is reached by it; the end above may be missing", () => {
    // Four points: steps at 1/4, 1/2, 3/4 and 1.
    const points = turnbull({ lower: [1, 2, 3, 4], upper: [1, 2, 3, 4] }, open);
    expect(points.quantiles.map(({ lower }) => lower)).toEqual([1, 2, 3]);
    expect(turnbull({ lower: [5, 6], upper: [Infinity, Infinity] }, open)).toMatchObject({
      places: [{ lower: 6, upper: null, probability: 1, cumulative: 1 }],
      quantiles: [{ lower: 6, upper: null }, {}, {}],
    });
    // Most: the last place holds what is left, however near to 1 the share.
    expect(
      turnbull(
        { lower: [1, 2], upper: [1, 2], counts: [1, 3] },
        { ends: "open", probabilities: [1e-9, 0.25, 0.26, 1 - 1e-12] },
      ).quantiles.map(({ lower }) => lower),
    ).toEqual([1, 1, 2, 2]);
  });

  it("one subject", () => {
    expect(turnbull({ lower: [2], upper: [2] }, open).places).toEqual([
      { lower: 2, upper: 2, probability: 1, cumulative: 1 },
    ]);
  });

  it("says when it was stopped too early", () => {
    const sample = { lower: [0, 1, 2, 0, 3, 4, 1], upper: [3, 4, 5, 2, 6, 7, 6] };
    const got = turnbull(sample, { ...open, maximumIterations: 0 });
    expect(got).toMatchObject({
      converged: false,
      iterations: 0,
      criterion: "Kuhn-Tucker gap of the log-likelihood at most 1e-11 per subject (1e-14 n beyond 1000)",
    });
    const best = turnbull(sample, open);
    expect(best.converged).toBe(true);
    // The gap is a promise about what more iterations can bring.
    expect(best.logLikelihood - got.logLikelihood).toBeGreaterThan(0);
    expect(best.logLikelihood - got.logLikelihood).toBeLessThanOrEqual(got.gap);
  });

  it("refuses ends out of order, entries that say nothing, options out of range", () => {
    expect(() =>
      turnbull(
        { lower: [2, -Infinity, Number.NaN], upper: [1, Infinity, 3] },
        { ends: "closed" as "open", probabilities: [1], maximumIterations: -1 },
      ),
    ).toThrow(
      [
        "sample.upper[0]: expected a value in [2, Infinity], got 1; correct the value",
        "sample.upper[1]: expected a finite number, got Infinity; leave out missing values before calling, and say how many",
        "sample.lower[2]: expected a value in [-Infinity, Infinity), got NaN; correct the value",
        'ends: expected one of open, left-open, got "closed"; choose one of them',
        "probabilities[0]: expected a value in (0, 1), got 1; correct the value",
        "maximumIterations: expected a value in whole numbers >= 0, got -1; correct the value",
      ].join("\n"),
    );
    expect(() => turnbull({ lower: [], upper: [] }, open)).toThrow(
      "sample: expected at least 1 values, got 0",
    );
    for (const [probability, isFine] of [
      [0, false],
      [0.5, true],
      [Number.NaN, false],
    ] as const) {
      const call = (): unknown =>
        turnbull({ lower: [1], upper: [1] }, { ends: "left-open", probabilities: [probability] });
      if (isFine) expect(call).not.toThrow();
      else expect(call).toThrow("probabilities[0]: expected a value in (0, 1)");
    }
    expect(() => turnbull({ lower: [1], upper: [1] }, { ...open, maximumIterations: 1.5 })).toThrow(
      "maximumIterations: expected a value in whole numbers >= 0, got 1.5",
    );
    expect(() => turnbull({ lower: [1, 2], upper: [1], counts: [1, -1, 2] }, open)).toThrow(
      [
        "sample.upper: expected 2 entries, got 1; give the arguments the same length",
        "sample.counts: expected 2 entries, got 3; give the arguments the same length",
        "sample.counts[1]: expected a whole number >= 0, got -1; give counts of subjects, not shares or percentages",
      ].join("\n"),
    );
  });
});
