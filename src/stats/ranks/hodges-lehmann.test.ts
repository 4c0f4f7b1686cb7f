import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { sorted } from "../describe/sample.ts";
import { hodgesLehmann } from "./hodges-lehmann.ts";
import { kthDifference, kthWalshAverage } from "./kth-pair.ts";
import { mannWhitney } from "./mann-whitney.ts";

const sample = fc.array(
  fc.integer({ min: -40, max: 40 }).map((v) => v / 8),
  { minLength: 1, maxLength: 12 },
);

describe("kthDifference and kthWalshAverage", () => {
  it("equal the sorted list of all pairs", () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const differences = x.flatMap((a) => y.map((b) => a - b + 0)).sort((a, b) => a - b);
        const averages = x.flatMap((a, i) => x.slice(i).map((b) => (a + b) / 2 + 0)).sort((a, b) => a - b);
        expect(differences.map((_, i) => kthDifference(sorted(x), sorted(y), i + 1))).toEqual(differences);
        expect(averages.map((_, i) => kthWalshAverage(sorted(x), i + 1))).toEqual(averages);
      }),
    );
  });
});

describe("hodgesLehmann", () => {
  it("hand-worked: 3 5 9 against 1 2", () => {
    // Differences 1 2 3 4 7 8; P(U = 0) = 1/10, so the extremes hold the shift with 80 %.
    const got = hodgesLehmann([3, 5, 9], [1, 2], { confidence: 0.8 });
    expect(got.estimate).toBe(3.5);
    expect(got.exact!.lower).toBe(1);
    expect(got.exact!.upper).toBe(8);
    expect(relativeError(got.exact!.coverage, 0.8)).toBeLessThan(1e-14);
    expect(got.warnings).toEqual([]);
  });

  it("a sample too small for the confidence gives the extremes and says what they are worth", () => {
    const got = hodgesLehmann([5.5], [1, 2, 3, 4, 7, 8, 9], { confidence: 0.95 });
    expect([got.lower, got.upper]).toEqual([-3.5, 4.5]);
    expect(relativeError(got.exact!.coverage, 0.75)).toBeLessThan(1e-14);
    expect(got.warnings).toEqual([
      "the samples are too small for the confidence asked for: the limits are the extreme differences",
    ]);
  });

  it("shifting x shifts everything by as much; swapping the groups changes the sign", () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const one = hodgesLehmann(x, y, { confidence: 0.9 });
        const moved = hodgesLehmann(
          x.map((v) => v + 16),
          y,
          { confidence: 0.9 },
        );
        const swapped = hodgesLehmann(y, x, { confidence: 0.9 });
        expect([moved.estimate, moved.lower, moved.upper]).toEqual([
          one.estimate + 16,
          one.lower! + 16,
          one.upper! + 16,
        ]);
        expect([swapped.estimate, swapped.lower, swapped.upper]).toEqual([
          0 - one.estimate,
          0 - one.upper!,
          0 - one.lower!,
        ]);
      }),
    );
  });

  it("the exact limits are where the exact test stops rejecting", () => {
    const x = [1.1, 2.3, 2.9, 4.7, 5.2, 6.8, 7.7];
    const y = [0.4, 0.9, 3.3, 3.8, 4.1, 4.9];
    const { exact } = hodgesLehmann(x, y, { confidence: 0.95 });
    const p = (shift: number): number =>
      mannWhitney(
        x.map((v) => v - shift),
        y,
        { alternative: "two-sided", confidence: 0.95 },
      ).pValue;
    expect(p(exact!.lower - 1e-6)).toBeLessThanOrEqual(0.05);
    expect(p(exact!.lower + 1e-6)).toBeGreaterThan(0.05);
    expect(p(exact!.upper - 1e-6)).toBeGreaterThan(0.05);
    expect(p(exact!.upper + 1e-6)).toBeLessThanOrEqual(0.05);
  });

  it("each group a single value, repeated", () => {
    const got = hodgesLehmann([2, 2], [5, 5, 5], { confidence: 0.95 });
    expect(got).toMatchObject({ estimate: -3, lower: -3, upper: -3, ties: true, variant: "exact" });
    // Shifted against each other the groups still differ in rank, so the variance is not 0.
    expect(got.asymptotic).toEqual({ lower: -3, upper: -3 });
  });

  it("one value each", () => {
    const got = hodgesLehmann([2], [5], { confidence: 0.95 });
    expect(got).toMatchObject({ estimate: -3, lower: -3, upper: -3 });
    expect(got.exact!.coverage).toBe(0);
  });

  it("refuses an empty sample and a confidence in percent", () => {
    expect(() => hodgesLehmann([], [1], { confidence: 95 })).toThrow(
      "x: expected at least 1 values, got 0; collect more, or describe the data without this method\nconfidence: expected a value in (0, 1), got 95; correct the value",
    );
  });

  it("survives JSON", () => {
    const got = hodgesLehmann([3, 5, 9], [1, 2], { confidence: 0.8 });
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});
