import { describe, expect, it } from "vitest";
import { randomStream } from "../../core/random.ts";
import { tailSum } from "./fisher-freeman-halton-kernel.ts";
import { limitsOfP } from "../resampling/monte-carlo.ts";
import { fisherFreemanHaltonMonteCarlo, TIE_SLACK } from "./fisher-freeman-halton-monte-carlo.ts";
import { tiltedHits } from "./fisher-freeman-halton-tilted.ts";

describe("fisherFreemanHaltonMonteCarlo", () => {
  it.each([
    {
      table: [
        [3, 0, 2],
        [0, 4, 1],
      ],
    },
    {
      table: [
        [3, 1, 2],
        [0, 5, 1],
        [4, 0, 6],
      ],
    },
    {
      table: [
        [30, 20, 25],
        [22, 31, 20],
      ],
    },
  ])("law: the limits hold the exact p of $table", ({ table }) => {
    const { tail } = tailSum(table, TIE_SLACK, 1e9);
    const got = fisherFreemanHaltonMonteCarlo(table, { draws: 20000, seed: 3 });
    expect(got.lower).toBeLessThan(Math.exp(tail!.logLower));
    expect(got.upper).toBeGreaterThan(Math.exp(tail!.logUpper));
    expect(got.pValue).toBe((1 + got.hits) / 20001);
    expect(got).toMatchObject({
      method: "fisher-freeman-halton",
      variant: "monte-carlo",
      draws: 20000,
      seed: 3,
      confidence: 0.99,
      n: table.flat().reduce((sum, x) => sum + x, 0),
      table,
    });
    expect(fisherFreemanHaltonMonteCarlo(table, { draws: 20000, seed: 3 })).toEqual(got);
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });

  it.each([1, 999, 1000, 1001, 2500])("boundary: %i draws, counted in parts", (draws) => {
    // Two tables, of 1 and 1 way: each as probable as the other, so every draw is a hit.
    const table = [
      [1, 0],
      [0, 1],
    ];
    const got = fisherFreemanHaltonMonteCarlo(table, { draws, seed: 1 });
    expect([got.hits, got.draws, got.pValue]).toEqual([draws, draws, 1]);
  });

  it("refusal: a bad cell and an empty column", () => {
    const run = (table: number[][]) => (): unknown =>
      fisherFreemanHaltonMonteCarlo(table, { draws: 10, seed: 1 });
    expect(
      run([
        [1, 2],
        [3, -4],
      ]),
    ).toThrow("table[1][1]: expected a whole number >= 0, got -4");
    expect(
      run([
        [1, 0],
        [3, 0],
      ]),
    ).toThrow("the test is undefined");
  });

  it("refusal: every bad option", () => {
    const run = (): unknown =>
      fisherFreemanHaltonMonteCarlo(
        [
          [1, 2],
          [3, 4],
        ],
        { draws: 0, seed: 1.5 },
      );
    expect(run).toThrow("draws: expected a value in whole numbers >= 1, got 0");
    expect(run).toThrow("seed: expected a value in whole numbers >= 0, got 1.5");
  });
});

describe("tiltedHits", () => {
  it.each([
    {
      table: [
        [4, 12, 5],
        [15, 5, 3],
        [6, 5, 14],
      ],
    },
    {
      table: [
        [40, 10, 5, 2, 3],
        [3, 12, 15, 20, 22],
      ],
    },
    {
      table: [
        [20, 2, 3, 1],
        [4, 22, 5, 1],
        [2, 5, 24, 9],
      ],
    },
  ])("law: 99 % limits hold the exact p of $table", ({ table }) => {
    const exact = tailSum(table, TIE_SLACK, 1e10).tail!.logLower;
    const got = tiltedHits(table, TIE_SLACK, randomStream(4))!;
    const { lower, upper } = limitsOfP(got.hits, got.draws);
    expect(got.hits).toBeGreaterThan(50);
    expect(got.hits).toBeLessThan(got.draws);
    expect(got.draws).toBe(400_000);
    expect(Math.log(lower) + got.logScale).toBeLessThan(exact);
    expect(Math.log(upper) + got.logScale).toBeGreaterThan(exact);
  });

  it("boundary: margins of which the sums over the columns take too long", () => {
    const table = Array.from({ length: 5 }, (_, i) =>
      Array.from({ length: 5 }, (__, j) => (i === j ? 30 : 5)),
    );
    expect(tiltedHits(table, TIE_SLACK, randomStream(1))).toBeNull();
  });

  it("boundary: plain simulation serves a table near the middle", () => {
    expect(
      tiltedHits(
        [
          [5, 6, 5],
          [6, 5, 6],
        ],
        TIE_SLACK,
        randomStream(1),
      ),
    ).toBeNull();
  });
});
