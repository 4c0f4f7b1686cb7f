import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import * as noncentralChiSquare from "../../distributions/noncentral-chi-square.ts";
import { bergsmaCramersV } from "./bergsma-cramers-v.ts";
import { cramersV } from "./cramers-v.ts";
import { cramersVInterval } from "./cramers-v-interval.ts";

const at95 = { confidence: 0.95 };
const three = [
  [3, 1, 4],
  [1, 5, 9],
  [2, 6, 5],
];
const two = [
  [16, 12],
  [4, 17],
];

describe("cramersVInterval against SciPy 1.17.1 ncx2 with brentq", () => {
  it.each([
    { table: two, lower: 0.10276059718151402, upper: 0.6635654961223194 },
    { table: three, lower: 0, upper: 0.44208116497448763 },
    {
      table: [
        [10, 10],
        [11, 10],
      ],
      lower: 0,
      upper: 0.2785495367126177,
    },
    {
      table: [
        [50, 0],
        [0, 50],
      ],
      lower: 0.8040036015459946,
      upper: 1,
    },
  ])("$table", ({ table, lower, upper }) => {
    const got = cramersVInterval(table, at95);
    expect(relativeError(got.lower, lower)).toBeLessThan(1e-10);
    expect(relativeError(got.upper, upper)).toBeLessThan(1e-10);
    expect(got.v).toBeCloseTo(cramersV(table).v, 14);
    expect(got.converged).toBe(true);
  });
});

describe("cramersVInterval", () => {
  it("has limits that reproduce their own tails", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 3, maxLength: 3 }), {
          minLength: 2,
          maxLength: 4,
        }),
        fc.double({ min: 0.5, max: 0.9999, noNaN: true }),
        (table, confidence) => {
          const {
            noncentralityLimits: [low, high],
            statistic,
            df,
            lower,
            upper,
            v,
          } = cramersVInterval(table, { confidence });
          const tail = (1 - confidence) / 2;
          if (low > 0)
            expect(
              relativeError(noncentralChiSquare.sf({ df, noncentrality: low }, statistic), tail),
            ).toBeLessThan(1e-11);
          if (high > 0)
            expect(
              relativeError(noncentralChiSquare.cdf({ df, noncentrality: high }, statistic), tail),
            ).toBeLessThan(1e-11);
          expect(lower).toBeLessThanOrEqual(v);
          expect(lower).toBeLessThanOrEqual(upper);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is 0 to 0 where the table is closer to independence than chance allows", () => {
    const even = [
      [20, 20],
      [20, 20],
    ];
    expect(cramersVInterval(even, at95)).toMatchObject({
      v: 0,
      lower: 0,
      upper: 0,
      converged: true,
      iterations: 0,
    });
  });

  it("refuses an empty margin and a level of 95, and survives JSON", () => {
    expect(() =>
      cramersVInterval(
        [
          [0, 0],
          [3, 4],
        ],
        { confidence: 95 },
      ),
    ).toThrow(InputError);
    try {
      cramersVInterval(
        [
          [0, 0],
          [3, 4],
        ],
        { confidence: 95 },
      );
    } catch (problem) {
      expect((problem as InputError).issues.map((issue) => issue.code)).toEqual([
        "empty-margin",
        "out-of-range",
      ]);
    }
    const got = cramersVInterval(three, at95);
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});

describe("bergsmaCramersV", () => {
  it("has the values of the formula in exact rationals", () => {
    expect(relativeError(bergsmaCramersV(two).v, 0.35913812211416096)).toBeLessThan(1e-13);
    expect(relativeError(bergsmaCramersV(three).v, 0.13354623154397116)).toBeLessThan(1e-12);
  });

  it("is 0 below the expectation under independence and 1 for a full association", () => {
    expect(
      bergsmaCramersV([
        [10, 10],
        [11, 10],
      ]).v,
    ).toBe(0);
    expect(
      bergsmaCramersV([
        [50, 0],
        [0, 50],
      ]).v,
    ).toBeCloseTo(1, 14);
    expect(
      bergsmaCramersV([
        [5, 0, 0],
        [0, 7, 0],
        [0, 0, 9],
      ]).v,
    ).toBeCloseTo(1, 14);
  });

  it("comes near the plain V in large samples and is never above it in square tables of no perfect fit", () => {
    const large = two.map((row) => row.map((cell) => cell * 100_000));
    expect(bergsmaCramersV(large).v).toBeCloseTo(cramersV(large).v, 5);
    expect(bergsmaCramersV(two).v).toBeLessThan(cramersV(two).v);
  });

  it("refuses as many categories as subjects, and survives JSON", () => {
    expect(() =>
      bergsmaCramersV([
        [1, 0],
        [0, 1],
      ]),
    ).toThrow(/at least 3 subjects/);
    const got = bergsmaCramersV(three);
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});
