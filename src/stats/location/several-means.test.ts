import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { bartlett } from "./bartlett.ts";
import { brownForsythe } from "./brown-forsythe.ts";
import { flignerKilleen } from "./fligner-killeen.ts";
import { oneWayAnova } from "./one-way-anova.ts";
import { studentT } from "./pooled-t.ts";
import { tukey } from "./tukey.ts";
import { welchAnova } from "./welch-anova.ts";
import { welchT } from "./welch-t.ts";

const options = { alternative: "two-sided", confidence: 0.95 } as const;
const group = fc
  .array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 8 })
  .filter((x) => new Set(x).size > 1);
const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-11 * (1 + Math.abs(b));
const methods = {
  oneWayAnova,
  welchAnova,
  bartlett,
  flignerKilleen,
  brownForsythe: (groups: number[][]) => brownForsythe(groups, { centre: "median" }),
};

describe("oneWayAnova", () => {
  it("hand-worked, unequal groups: 1 3, 4, 5 7 10", () => {
    // Means 2 4 22/3 about 5: 18 + 1 + 49/3; within 2 + 0 + 38/3.
    const got = oneWayAnova([[1, 3], [4], [5, 7, 10]]);
    expect(got.between.df).toBe(2);
    expect(got.within.df).toBe(3);
    expect(relativeError(got.between.sumOfSquares, 19 + 49 / 3)).toBeLessThan(1e-14);
    expect(relativeError(got.within.sumOfSquares, 2 + 38 / 3)).toBeLessThan(1e-14);
    // With 2 and m df the tail of F is (1 + 2 F / m)^(-m / 2).
    expect(relativeError(got.pValue!, (1 + (2 * got.statistic!) / 3) ** -1.5)).toBeLessThan(1e-13);
  });

  it("data 2^40 away from 0 give the same F", () => {
    const groups = [
      [0.5, 0.75],
      [1, 1.25, 2],
      [0.25, 1.75],
    ];
    const far = groups.map((g) => g.map((v) => v + 2 ** 40));
    expect(oneWayAnova(far).statistic).toBe(oneWayAnova(groups).statistic);
  });

  it("with two groups F is the square of Student's t", () => {
    fc.assert(
      fc.property(group, group, (x, y) => {
        expect(close(oneWayAnova([x, y]).statistic!, studentT(x, y, options).statistic! ** 2)).toBe(true);
      }),
    );
  });

  it("only groups of one are refused; groups without spread have no F", () => {
    expect(() => oneWayAnova([[1], [2]])).toThrow("groups: expected at least 2 values in some group, got 1");
    expect(
      oneWayAnova([
        [1, 1],
        [2, 2],
      ]),
    ).toMatchObject({ statistic: null, pValue: null, etaSquared: 1 });
    expect(oneWayAnova([[1, 1], [1]])).toMatchObject({ statistic: null, etaSquared: null });
  });
});

describe("welchAnova", () => {
  it("with two groups it is the square of Welch's t, with its df", () => {
    fc.assert(
      fc.property(group, group, (x, y) => {
        const [all, two] = [welchAnova([x, y]), welchT(x, y, options)];
        expect(close(all.statistic!, two.statistic! ** 2)).toBe(true);
        expect(close(all.df2!, two.df!)).toBe(true);
      }),
    );
  });

  it("a group that does not vary: null and why", () => {
    expect(
      welchAnova([
        [1, 1],
        [2, 3],
      ]),
    ).toMatchObject({ statistic: null, df2: null, pValue: null });
  });
});

describe("bartlett", () => {
  it("hand-worked: variances 1 and 4 with 2 df each", () => {
    // Pooled 2.5: 4 ln 2.5 - 2 ln 1 - 2 ln 4, over 1 + (1/2 + 1/2 - 1/4) / 3.
    const got = bartlett([
      [1, 2, 3],
      [2, 4, 6],
    ]);
    expect(relativeError(got.statistic!, (4 * Math.log(2.5) - 2 * Math.log(4)) / 1.25)).toBeLessThan(1e-13);
  });

  it("equal variances give 0; a group that does not vary gives none", () => {
    expect(
      bartlett([
        [1, 2, 3],
        [5, 6, 7],
        [0, 1, 2],
      ]),
    ).toMatchObject({ statistic: 0, pValue: 1 });
    expect(
      bartlett([
        [1, 1],
        [2, 3],
      ]).statistic,
    ).toBeNull();
  });
});

describe("brownForsythe", () => {
  it("hand-worked: 1 2 3 against 2 4 6", () => {
    // Distances 1 0 1 and 2 0 2: means 2/3 and 4/3, between 2/3, within 2/3 + 8/3 on 4 df.
    expect(
      relativeError(
        brownForsythe(
          [
            [1, 2, 3],
            [2, 4, 6],
          ],
          { centre: "median" },
        ).statistic!,
        2 / 3 / (10 / 12),
      ),
    ).toBeLessThan(1e-14);
  });

  it("median and mean differ on skew groups and are named apart", () => {
    const groups = [
      [1, 2, 9],
      [1, 1, 2, 20],
    ];
    const [median, mean] = [
      brownForsythe(groups, { centre: "median" }),
      brownForsythe(groups, { centre: "mean" }),
    ];
    expect([median.method, mean.method]).toEqual(["brown-forsythe", "levene"]);
    expect(median.statistic).not.toBe(mean.statistic);
    expect(() => brownForsythe(groups, { centre: "mode" as "mean" })).toThrow(
      'centre: expected one of median, mean, got "mode"',
    );
  });
});

describe("flignerKilleen", () => {
  it("hand-worked: distances all tied within, apart between", () => {
    // Distances 1 1 and 2 2: two scores, each group wholly one of them, so x2 = n - 1 times a share of 1.
    expect(
      relativeError(
        flignerKilleen([
          [0, 2],
          [0, 4],
        ]).statistic!,
        3,
      ),
    ).toBeLessThan(1e-13);
  });

  it("all distances tied: null and why", () => {
    expect(
      flignerKilleen([
        [0, 2],
        [5, 7],
      ]),
    ).toMatchObject({ statistic: null, reason: "all distances from the medians are tied" });
  });
});

describe("tukey", () => {
  it("with two groups it is Student's t test and interval", () => {
    const [x, y] = [
      [1, 4, 2, 6],
      [3, 9, 5],
    ];
    const [pair] = tukey([x, y], { confidence: 0.95 }).pairs;
    const two = studentT(y, x, options);
    expect(relativeError(pair!.estimate, two.estimate)).toBeLessThan(1e-14);
    expect(relativeError(pair!.pValue!, two.pValue!)).toBeLessThan(1e-9);
    expect(relativeError(pair!.lower!, two.lower!)).toBeLessThan(1e-9);
    expect(relativeError(pair!.upper!, two.upper!)).toBeLessThan(1e-9);
  });

  it("no spread: pairs without limits, and why", () => {
    const got = tukey([[1, 1], [2]], { confidence: 0.95 });
    expect(got.pairs).toEqual([{ first: 0, second: 1, estimate: 1, lower: null, upper: null, pValue: null }]);
    expect(got.reason).toContain("no group varies");
  });
});

describe.each(Object.entries(methods))("%s", (_, method) => {
  it("the order of the groups does not matter, nor a shift; the answer survives JSON", () => {
    fc.assert(
      fc.property(group, group, group, (x, y, z) => {
        const one = method([x, y, z]);
        const moved = method([z, x, y].map((g) => g.map((v) => v + 128)));
        fc.pre(one.statistic !== null);
        expect(close(one.statistic, moved.statistic!)).toBe(true);
        expect(JSON.parse(JSON.stringify(one))).toEqual(one);
      }),
    );
  });

  it("refuses one group and missing values", () => {
    expect(() => method([[1, 2]])).toThrow("groups: expected at least 2 groups, got 1");
    expect(() =>
      method([
        [1, 2],
        [3, Number.NaN],
      ]),
    ).toThrow("groups[1][1]: expected a finite number, got NaN");
  });
});
