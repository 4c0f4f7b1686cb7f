import type { RandomStream } from "../../../src/core/random.ts";
import { brunnerMunzelPermutation } from "../../../src/stats/ranks/brunner-munzel-permutation.ts";
import { dunn } from "../../../src/stats/ranks/dunn.ts";
import { friedman } from "../../../src/stats/ranks/friedman.ts";
import { hodgesLehmann } from "../../../src/stats/ranks/hodges-lehmann.ts";
import { jonckheereTerpstra } from "../../../src/stats/ranks/jonckheere.ts";
import { kruskalWallis } from "../../../src/stats/ranks/kruskal-wallis.ts";
import { mannWhitney } from "../../../src/stats/ranks/mann-whitney.ts";
import { probabilityOfSuperiority } from "../../../src/stats/ranks/probability-of-superiority.ts";
import { wilcoxonSignedRank } from "../../../src/stats/ranks/wilcoxon-signed-rank.ts";
import type { Calibration } from "../calibration.ts";
import { categories, exponentials, holds, normals, rejects } from "../simulated.ts";

const both = { alternative: "two-sided", confidence: 0.95 } as const;
const size = { kind: "size", runs: 5000 } as const;
const exact = { kind: "size", expected: "conservative", runs: 4000 } as const;
// 70 % below one limit, the rest in two classes.
const HEAVY = [0.7, 0.2, 0.1];

/** Exponential values of which those below the limit share one value. */
const limited = (random: RandomStream, n: number): number[] =>
  exponentials(random, n).map((v) => Math.max(v, 0.9));

export default [
  {
    ...exact,
    method: "mann-whitney",
    setting: "3 v 27 without ties, exact",
    once: (random) =>
      rejects(mannWhitney(exponentials(random, 3), exponentials(random, 27), both).exact!.pValue),
  },
  {
    ...exact,
    method: "mann-whitney",
    setting: "15 v 22, 70 % tied at one value, exact",
    once: (random) =>
      rejects(
        mannWhitney(categories(random, 15, HEAVY), categories(random, 22, HEAVY), both).exact?.pValue ?? null,
      ),
  },
  {
    ...size,
    method: "mann-whitney",
    setting: "40 v 55, 60 % below one limit, normal with correction",
    expected: "nominal",
    // The continuity correction errs to the safe side.
    slack: 0.005,
    once: (random) =>
      rejects(mannWhitney(limited(random, 40), limited(random, 55), both).asymptotic!.corrected.pValue),
  },
  {
    ...exact,
    method: "wilcoxon-signed-rank",
    setting: "12 differences, exact",
    once: (random) =>
      rejects(
        wilcoxonSignedRank(
          normals(random, 12),
          Array.from({ length: 12 }, () => 0),
          { ...both, zeros: "drop" },
        ).pValue,
      ),
  },
  {
    ...exact,
    method: "wilcoxon-signed-rank",
    setting: "20 rounded differences with zeros and ties, exact",
    once: (random) =>
      rejects(
        wilcoxonSignedRank(
          normals(random, 20).map((v) => Math.round(v)),
          Array.from({ length: 20 }, () => 0),
          { ...both, zeros: "rank" },
        ).exact?.twoSided ?? null,
      ),
  },
  {
    method: "wilcoxon-signed-rank",
    kind: "coverage",
    setting: "12 differences around 1, limits of the pseudomedian",
    expected: "conservative",
    runs: 4000,
    once: (random) =>
      holds(
        wilcoxonSignedRank(
          normals(random, 12, 1),
          Array.from({ length: 12 }, () => 0),
          { ...both, zeros: "drop" },
        ),
        1,
      ),
  },
  {
    ...size,
    method: "kruskal-wallis",
    setting: "8, 12, 10, 60 % below one limit",
    expected: "nominal",
    // Chi-square for 30 subjects.
    slack: 0.01,
    once: (random) => rejects(kruskalWallis([8, 12, 10].map((n) => limited(random, n))).pValue),
  },
  {
    ...size,
    method: "dunn",
    setting: "12, 20, 15, one pair, unadjusted",
    expected: "nominal",
    slack: 0.005,
    once: (random) => rejects(dunn([12, 20, 15].map((n) => exponentials(random, n))).pairs[1]!.pValue),
  },
  {
    ...size,
    method: "dunn",
    setting: "12, 20, 15, any of three pairs, Holm",
    expected: "conservative",
    once: (random) =>
      dunn([12, 20, 15].map((n) => exponentials(random, n))).pairs.some(({ holm }) => rejects(holm)),
  },
  {
    ...exact,
    method: "jonckheere-terpstra",
    setting: "5, 7, 6 without ties, exact",
    once: (random) =>
      rejects(
        jonckheereTerpstra(
          [5, 7, 6].map((n) => normals(random, n)),
          { alternative: "two-sided" },
        ).exact?.twoSided ?? null,
      ),
  },
  {
    ...size,
    method: "jonckheere-terpstra",
    setting: "20, 25, 15, 60 % below one limit, normal",
    expected: "nominal",
    slack: 0.005,
    once: (random) =>
      rejects(
        jonckheereTerpstra(
          [20, 25, 15].map((n) => limited(random, n)),
          { alternative: "two-sided" },
        ).asymptotic?.twoSided ?? null,
      ),
  },
  {
    ...size,
    method: "friedman",
    setting: "20 subjects at 4 times",
    expected: "nominal",
    // Chi-square for 20 subjects.
    slack: 0.01,
    once: (random) => rejects(friedman(Array.from({ length: 20 }, () => normals(random, 4))).pValue),
  },
  {
    method: "hodges-lehmann",
    kind: "coverage",
    setting: "9 v 14, shift 2, exact",
    expected: "conservative",
    runs: 3000,
    once: (random) =>
      holds(hodgesLehmann(normals(random, 9, 2), normals(random, 14), { confidence: 0.95 }).exact!, 2),
  },
  {
    method: "hodges-lehmann",
    kind: "coverage",
    setting: "40 v 55 rounded to tenths, shift 1, asymptotic",
    expected: "nominal",
    // The continuity correction, and limits that are multiples of a tenth, make it wide.
    slack: 0.02,
    runs: 3000,
    once: (random) => {
      const rounded = (n: number, mean: number): number[] =>
        normals(random, n, mean).map((v) => Math.round(10 * v) / 10);
      return holds(hodgesLehmann(rounded(40, 1), rounded(55, 0), { confidence: 0.95 }).asymptotic!, 1);
    },
  },
  {
    ...size,
    method: "brunner-munzel",
    setting: "20 v 35, standard deviations 3 and 1",
    expected: "nominal",
    slack: 0.01,
    once: (random) =>
      rejects(
        probabilityOfSuperiority(normals(random, 20, 0, 3), normals(random, 35), { confidence: 0.95 }).pValue,
      ),
  },
  {
    method: "brunner-munzel",
    kind: "coverage",
    setting: "20 v 35, probability 0.8",
    expected: "nominal",
    slack: 0.01,
    runs: 5000,
    once: (random) =>
      // x - y is normal with standard deviation root 2, and Phi(0.8416...) = 0.8.
      holds(
        probabilityOfSuperiority(normals(random, 20, 0.8416212335729143 * Math.SQRT2), normals(random, 35), {
          confidence: 0.95,
        }),
        0.8,
      ),
  },
  {
    method: "brunner-munzel-permutation",
    kind: "size",
    setting: "8 v 12, standard deviations 2 and 1, 199 draws",
    expected: "nominal",
    // Exact for one common distribution only; with other spreads it holds in large samples.
    slack: 0.015,
    runs: 3000,
    once: (random) =>
      rejects(
        brunnerMunzelPermutation(normals(random, 8, 0, 2), normals(random, 12), {
          alternative: "two-sided",
          draws: 199,
          seed: random.below(1_000_000),
        }).pValue,
      ),
  },
] satisfies readonly Calibration[];
