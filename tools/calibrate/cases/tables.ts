import type { RandomStream } from "../../../src/core/random.ts";
import { nMinusOneChiSquare, yatesChiSquare } from "../../../src/stats/contingency/chi-square-2x2.ts";
import { chiSquareTest } from "../../../src/stats/contingency/chi-square.ts";
import { cochranArmitage } from "../../../src/stats/contingency/cochran-armitage.ts";
import { likelihoodRatioTest } from "../../../src/stats/contingency/likelihood-ratio.ts";
import { linearByLinear } from "../../../src/stats/contingency/linear-by-linear.ts";
import { fisherExact } from "../../../src/stats/exact/fisher.ts";
import { fisherFreemanHalton } from "../../../src/stats/exact/fisher-freeman-halton.ts";
import type { Calibration } from "../calibration.ts";
import { between, categories, events, holds, rejects, tableOf } from "../simulated.ts";

const SHARES = [0.5, 0.3, 0.2];

/** Groups of one distribution over three categories; null where a category is empty, which no test can take. */
function grouped(random: RandomStream, sizes: readonly number[]): number[][] | null {
  const table = tableOf(
    sizes.map((n) => categories(random, n, SHARES)),
    3,
  );
  return SHARES.every((_, k) => table.some((row) => row[k]! > 0)) ? table : null;
}

const several = (
  method: string,
  sizes: readonly number[],
  test: (table: number[][]) => number | null,
  expected: "nominal" | "conservative",
  slack: number,
  runs = 5000,
) => ({
  method,
  kind: "size" as const,
  setting: `groups of ${sizes.join(", ")}, categories 50, 30, 20 %`,
  expected,
  slack,
  runs,
  once: (random: RandomStream) => {
    const table = grouped(random, sizes);
    return table !== null && rejects(test(table));
  },
});

type Table = readonly [readonly [number, number], readonly [number, number]];
const fourfold = (
  method: string,
  test: (table: Table) => number | null,
  expected: "nominal" | "conservative",
  slack: number,
) => ({
  method,
  kind: "size" as const,
  setting: "40 v 25, risk anywhere in 0.2 to 0.8",
  expected,
  slack,
  runs: 6000,
  once: (random: RandomStream) => {
    const risk = between(random, 0.2, 0.8);
    const [a, c] = [events(random, 40, risk), events(random, 25, risk)];
    if (a + c === 0 || a + c === 65) return false;
    return rejects(
      test([
        [a, 40 - a],
        [c, 25 - c],
      ]),
    );
  },
});

const doses = (
  test: (found: readonly number[]) => number | null,
  name: string,
  expected: "nominal" | "conservative",
) => ({
  method: "cochran-armitage",
  kind: "size" as const,
  setting: `30 subjects on each of 4 doses, risk 0.25, ${name}`,
  expected,
  // Few hundred possible tables: the normal law is off by some tenths of a percent.
  slack: expected === "nominal" ? 0.005 : 0,
  runs: 5000,
  once: (random: RandomStream) => {
    const found = [0, 1, 2, 3].map(() => events(random, 30, 0.25));
    return found.some((count) => count > 0) && rejects(test(found));
  },
});

const trend = (found: readonly number[]) =>
  cochranArmitage(found, [30, 30, 30, 30], { scores: [0, 1, 2, 4] });

const association = (table: number[][]) =>
  linearByLinear(table, { rowScores: [0, 1, 2], columnScores: [0, 1, 2] });

export default [
  fourfold("pearson-chi-square", (table) => chiSquareTest(table).pValue, "nominal", 0.01),
  fourfold("n-minus-one-chi-square", (table) => nMinusOneChiSquare(table).pValue, "nominal", 0.01),
  fourfold("yates-chi-square", (table) => yatesChiSquare(table).pValue, "conservative", 0),
  // Rejects too often in small tables.
  fourfold("likelihood-ratio-chi-square", (table) => likelihoodRatioTest(table).pValue, "nominal", 0.02),
  fourfold(
    "fisher-exact",
    (table) => fisherExact(table, { alternative: "two-sided", confidence: 0.95 }).pValue,
    "conservative",
    0,
  ),
  {
    method: "fisher-exact",
    kind: "coverage",
    setting: "40 v 25, exact limits of an odds ratio of 3",
    expected: "conservative",
    runs: 2000,
    once: (random) => {
      // Risks 0.6 and 1/3: odds 1.5 and 0.5.
      const [a, c] = [events(random, 40, 0.6), events(random, 25, 1 / 3)];
      const limits = fisherExact(
        [
          [a, 40 - a],
          [c, 25 - c],
        ],
        { alternative: "two-sided", confidence: 0.95 },
      );
      return holds(limits, 3);
    },
  },
  several("pearson-chi-square", [40, 30, 50], (table) => chiSquareTest(table).pValue, "nominal", 0.005),
  several(
    "likelihood-ratio-chi-square",
    [80, 60, 90],
    (table) => likelihoodRatioTest(table).pValue,
    "nominal",
    0.01,
  ),
  several(
    "fisher-freeman-halton",
    [12, 8, 15],
    (table) => fisherFreemanHalton(table, { seed: 1 }).pValue,
    "conservative",
    0,
    2000,
  ),
  several(
    "linear-by-linear",
    [10, 12, 8],
    (table) => association(table).pValue,
    "nominal",
    // The normal law for 30 subjects.
    0.01,
    1000,
  ),
  several("linear-by-linear", [9, 12, 8], (table) => association(table).exactPValue, "conservative", 0, 1000),
  doses((found) => trend(found).pValue, "normal", "nominal"),
  doses((found) => trend(found).exactPValue, "exact", "conservative"),
] satisfies readonly Calibration[];
