/** Replicates over a plate, and controls over runs. */
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { replicateScatter } from "./replicate-cv.ts";
import { acrossLevels, leveyJennings, WESTGARD_RULES, type WestgardRule } from "./westgard.ts";

describe("replicateScatter", () => {
  it("by hand: two samples of two, one of one", () => {
    const answer = replicateScatter([[9, 11], [18, 22], [5]]);
    // sds sqrt 2 and sqrt 8, both cv sqrt 2 / 10.
    expect(answer.replicated).toBe(2);
    expect(relativeError(answer.pooledSd!, Math.sqrt(5))).toBeLessThan(1e-15);
    expect(relativeError(answer.rootMeanSquareCv!, Math.SQRT2 / 10)).toBeLessThan(1e-15);
    expect(answer.samples[2]).toEqual({ n: 1, mean: 5, sd: null, cv: null, geometricCv: null });
  });

  it("has no coefficient about 0 and no geometric one below", () => {
    const { samples, meanCv } = replicateScatter([
      [-1, 1],
      [-3, -1],
    ]);
    expect(samples[0]!.cv).toBeNull();
    expect(samples[1]!.cv).toBeLessThan(0);
    expect(samples.map(({ geometricCv }) => geometricCv)).toEqual([null, null]);
    expect(meanCv).toBe(samples[1]!.cv);
  });

  it("gives nothing for single wells", () => {
    expect(replicateScatter([[1], [2]])).toMatchObject({ pooledSd: null, meanCv: null, medianCv: null });
  });

  it("refuses samples without values", () => {
    expect(() => replicateScatter([[1, Number.NaN], []])).toThrow(
      "samples[0][1]: expected a finite number, got NaN",
    );
  });
});

describe("leveyJennings", () => {
  const hits = (z: readonly number[], rule: WestgardRule): readonly number[] =>
    leveyJennings(
      z.map((value) => 100 + 5 * value),
      { mean: 100, sd: 5, runs: 20 },
    ).hits[rule];

  it.each<[WestgardRule, number[], number[]]>([
    ["1_2s", [2.2, 2, -2.2], [0, 2]],
    ["1_3s", [3.2, 3, -3.2], [0, 2]],
    ["2_2s", [2.2, 2.4, -2.4, -2.2, 2.2], [1, 3]],
    ["R_4s", [2.2, -2.2, -2.4, 2.4], [1, 3]],
    ["R_4s_range", [2.2, -2, -2.2, 1.6], [1]],
    ["2of3_2s", [2.2, 0, 2.4, -2.4, 0, 0], [2]],
    ["3_1s", [1.2, 1.4, 1.6, -1.2, -1.4], [2]],
    ["4_1s", [1.2, 1.4, 1.6, 1.8, 1], [3]],
    ["6x", [0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0, 0.2], [5]],
    ["7t", [0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.2], [6]],
  ])("%s: by hand", (rule, z, wanted) => {
    expect(hits(z, rule)).toEqual(wanted);
  });

  it("is the same upside down", () => {
    const z = [2.2, 2.4, 3.2, 1.4, 1.6, 1.2, 0.2, 0.4, -0.2, 1.2, 0.6, -2.4, 2.6];
    for (const rule of WESTGARD_RULES)
      expect(
        hits(
          z.map((value) => -value),
          rule,
        ),
      ).toEqual(hits(z, rule));
  });

  it("says that a target from few runs is uncertain, and refuses none", () => {
    expect(leveyJennings([1], { mean: 1, sd: 1, runs: 19 }).fewRuns).toBe(true);
    expect(leveyJennings([1], { mean: 1, sd: 1, runs: 20 }).fewRuns).toBe(false);
    expect(() => leveyJennings([1], { mean: 1, sd: 0, runs: 20 })).toThrow(
      "target.sd: expected a value in (0, Infinity), got 0; correct the value",
    );
  });
});

describe("acrossLevels", () => {
  it.each<[number[], string[]]>([
    [[2.2, 2.4], ["2_2s"]],
    [[2.2, -2.4], ["R_4s"]],
    [
      [2.2, 2.4, -2.2],
      ["2_2s", "R_4s"],
    ],
    [[2, -2.4], []],
  ])("%j", (z, wanted) => {
    expect(acrossLevels(z)).toEqual(wanted);
  });
});
