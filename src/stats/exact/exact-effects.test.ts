import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { restrictedVariance } from "../two-by-two/score-risk-difference.ts";
import { exactOddsRatio } from "./exact-odds-ratio.ts";
import { exactRiskDifference } from "./exact-risk-difference.ts";
import { exactRiskRatio } from "./exact-risk-ratio.ts";
import { exceeds } from "./nuisance-search.ts";
import { differenceScore, type EffectScale, type Inversion, INVERSIONS } from "./unconditional-limits.ts";

interface Case {
  readonly x1: number;
  readonly n1: number;
  readonly x2: number;
  readonly n2: number;
  readonly scale: EffectScale;
  readonly inversion: Inversion;
  readonly confidence: number;
  readonly lower: number;
  readonly upper: number | null;
}
const { cases } = JSON.parse(readFileSync("test/reference/unconditional-limits.json", "utf8")) as {
  readonly cases: readonly Case[];
};

const methods = {
  "risk-difference": exactRiskDifference,
  "risk-ratio": exactRiskRatio,
  "odds-ratio": exactOddsRatio,
};
const effects: Readonly<Record<EffectScale, (p1: number, p2: number) => number>> = {
  "risk-difference": (p1, p2) => p1 - p2,
  "risk-ratio": (p1, p2) => p1 / p2,
  "odds-ratio": (p1, p2) => (p1 * (1 - p2)) / (p2 * (1 - p1)),
};
const each = (Object.keys(methods) as EffectScale[]).flatMap((scale) =>
  INVERSIONS.map((inversion) => ({ scale, inversion, method: methods[scale] })),
);

it.each(cases)("golden: $x1/$n1 v $x2/$n2, $scale, $inversion", (want) => {
  const { x1, n1, x2, n2, scale, inversion, confidence, lower, upper } = want;
  const got = methods[scale](x1, n1, x2, n2, { confidence, inversion });
  // The grids hold statistics for equal within 1e-8, which moves a limit that is a tie by some of that.
  expect(Math.abs(got.lower - lower) / Math.max(1, lower)).toBeLessThan(1e-7);
  if (upper === null) expect(got.upper).toBeNull();
  else expect(Math.abs(got.upper! - upper) / Math.max(1, upper)).toBeLessThan(1e-7);
  expect(got.converged).toBe(true);
});

describe.each(each)("$scale, $inversion", ({ scale, inversion, method }) => {
  const options = { confidence: 0.9, inversion };

  it("law: coverage is never below the stated one (all tables of 4 v 3, 81 pairs of risks)", () => {
    const [n1, n2] = [4, 3];
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
    const all = Array.from({ length: n1 + 1 }, (_, a) =>
      Array.from({ length: n2 + 1 }, (__, c) => method(a, n1, c, n2, options)),
    );
    for (let i = 1; i < 10; i++)
      for (let j = 1; j < 10; j++) {
        const [p1, p2] = [i / 10, j / 10];
        const truth = effects[scale](p1, p2);
        let covered = 0;
        for (const [a, row] of all.entries())
          for (const [c, { lower, upper }] of row.entries())
            if (lower <= truth + 1e-9 && (upper === null || truth <= upper + 1e-9))
              covered +=
                choose(n1, a) *
                p1 ** a *
                (1 - p1) ** (n1 - a) *
                choose(n2, c) *
                p2 ** c *
                (1 - p2) ** (n2 - c);
        expect(covered).toBeGreaterThan(0.9 - 1e-12);
      }
  });

  const groups = fc
    .record({
      n1: fc.integer({ min: 1, max: 12 }),
      n2: fc.integer({ min: 1, max: 12 }),
      share1: fc.double({ min: 0, max: 1, noNaN: true }),
      share2: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ n1, n2, share1, share2 }) => [Math.round(share1 * n1), n1, Math.round(share2 * n2), n2] as const);

  it("law: turns over with the groups, holds the estimate, grows with the confidence", () => {
    fc.assert(
      fc.property(groups, ([a, n1, c, n2]) => {
        const one = method(a, n1, c, n2, options);
        const other = method(c, n2, a, n1, options);
        if (scale === "risk-difference") expect(other.upper).toBe(-one.lower);
        else if (one.lower === 0) expect(other.upper).toBeNull();
        else expect(relativeError(other.upper!, 1 / one.lower)).toBeLessThan(1e-14);
        expect(one.converged).toBe(true);
        if (one.estimate !== null) {
          expect(one.lower).toBeLessThanOrEqual(one.estimate + 1e-9);
          expect(one.upper ?? Infinity).toBeGreaterThanOrEqual(one.estimate - 1e-9);
        }
        const wide = method(a, n1, c, n2, { ...options, confidence: 0.99 });
        expect(wide.lower).toBeLessThanOrEqual(one.lower + 1e-9);
        if (inversion === "agresti-min" && wide.upper !== null)
          expect(wide.upper).toBeGreaterThanOrEqual(one.upper! - 1e-9);
      }),
      { numRuns: 12 },
    );
  });

  it("boundary: nobody, everybody, zero cells; survives JSON", () => {
    for (const [a, c] of [
      [0, 0],
      [3, 5],
      [0, 5],
      [3, 0],
    ] as const) {
      const got = method(a, 3, c, 5, options);
      expect(JSON.parse(JSON.stringify(got))).toEqual(got);
      expect(got.converged).toBe(true);
    }
    const open = method(3, 3, 0, 5, options);
    expect(open.lower > (scale === "risk-difference" ? 0 : 1)).toBe(true);
    expect(open.upper).toBe(scale === "risk-difference" ? 1 : null);
  });

  it("refuses, all faults at once", () => {
    expect(() => method(3, 2, 1, 0, { confidence: 95, inversion: "wald" as Inversion })).toThrow(
      [
        "events1: expected a value in [0, 2], got 3; correct the value",
        "n2: expected at least 1 subjects, got 0; collect more, or describe the data without this method",
        "confidence: expected a value in (0, 1), got 95; correct the value",
        'inversion: expected one of chan-zhang, agresti-min, got "wald"; choose one of them',
      ].join("\n"),
    );
  });
});

describe("hand-worked: 1 of 1 against 0 of 1, the most extreme table, probability p1 (1 - p2)", () => {
  const options = { confidence: 0.95, inversion: "chan-zhang" } as const;
  const root = Math.sqrt(0.025);

  it("difference: largest at p2 = (1 - d)/2, where it is ((1 + d)/2)^2", () => {
    const got = exactRiskDifference(1, 1, 0, 1, options);
    expect(Math.abs(got.lower - (2 * root - 1))).toBeLessThan(2e-10);
    expect(got.upper).toBe(1);
  });

  it("ratio of risks: largest at p2 = 1/2, where it is a quarter of the ratio", () => {
    const got = exactRiskRatio(1, 1, 0, 1, options);
    expect(relativeError(got.lower, 0.1)).toBeLessThan(2e-10);
    expect([got.upper, got.limitsReason]).toEqual([null, "no bound above: a cell is 0"]);
  });

  it("ratio of odds: largest at odds 1/sqrt(ratio), where it is (s / (1 + s))^2 with s = sqrt(ratio)", () => {
    const got = exactOddsRatio(1, 1, 0, 1, options);
    expect(relativeError(got.lower, (root / (1 - root)) ** 2)).toBeLessThan(2e-10);
  });
});

describe("differenceScore", () => {
  it("agrees with the kernel of the score intervals", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: -0.98, max: 0.98, noNaN: true }),
        (n1, n2, share1, share2, difference) => {
          const groups = { events1: Math.round(share1 * n1), n1, events2: Math.round(share2 * n2), n2 };
          const excess = groups.events1 / n1 - groups.events2 / n2 - difference;
          if (Math.abs(excess) < 1e-6 || Math.abs(difference) < 1e-12) return;
          const want = excess / Math.sqrt(restrictedVariance(groups, difference));
          expect(relativeError(differenceScore(groups, difference), want)).toBeLessThan(1e-9);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("exceeds", () => {
  // The table (1, 0) of one subject each at equal risks: p (1 - p), at most 1/4.
  const problem = {
    sides: [
      {
        staircase: { n1: 1, n2: 1, limits: Int32Array.from([-1, 0]) },
        risk1: (risk2: number) => risk2,
        flipped: false,
      },
    ],
    low: 0,
    high: 1,
    shape: "logit",
  } as const;

  it("decides on either side of the supremum", () => {
    expect(exceeds(problem, 0.25 - 1e-12, 20_000)).toBe("above");
    expect(exceeds(problem, 0.25 + 1e-12, 20_000)).toBe("not-above");
    expect(exceeds({ ...problem, shape: 1 }, 0.25 + 1e-12, 20_000)).toBe("not-above");
  });

  it("non-convergence: says that it could not decide", () => {
    expect(exceeds(problem, 0.25 + 1e-12, 3)).toBe("undecided");
  });

  it("is not misled by a narrow peak at the edge", () => {
    // No event of 200 000 in group 2, one or more of 200 000 in group 1, at a fixed ratio: the peak lies at risks of 1e-5.
    const n = 200_000;
    const narrow = {
      sides: [
        {
          staircase: {
            n1: n,
            n2: n,
            limits: Int32Array.from({ length: n + 1 }, (_, x1) => (x1 === 0 ? -1 : 0)),
          },
          risk1: (risk2: number) => Math.min(1, 2 * risk2),
          flipped: false,
        },
      ],
      low: 0,
      high: 0.5,
      shape: 2,
    } as const;
    // sup of exp(-l) (1 - exp(-2 l)): 2/(3 sqrt 3).
    const top = 2 / (3 * Math.sqrt(3));
    expect(exceeds(narrow, top * (1 - 1e-4), 20_000)).toBe("above");
    expect(exceeds(narrow, top * (1 + 1e-4), 20_000)).toBe("not-above");
  });
});
