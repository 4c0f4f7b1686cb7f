import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import unconditionalExact from "../../../tools/conform/adapters/unconditional_exact.ts";
import { relativeError } from "../../../tools/conform/compare.ts";
import { binomialSupremum } from "../../num/binomial-supremum.ts";
import { barnardExact } from "./barnard.ts";
import { boschlooExact } from "./boschloo.ts";
import { fisherExact } from "./fisher.ts";

interface Case {
  readonly case: string;
  readonly input: { readonly x1: number; readonly n1: number; readonly x2: number; readonly n2: number };
  readonly expected: Readonly<Record<string, number>>;
}
const golden = JSON.parse(readFileSync("test/reference/unconditional.json", "utf8")) as readonly Case[];

const alternatives = ["two-sided", "less", "greater"] as const;
const tests = [
  ...alternatives.map((alternative) => ({
    name: `boschlooExact, ${alternative}`,
    alternative,
    run: (a: number, n1: number, c: number, n2: number) =>
      boschlooExact(
        [
          [a, n1 - a],
          [c, n2 - c],
        ],
        { alternative },
      ),
  })),
  ...(["z-pooled", "z-unpooled"] as const).flatMap((statistic) =>
    alternatives.map((alternative) => ({
      name: `barnardExact, ${statistic}, ${alternative}`,
      alternative,
      run: (a: number, n1: number, c: number, n2: number) =>
        barnardExact(
          [
            [a, n1 - a],
            [c, n2 - c],
          ],
          { alternative, statistic },
        ),
    })),
  ),
];

const groups = fc
  .record({
    n1: fc.integer({ min: 1, max: 25 }),
    n2: fc.integer({ min: 1, max: 25 }),
    share1: fc.double({ min: 0, max: 1, noNaN: true }),
    share2: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ n1, n2, share1, share2 }) => [Math.round(share1 * n1), n1, Math.round(share2 * n2), n2] as const);

describe("against whole numbers and 40 digits", () => {
  it.each(golden)("golden: $case", ({ input, expected }) => {
    const got = unconditionalExact(input) as Record<string, number>;
    for (const [name, want] of Object.entries(expected))
      expect(relativeError(got[name]!, want), name).toBeLessThan(1e-10);
  });
});

describe.each(tests)("$name", ({ name, run, alternative }) => {
  it("law: same p when the outcome is turned over with the rows, and its bound is proven", () => {
    fc.assert(
      fc.property(groups, ([a, n1, c, n2]) => {
        const one = run(a, n1, c, n2);
        expect(relativeError(run(n2 - c, n2, n1 - a, n1).pValue, one.pValue)).toBeLessThan(2e-10);
        expect(one.converged).toBe(true);
        expect(one.pValue <= one.pValueBound && one.pValueBound <= one.pValue * (1 + 1.1e-10)).toBe(true);
        expect(one.pValue > 0 && one.pValue <= 1).toBe(true);
        expect(Math.abs(one.logPValue - Math.log(one.pValue))).toBeLessThan(1e-12);
      }),
      { numRuns: 40 },
    );
  });

  it("boundary: one subject each, nobody, everybody", () => {
    expect(run(0, 3, 0, 7).pValue).toBe(1);
    expect(run(3, 3, 7, 7).pValue).toBe(1);
    // 1 of 1 against 0 of 1: p q at most 1/4, both directions 1/2; against the direction, everything.
    // Both discordant tables are equally probable given one event: the two-sided Fisher p is 1.
    const both = name.startsWith("boschloo") ? 1 : 0.5;
    const want = { "two-sided": both, greater: 0.25, less: 1 }[alternative];
    expect(relativeError(run(1, 1, 0, 1).pValue, want)).toBeLessThan(1e-10);
  });

  it("law: conditional on no total does the region hold more than the p-value allows", () => {
    // Size: at every common risk, P(p-value <= 0.05) <= 0.05. All 6 x 9 tables, 9 risks.
    const [n1, n2] = [5, 8];
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
    const small: (readonly [number, number])[] = [];
    for (let a = 0; a <= n1; a++)
      for (let c = 0; c <= n2; c++) if (run(a, n1, c, n2).pValue <= 0.05) small.push([a, c]);
    expect(small.length).toBeGreaterThan(0);
    for (let i = 1; i < 10; i++) {
      const p = i / 10;
      const size = small.reduce(
        (sum, [a, c]) => sum + choose(n1, a) * choose(n2, c) * p ** (a + c) * (1 - p) ** (n1 + n2 - a - c),
        0,
      );
      expect(size).toBeLessThanOrEqual(0.05);
    }
  });

  it("refuses, all faults at once", () => {
    expect(() => run(2, 1, 0, 0)).toThrow(
      "table[0][1]: expected a whole number >= 0, got -1; give counts of subjects, not shares or percentages",
    );
    expect(() => run(1, 1, 0, 0)).toThrow(
      "table: expected row 2 with at least one subject, got 0; the comparison is undefined: drop the empty group or pool it",
    );
  });

  it("says what it did and to what", () => {
    const table = [
      [7, 5],
      [2, 9],
    ];
    expect(run(7, 12, 2, 11)).toMatchObject({
      method: name.startsWith("boschloo") ? "boschloo-exact" : "barnard-exact",
      alternative,
      n: 23,
      table,
      converged: true,
    });
  });

  it("survives JSON", () => {
    for (const got of [run(7, 12, 2, 11), run(1, 1, 0, 4)])
      expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});

describe("hand-worked", () => {
  it("2 of 2 against 0 of 2: p^2 q^2 at most 1/16, twice that two-sided", () => {
    const table = [
      [2, 0],
      [0, 2],
    ] as const;
    for (const statistic of ["z-pooled", "z-unpooled"] as const) {
      const greater = barnardExact(table, { statistic, alternative: "greater" });
      expect(relativeError(greater.pValue, 1 / 16)).toBeLessThan(1e-10);
      expect(greater.commonRisk).toBeCloseTo(0.5, 5);
      expect(
        relativeError(barnardExact(table, { statistic, alternative: "two-sided" }).pValue, 1 / 8),
      ).toBeLessThan(1e-10);
    }
    expect(barnardExact(table, { statistic: "z-unpooled", alternative: "greater" })).toMatchObject({
      z: null,
      zReason: "infinite: all of one group had the event, nobody of the other",
    });
    expect(
      relativeError(barnardExact(table, { statistic: "z-pooled", alternative: "less" }).z!, 2),
    ).toBeLessThan(1e-15);
  });

  it("z of 7/12 against 2/11, pooled and unpooled", () => {
    const table = [
      [7, 5],
      [2, 9],
    ] as const;
    const gap = 7 / 12 - 2 / 11;
    const pooled = barnardExact(table, { statistic: "z-pooled", alternative: "greater" });
    const unpooled = barnardExact(table, { statistic: "z-unpooled", alternative: "greater" });
    expect(relativeError(pooled.z!, gap / Math.sqrt((9 / 23) * (14 / 23) * (1 / 12 + 1 / 11)))).toBeLessThan(
      1e-14,
    );
    expect(relativeError(unpooled.z!, gap / Math.sqrt(35 / 12 ** 3 + 18 / 11 ** 3))).toBeLessThan(1e-14);
  });
});

describe("boschlooExact", () => {
  it("law: never above Fisher's p-value", () => {
    fc.assert(
      fc.property(groups, fc.constantFrom(...alternatives), ([a, n1, c, n2], alternative) => {
        const table = [
          [a, n1 - a],
          [c, n2 - c],
        ] as const;
        const { pValue, fisherPValue } = boschlooExact(table, { alternative });
        expect(pValue).toBeLessThanOrEqual(fisherPValue * (1 + 1e-9));
        if (a + c > 0 && a + c < n1 + n2)
          expect(
            relativeError(fisherPValue, fisherExact(table, { alternative, confidence: 0.95 }).pValue),
          ).toBeLessThan(1e-13);
      }),
      { numRuns: 60 },
    );
  });

  it("keeps the logarithm where the p-value is too small for a double", () => {
    // Only the table itself: C(1200, 600) conditional, times the largest chance of that total.
    const got = boschlooExact(
      [
        [600, 0],
        [0, 600],
      ],
      { alternative: "greater" },
    );
    expect(got.pValue).toBe(0);
    expect(relativeError(got.logPValue, 1200 * Math.log(0.5))).toBeLessThan(1e-12);
  });

  it.each([400, 420])(
    "two-sided, %i in each group wholly apart: both such tables, 2^(1 - 2n) (both ways of adding up)",
    (n) => {
      const got = boschlooExact(
        [
          [n, 0],
          [0, n],
        ],
        { alternative: "two-sided" },
      );
      expect(relativeError(got.logPValue, (1 - 2 * n) * Math.LN2)).toBeLessThan(1e-12);
    },
  );

  it("refuses an unknown alternative", () => {
    const table = [
      [1, 2],
      [3, 4],
    ] as const;
    expect(() => boschlooExact(table, { alternative: "both" as "less" })).toThrow(
      'alternative: expected one of two-sided, less, greater, got "both"; choose one of them',
    );
    expect(() => barnardExact(table, { alternative: "less", statistic: "wald" as "z-pooled" })).toThrow(
      'statistic: expected one of z-pooled, z-unpooled, got "wald"; choose one of them',
    );
  });
});

describe("binomialSupremum", () => {
  const options = { relativeTolerance: 1e-11, maximumEvaluations: 1e5 };

  it("finds a peak wherever it stands: n^n, the mode of a single count", () => {
    for (const n of [2, 17, 400, 5000])
      for (const s of [0, 1, 2, Math.floor(n / 2), n - 1, n]) {
        const weights = new Float64Array(n + 1);
        weights[s] = 1;
        const { value, converged } = binomialSupremum(weights, options);
        let log = 0;
        for (let i = 0; i < s; i++) log += Math.log((n - i) / (s - i)) + Math.log(s / n);
        const want = Math.exp(log + (s === n ? 0 : (n - s) * Math.log1p(-s / n)));
        expect(relativeError(value, want)).toBeLessThan(1e-10);
        expect(converged).toBe(true);
      }
  });

  it("takes the higher of two far peaks that differ by 1e-9", () => {
    const weights = new Float64Array(1001);
    weights[100] = 1;
    weights[900] = 1 + 1e-9;
    expect(binomialSupremum(weights, options).probability).toBeCloseTo(0.9, 3);
    weights[100] = 1 + 2e-9;
    expect(binomialSupremum(weights, options).probability).toBeCloseTo(0.1, 3);
  });

  it("curvature: -b''/b of every count stays below 4.35 n in the angle", () => {
    for (const [s, t] of [
      [1, 1],
      [1, 1e7],
      [3, 40],
      [500, 500],
      [2, 1e6],
    ] as const) {
      // Largest over the angle: both squared terms at their geometric mean.
      const largest = 2 * (s + t) + 8 * s * t * (1 - Math.sqrt((1 - 1 / (2 * s)) * (1 - 1 / (2 * t))));
      expect(largest).toBeLessThan(4.35 * (s + t));
    }
  });

  it("non-convergence: says so, and the bound still holds", () => {
    const got = binomialSupremum(Float64Array.from([0, 1, 0, 0, 0.2, 0, 0.999]), {
      ...options,
      maximumEvaluations: 12,
    });
    expect([got.converged, got.criterion]).toEqual([false, "evaluation-limit"]);
    expect(got.bound).toBeGreaterThanOrEqual(
      binomialSupremum(Float64Array.from([0, 1, 0, 0, 0.2, 0, 0.999]), options).value,
    );
  });
});
