import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { bootstrapInterval, bootstrapJob, type BootstrapOptions } from "./bootstrap.ts";
import { type BootstrapKind, bootstrapLimits } from "./bootstrap-limits.ts";
import { accelerationOf } from "./jackknife.ts";
import { meanStatistic, medianStatistic, type Statistic } from "./statistic.ts";

interface Limits {
  readonly resamples: number;
  readonly skew: number;
  readonly confidence: number;
  readonly estimate: number;
  readonly acceleration: number;
  readonly percentile: readonly [number, number];
  readonly basic: readonly [number, number];
  readonly bca: readonly [number, number];
}
const reference = JSON.parse(
  readFileSync(new URL("../../../test/reference/bootstrap.json", import.meta.url), "utf8"),
) as { readonly source: string; readonly cases: readonly Limits[] };

const kinds = ["percentile", "basic", "bca"] as const satisfies readonly BootstrapKind[];
const options: BootstrapOptions<number> = {
  statistic: meanStatistic,
  kind: "percentile",
  confidence: 0.9,
  resamples: 999,
  seed: 1,
  strata: null,
};
const data = [3.1, 4.4, 5, 6.7, 8.8, 9.1, 12, 30];

describe(`limits of given replicates against ${reference.source}`, () => {
  it("finds the cases", () => {
    expect(reference.cases.length).toBeGreaterThan(90);
  });

  it.each(reference.cases)("$resamples replicates, $confidence, acceleration $acceleration", (want) => {
    const replicates = Float64Array.from(
      { length: want.resamples },
      (_, i) => 10 + (((7919 * (i + 1)) % 10007) / 10007) ** want.skew * 5,
    ).sort();
    for (const kind of kinds) {
      const got = bootstrapLimits(replicates, kind, want.estimate, want.confidence, want.acceleration);
      expect(relativeError(got.lower ?? Number.NaN, want[kind][0])).toBeLessThan(1e-12);
      expect(relativeError(got.upper ?? Number.NaN, want[kind][1])).toBeLessThan(1e-12);
    }
  });
});

describe("limits by hand", () => {
  const nineteen = Float64Array.from({ length: 19 }, (_, i) => i + 1);
  it("90 % of 19 replicates ends at the first and the last; more is not answered", () => {
    expect(bootstrapLimits(nineteen, "percentile", 8, 0.9, 0)).toMatchObject({ lower: 1, upper: 19 });
    expect(bootstrapLimits(nineteen, "basic", 8, 0.9, 0)).toMatchObject({ lower: -3, upper: 15 });
    expect(bootstrapLimits(nineteen, "percentile", 8, 0.95, 0)).toEqual({
      lower: null,
      upper: null,
      reason: "a limit lies beyond the outermost of 19 replicates: ask for more resamples",
      biasCorrection: null,
    });
  });

  it("BCa without bias and acceleration is the percentile interval", () => {
    // 9 below 10 and 10 itself half: share 1/2, z0 = 0.
    const bca = bootstrapLimits(nineteen, "bca", 10, 0.8, 0);
    const percentile = bootstrapLimits(nineteen, "percentile", 10, 0.8, 0);
    expect(bca).toMatchObject({ biasCorrection: 0, lower: 2, upper: 18 });
    expect(percentile).toMatchObject({ lower: 2, upper: 18 });
  });

  it("BCa has no bias correction when all replicates lie on one side, and no limits when too skewed", () => {
    expect(bootstrapLimits(nineteen, "bca", 0, 0.8, 0)).toMatchObject({
      lower: null,
      reason: "all replicates lie on one side of the estimate: BCa has no bias correction",
    });
    expect(bootstrapLimits(nineteen, "bca", 10, 0.8, 2).reason).toBe(
      "the acceleration 2 is too large for BCa at this confidence",
    );
  });

  it("acceleration of a mean is its skewness over 6 root n", () => {
    // 0, 0, 3: deviations from the mean 1 are -1, -1, 2: cubes 6, squares 6; 6 / (6 x 6^1.5).
    const got = accelerationOf([[0, 0, 3]], meanStatistic);
    expect(relativeError(got.acceleration!, 6 ** -1.5)).toBeLessThan(1e-14);
  });

  it("acceleration of a difference of means adds the strata by their sizes", () => {
    // Influence over size: 0, 0, 3 as above over 3: cubes 6 / 27, squares 6 / 9; 1, 5 with minus sign: +-2 over 2: cubes 0, squares 2.
    const difference: Statistic<[readonly { g: number; v: number }[]]> = {
      name: "difference",
      of: (rows) => {
        const mean = (g: number): number => meanStatistic.of(rows.filter((r) => r.g === g).map((r) => r.v));
        return mean(0) - mean(1);
      },
    };
    const rows = (g: number, list: readonly number[]) => list.map((v) => ({ g, v }));
    const got = accelerationOf([rows(0, [0, 0, 3]), rows(1, [1, 5])], difference);
    expect(relativeError(got.acceleration!, 6 / 27 / (6 * (6 / 9 + 2) ** 1.5))).toBeLessThan(1e-14);
  });
});

describe("bootstrapInterval", () => {
  it("law: the standard error of a mean is that of theory, the limits hold the estimate", () => {
    for (const kind of kinds) {
      const got = bootstrapInterval(data, { ...options, kind, resamples: 20_000 });
      const mean = meanStatistic.of(data);
      const theory = Math.sqrt(data.reduce((sum, v) => sum + (v - mean) ** 2, 0)) / data.length;
      expect(got.estimate).toBe(mean);
      // The standard deviation of 20,000 replicates has a relative error of 0.5 % or a little more.
      expect(relativeError(got.standardError!, theory)).toBeLessThan(0.03);
      expect(got.lower!).toBeLessThan(mean);
      expect(got.upper!).toBeGreaterThan(mean);
      expect(JSON.parse(JSON.stringify(got))).toEqual(got);
    }
  });

  it("law: shares of the 27 resamples of three rows", () => {
    // Means of resamples of 0, 0, 3: 3 k / 3 with k ~ Bin(3, 1/3); P(k = 0) = 8/27, P(k <= 1) = 20/27.
    const job = bootstrapJob([0, 0, 3], { ...options, resamples: 27_000 });
    const counts = [0, 0, 0, 0];
    for (const block of job.blocks)
      for (const value of job.run(block).replicates) counts[Math.round(value)]!++;
    for (const [k, share] of [8 / 27, 12 / 27, 6 / 27, 1 / 27].entries())
      expect(Math.abs(counts[k]! - 27_000 * share)).toBeLessThan(5 * Math.sqrt(27_000 * share * (1 - share)));
  });

  it("law: shifting and scaling the rows shifts and scales the limits", () => {
    for (const kind of kinds) {
      const got = bootstrapInterval(data, { ...options, kind });
      const moved = bootstrapInterval(
        data.map((v) => 2 * v + 64),
        { ...options, kind },
      );
      expect(relativeError(moved.lower!, 2 * got.lower! + 64)).toBeLessThan(1e-13);
      expect(relativeError(moved.upper!, 2 * got.upper! + 64)).toBeLessThan(1e-13);
    }
  });

  it("law: counts are the same as repeated rows", () => {
    for (const kind of kinds)
      expect(bootstrapInterval([1, 5, 7, 9], { ...options, kind, counts: [3, 1, 0, 2] })).toEqual(
        bootstrapInterval([1, 1, 1, 5, 9, 9], { ...options, kind }),
      );
  });

  it("law: strata keep their sizes in every resample", () => {
    const sizes: Statistic<[readonly string[]]> = {
      name: "share of a",
      of: (rows) => rows.filter((row) => row === "a").length / rows.length,
    };
    const got = bootstrapInterval(["a", "b", "b", "a", "b"], {
      ...options,
      statistic: sizes,
      strata: ["a", "b", "b", "a", "b"],
    });
    expect(got).toMatchObject({ estimate: 0.4, lower: 0.4, upper: 0.4, standardError: 0, strata: 2, n: 5 });
  });

  it("law: parts in any order give the same bytes", () => {
    const make = () => bootstrapJob(data, { ...options, kind: "bca", resamples: 1300 });
    const job = make();
    const parts = job.blocks.map((block) => make().run(block)).toReversed();
    expect(job.blocks.length).toBe(3);
    expect(JSON.stringify(job.combine(parts))).toBe(
      JSON.stringify(bootstrapInterval(data, { ...options, kind: "bca", resamples: 1300 })),
    );
  });

  it("missing: a statistic undefined in some resamples gives no limits, and how many", () => {
    const ratio: Statistic<[readonly number[]]> = {
      name: "odds",
      of: (rows) => rows.filter((v) => v === 1).length / rows.filter((v) => v === 0).length,
    };
    const got = bootstrapInterval([0, 1, 1], { ...options, statistic: ratio, resamples: 27_000 });
    // No 0 in a resample: (2/3)^3 of them.
    expect(Math.abs(got.undefinedResamples - 8000)).toBeLessThan(5 * Math.sqrt(8000 * (19 / 27)));
    expect(got).toMatchObject({
      lower: null,
      upper: null,
      standardError: null,
      estimate: 2,
      reason: `odds is undefined in ${got.undefinedResamples} of 27000 resamples`,
    });
    expect(bootstrapInterval([1, 1, 1], { ...options, statistic: ratio })).toMatchObject({
      estimate: null,
      reason: "odds is undefined in the data",
      undefinedResamples: 999,
    });
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });

  it("boundary: rows that are all alike; a row whose absence leaves nothing defined", () => {
    expect(bootstrapInterval([2, 2, 2], options)).toMatchObject({ lower: 2, upper: 2, standardError: 0 });
    expect(bootstrapInterval([2, 2, 2], { ...options, kind: "bca" })).toMatchObject({
      lower: null,
      acceleration: null,
      reason: "mean does not change when a row is left out",
    });
    const needsTwo: Statistic<[readonly number[]]> = {
      name: "needs four",
      of: (rows) => (rows.length < 4 ? Number.NaN : medianStatistic.of(rows)),
    };
    expect(bootstrapInterval([1, 2, 3, 4], { ...options, kind: "bca", statistic: needsTwo }).reason).toBe(
      "needs four is undefined when one row is left out, for 4 of 4 rows",
    );
  });

  it("refusals: every fault at once", () => {
    const run = (): unknown =>
      bootstrapInterval([1], {
        statistic: { name: "", of: () => 1 },
        kind: "normal" as "bca",
        confidence: 95,
        resamples: 0.5,
        seed: -2,
        strata: ["a", "b"],
      });
    for (const text of [
      "rows: expected at least 2 rows, got 1",
      "strata: expected 1 entries, got 2",
      "kind: expected one of percentile, basic, bca",
      "statistic: expected one of { name, of }",
      "confidence: expected a value in (0, 1), got 95",
      "resamples: expected a value in whole numbers >= 1, got 0.5",
      "seed: expected a value in whole numbers >= 0, got -2",
    ])
      expect(run).toThrow(text);
    expect(() => bootstrapInterval([1, 2], { ...options, counts: [1.5, 2] })).toThrow("counts[0]");
    expect(() => bootstrapInterval([1, 2], { ...options, counts: [1, 2, 3] })).toThrow(
      "counts: expected 2 entries, got 3",
    );
  });
});
