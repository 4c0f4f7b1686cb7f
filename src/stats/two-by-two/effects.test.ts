import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import { twoSidedZ } from "../proportions/interval.ts";
import { agrestiCaffoRiskDifference } from "./agresti-caffo-risk-difference.ts";
import { haldaneOddsRatio } from "./haldane-odds-ratio.ts";
import { katzRiskRatio } from "./katz-risk-ratio.ts";
import { koopmanRiskRatio } from "./koopman-risk-ratio.ts";
import { mcNemar } from "./mcnemar.ts";
import { meeRiskDifference } from "./mee-risk-difference.ts";
import { miettinenNurminenOddsRatio } from "./miettinen-nurminen-odds-ratio.ts";
import { miettinenNurminenRiskDifference } from "./miettinen-nurminen-risk-difference.ts";
import { miettinenNurminenRiskRatio } from "./miettinen-nurminen-risk-ratio.ts";
import { newcombeRiskDifference } from "./newcombe-risk-difference.ts";
import { scoreOddsRatio } from "./score-odds-ratio.ts";
import { oddsRatioScore, riskRatioScore } from "./score-ratio.ts";
import { restrictedVariance } from "./score-risk-difference.ts";
import { waldRiskDifference } from "./wald-risk-difference.ts";
import { woolfOddsRatio } from "./woolf-odds-ratio.ts";

const named = <F extends { name: string }>(methods: readonly F[]) =>
  methods.map((method) => ({ name: method.name, method }));
const differences = named([
  newcombeRiskDifference,
  miettinenNurminenRiskDifference,
  meeRiskDifference,
  waldRiskDifference,
  agrestiCaffoRiskDifference,
]);
const riskRatios = named([katzRiskRatio, koopmanRiskRatio, miettinenNurminenRiskRatio]);
const oddsRatios = named([woolfOddsRatio, haldaneOddsRatio, scoreOddsRatio, miettinenNurminenOddsRatio]);

const groups = fc
  .record({
    n1: fc.constantFrom(1, 2, 9, 125, 1_000_000),
    n2: fc.constantFrom(1, 3, 17, 137, 1_000_000),
    share1: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
    share2: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
    confidence: fc.constantFrom(0.5, 0.9, 0.95, 0.9999),
  })
  .map(({ n1, n2, share1, share2, confidence }) => ({
    events1: Math.round(share1 * n1),
    n1,
    events2: Math.round(share2 * n2),
    n2,
    confidence,
  }));

describe.each(differences)("$name", ({ method }) => {
  it("turns over with the groups and with the outcome", () => {
    fc.assert(
      fc.property(groups, ({ events1, n1, events2, n2, confidence }) => {
        const one = method(events1, n1, events2, n2, { confidence });
        const swapped = method(events2, n2, events1, n1, { confidence });
        const others = method(n1 - events1, n1, n2 - events2, n2, { confidence });
        for (const other of [swapped, others]) {
          expect(Math.abs(other.lower + one.upper)).toBeLessThan(1e-12);
          expect(Math.abs(other.upper + one.lower)).toBeLessThan(1e-12);
        }
        expect(one.lower <= one.estimate + 1e-15 || method === agrestiCaffoRiskDifference).toBe(true);
        if ("converged" in one) expect(one.converged).toBe(true);
      }),
    );
  });
});

describe.each([...riskRatios, ...oddsRatios])("$name", ({ method }) => {
  it("turns into its inverse with the groups", () => {
    fc.assert(
      fc.property(groups, ({ events1, n1, events2, n2, confidence }) => {
        const one = method(events1, n1, events2, n2, { confidence });
        const other = method(events2, n2, events1, n1, { confidence });
        if (one.lower === null) expect([one.upper, other.lower, other.upper]).toEqual([null, null, null]);
        else if (one.upper === null) expect(other.lower).toBe(0);
        else expect(relativeError(other.lower!, 1 / one.upper)).toBeLessThan(1e-11);
        if ("converged" in one) expect(one.converged).toBe(true);
        for (const value of [one.estimate, one.lower, one.upper])
          expect(value === null || Number.isFinite(value)).toBe(true);
        expect(one.estimate === null).toBe(one.estimateReason !== null);
      }),
    );
  });
});

describe.each([...differences, ...riskRatios, ...oddsRatios])("$name", ({ method }) => {
  it("refuses bad groups, all faults at once", () => {
    const codes = (...[a, b, c, d, confidence]: [number, number, number, number, number]): string[] => {
      try {
        method(a, b, c, d, { confidence });
      } catch (problem) {
        if (problem instanceof InputError) return problem.issues.map((issue) => issue.code);
      }
      return [];
    };
    expect(codes(0, 0, 1, 2, 0.95)).toEqual(["too-few"]);
    expect(codes(3, 2, 1.5, 2, 1)).toEqual(["out-of-range", "not-a-count", "out-of-range"]);
  });

  it("survives JSON", () => {
    for (const input of [
      [0, 5, 5, 5],
      [59, 125, 17, 137],
    ] as const) {
      const [events1, n1, events2, n2] = input;
      const got = method(events1, n1, events2, n2, { confidence: 0.95 });
      expect(JSON.parse(JSON.stringify(got))).toEqual(got);
    }
  });
});

describe("score limits are where the score test is just rejected", () => {
  const inner = groups.filter(({ n1, n2 }) => n1 < 1000 && n2 < 1000);

  it("of a risk difference", () => {
    fc.assert(
      fc.property(inner, ({ confidence, ...two }) => {
        const { events1, n1, events2, n2 } = two;
        const got = meeRiskDifference(events1, n1, events2, n2, { confidence });
        for (const limit of [got.lower, got.upper])
          if (Math.abs(limit) < 1 - 1e-6)
            expect(
              relativeError(
                Math.abs(got.estimate - limit) / Math.sqrt(restrictedVariance(two, limit)),
                twoSidedZ(confidence),
              ),
            ).toBeLessThan(1e-8);
      }),
    );
  });

  it("of a risk ratio and an odds ratio", () => {
    fc.assert(
      fc.property(inner, ({ confidence, ...two }) => {
        const { events1, n1, events2, n2 } = two;
        const z = twoSidedZ(confidence);
        const risk = koopmanRiskRatio(events1, n1, events2, n2, { confidence });
        const odds = scoreOddsRatio(events1, n1, events2, n2, { confidence });
        if (risk.lower! > 0) expect(relativeError(riskRatioScore(two, risk.lower!), z)).toBeLessThan(1e-9);
        if (risk.upper !== null && risk.upper > 0)
          expect(relativeError(-riskRatioScore(two, risk.upper), z)).toBeLessThan(1e-9);
        if (odds.lower! > 0) expect(relativeError(oddsRatioScore(two, odds.lower!), z)).toBeLessThan(1e-9);
        if (odds.upper !== null)
          expect(relativeError(-oddsRatioScore(two, odds.upper), z)).toBeLessThan(1e-9);
      }),
    );
  });

  it("the most likely risks with difference 0 are the pooled one", () => {
    expect(
      relativeError(
        restrictedVariance({ events1: 3, n1: 10, events2: 5, n2: 30 }, 0),
        (0.2 * 0.8) / 10 + (0.2 * 0.8) / 30,
      ),
    ).toBeLessThan(1e-14);
  });

  it("are Wilson's when one group is sure", () => {
    // With nobody of n1 and nobody of n2 the difference p1 is tested against 0 of n1 alone.
    const z = twoSidedZ(0.95);
    expect(
      relativeError(meeRiskDifference(0, 10, 0, 20, { confidence: 0.95 }).upper, z ** 2 / (10 + z ** 2)),
    ).toBeLessThan(1e-12);
  });
});

describe("hand-worked", () => {
  it("ratios of 6/10 against 2/10", () => {
    const z = twoSidedZ(0.95);
    const katz = katzRiskRatio(6, 10, 2, 10, { confidence: 0.95 });
    expect(relativeError(katz.estimate!, 3)).toBeLessThan(1e-15);
    expect(relativeError(Math.log(katz.upper! / 3) ** 2, z ** 2 * (4 / 60 + 8 / 20))).toBeLessThan(1e-13);
    const woolf = woolfOddsRatio(6, 10, 2, 10, { confidence: 0.95 });
    expect(relativeError(woolf.estimate!, 6)).toBeLessThan(1e-15);
    expect(
      relativeError(Math.log(woolf.upper! / 6) ** 2, z ** 2 * (1 / 6 + 1 / 4 + 1 / 2 + 1 / 8)),
    ).toBeLessThan(1e-13);
    expect(
      relativeError(haldaneOddsRatio(10, 10, 0, 20, { confidence: 0.95 }).estimate, (10.5 * 20.5) / 0.25),
    ).toBeLessThan(1e-15);
  });

  it("zero cells: 0, no bound, or undefined, and which", () => {
    const unbounded = koopmanRiskRatio(5, 10, 0, 10, { confidence: 0.95 });
    expect([unbounded.estimate, unbounded.estimateReason, unbounded.upper]).toEqual([
      null,
      "no bound above: a cell is 0",
      null,
    ]);
    const notDefined = koopmanRiskRatio(0, 10, 0, 10, { confidence: 0.95 });
    expect([notDefined.estimate, notDefined.estimateReason, notDefined.lower]).toEqual([
      null,
      "undefined: no event in either group",
      0,
    ]);
    expect(katzRiskRatio(0, 10, 3, 10, { confidence: 0.95 })).toMatchObject({
      estimate: 0,
      lower: null,
      upper: null,
    });
    expect(scoreOddsRatio(0, 10, 10, 10, { confidence: 0.95 })).toMatchObject({ estimate: 0, lower: 0 });
  });
});

describe("mcNemar", () => {
  it("gives the hand-worked values of 1 and 7 discordant pairs", () => {
    const got = mcNemar([
      [1, 1],
      [7, 12],
    ]);
    expect(relativeError(got.chiSquare, 36 / 8)).toBeLessThan(1e-15);
    expect(relativeError(got.correctedChiSquare, 25 / 8)).toBeLessThan(1e-15);
    expect(relativeError(got.exactPValue, (2 * 9) / 256)).toBeLessThan(1e-13);
    expect(relativeError(got.midPValue, 10 / 256)).toBeLessThan(1e-13);
    expect(got.discordant).toEqual([1, 7]);
  });

  it("takes half of an even split's probability off", () => {
    const got = mcNemar([
      [5, 2],
      [2, 5],
    ]);
    expect([got.chiSquare, got.correctedChiSquare, got.exactPValue]).toEqual([0, 0, 1]);
    expect(relativeError(got.midPValue, 1 - 3 / 16)).toBeLessThan(1e-14);
  });

  it("turns over with the pair's members", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 500 }), (b, c) => {
        expect(
          mcNemar([
            [3, b],
            [c, 4],
          ]).midPValue,
        ).toBe(
          mcNemar([
            [3, c],
            [b, 4],
          ]).midPValue,
        );
      }),
    );
  });

  it("refuses a table without a discordant pair", () => {
    expect(() =>
      mcNemar([
        [3, 0],
        [0, 4],
      ]),
    ).toThrow("table: expected at least 1 discordant pairs, got 0");
  });
});
