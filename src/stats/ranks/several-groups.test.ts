import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { dunn } from "./dunn.ts";
import { friedman } from "./friedman.ts";
import { jonckheereTerpstra } from "./jonckheere.ts";
import { kruskalWallis } from "./kruskal-wallis.ts";
import { mannWhitney } from "./mann-whitney.ts";

const group = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 8 });
const spread = (groups: number[][]): boolean => new Set(groups.flat()).size > 1;

describe("kruskalWallis", () => {
  it("hand-worked: 1 2, 3 4, 5 6", () => {
    // Rank sums 3 7 11: H = 12 / 42 * (9 + 49 + 121) / 2 - 21 = 32 / 7.
    const got = kruskalWallis([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(relativeError(got.statistic!, 32 / 7)).toBeLessThan(1e-14);
    // Chi-square with two df has the tail exp(-H / 2).
    expect(relativeError(got.pValue!, Math.exp(-16 / 7))).toBeLessThan(1e-14);
    expect(relativeError(got.epsilonSquared!, 32 / 35)).toBeLessThan(1e-14);
  });

  it("with two groups H is the square of the Mann-Whitney z", () => {
    fc.assert(
      fc.property(group, group, (x, y) => {
        fc.pre(spread([x, y]));
        const { z } = mannWhitney(x, y, { alternative: "two-sided", confidence: 0.95 });
        const { statistic } = kruskalWallis([x, y]);
        expect(Math.abs(statistic! - z! * z!)).toBeLessThanOrEqual(1e-12 * (1 + statistic!));
      }),
    );
  });

  it("the order of the groups does not matter; equal groups give exactly 0", () => {
    const groups = [[1, 5, 5], [2], [3, 9, 4, 4]];
    expect(
      relativeError(kruskalWallis(groups.toReversed()).statistic!, kruskalWallis(groups).statistic!),
    ).toBeLessThan(1e-14);
    expect(
      kruskalWallis([
        [1, 2, 3],
        [1, 2, 3],
        [1, 2, 3],
      ]),
    ).toMatchObject({ statistic: 0, pValue: 1 });
  });

  it("all tied: no statistic, and why", () => {
    expect(kruskalWallis([[2, 2], [2]])).toMatchObject({
      statistic: null,
      pValue: null,
      reason: "all values are tied: the ranks cannot differ between groups",
    });
  });

  it("refuses one group and an empty one, together", () => {
    expect(() => kruskalWallis([[1, 2, 3]])).toThrow("groups: expected at least 2 groups, got 1");
    expect(() => kruskalWallis([[], [Infinity]])).toThrow(
      "groups[0]: expected at least 1 values, got 0; collect more, or describe the data without this method\ngroups[1][0]: expected a finite number, got Infinity",
    );
  });
});

describe("dunn", () => {
  it("hand-worked: 1 2, 3 4, 5 6", () => {
    // Mean ranks 1.5 3.5 5.5; variance 42 / 12 times (1/2 + 1/2).
    const { pairs } = dunn([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(pairs.map(({ first, second }) => [first, second])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    for (const [i, gap] of [2, 4, 2].entries())
      expect(relativeError(pairs[i]!.z!, -gap / Math.sqrt(3.5))).toBeLessThan(1e-14);
    expect(pairs[1]!.bonferroni).toBe(3 * pairs[1]!.pValue!);
    expect(pairs[1]!.holm).toBe(3 * pairs[1]!.pValue!);
  });

  it("with two groups it is the Mann-Whitney z without correction", () => {
    const [x, y] = [
      [1, 4, 4, 6],
      [2, 4, 9],
    ];
    const { z } = mannWhitney(x, y, { alternative: "two-sided", confidence: 0.95 });
    expect(relativeError(dunn([x, y]).pairs[0]!.z!, z!)).toBeLessThan(1e-13);
  });

  it("all tied: pairs without numbers, and why", () => {
    const got = dunn([[2], [2, 2]]);
    expect(got.pairs).toEqual([
      { first: 0, second: 1, z: null, pValue: null, bonferroni: null, holm: null, benjaminiHochberg: null },
    ]);
    expect(got.reason).toContain("tied");
  });
});

describe("jonckheereTerpstra", () => {
  it("hand-worked: full order of 2, 2, 2 is one arrangement in 90", () => {
    const got = jonckheereTerpstra(
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      { alternative: "greater" },
    );
    expect(got).toMatchObject({ statistic: 12, mean: 6, variant: "exact" });
    expect(relativeError(got.exact!.greater, 1 / 90)).toBeLessThan(1e-14);
    expect(got.exact!.less).toBe(1);
    // (6 * 5 * 17 - 3 * 2 * 9) / 72
    expect(relativeError(got.variance, 456 / 72)).toBeLessThan(1e-14);
  });

  it("with two groups it is Mann-Whitney, ties included", () => {
    fc.assert(
      fc.property(group, group, (x, y) => {
        fc.pre(spread([x, y]));
        const trend = jonckheereTerpstra([x, y], { alternative: "greater" });
        const pair = mannWhitney(y, x, { alternative: "greater", confidence: 0.95 });
        expect(trend.statistic).toBe(pair.u);
        expect(Math.abs(trend.z! - pair.z!)).toBeLessThan(1e-12);
        if (trend.exact !== null)
          expect(relativeError(trend.exact.greater, pair.exact!.greater)).toBeLessThan(1e-12);
      }),
    );
  });

  it("reversing the groups mirrors the tails", () => {
    const groups = [
      [1.5, 8, 3],
      [2, 9],
      [4, 5, 6, 7],
    ];
    const one = jonckheereTerpstra(groups, { alternative: "greater" });
    const other = jonckheereTerpstra(groups.toReversed(), { alternative: "less" });
    expect(relativeError(one.pValue!, other.pValue!)).toBeLessThan(1e-13);
  });

  it("ties, more than 100 values, all tied", () => {
    expect(
      jonckheereTerpstra(
        [
          [1, 2],
          [2, 3],
        ],
        { alternative: "greater" },
      ).exactReason,
    ).toContain("without ties");
    const many = [
      Array.from({ length: 51 }, (_, i) => 2 * i),
      Array.from({ length: 50 }, (_, i) => 2 * i + 1),
    ];
    expect(jonckheereTerpstra(many, { alternative: "two-sided" })).toMatchObject({
      variant: "asymptotic",
      exactReason: "more than 100 values",
    });
    expect(jonckheereTerpstra([[2], [2, 2], [2]], { alternative: "less" })).toMatchObject({
      variance: 0,
      z: null,
      pValue: null,
      reason: "all values are tied: no trend can show",
    });
  });
});

describe("friedman", () => {
  it("hand-worked: three blocks", () => {
    // Rank sums 4 5 9 about 6: (4 + 1 + 9) * 12 / (3 * 3 * 4).
    const got = friedman([
      [1, 2, 3],
      [1, 2, 3],
      [2, 1, 3],
    ]);
    expect(relativeError(got.statistic!, 14 / 3)).toBeLessThan(1e-14);
    expect(relativeError(got.pValue!, Math.exp(-7 / 3))).toBeLessThan(1e-14);
    expect(relativeError(got.kendallW!, 14 / 18)).toBeLessThan(1e-14);
  });

  it("agreement in every block is W = 1; ties throughout are refused a number", () => {
    expect(
      friedman([
        [1, 2, 3],
        [4, 5, 6],
      ]).kendallW,
    ).toBe(1);
    expect(
      friedman([
        [2, 2],
        [5, 5],
      ]),
    ).toMatchObject({ statistic: null, pValue: null });
  });

  it("refuses rows of unequal length and no block", () => {
    expect(() =>
      friedman([
        [1, 2],
        [1, 2, 3],
      ]),
    ).toThrow("blocks[1]: expected 2 entries, got 3");
    expect(() => friedman([])).toThrow("blocks: expected at least 1 blocks, got 0");
  });
});

describe("answers as data", () => {
  it.each([
    [
      "kruskalWallis",
      kruskalWallis([
        [1, 2],
        [2, 4],
      ]),
    ],
    [
      "dunn",
      dunn([
        [1, 2],
        [2, 4],
      ]),
    ],
    [
      "jonckheereTerpstra",
      jonckheereTerpstra(
        [
          [1, 2],
          [2, 4],
        ],
        { alternative: "less" },
      ),
    ],
    [
      "friedman",
      friedman([
        [1, 2],
        [2, 4],
      ]),
    ],
  ])("%s survives JSON", (_, answer) => {
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  });
});
