import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import type { Table2x2 } from "../contingency/table.ts";
import { betaBinomialTwoRisks, type BetaBinomialOptions } from "./beta-binomial-two-risks.ts";
import { type BayesFactorPrior, twoByTwoBayesFactor } from "./two-by-two-bayes-factor.ts";
import {
  type BetaShapes,
  logDifferenceAbove,
  logDifferenceDensity,
  logOddsRatioAbove,
  logRatioAbove,
} from "./two-betas.ts";

type Shapes = readonly [number, number];
const golden = JSON.parse(readFileSync("test/reference/bayes.json", "utf8")) as {
  source: string;
  exact: readonly { one: Shapes; two: Shapes; logAbove: number; logBelow: number }[];
  quadrature: readonly {
    one: Shapes;
    two: Shapes;
    kind: "difference" | "ratio" | "odds";
    at: number;
    log: number;
  }[];
  bayesFactor: readonly { table: Table2x2; prior: BayesFactorPrior; log: number }[];
};
const shapes = ([shape1, shape2]: Shapes): BetaShapes => ({ shape1, shape2 });
const uniform = { shape1: 1, shape2: 1 };
const jeffreys = { shape1: 0.5, shape2: 0.5 };
const options: BetaBinomialOptions = { prior1: uniform, prior2: uniform, confidence: 0.95, margin: 0 };

/** Of probabilities that are given by their logarithm: relative where it is tiny, else of the probability. */
const near = (got: number, want: number, tolerance: number): void => {
  if (Math.abs(want) < 1e-290) expect(Math.abs(got)).toBeLessThan(1e-14);
  else expect(Math.abs(got - want)).toBeLessThan(tolerance * Math.max(1, Math.abs(want)));
};

const codesOf = (call: () => unknown): string[] => {
  try {
    call();
  } catch (problem) {
    return (problem as InputError).issues.map((issue) => issue.code);
  }
  return [];
};

describe(`two beta posteriors against ${golden.source}`, () => {
  it.each(golden.exact)("exact: $one over $two", ({ one, two, logAbove, logBelow }) => {
    near(logDifferenceAbove(shapes(one), shapes(two), 0), logAbove, 1e-13);
    near(logDifferenceAbove(shapes(two), shapes(one), 0), logBelow, 1e-13);
  });

  it.each(golden.quadrature)("$kind of $one and $two above $at", ({ one, two, kind, at, log }) => {
    const above = { difference: logDifferenceAbove, ratio: logRatioAbove, odds: logOddsRatioAbove }[kind];
    near(above(shapes(one), shapes(two), at), log, 1e-12);
  });

  it.each(golden.bayesFactor)("Bayes factor of $table, $prior", ({ table, prior, log }) => {
    near(twoByTwoBayesFactor(table, prior).logBayesFactor10, log, 1e-12);
  });
});

describe("betaBinomialTwoRisks", () => {
  it("has the probability of a hand-worked case", () => {
    // No subject in group 2, one event of one in group 1: p1 ~ beta(2, 1), p2 uniform: P(p1 > p2) = E p1 = 2/3.
    const got = betaBinomialTwoRisks(1, 1, 0, 0, options);
    expect(relativeError(got.probabilityAbove, 2 / 3)).toBeLessThan(1e-14);
    expect(got.meanDifference).toBeCloseTo(2 / 3 - 1 / 2, 15);
    // P(p1 - p2 > d) = 1 - d + ... for two uniforms: (1 - d)^2 / 2
    const half = betaBinomialTwoRisks(0, 0, 0, 0, { ...options, margin: 0.5 });
    expect(relativeError(half.probabilityAbove, 0.125)).toBeLessThan(1e-14);
    expect(relativeError(half.probabilityBelow, 0.875)).toBeLessThan(1e-14);
  });

  it("turns over with the groups, and both probabilities add up to 1", () => {
    const counts = fc.tuple(fc.nat(40), fc.nat(40)).map(([x, rest]) => ({ x, n: x + rest }));
    fc.assert(
      fc.property(
        counts,
        counts,
        fc.double({ min: -0.9, max: 0.9, noNaN: true }),
        fc.constantFrom(uniform, jeffreys),
        (g, h, margin, prior) => {
          const one = { shape1: prior.shape1 + g.x, shape2: prior.shape2 + g.n - g.x };
          const two = { shape1: prior.shape1 + h.x, shape2: prior.shape2 + h.n - h.x };
          const above = Math.exp(logDifferenceAbove(one, two, margin));
          const below = Math.exp(logDifferenceAbove(two, one, -margin));
          expect(Math.abs(above + below - 1)).toBeLessThan(1e-12);
          // Failures instead of events: the same question from the other end.
          const flip = ({ shape1, shape2 }: BetaShapes): BetaShapes => ({ shape1: shape2, shape2: shape1 });
          near(logDifferenceAbove(flip(two), flip(one), margin), Math.log(above), 1e-12);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    { events1: 15, n1: 20, events2: 8, n2: 20, confidence: 0.95 },
    { events1: 2, n1: 300, events2: 9, n2: 280, confidence: 0.999 },
    { events1: 0, n1: 10, events2: 3, n2: 12, confidence: 0.5 },
  ])(
    "limits reproduce their tails: $events1/$n1 v $events2/$n2",
    ({ events1, n1, events2, n2, confidence }) => {
      const got = betaBinomialTwoRisks(events1, n1, events2, n2, { ...options, confidence });
      const { posterior1: one, posterior2: two } = got;
      const tail = (1 - confidence) / 2;
      for (const [interval, above] of [
        [got.difference, logDifferenceAbove],
        [got.riskRatio, logRatioAbove],
        [got.oddsRatio, logOddsRatioAbove],
      ] as const) {
        expect(relativeError(Math.exp(above(one, two, interval.upper)), tail)).toBeLessThan(1e-10);
        expect(relativeError(1 - Math.exp(above(one, two, interval.lower)), tail)).toBeLessThan(1e-10);
        expect(relativeError(Math.exp(above(one, two, interval.median)), 0.5)).toBeLessThan(1e-10);
      }
      const [low, high] = [got.highestDensityLower, got.highestDensityUpper];
      const inside =
        Math.exp(logDifferenceAbove(one, two, low)) - Math.exp(logDifferenceAbove(one, two, high));
      expect(relativeError(inside, confidence)).toBeLessThan(1e-9);
      expect(
        Math.abs(logDifferenceDensity(one, two, low) - logDifferenceDensity(one, two, high)),
      ).toBeLessThan(1e-6);
      expect(high - low).toBeLessThanOrEqual(got.difference.upper - got.difference.lower);
      expect(got.converged).toBe(true);
      expect(got.quadratureChange).toBeLessThan(1e-12);
    },
  );

  it("ends the shortest interval at -1 where the density still rises towards it", () => {
    const got = betaBinomialTwoRisks(0, 10, 10, 10, { ...options, prior1: jeffreys, prior2: jeffreys });
    expect(got.highestDensityLower).toBe(-1);
    const { posterior1: one, posterior2: two } = got;
    expect(relativeError(Math.exp(logDifferenceAbove(one, two, got.highestDensityUpper)), 0.05)).toBeLessThan(
      1e-9,
    );
    const turned = betaBinomialTwoRisks(10, 10, 0, 10, { ...options, prior1: jeffreys, prior2: jeffreys });
    expect(turned.highestDensityUpper).toBe(1);
    expect(turned.highestDensityLower).toBeCloseTo(-got.highestDensityUpper, 8);
  });

  it("keeps the logarithm of a probability that no number holds", () => {
    const got = betaBinomialTwoRisks(2, 3000, 2990, 3000, options);
    expect(got.probabilityAbove).toBe(0);
    expect(got.logProbabilityAbove).toBeLessThan(-3000);
    expect(Number.isFinite(got.logProbabilityAbove)).toBe(true);
  });

  it("refuses bad counts, priors, margins and levels, all at once", () => {
    expect(codesOf(() => betaBinomialTwoRisks(1.5, 3, 5, 4, options))).toEqual([
      "not-a-count",
      "out-of-range",
    ]);
    expect(
      codesOf(() =>
        betaBinomialTwoRisks(1, 3, 2, 4, {
          prior1: { shape1: 0, shape2: 1 },
          prior2: { shape1: 1, shape2: Number.NaN },
          confidence: 1,
          margin: 1,
        }),
      ),
    ).toEqual(["out-of-range", "out-of-range", "out-of-range", "out-of-range"]);
    expect(() => betaBinomialTwoRisks(1, 3, 2, 4, { ...options, margin: 5 })).toThrow(
      /margin: expected a value in \(-1, 1\), got 5/,
    );
  });

  it("survives JSON", () => {
    const got = betaBinomialTwoRisks(3, 9, 1, 8, options);
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});

describe("twoByTwoBayesFactor", () => {
  const table: Table2x2 = [
    [3, 1],
    [1, 3],
  ];

  it("has the factor of a hand-worked table", () => {
    // B(4,2) B(2,4) / B(5,5) = (1/20)(1/20) * 630 = 1.575
    const got = twoByTwoBayesFactor(table, { sampling: "independent-multinomial", concentration: 1 });
    expect(relativeError(got.bayesFactor10 as number, 1.575)).toBeLessThan(1e-14);
    expect(relativeError(got.bayesFactor01 as number, 1 / 1.575)).toBeLessThan(1e-14);
  });

  it("is 1 where nothing was seen, and the same for the turned table", () => {
    for (const prior of [
      { sampling: "joint-multinomial", concentration: 0.75 },
      { sampling: "independent-multinomial", concentration: 3 },
      { sampling: "independent-binomials", alternative: jeffreys, null: jeffreys },
    ] satisfies BayesFactorPrior[]) {
      const empty = twoByTwoBayesFactor(
        [
          [0, 0],
          [0, 0],
        ],
        prior,
      );
      expect(Math.abs(empty.logBayesFactor10)).toBeLessThan(1e-14);
      const turned = twoByTwoBayesFactor([table[1], table[0]], prior);
      expect(
        Math.abs(turned.logBayesFactor10 - twoByTwoBayesFactor(table, prior).logBayesFactor10),
      ).toBeLessThan(1e-13);
    }
  });

  it("gives the logarithm alone of a factor past the range of numbers", () => {
    const got = twoByTwoBayesFactor(
      [
        [9000, 10],
        [10, 9000],
      ],
      { sampling: "joint-multinomial", concentration: 1 },
    );
    expect(got.bayesFactor10).toBeNull();
    expect(got.bayesFactor01).toBe(0);
    expect(got.logBayesFactor10).toBeGreaterThan(10_000);
    expect(got.reason).toMatch(/logarithm/);
  });

  it("refuses bad cells, an improper prior and an unknown sampling", () => {
    expect(
      codesOf(() =>
        twoByTwoBayesFactor(
          [
            [1, -1],
            [2, 0.5],
          ] as unknown as Table2x2,
          {
            sampling: "joint-multinomial",
            concentration: 0.5,
          },
        ),
      ),
    ).toEqual(["not-a-count", "not-a-count", "out-of-range"]);
    expect(
      codesOf(() => twoByTwoBayesFactor(table, { sampling: "poisson" } as unknown as BayesFactorPrior)),
    ).toEqual(["not-one-of"]);
    expect(
      codesOf(() =>
        twoByTwoBayesFactor(table, {
          sampling: "independent-binomials",
          alternative: { shape1: 0, shape2: -1 },
          null: uniform,
        }),
      ),
    ).toEqual(["out-of-range", "out-of-range"]);
  });

  it("survives JSON", () => {
    const got = twoByTwoBayesFactor(table, { sampling: "joint-multinomial", concentration: 1 });
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});
