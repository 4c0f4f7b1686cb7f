/** FLIC, FLAC, score tests, sandwich errors and influence of logistic models, on the same reference sets. */
import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import type { Design } from "./design.ts";
import { firthLogistic } from "./firth.ts";
import { flacLogistic } from "./flac.ts";
import { flicLogistic } from "./flic.ts";
import { logisticInfluence } from "./logistic-influence.ts";
import { logisticRegression } from "./logistic.ts";
import { logisticRobust } from "./logistic-robust.ts";
import { logisticScoreInterval, logisticScoreTest } from "./score-test.ts";

interface Reference {
  readonly set: string;
  readonly names: string[];
  readonly X: number[][];
  readonly y: number[];
  readonly confidence: number;
  readonly flic: { intercept: number; standardError: number; slopes: number[]; fitted: number[] };
  readonly flac: { estimates: number[]; standardErrors: number[]; profile: number[][]; fitted: number[] };
  readonly score?: { terms: number[]; block: number; intervals: number[][] };
  readonly robust?: Record<"hc0" | "hc1" | "cr0" | "cr1", number[]>;
  readonly clusters?: number[];
  readonly influence?: Record<
    "leverage" | "pearson" | "standardisedPearson" | "deviance" | "standardisedDeviance" | "cook",
    number[]
  > & { dfbeta: number[][] };
}
const reference = JSON.parse(readFileSync("test/reference/logistic-extras.json", "utf8")) as {
  source: string;
  cases: Reference[];
};
const designOf = ({ names, X, y }: Reference): Design => ({ names, rows: X, y });
const mixed = reference.cases.find(({ set }) => set === "mixed")!;
const level = { confidence: 0.95 };

function near(got: readonly (number | null)[], want: readonly number[], tolerance: number): void {
  expect(got.length).toBe(want.length);
  for (const [k, value] of want.entries()) expect(relativeError(got[k]!, value)).toBeLessThan(tolerance);
}

describe(`golden: ${reference.source}`, () => {
  it.each(reference.cases)("flicLogistic, $set", (item) => {
    const fit = flicLogistic(designOf(item), { confidence: item.confidence });
    near(
      [fit.intercept.estimate, fit.intercept.standardError],
      [item.flic.intercept, item.flic.standardError],
      1e-9,
    );
    near(
      fit.slopes.map((t) => t.estimate),
      item.flic.slopes,
      1e-9,
    );
    near(fit.fitted, item.flic.fitted, 1e-8);
  });

  it.each(reference.cases)("flacLogistic, $set", (item) => {
    const fit = flacLogistic(designOf(item), { confidence: item.confidence });
    const terms = [...fit.terms, fit.pseudoObservations];
    near(
      terms.map((t) => t.estimate),
      item.flac.estimates,
      1e-8,
    );
    near(
      terms.map((t) => t.standardError),
      item.flac.standardErrors,
      1e-8,
    );
    near(
      terms.flatMap((t) => [t.profileLower, t.profileUpper]),
      item.flac.profile.flat(),
      1e-8,
    );
    near(fit.fitted, item.flac.fitted, 1e-8);
  });

  it("score tests and limits", () => {
    const design = designOf(mixed);
    near(
      mixed.names.map((_, k) => logisticScoreTest(design, [k]).chiSquare),
      mixed.score!.terms,
      1e-9,
    );
    near([logisticScoreTest(design, [2, 3]).chiSquare], [mixed.score!.block], 1e-9);
    const intervals = mixed.names.flatMap((_, k) => {
      const { lower, upper } = logisticScoreInterval(design, k, mixed);
      return [lower, upper];
    });
    near(intervals, mixed.score!.intervals.flat(), 1e-8);
  });

  it.each(["hc0", "hc1", "cr0", "cr1"] as const)("logisticRobust, %s", (kind) => {
    const fit = logisticRobust(designOf(mixed), { kind, clusters: mixed.clusters!, ...level });
    near(
      fit.terms.map((t) => t.standardError),
      mixed.robust![kind],
      1e-9,
    );
  });

  it("logisticInfluence", () => {
    const { subjects } = logisticInfluence(designOf(mixed), { estimator: "maximum-likelihood" });
    const want = mixed.influence!;
    near(
      subjects.map((s) => s.leverage),
      want.leverage,
      1e-9,
    );
    near(
      subjects.map((s) => s.pearson),
      want.pearson,
      1e-9,
    );
    near(
      subjects.map((s) => s.standardisedPearson),
      want.standardisedPearson,
      1e-9,
    );
    near(
      subjects.map((s) => s.deviance),
      want.deviance,
      1e-9,
    );
    near(
      subjects.map((s) => s.standardisedDeviance),
      want.standardisedDeviance,
      1e-9,
    );
    near(
      subjects.map((s) => s.cooksDistance),
      want.cook,
      1e-9,
    );
    near(
      subjects.flatMap((s) => s.dfbeta!),
      want.dfbeta.flat(),
      1e-8,
    );
  });
});

const twoByTwo = (a: number, b: number, c: number, d: number): Design => ({
  names: ["(Intercept)", "exposed"],
  rows: [
    [1, 1],
    [1, 0],
  ],
  y: [a / (a + b), c / (c + d)],
  weights: [a + b, c + d],
});

describe("hand-derived case", () => {
  it("the score test of a 2x2 table is Pearson's chi-square: n (ad - bc)^2 over the margins", () => {
    const { chiSquare, df } = logisticScoreTest(twoByTwo(5, 15, 10, 10), [1]);
    expect(df).toBe(1);
    expect(relativeError(chiSquare!, (40 * (5 * 10 - 15 * 10) ** 2) / (20 * 20 * 15 * 25))).toBeLessThan(
      1e-13,
    );
  });

  it("the score interval of a share is Wilson's, on the scale of log-odds", () => {
    // Wilson for 3 of 10 at 95 %: (p + z^2/2n -+ z sqrt(pq/n + z^2/4n^2)) / (1 + z^2/n), z^2 = 3.841458820694124.
    const z2 = 3.841458820694124;
    const ends = [-1, 1].map(
      (s) => (0.3 + z2 / 20 + s * Math.sqrt(z2) * Math.sqrt(0.021 + z2 / 400)) / (1 + z2 / 10),
    );
    const share: Design = { names: ["(Intercept)"], rows: [[1]], y: [0.3], weights: [10] };
    const { lower, upper } = logisticScoreInterval(share, 0, level);
    near(
      [lower, upper],
      ends.map((p) => Math.log(p / (1 - p))),
      1e-10,
    );
  });

  it("FLIC of a 2x2 table: slope with half added to every cell, fitted risks sum to the events", () => {
    // Slope of [[10, 0], [8, 12]]: log(10.5 / 0.5) - log(8.5 / 12.5).
    const { slopes, fitted, intercept } = flicLogistic(twoByTwo(10, 0, 8, 12), level);
    expect(relativeError(slopes[0]!.estimate, Math.log(21) - Math.log(0.68))).toBeLessThan(1e-10);
    expect(relativeError(10 * fitted[0]! + 20 * fitted[1]!, 18)).toBeLessThan(1e-12);
    expect(relativeError(fitted[1]!, 1 / (1 + Math.exp(-intercept.estimate!)))).toBeLessThan(1e-12);
  });

  it("FLAC of one share adds no bias: the indicator takes up the added half event", () => {
    // One column: leverage 1 in all. Subjects fit 3 / 10 exactly, pseudo-subjects 1 / 2.
    const share: Design = { names: ["(Intercept)"], rows: [[1]], y: [0.3], weights: [10] };
    const fit = flacLogistic(share, level);
    near(
      [fit.terms[0]!.estimate, fit.pseudoObservations.estimate],
      [Math.log(3 / 7), Math.log(7 / 3)],
      1e-12,
    );
    expect(relativeError(fit.pseudoWeight, 1)).toBeLessThan(1e-13);
    expect(relativeError(fit.fitted[0]!, 0.3)).toBeLessThan(1e-13);
  });

  it("robust error of one share is the classical one: root of 1 / (n p q)", () => {
    const share: Design = { names: ["(Intercept)"], rows: [[1], [1]], y: [1, 0], weights: [3, 6] };
    const { terms } = logisticRobust(share, { kind: "hc0", ...level });
    expect(relativeError(terms[0]!.standardError!, Math.sqrt(1 / 3 + 1 / 6))).toBeLessThan(1e-13);
  });

  it("influence on one share: leverage 1/n, Pearson residual root(q/p) of an event", () => {
    const share: Design = { names: ["(Intercept)"], rows: [[1]], y: [0.2], weights: [10] };
    const { subjects } = logisticInfluence(share, { estimator: "maximum-likelihood" });
    expect(subjects.map((s) => [s.event, s.count])).toEqual([
      [1, 2],
      [0, 8],
    ]);
    expect(relativeError(subjects[0]!.leverage, 0.1)).toBeLessThan(1e-13);
    expect(relativeError(subjects[0]!.pearson, 2)).toBeLessThan(1e-13);
    // -2 log p, its root.
    expect(relativeError(subjects[0]!.deviance, Math.sqrt(2 * Math.log(5)))).toBeLessThan(1e-13);
  });
});

const cells = fc
  .tuple(fc.nat(30), fc.nat(30), fc.nat(30), fc.nat(30))
  .filter(([a, b, c, d]) => a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0);

describe("law", () => {
  it("FLIC and FLAC: the fitted risks sum to the events, for any table", () => {
    fc.assert(
      fc.property(cells, ([a, b, c, d]) => {
        const design = twoByTwo(a, b, c, d);
        for (const { fitted } of [flicLogistic(design, level), flacLogistic(design, level)])
          expect(relativeError((a + b) * fitted[0]! + (c + d) * fitted[1]!, a + c)).toBeLessThan(1e-9);
      }),
      { numRuns: 40 },
    );
  });

  it("a limit of the score interval has the statistic of the quantile", () => {
    fc.assert(
      fc.property(
        cells.filter(([a, b, c, d]) => Math.min(a, b, c, d) > 0),
        ([a, b, c, d]) => {
          const { lower, upper } = logisticScoreInterval(twoByTwo(a, b, c, d), 1, level);
          const odds = Math.log((a * d) / (b * c));
          expect(lower!).toBeLessThan(odds);
          expect(upper!).toBeGreaterThan(odds);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("counts are repeated rows", () => {
    const tally = twoByTwo(4, 3, 2, 9);
    const long: Design = {
      names: tally.names,
      rows: [...Array.from({ length: 7 }, () => [1, 1]), ...Array.from({ length: 11 }, () => [1, 0])],
      y: [1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    };
    near(
      [flicLogistic(tally, level).intercept.estimate],
      [flicLogistic(long, level).intercept.estimate!],
      1e-10,
    );
    near(
      [flacLogistic(tally, level).terms[1]!.profileUpper],
      [flacLogistic(long, level).terms[1]!.profileUpper!],
      1e-9,
    );
    near([logisticScoreTest(tally, [1]).chiSquare], [logisticScoreTest(long, [1]).chiSquare!], 1e-11);
    near(
      logisticRobust(tally, { kind: "hc1", ...level }).terms.map((t) => t.standardError),
      logisticRobust(long, { kind: "hc1", ...level }).terms.map((t) => t.standardError!),
      1e-11,
    );
    const event = logisticInfluence(tally, { estimator: "firth" }).subjects[0]!;
    const same = logisticInfluence(long, { estimator: "firth" }).subjects[0]!;
    near([event.cooksDistance, event.dfbetas![1]!], [same.cooksDistance!, same.dfbetas![1]!], 1e-9);
  });

  it("each subject a cluster of its own is HC0", () => {
    const design = designOf(mixed);
    const own = mixed.y.map((_, i) => `subject ${i}`);
    const [a, b] = [
      logisticRobust(design, { kind: "cr0", clusters: own, ...level }),
      logisticRobust(design, { kind: "hc0", ...level }),
    ];
    near(
      a.terms.map((t) => t.standardError),
      b.terms.map((t) => t.standardError!),
      1e-12,
    );
  });

  it("exchanging events and non-events turns FLIC's signs", () => {
    const design = designOf(mixed);
    const other = { ...design, y: design.y.map((v) => 1 - v) };
    near(
      [flicLogistic(other, level).intercept.estimate],
      [-flicLogistic(design, level).intercept.estimate!],
      1e-9,
    );
  });
});

describe("boundary", () => {
  it("no event: the corrected intercept is open, the slopes are Firth's", () => {
    const none = twoByTwo(0, 7, 0, 9);
    const fit = flicLogistic(none, level);
    expect(fit.intercept.estimate).toBeNull();
    expect(fit.intercept.reason).toBe("no subject has the event, so the corrected intercept is -infinity");
    expect(fit.fitted).toEqual([0, 0]);
    expect(fit.slopes[0]!.estimate).toBe(firthLogistic(none, level).terms[1]!.estimate);
    const flac = flacLogistic(none, level);
    expect(flac.terms[0]!.estimate).toBeNull();
    expect(flac.terms[0]!.profileReason).toContain("-infinity");
  });

  it("separation: sandwich and influence of maximum likelihood say why there are none, Firth's influence stands", () => {
    const apart = twoByTwo(10, 0, 8, 12);
    const robust = logisticRobust(apart, { kind: "hc0", ...level });
    expect(robust.terms[0]!.standardError).toBeNull();
    expect(robust.warnings[0]).toContain("separated");
    expect(logisticInfluence(apart, { estimator: "maximum-likelihood" }).reason).toContain("separated");
    expect(logisticInfluence(apart, { estimator: "firth" }).subjects.length).toBe(3);
  });

  it("separation: the score test of the separating column is finite, of another it has a reason", () => {
    const apart: Design = {
      names: ["(Intercept)", "marker", "age"],
      rows: [
        [1, 1, 3],
        [1, 1, 5],
        [1, 0, 4],
        [1, 0, 6],
        [1, 0, 2],
        [1, 0, 7],
      ],
      y: [1, 1, 1, 0, 0, 1],
    };
    expect(logisticScoreTest(apart, [1]).chiSquare!).toBeGreaterThan(0);
    expect(logisticScoreTest(apart, [2])).toMatchObject({
      chiSquare: null,
      reason: "the model without these columns has no finite estimate",
    });
    expect(logisticScoreInterval(apart, 1, level)).toMatchObject({ lower: null, upper: null });
  });

  it("few clusters are named", () => {
    const fit = logisticRobust(designOf(mixed), { kind: "cr1", clusters: mixed.clusters!, ...level });
    expect(fit.reference).toBe("normal");
    expect(fit.clusters).toBe(12);
    expect(fit.warnings[0]).toContain("12 clusters");
  });
});

describe("refusal texts", () => {
  const noConstant: Design = { names: ["a"], rows: [[1], [2]], y: [0, 1] };
  it("a design without an intercept", () => {
    const text = 'names: expected a column named "(Intercept)"; add a column of ones with this name';
    expect(() => flicLogistic(noConstant, level)).toThrow(text);
    expect(() => flacLogistic(noConstant, level)).toThrow(text);
  });

  it("clusters, kinds and columns", () => {
    const design = designOf(mixed);
    expect(() => logisticRobust(design, { kind: "cr0", ...level })).toThrow(
      "clusters: expected 60 entries, got 0",
    );
    expect(() =>
      logisticRobust(design, { kind: "cr0", clusters: design.y.map(() => "a"), ...level }),
    ).toThrow("clusters: expected at least 2 clusters, got 1");
    expect(() => logisticRobust(design, { kind: "hc9" as "hc0", ...level })).toThrow(
      "kind: expected one of hc0",
    );
    expect(() => logisticScoreTest(design, [])).toThrow("columns: expected at least 1 columns");
    expect(() => logisticInfluence(design, { estimator: "ml" as "firth" })).toThrow(
      "estimator: expected one of",
    );
  });

  it("a missing value is refused, not left out", () => {
    const holes = { ...noConstant, names: ["(Intercept)"], rows: [[1], [Number.NaN]] };
    expect(() => flicLogistic(holes, level)).toThrow("expected a finite number");
    expect(() => logisticScoreTest(holes, [0])).toThrow("expected a finite number");
  });
});

describe("non-convergence", () => {
  it("is said", () => {
    const fit = flicLogistic(designOf(mixed), { ...level, maximumIterations: 1 });
    expect(fit.converged).toBe(false);
    expect(fit.warnings[0]).toContain("was not maximised");
    expect(flacLogistic(designOf(mixed), { ...level, maximumIterations: 1 }).converged).toBe(false);
  });
});

describe("JSON round trip", () => {
  it("loses nothing", () => {
    const design = designOf(mixed);
    for (const result of [
      flicLogistic(design, level),
      flacLogistic(design, level),
      logisticScoreTest(design, [1]),
      logisticScoreInterval(design, 1, level),
      logisticRobust(design, { kind: "hc0", ...level }),
      logisticInfluence(design, { estimator: "firth" }),
      logisticRegression(design, level),
    ])
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});
