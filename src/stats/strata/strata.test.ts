import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { InputError } from "../../core/issues/issue.ts";
import { chiSquareTest } from "../contingency/chi-square.ts";
import { linearByLinear } from "../contingency/linear-by-linear.ts";
import type { CountTable, Table2x2 } from "../contingency/table.ts";
import { fisherExact } from "../exact/fisher.ts";
import { breslowDay } from "./breslow-day.ts";
import { exactCommonOddsRatio } from "./exact-common-odds-ratio.ts";
import { generalisedCmh } from "./generalised-cmh.ts";
import { mantelHaenszelOddsRatio } from "./mantel-haenszel-odds-ratio.ts";
import { mantelHaenszelRiskDifference } from "./mantel-haenszel-risk-difference.ts";
import { mantelHaenszelRiskRatio } from "./mantel-haenszel-risk-ratio.ts";
import { mantelHaenszelTest } from "./mantel-haenszel-test.ts";
import type { Strata } from "./strata.ts";
import { zelenExact } from "./zelen-exact.ts";

type Expected = Readonly<Record<string, number | null>>;
interface StrataCase<E = Expected> {
  readonly strata: Strata;
  readonly confidence: number;
  readonly expected: E;
}
interface CmhCase {
  readonly strata: readonly CountTable[];
  readonly rowScores: readonly number[];
  readonly columnScores: readonly number[];
  readonly expected: Readonly<
    Record<
      "generalAssociation" | "rowMeanScores" | "columnMeanScores" | "correlation",
      readonly [number, number, number]
    >
  >;
}
interface MantelHaenszelExpected {
  readonly oddsRatio?: number;
  readonly oddsRatioLimits?: readonly [number, number];
  readonly x2?: number;
  readonly p: number;
  readonly x2c: number;
  readonly pc: number;
  readonly riskRatio?: number;
  readonly riskRatioLogStandardError: number;
  readonly riskDifference?: number;
  readonly satoStandardError: number;
  readonly greenlandRobinsStandardError: number;
}
const golden = JSON.parse(readFileSync("test/reference/strata.json", "utf8")) as {
  source: string;
  exactCommonOddsRatio: readonly StrataCase[];
  mantelHaenszel: readonly StrataCase<MantelHaenszelExpected>[];
  breslowDay: readonly StrataCase<Expected | null>[];
  generalisedCmh: readonly CmhCase[];
  zelenExact: readonly { strata: Strata; pValue: number }[];
};

const twoSided = { alternative: "two-sided", confidence: 0.95 } as const;

const near = (got: number | null, want: number, tolerance: number): void => {
  expect(got).not.toBeNull();
  // Zero is met to rounding error of the terms that cancel.
  if (Math.abs(want) < 1e-30) expect(Math.abs(got as number)).toBeLessThan(1e-25);
  else expect(relativeError(got as number, want)).toBeLessThan(tolerance);
};

const codesOf = (call: () => unknown): string[] => {
  try {
    call();
  } catch (problem) {
    if (problem instanceof InputError) return problem.issues.map((issue) => issue.code);
    throw problem;
  }
  return [];
};

const table = (most: number): fc.Arbitrary<Table2x2> =>
  fc.tuple(fc.nat(most), fc.nat(most), fc.nat(most), fc.nat(most)).map(
    ([a, b, c, d]): Table2x2 => [
      [a, b],
      [c, d],
    ],
  );
const strataOf = (most: number, strata: number) => fc.array(table(most), { minLength: 1, maxLength: strata });

const swapped = (strata: Strata): Strata => strata.map(([top, bottom]): Table2x2 => [bottom, top]);

// Three strata by hand: n = 8, 10, 2.
// R = 3*3/8 + 4*2/10 + 0 = 1.925, S = 1*1/8 + 1*3/10 + 1/2 = 0.925.
const byHand: Strata = [
  [
    [3, 1],
    [1, 3],
  ],
  [
    [4, 1],
    [3, 2],
  ],
  [
    [0, 1],
    [1, 0],
  ],
];

describe(`strata against ${golden.source}`, () => {
  it.each(golden.exactCommonOddsRatio)(
    "exact common odds ratio, $strata",
    ({ strata, confidence, expected }) => {
      const { inference } = exactCommonOddsRatio(strata, { alternative: "two-sided", confidence });
      for (const [name, want] of Object.entries(expected)) {
        const got = inference?.[name as keyof typeof inference] as number | null;
        if (want === null) expect(got, name).toBeNull();
        else if (name === "logPLess" && want === 0) expect(Math.abs(got as number)).toBeLessThan(1e-16);
        else if (want === 0) expect(got, name).toBe(0);
        else expect(relativeError(got as number, want), name).toBeLessThan(1e-12);
      }
      expect(inference?.converged).toBe(true);
    },
  );

  it.each(golden.mantelHaenszel)("Mantel-Haenszel, $strata", ({ strata, confidence, expected }) => {
    const ratio = mantelHaenszelOddsRatio(strata, { confidence });
    if (expected.oddsRatio !== undefined) {
      near(ratio.estimate, expected.oddsRatio, 1e-14);
      near(ratio.lower, expected.oddsRatioLimits![0], 1e-13);
      near(ratio.upper, expected.oddsRatioLimits![1], 1e-13);
    } else expect(ratio.logStandardError).toBeNull();
    const test = mantelHaenszelTest(strata);
    if (expected.x2 !== undefined) {
      near(test.statistic, expected.x2, 1e-12);
      near(test.pValue, expected.p, 1e-11);
      near(test.correctedStatistic, expected.x2c, 1e-12);
      near(test.correctedPValue, expected.pc, 1e-11);
    } else expect(test.statistic).toBeNull();
    if (expected.riskRatio !== undefined) {
      const risks = mantelHaenszelRiskRatio(strata, { confidence });
      near(risks.estimate, expected.riskRatio, 1e-14);
      near(risks.logStandardError, expected.riskRatioLogStandardError, 1e-13);
    }
    if (expected.riskDifference !== undefined) {
      const sato = mantelHaenszelRiskDifference(strata, { confidence, variance: "sato" });
      const robins = mantelHaenszelRiskDifference(strata, { confidence, variance: "greenland-robins" });
      near(sato.estimate, expected.riskDifference, 1e-12);
      near(sato.standardError, expected.satoStandardError, 1e-12);
      near(robins.standardError, expected.greenlandRobinsStandardError, 1e-13);
    }
  });

  it.each(golden.breslowDay)("Breslow-Day, $strata", ({ strata, expected }) => {
    const got = breslowDay(strata);
    if (expected === null) {
      expect(got.statistic).toBeNull();
      expect(got.reason).toMatch(/^undefined: /);
    } else {
      expect(got.df).toBe(expected["df"]);
      near(got.statistic, expected["statistic"]!, 1e-12);
      near(got.taroneStatistic, expected["taroneStatistic"]!, 1e-10);
      near(got.pValue, expected["pValue"]!, 1e-11);
      near(got.taronePValue, expected["taronePValue"]!, 1e-11);
    }
  });

  it.each(golden.generalisedCmh)("generalised CMH, $rowScores by $columnScores", ({ expected, ...input }) => {
    const got = generalisedCmh(input.strata, input);
    for (const name of ["generalAssociation", "rowMeanScores", "columnMeanScores", "correlation"] as const) {
      const [statistic, df, p] = expected[name];
      near(got[name].statistic, statistic, 1e-11);
      expect(got[name].df).toBe(df);
      near(got[name].pValue, p, 1e-11);
    }
  });
});

describe("zelenExact", () => {
  it.each(golden.zelenExact)("against enumeration, $strata", ({ strata, pValue }) => {
    near(zelenExact(strata).pValue, pValue, 1e-13);
  });

  it("has the p-value of a hand-worked pair of strata", () => {
    // Both C(2,x)^2 = 1, 4, 1; sum 2: (0,2) 1, (1,1) 16, (2,0) 1 of 18; the observed (2,0) is as rare as its mirror.
    const strata: Strata = [
      [
        [2, 0],
        [0, 2],
      ],
      [
        [0, 2],
        [2, 0],
      ],
    ];
    near(zelenExact(strata).pValue, 2 / 18, 1e-14);
  });

  it("does not change with the order of strata, rows and columns", () => {
    fc.assert(
      fc.property(strataOf(8, 4), (strata) => {
        const { pValue } = zelenExact(strata);
        for (const other of [[...strata].reverse(), swapped(strata)])
          if (pValue === null) expect(zelenExact(other).pValue).toBeNull();
          else near(zelenExact(other).pValue, pValue, 1e-12);
      }),
      { numRuns: 40 },
    );
  });

  it("gives the reason where it has no p-value", () => {
    expect(zelenExact(byHand.slice(0, 1)).reason).toMatch(/fewer than two strata/);
    const many: Strata = Array.from({ length: 100 }, (_, k) => [
      [2 + (k % 3), 3 + (k % 5)],
      [1 + (k % 4), 4 + (k % 2)],
    ]);
    expect(zelenExact(many)).toMatchObject({ pValue: null, logPValue: null });
    expect(zelenExact(many).reason).toMatch(/too many/);
  });
});

describe("strata by hand", () => {
  it("has the Mantel-Haenszel odds ratio R / S", () => {
    near(mantelHaenszelOddsRatio(byHand, { confidence: 0.95 }).estimate, 1.925 / 0.925, 1e-15);
  });

  it("has the excess and variance of three small hypergeometric cells", () => {
    // Means 2, 3.5, 0.5; variances 4*4*4*4/(64*7), 5*5*7*3/(100*9), 1/4.
    const variance = 256 / 448 + 525 / 900 + 0.25;
    const got = mantelHaenszelTest(byHand);
    near(got.excess, 1, 1e-15);
    near(got.variance, variance, 1e-15);
    near(got.statistic, 1 / variance, 1e-15);
    near(got.correctedStatistic, 0.25 / variance, 1e-15);
  });

  it("has the exact p-value by counting tables of two strata", () => {
    // C(4,x) C(4,4-x) = 1 16 36 16 1 and C(2,x) C(2,1-x) = 2, 2 for x = 0, 1: sums 2 34 104 104 34 2 of 280.
    const strata: Strata = [
      [
        [3, 1],
        [1, 3],
      ],
      [
        [1, 0],
        [1, 2],
      ],
    ];
    const got = exactCommonOddsRatio(strata, twoSided);
    expect([got.observed, got.expected, got.range]).toEqual([4, 2.5, [0, 5]]);
    near(got.inference!.pGreater, 36 / 280, 1e-14);
    near(got.inference!.pTwoSided, 72 / 280, 1e-14);
    near(got.inference!.midPCentral, (2 * (2 + 17)) / 280, 1e-14);
  });
});

describe("laws of strata", () => {
  it("one stratum is Fisher's exact test", () => {
    fc.assert(
      fc.property(
        table(60).filter(([[a, b], [c, d]]) => (a + b) * (c + d) * (a + c) * (b + d) > 0),
        fc.constantFrom("two-sided", "less", "greater"),
        (one, alternative) => {
          const options = { alternative, confidence: 0.95 } as const;
          const {
            method: _,
            n: __,
            table: ___,
            iterations: ____,
            criterion: _____,
            ...want
          } = fisherExact(one, options);
          const got = exactCommonOddsRatio([one], options).inference!;
          for (const [name, value] of Object.entries(want)) {
            const found = got[name as keyof typeof want];
            if (typeof value === "number" && Math.abs(value) > 1e-9)
              expect(relativeError(found as number, value), name).toBeLessThan(1e-11);
            else if (typeof value === "number")
              expect(Math.abs((found as number) - value), name).toBeLessThan(1e-9);
            else expect(found, name).toEqual(value);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("exchanging the rows inverts every ratio and keeps every two-sided p", () => {
    fc.assert(
      fc.property(strataOf(12, 6), (strata) => {
        const turned = swapped(strata);
        const [one, other] = [exactCommonOddsRatio(strata, twoSided), exactCommonOddsRatio(turned, twoSided)];
        if (one.inference === null || other.inference === null) expect(one.inference).toBe(other.inference);
        else {
          near(other.inference.pTwoSided, one.inference.pTwoSided, 1e-12);
          near(other.inference.pLess, one.inference.pGreater, 1e-12);
          if (one.inference.upper === null) expect(other.inference.lower).toBe(0);
          else near(other.inference.lower, 1 / one.inference.upper, 1e-12);
        }
        const [plain, inverse] = [strata, turned].map((s) => mantelHaenszelOddsRatio(s, twoSided));
        if (plain!.lower === null) expect(inverse!.lower).toBeNull();
        else near(inverse!.upper, 1 / plain!.lower, 1e-12);
        expect(mantelHaenszelTest(turned).statistic ?? 0).toBeCloseTo(
          mantelHaenszelTest(strata).statistic ?? 0,
          10,
        );
        expect(breslowDay(turned).statistic ?? 0).toBeCloseTo(breslowDay(strata).statistic ?? 0, 8);
      }),
      { numRuns: 80 },
    );
  });

  it("strata that lack a group or an outcome change no test and no odds ratio", () => {
    const more: Strata = [
      ...byHand,
      [
        [0, 0],
        [5, 7],
      ],
      [
        [3, 0],
        [8, 0],
      ],
      [
        [0, 0],
        [0, 0],
      ],
      [
        [1, 0],
        [0, 0],
      ],
    ];
    const { n: _, strata: __, ...want } = exactCommonOddsRatio(byHand, twoSided);
    expect(exactCommonOddsRatio(more, twoSided)).toMatchObject(want);
    expect(mantelHaenszelTest(more).statistic).toBe(mantelHaenszelTest(byHand).statistic);
    expect(mantelHaenszelOddsRatio(more, twoSided).lower).toBe(
      mantelHaenszelOddsRatio(byHand, twoSided).lower,
    );
    expect(breslowDay(more)).toMatchObject({
      statistic: breslowDay(byHand).statistic,
      df: 2,
      strata: 7,
      informativeStrata: 3,
    });
    expect(breslowDay(more).warnings).toHaveLength(1);
  });

  it("the general association of one table is Pearson's statistic times (n - 1) / n, its correlation linear-by-linear", () => {
    const one = [
      [3, 9, 4],
      [8, 2, 6],
      [5, 5, 1],
    ];
    const scores = { rowScores: [0, 1, 5], columnScores: [1, 2, 4] };
    const got = generalisedCmh([one], scores);
    near(got.generalAssociation.statistic, (chiSquareTest(one).statistic * 42) / 43, 1e-13);
    near(got.correlation.statistic, linearByLinear(one, scores).statistic, 1e-13);
  });

  it("2x2 strata: the general association is the Mantel-Haenszel statistic", () => {
    const got = generalisedCmh(byHand, { rowScores: [0, 1], columnScores: [0, 1] });
    for (const test of [got.generalAssociation, got.rowMeanScores, got.columnMeanScores, got.correlation])
      near(test.statistic, mantelHaenszelTest(byHand).statistic!, 1e-13);
  });

  it("empty categories lower the degrees of freedom and nothing else", () => {
    const full = [
      [
        [3, 9],
        [8, 2],
      ],
      [
        [1, 4],
        [5, 2],
      ],
    ];
    const padded = full.map((one) => [...one.map((row) => [...row, 0]), [0, 0, 0]]);
    const got = generalisedCmh(padded, { rowScores: [0, 1, 2], columnScores: [0, 1, 2] });
    const want = generalisedCmh(full, { rowScores: [0, 1], columnScores: [0, 1] });
    near(got.generalAssociation.statistic, want.generalAssociation.statistic!, 1e-12);
    expect(got.generalAssociation.df).toBe(1);
  });

  it("identical strata are homogeneous", () => {
    const one: Table2x2 = [
      [12, 5],
      [7, 9],
    ];
    const { statistic, pValue } = breslowDay([one, one, one]);
    expect(statistic).toBeLessThan(1e-25);
    expect(pValue).toBe(1);
  });
});

describe("boundaries of strata", () => {
  const onlyDiagonal: Strata = [
    [
      [5, 0],
      [0, 4],
    ],
    [
      [3, 0],
      [0, 6],
    ],
  ];

  it("no cell off the diagonal: no estimate, a lower limit by the exact method alone", () => {
    expect(mantelHaenszelOddsRatio(onlyDiagonal, twoSided)).toMatchObject({
      estimate: null,
      lower: null,
      upper: null,
    });
    expect(mantelHaenszelOddsRatio(onlyDiagonal, twoSided).estimateReason).toMatch(/no bound above/);
    const { inference } = exactCommonOddsRatio(onlyDiagonal, twoSided);
    expect([inference!.oddsRatio, inference!.upper]).toEqual([null, null]);
    // 1 / (C(9,5) C(9,3)) = 1 / (126 * 84)
    near(inference!.pGreater, 1 / (126 * 84), 1e-13);
    expect(breslowDay(onlyDiagonal).reason).toMatch(/0 or has no bound/);
    expect(mantelHaenszelOddsRatio(swapped(onlyDiagonal), twoSided)).toMatchObject({
      estimate: 0,
      lower: null,
    });
    expect(exactCommonOddsRatio(swapped(onlyDiagonal), twoSided).inference).toMatchObject({
      oddsRatio: 0,
      lower: 0,
    });
  });

  it("no stratum that can speak: nulls with a reason", () => {
    const silent: Strata = [
      [
        [0, 0],
        [3, 4],
      ],
      [
        [2, 0],
        [5, 0],
      ],
    ];
    expect(exactCommonOddsRatio(silent, twoSided)).toMatchObject({ inference: null, informativeStrata: 0 });
    expect(mantelHaenszelTest(silent)).toMatchObject({ statistic: null, pValue: null });
    expect(mantelHaenszelTest(silent).reason).toMatch(/no stratum holds both/);
    expect(mantelHaenszelOddsRatio(silent, twoSided).estimateReason).toMatch(/^undefined/);
    expect(mantelHaenszelRiskDifference(silent, { confidence: 0.95, variance: "sato" })).toMatchObject({
      estimate: 0,
      standardError: 0,
    });
    const tests = generalisedCmh(silent, { rowScores: [0, 1], columnScores: [0, 1] });
    expect(tests.generalAssociation).toMatchObject({ statistic: null, df: 0, pValue: null });
  });

  it("a p-value that no number holds keeps its logarithm", () => {
    // 50 strata of 40 v 40, all events in one group: P = C(80, 40)^-50.
    const strata: Strata = Array.from({ length: 50 }, () => [
      [40, 0],
      [0, 40],
    ]);
    let log = 0;
    for (let i = 1; i <= 40; i++) log += Math.log((40 + i) / i);
    const { inference } = exactCommonOddsRatio(strata, twoSided);
    expect(inference!.pGreater).toBe(0);
    near(inference!.logPGreater, -50 * log, 1e-13);
    near(inference!.logPTwoSided, Math.LN2 - 50 * log, 1e-13);
  });

  it("answers 100 strata, far from odds ratio 1 too", () => {
    const strata: Strata = Array.from({ length: 100 }, (_, k) => [
      [20 + (k % 7), 3],
      [2 + (k % 3), 25],
    ]);
    const { inference } = exactCommonOddsRatio(strata, twoSided);
    expect(inference!.converged).toBe(true);
    expect(inference!.logPTwoSided).toBeLessThan(-1000);
    expect(inference!.lower).toBeLessThan(inference!.oddsRatio!);
    expect(inference!.upper!).toBeGreaterThan(inference!.oddsRatio!);
    expect(inference!.upper! / inference!.lower).toBeLessThan(1.6);
  });
});

describe("refusals of strata", () => {
  const bad = [
    [
      [1.5, 2],
      [-1, 3],
    ],
    [[1, 2]],
  ] as unknown as Strata;
  const methods: readonly [string, (strata: Strata) => unknown][] = [
    ["exactCommonOddsRatio", (s) => exactCommonOddsRatio(s, twoSided)],
    ["mantelHaenszelOddsRatio", (s) => mantelHaenszelOddsRatio(s, twoSided)],
    ["mantelHaenszelRiskRatio", (s) => mantelHaenszelRiskRatio(s, twoSided)],
    [
      "mantelHaenszelRiskDifference",
      (s) => mantelHaenszelRiskDifference(s, { confidence: 0.95, variance: "sato" }),
    ],
    ["mantelHaenszelTest", mantelHaenszelTest],
    ["breslowDay", breslowDay],
    ["zelenExact", zelenExact],
  ];

  it.each(methods)("%s lists bad cells and bad shapes, and a lack of strata", (_, method) => {
    expect(codesOf(() => method(bad))).toEqual(["not-a-count", "not-a-count", "too-few"]);
    expect(codesOf(() => method([]))).toEqual(["too-few"]);
    expect(() => method(bad)).toThrow(/strata\[0\]\[1\]\[0\]: expected a whole number >= 0, got -1/);
  });

  it("refuses unknown options", () => {
    expect(() => exactCommonOddsRatio(byHand, { alternative: "less", confidence: 0.5 })).toThrow(
      /\(0\.5, 1\)/,
    );
    expect(() => mantelHaenszelOddsRatio(byHand, { confidence: 1 })).toThrow(/confidence/);
    expect(() =>
      mantelHaenszelRiskDifference(byHand, { confidence: 0.95, variance: "newcombe" as "sato" }),
    ).toThrow(/one of sato, greenland-robins/);
  });

  it("refuses tables of unequal shape and scores that do not fit", () => {
    const scores = { rowScores: [0, 1], columnScores: [0, 1] };
    expect(codesOf(() => generalisedCmh([[[1, 2]], [[1, 2]]], scores))).toEqual(["too-few"]);
    expect(codesOf(() => generalisedCmh([...byHand, [[1, 2, 3]]], scores))).toEqual([
      "length-mismatch",
      "length-mismatch",
    ]);
    expect(codesOf(() => generalisedCmh([], scores))).toEqual(["too-few"]);
    expect(
      codesOf(() =>
        generalisedCmh(
          [
            [
              [1, 0.5],
              [2, 3],
            ],
          ],
          { rowScores: [1, 1], columnScores: [0, Number.NaN] },
        ),
      ),
    ).toEqual(["not-a-count", "no-variation", "not-finite"]);
    expect(codesOf(() => generalisedCmh(byHand, { rowScores: [0], columnScores: [0, 1, 2] }))).toEqual([
      "length-mismatch",
      "length-mismatch",
    ]);
  });
});

describe("results of strata", () => {
  it("survive JSON", () => {
    for (const got of [
      exactCommonOddsRatio(byHand, twoSided),
      mantelHaenszelOddsRatio(byHand, twoSided),
      mantelHaenszelRiskRatio(byHand, twoSided),
      mantelHaenszelRiskDifference(byHand, { confidence: 0.95, variance: "greenland-robins" }),
      mantelHaenszelTest(byHand),
      breslowDay(byHand),
      zelenExact(byHand),
      generalisedCmh(byHand, { rowScores: [0, 1], columnScores: [0, 1] }),
    ])
      expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });
});
