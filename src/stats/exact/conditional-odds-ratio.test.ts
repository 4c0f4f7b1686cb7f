import { describe, expect, it } from "vitest";
import { type ConditionalStatistic, conditionalOddsRatio } from "./conditional-odds-ratio.ts";
import { relativeError } from "../../../tools/conform/compare.ts";

const probability = (value: number): { value: number; log: number } => ({ value, log: Math.log(value) });

describe("conditionalOddsRatio", () => {
  it("non-convergence: a tail that never reaches its level is said", () => {
    // Nothing depends on the odds ratio here, so no odds ratio solves any of the equations but one.
    const stuck: ConditionalStatistic = {
      isSmallest: false,
      isLargest: false,
      excess: (oddsRatio) => oddsRatio - 3,
      around: () => ({
        mass: probability(0.2),
        below: probability(0.3),
        above: probability(0.5),
        atMost: probability(0.5),
        atLeast: probability(0.7),
      }),
      atMostAsProbable: () => probability(0.6),
      start: 1,
    };
    const got = conditionalOddsRatio(stuck, { alternative: "two-sided", confidence: 0.95 });
    expect([got.converged, got.criterion]).toEqual([false, "no-sign-change"]);
    expect(got.oddsRatio).toBeCloseTo(3, 12);
    expect(got.iterations).toBeGreaterThan(0);
    // p less half of the mass; twice the smaller of 0.3 and 0.5 with half of it.
    expect(relativeError(got.midPMinimumLikelihood, 0.5)).toBeLessThan(1e-14);
    expect(relativeError(got.midPCentral, 0.8)).toBeLessThan(1e-14);
  });

  it("boundary: a statistic with one possible value says nothing", () => {
    const certain: ConditionalStatistic = {
      isSmallest: true,
      isLargest: true,
      excess: () => 0,
      around: () => ({
        mass: probability(1),
        below: probability(0),
        above: probability(0),
        atMost: probability(1),
        atLeast: probability(1),
      }),
      atMostAsProbable: () => probability(1),
      start: 1,
    };
    expect(conditionalOddsRatio(certain, { alternative: "two-sided", confidence: 0.95 })).toMatchObject({
      pValue: 1,
      midPCentral: 1,
      midPMinimumLikelihood: 0.5,
      lower: 0,
      upper: null,
      midPLower: 0,
      midPUpper: null,
      warnings: [],
      converged: true,
      iterations: 0,
      criterion: "bracket-width",
    });
  });
});
