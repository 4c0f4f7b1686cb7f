import * as fc from "fast-check";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import * as chiSquare from "../../distributions/chi-square.ts";
import type { Design } from "./design.ts";
import { firthBlockTest, firthLogistic } from "./firth.ts";

const level = { confidence: 0.95 };
const twoByTwo = (a: number, b: number, c: number, d: number): Design => ({
  names: ["(Intercept)", "exposed"],
  rows: [
    [1, 1],
    [1, 1],
    [1, 0],
    [1, 0],
  ].filter((_, i) => [a, b, c, d][i]! > 0),
  y: [1, 0, 1, 0].filter((_, i) => [a, b, c, d][i]! > 0),
  weights: [a, b, c, d].filter((count) => count > 0),
});
const counts = fc
  .tuple(fc.nat(40), fc.nat(40), fc.nat(40), fc.nat(40))
  .filter(([a, b, c, d]) => a + b > 0 && c + d > 0);

function part(yes: number, no: number, eta: number): number {
  const p = 1 / (1 + Math.exp(-eta));
  const q = 1 / (1 + Math.exp(eta));
  return yes * Math.log(p) + no * Math.log(q) + 0.5 * Math.log((yes + no) * p * q);
}

/** Twice the penalised log-likelihood of a 2x2 table, from its own formula: p (1-p) of each group is the information. */
function penalised(cells: readonly number[], logOddsUnexposed: number, logOddsRatio: number): number {
  return (
    2 *
    (part(cells[0]!, cells[1]!, logOddsUnexposed + logOddsRatio) +
      part(cells[2]!, cells[3]!, logOddsUnexposed))
  );
}

/** Largest value over the log odds of the unexposed, by golden section. */
function profile(cells: readonly number[], logOddsRatio: number): number {
  let low = -60;
  let high = 60;
  for (let i = 0; i < 200; i++) {
    const left = high - 0.618033988749895 * (high - low);
    const right = low + 0.618033988749895 * (high - low);
    if (penalised(cells, left, logOddsRatio) > penalised(cells, right, logOddsRatio)) high = right;
    else low = left;
  }
  return penalised(cells, low, logOddsRatio);
}

describe("firthLogistic: hand-derived case", () => {
  it("of a 2x2 table is the log odds ratio with one half added to every cell", () => {
    fc.assert(
      fc.property(counts, ([a, b, c, d]) => {
        const { converged, terms } = firthLogistic(twoByTwo(a, b, c, d), level);
        const byHand = Math.log(((a + 0.5) * (d + 0.5)) / ((b + 0.5) * (c + 0.5)));
        expect(converged).toBe(true);
        expect(Math.abs(terms[1]!.estimate - byHand)).toBeLessThanOrEqual(
          1e-10 * Math.max(1, Math.abs(byHand)),
        );
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it.each([
    [10, 0, 8, 12],
    [3, 5, 6, 2],
    [0, 7, 4, 9],
    [30, 1, 0, 25],
  ])("limits of [%i %i / %i %i] meet their equation, solved another way", (...cells) => {
    const term = firthLogistic(twoByTwo(...cells), level).terms[1]!;
    const top = profile(cells, term.estimate);
    const quantile = chiSquare.upperQuantile({ df: 1 }, 0.05);
    expect(relativeError(top - profile(cells, term.profileLower!), quantile)).toBeLessThan(1e-8);
    expect(relativeError(top - profile(cells, term.profileUpper!), quantile)).toBeLessThan(1e-8);
    expect(term.profileLower!).toBeLessThan(term.estimate);
    expect(term.profileUpper!).toBeGreaterThan(term.estimate);
    expect(relativeError(term.penalisedLikelihoodRatio!.chiSquare, top - profile(cells, 0))).toBeLessThan(
      1e-8,
    );
  });
});

describe("firthLogistic: every field of a 2x2 table by hand", () => {
  // The two groups are apart: information n p q each, its determinant their product, log odds (yes + 1/2) / (no + 1/2).
  it.each([
    [10, 3, 8, 12],
    [3, 5, 6, 2],
    [30, 1, 0, 25],
    [200, 300, 250, 250],
  ])("[%i %i / %i %i]", (...cells) => {
    const [a, b, c, d] = cells;
    const fit = firthLogistic(twoByTwo(a, b, c, d), level);
    const logOdds = [Math.log((c + 0.5) / (d + 0.5)), Math.log((a + 0.5) / (b + 0.5))] as const;
    const informationOf = (n: number, eta: number): number => n / (2 + Math.exp(eta) + Math.exp(-eta));
    const [i0, i1] = [informationOf(c + d, logOdds[0]), informationOf(a + b, logOdds[1])];
    const top = penalised(cells, logOdds[0], logOdds[1] - logOdds[0]);
    expect(relativeError(fit.penalisedLogLikelihood, top / 2)).toBeLessThan(1e-12);
    const covariance = [
      [1 / i0, -1 / i0],
      [-1 / i0, 1 / i0 + 1 / i1],
    ];
    for (const [j, row] of covariance.entries())
      for (const [k, want] of row.entries())
        expect(relativeError(fit.covariance[j]![k]!, want)).toBeLessThan(1e-10);
    for (const [k, term] of fit.terms.entries()) {
      expect(relativeError(term.standardError, Math.sqrt(covariance[k]![k]!))).toBeLessThan(1e-10);
      expect([term.profileReason, term.profileConverged]).toEqual([null, { lower: true, upper: true }]);
    }
    // Without the slope both groups share one log odds: that of all events and one, the two informations' halves.
    const share = (a + c + 1) / (a + b + c + d + 2);
    const none = penalised(cells, Math.log(share / (1 - share)), 0);
    for (const test of [fit.likelihoodRatio!, fit.terms[1]!.penalisedLikelihoodRatio!]) {
      expect(Math.abs(test.chiSquare - (top - none))).toBeLessThan(1e-9 * (1 + top - none));
      expect(test.df).toBe(1);
    }
    expect(fit).toMatchObject({
      method: "logistic-firth",
      confidence: 0.95,
      converged: true,
      names: ["(Intercept)", "exposed"],
      n: a + b + c + d,
      events: a + c,
      warnings: [],
    });
    expect(fit.criterion).toBeLessThan(1e-9);
    expect(fit.iterations).toBeGreaterThan(0);
  });
});

const cohort: Design = {
  names: ["(Intercept)", "marker", "age", "score"],
  rows: [
    [1, 1, 2031, 0.2],
    [1, 0, 2044, 0.9],
    [1, 0, 2029, 0.4],
    [1, 0, 2052, 0.1],
    [1, 0, 2038, 0.8],
    [1, 1, 2061, 0.5],
    [1, 0, 2047, 0.3],
    [1, 0, 2035, 0.7],
  ],
  y: [1, 0, 1, 0.5, 0, 1, 0.25, 0],
  weights: [3, 4, 2, 6, 3, 2, 4, 5],
};

describe("firthLogistic: law", () => {
  it("counting a row twice or writing it twice is the same", () => {
    const long: Design = {
      names: cohort.names,
      rows: cohort.rows.flatMap((row, i) => [row, row].slice(0, i === 0 ? 2 : 1)),
      y: cohort.y.flatMap((y, i) => [y, y].slice(0, i === 0 ? 2 : 1)),
      weights: cohort.weights!.flatMap((w, i) => (i === 0 ? [1, 2] : [w])),
    };
    const [a, b] = [firthLogistic(cohort, level), firthLogistic(long, level)];
    for (const [k, term] of a.terms.entries()) {
      expect(relativeError(b.terms[k]!.estimate, term.estimate)).toBeLessThan(1e-9);
      expect(relativeError(b.terms[k]!.profileUpper!, term.profileUpper!)).toBeLessThan(1e-9);
    }
  });

  it("exchanging events and non-events turns every sign", () => {
    const [a, b] = [
      firthLogistic(cohort, level),
      firthLogistic({ ...cohort, y: cohort.y.map((y) => 1 - y) }, level),
    ];
    for (const [k, term] of a.terms.entries()) {
      expect(relativeError(-b.terms[k]!.estimate, term.estimate)).toBeLessThan(1e-9);
      expect(relativeError(-b.terms[k]!.profileUpper!, term.profileLower!)).toBeLessThan(1e-9);
    }
  });

  it("a covariate in other units and from another zero gives the same slope in those units", () => {
    const moved = {
      ...cohort,
      rows: cohort.rows.map(([one, m, age, s]) => [one!, m!, (age! - 2000) * 1e4, s!]),
    };
    const [a, b] = [firthLogistic(cohort, level).terms[2]!, firthLogistic(moved, level).terms[2]!];
    expect(relativeError(b.estimate * 1e4, a.estimate)).toBeLessThan(1e-9);
    expect(relativeError(b.profileLower! * 1e4, a.profileLower!)).toBeLessThan(1e-9);
    expect(
      relativeError(b.penalisedLikelihoodRatio!.chiSquare, a.penalisedLikelihoodRatio!.chiSquare),
    ).toBeLessThan(1e-9);
  });

  it("the test of a block of one column is the test of that coefficient", () => {
    const block = firthBlockTest(cohort, [1]);
    expect(block.df).toBe(1);
    expect(
      relativeError(
        block.chiSquare,
        firthLogistic(cohort, level).terms[1]!.penalisedLikelihoodRatio!.chiSquare,
      ),
    ).toBeLessThan(1e-9);
  });

  it("a wider confidence gives wider limits, each still placed", () => {
    let before = firthLogistic(cohort, { confidence: 0.5 }).terms[1]!;
    for (const confidence of [0.8, 0.95, 0.999, 0.999999]) {
      const now = firthLogistic(cohort, { confidence }).terms[1]!;
      expect(now.profileLower!).toBeLessThan(before.profileLower!);
      expect(now.profileUpper!).toBeGreaterThan(before.profileUpper!);
      before = now;
    }
  });
});

describe("firthLogistic: the test of all slopes", () => {
  it("is the block test of all slopes", () => {
    const whole = firthLogistic(cohort, level).likelihoodRatio!;
    const block = firthBlockTest(cohort, [1, 2, 3]);
    expect(block.df).toBe(3);
    expect(relativeError(whole.chiSquare, block.chiSquare)).toBeLessThan(1e-9);
    expect(relativeError(whole.pValue, block.pValue)).toBeLessThan(1e-9);
    expect([block.columns, block.converged]).toEqual([["marker", "age", "score"], true]);
    expect(block.iterations).toBeGreaterThan(2);
    expect(block.criterion).toBeLessThan(1e-9);
  });

  it("law: a column of that name which is not constant is held to be no intercept", () => {
    const slanted = { ...cohort, rows: cohort.rows.map((row, i) => [1 + (i % 3), ...row.slice(1)]) };
    expect(
      relativeError(
        firthLogistic(slanted, level).likelihoodRatio!.chiSquare,
        firthBlockTest(slanted, [1, 2, 3]).chiSquare,
      ),
    ).toBeLessThan(1e-9);
  });

  it("hand-derived: without an intercept the other end is log odds 0 for all", () => {
    // One covariate: l(b) = sum of its two rows, information 4 n1 p1 q1 + n2 p2 q2; at 0 half of each.
    const design: Design = {
      names: ["x", "z"],
      rows: [
        [2, 0],
        [2, 0],
        [0, 1],
        [0, 1],
      ],
      y: [1, 0, 1, 0],
      weights: [7, 3, 2, 9],
    };
    const fit = firthLogistic(design, level);
    const at = (eta1: number, eta2: number): number => part(7, 3, eta1) + part(2, 9, eta2);
    const want = 2 * (at(Math.log(7.5 / 3.5), Math.log(2.5 / 9.5)) - at(0, 0));
    expect(fit.likelihoodRatio!.df).toBe(2);
    expect(relativeError(fit.likelihoodRatio!.chiSquare, want)).toBeLessThan(1e-10);
    expect(relativeError(fit.terms[0]!.estimate, Math.log(7.5 / 3.5) / 2)).toBeLessThan(1e-10);
  });
});

describe("firthLogistic: boundary", () => {
  it("no events at all", () => {
    const fit = firthLogistic(twoByTwo(0, 7, 0, 9), level);
    expect(fit.converged).toBe(true);
    expect(fit.separation.kind).toBe("complete");
    expect(relativeError(fit.terms[0]!.estimate, Math.log(0.5 / 9.5))).toBeLessThan(1e-12);
  });

  it("a single subject, intercept only", () => {
    const fit = firthLogistic({ names: ["(Intercept)"], rows: [[1]], y: [1] }, level);
    expect(relativeError(fit.terms[0]!.estimate, Math.log(3))).toBeLessThan(1e-12);
    expect(fit.likelihoodRatio).toEqual({ chiSquare: 0, df: 0, pValue: 1 });
  });

  it("millions of subjects", () => {
    const term = firthLogistic(twoByTwo(2e6, 3e6, 4e6, 5e6), level).terms[1]!;
    expect(
      relativeError(term.estimate, Math.log((2e6 + 0.5) * (5e6 + 0.5)) - Math.log((3e6 + 0.5) * (4e6 + 0.5))),
    ).toBeLessThan(1e-9);
    expect(term.profileConverged).toEqual({ lower: true, upper: true });
  });
});

describe("firthLogistic: extreme units", () => {
  it.each([1e200, 1e-200])("a covariate times %d", (factor) => {
    const moved = { ...cohort, rows: cohort.rows.map(([one, m, age, s]) => [one!, m!, age!, s! * factor]) };
    const [a, b] = [firthLogistic(cohort, level).terms[3]!, firthLogistic(moved, level).terms[3]!];
    expect(relativeError(b.estimate * factor, a.estimate)).toBeLessThan(1e-9);
    expect(relativeError(b.profileLower! * factor, a.profileLower!)).toBeLessThan(1e-9);
  });
});

describe("firthLogistic: non-convergence", () => {
  it("is said, and nothing is tested or bounded", () => {
    const fit = firthLogistic(cohort, { ...level, maximumIterations: 1 });
    expect(fit.converged).toBe(false);
    expect(fit.criterion).toBeGreaterThan(1e-9);
    expect(fit.likelihoodRatio).toBeNull();
    expect(fit.warnings).toEqual([
      "the penalised likelihood was not maximised: no estimate here may be used",
      ...fit.terms.map(({ name, profileReason }) => `${name}: ${profileReason}`),
    ]);
    for (const term of fit.terms) {
      expect(term.profileLower).toBeNull();
      expect(term.profileReason).toContain("lower limit: ");
      expect(term.profileUpper).toBeNull();
      expect(term.penalisedLikelihoodRatio).toBeNull();
      expect(term.profileConverged).toEqual({ lower: false, upper: false });
    }
  });
});

describe("firthLogistic: refusal texts", () => {
  it("names every fault", () => {
    const bad: Design = {
      names: ["(Intercept)", "a"],
      rows: [[1, Number.NaN], [1]],
      y: [2, 0],
      weights: [1, 0],
    };
    const message = (() => {
      try {
        firthLogistic(bad, level);
      } catch (problem) {
        return (problem as InputError).issues.map((issue) => issue.code);
      }
      return [];
    })();
    expect(message).toEqual(["not-finite", "length-mismatch", "out-of-range", "out-of-range"]);
  });

  it("refuses a confidence that is none", () => {
    expect(() => firthLogistic(cohort, { confidence: 95 })).toThrow(
      "confidence: expected a value in (0, 1), got 95",
    );
  });

  it("refuses a block that is empty or not there", () => {
    expect(() => firthBlockTest(cohort, [])).toThrow(InputError);
    expect(() => firthBlockTest(cohort, [9])).toThrow("columns");
  });
});

describe("firthLogistic: JSON round trip", () => {
  it("loses nothing", () => {
    const fit = firthLogistic(cohort, level);
    expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
  });
});

const data = "../shared/data/brglm2_endometrial.csv";
const absent = !existsSync(data) && process.env["CI"] !== "true";

describe.skipIf(absent)("firthLogistic against Heinze & Schemper 2002, endometrial cancer", () => {
  it("gives their estimate and limits of neovascularisation", () => {
    const rows = readFileSync(data, "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",").map(Number));
    const fit = firthLogistic(
      {
        names: ["(Intercept)", "NV", "PI", "EH"],
        rows: rows.map(([nv, pi, eh]) => [1, nv!, pi!, eh!]),
        y: rows.map((row) => row[3]!),
      },
      level,
    );
    const shown = fit.terms
      .slice(1)
      .map((t) => [t.estimate, t.profileLower!, t.profileUpper!].map((v) => v.toFixed(2)));
    expect(shown).toEqual([
      ["2.93", "0.61", "7.85"],
      ["-0.03", "-0.12", "0.04"],
      ["-2.60", "-4.37", "-1.23"],
    ]);
    expect(fit.separation.infinite).toEqual([{ name: "NV", direction: 1 }]);
  });
});

const read = (file: string): number[][] =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number));
const tall = "../shared/data/logistf_sex2.csv";
const tally = "../shared/data/logistf_sexagg.csv";

describe.skipIf(!existsSync(tall) && process.env["CI"] !== "true")(
  "firthLogistic on a table and on its tally",
  () => {
    it("is the same", () => {
      const names = ["(Intercept)", "age", "oc", "vic", "vicl", "vis", "dia"];
      const designOf = (rows: number[][], weighted: boolean): Design => ({
        names,
        rows: rows.map((row) => [1, ...row.slice(1, 7)]),
        y: rows.map((row) => row[0]!),
        ...(weighted ? { weights: rows.map((row) => row[7]!) } : {}),
      });
      const subjects = firthLogistic(designOf(read(tall), false), level);
      const counted = firthLogistic(designOf(read(tally), true), level);
      for (const [k, term] of subjects.terms.entries()) {
        expect(relativeError(counted.terms[k]!.estimate, term.estimate)).toBeLessThan(1e-9);
        expect(relativeError(counted.terms[k]!.profileLower!, term.profileLower!)).toBeLessThan(1e-9);
      }
    });
  },
);
