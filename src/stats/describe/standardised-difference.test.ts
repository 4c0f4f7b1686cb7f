import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import {
  standardisedDifferenceBinary,
  standardisedDifferenceCategorical,
  standardisedDifferenceContinuous,
} from "./standardised-difference.ts";

describe("standardisedDifferenceContinuous", () => {
  it("hand-worked, unequal groups: means 2 and 4, variances 1 and 9", () => {
    const got = standardisedDifferenceContinuous([1, 2, 3], [1, 7, 4, 4, 1, 7]);
    // Second group: distances 3 3 0 0 3 3, variance 36 / 5.
    expect(relativeError(got.estimate!, -2 / Math.sqrt((1 + 7.2) / 2))).toBeLessThan(1e-14);
  });

  it("no spread in either group: null and why; one value: refused", () => {
    expect(standardisedDifferenceContinuous([2, 2], [3, 3])).toMatchObject({
      estimate: null,
      reason: "neither group varies: there is no spread to measure the difference by",
    });
    expect(() => standardisedDifferenceContinuous([2], [3, 4])).toThrow(
      "x: expected at least 2 values, got 1",
    );
  });
});

describe("standardisedDifferenceBinary", () => {
  it("hand-worked: 5 of 10 against 2 of 10", () => {
    const got = standardisedDifferenceBinary(5, 10, 2, 10);
    expect(relativeError(got.estimate!, 0.3 / Math.sqrt((0.25 + 0.16) / 2))).toBeLessThan(1e-14);
  });

  it("none against none, all against none, more than all", () => {
    expect(standardisedDifferenceBinary(0, 4, 0, 9).estimate).toBeNull();
    expect(standardisedDifferenceBinary(4, 4, 0, 9).estimate).toBeNull();
    expect(() => standardisedDifferenceBinary(5, 4, 1.5, 0)).toThrow(
      "events1: expected a value in [0, 4], got 5; correct the value\nevents2: expected a whole number >= 0, got 1.5",
    );
  });
});

describe("standardisedDifferenceCategorical", () => {
  const counts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 3, maxLength: 3 });

  it("two categories give the size of the binary one", () => {
    expect(
      relativeError(
        standardisedDifferenceCategorical([5, 5], [2, 8]).estimate!,
        standardisedDifferenceBinary(5, 10, 2, 10).estimate!,
      ),
    ).toBeLessThan(1e-14);
  });

  it("hand-worked: 2 1 1 against 1 1 2", () => {
    // Dropping the middle: differences 1/4, -1/4; covariance diag 7/32 each, off -1/8: 2 * (1/16) / (7/32 + 1/8).
    const got = standardisedDifferenceCategorical([2, 1, 1], [1, 1, 2]);
    expect(relativeError(got.estimate!, Math.sqrt((2 / 16) * (1 / (7 / 32 + 4 / 32))))).toBeLessThan(1e-14);
  });

  it("order of categories, empty ones and the side do not matter", () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const one = standardisedDifferenceCategorical(a, b).estimate!;
        const turned = standardisedDifferenceCategorical(b.toReversed().concat(0), a.toReversed().concat(0))
          .estimate!;
        expect(Math.abs(one - turned)).toBeLessThan(1e-12);
      }),
    );
  });

  it("nothing shared, one category, an empty group", () => {
    expect(standardisedDifferenceCategorical([3, 0], [0, 4])).toMatchObject({
      estimate: null,
      reason: "the groups share no category",
    });
    expect(standardisedDifferenceCategorical([3], [4])).toMatchObject({
      estimate: null,
      reason: "a single category",
    });
    expect(() => standardisedDifferenceCategorical([0, 0], [1])).toThrow(
      "counts2: expected 2 entries, got 1; give the arguments the same length\ncounts1: expected at least 1 subjects, got 0",
    );
  });

  it("survives JSON", () => {
    const got = standardisedDifferenceCategorical([2, 1, 1], [1, 1, 2]);
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});
